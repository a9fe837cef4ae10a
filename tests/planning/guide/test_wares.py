"""Wares are all that waits, each lot in one of them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from repli.planning.guide.wares import wares_of
from tests.planning.elsewhere_operations import drawn_elsewhere, strip_operation
from tests.planning.guide.toured import drafted, first_scene


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10_000))
def test_every_lot_is_in_one_ware_of_its_site(seed: int) -> None:
    state = drafted(drawn_elsewhere(seed))
    if state is None:
        return
    scene = first_scene(state)
    wares = [one for one in wares_of(scene) if one.origin is None]
    for site_id in scene.board.closings:
        book = scene.board.books[site_id]
        own = [one for one in wares if one.site_id == site_id]
        assert sum(one.count for one in own) == sum(lot.count for lot in book.people) + sum(1 for _ in book.items)
        kg = sum(lot.count * lot.line.kg_per_person for lot in book.people) + sum(lot.line.kg for lot in book.items)
        assert round(sum(one.count * one.kg for one in own)) == kg
    assert [one.number for one in wares_of(scene)] == list(range(len(wares_of(scene))))


def test_what_a_feeder_sends_waits_at_the_base_as_a_ware_that_is_empty_at_first() -> None:
    state = drafted(strip_operation())
    assert state is not None
    wares = wares_of(first_scene(state))
    (later,) = (one for one in wares if one.origin is not None)
    assert (later.site_id, later.count, wares[later.origin or 0].site_id) == ("BASE", 0, "STRIP")
    assert later.lines == wares[later.origin or 0].lines
