"""Numbers drawn are the same for the same seed, block and kind; those of one kind never move another."""

from dataclasses import fields

from repli.forecast.compile import compile_plan
from repli.forecast.draws import Draws, draw
from tests.tiny import tiny_operation, tiny_plan

STAGE = compile_plan(tiny_operation(), tiny_plan()).stage


def equal(one: Draws, other: Draws) -> set[str]:
    return {f.name for f in fields(Draws) if (getattr(one, f.name) == getattr(other, f.name)).all()}


def test_fewer_replications_are_the_first_of_more() -> None:
    few, more = draw(STAGE, 9, 10), draw(STAGE, 9, 25)
    for field in fields(Draws):
        assert (getattr(few, field.name) == getattr(more, field.name)[:10]).all(), field.name


def test_the_same_seed_and_block_draw_the_same_and_others_draw_others() -> None:
    everything = {field.name for field in fields(Draws)}
    assert equal(draw(STAGE, 9, 10, block=3), draw(STAGE, 9, 10, block=3)) == everything
    assert equal(draw(STAGE, 9, 10, block=3), draw(STAGE, 9, 10, block=4)) == set()
    assert equal(draw(STAGE, 9, 10), draw(STAGE, 10, 10)) == set()


def test_no_two_kinds_share_their_numbers() -> None:
    drawn = draw(STAGE, 9, 10)
    firsts = [float(getattr(drawn, field.name).ravel()[0]) for field in fields(Draws)]
    assert len(set(firsts)) == len(firsts)
