"""Where no plan is found the lines that wait are named, and what keeps them."""

from dataclasses import replace

import pytest

from repli.errors import NoPlanError
from repli.model import Operation
from repli.planning import make_plan
from repli.planning.lots import books_of
from repli.planning.waiting import does_not_fit, no_wave
from tests.tiny import at, edit_row, tiny_operation


def test_the_highest_floor_that_holds_is_named_with_the_lines() -> None:
    book = books_of(tiny_operation())["BASE"]
    assert str(no_wave(book, at(0))).endswith(
        "takes what must stay until then: 20 people, 4 items (BASE-GUARD 6, BASE-STAFF 14, I1, I2, I3, I4). "
        "Its floor of 5000 (kg) keeps them there (floors.csv)."
    )


@pytest.mark.parametrize(
    ("guards", "why"),
    [(4, "Its 4 guards leave last (sites.csv, last_out_people)."), (0, "No floor keeps them there: vehicles,")],
)
def test_without_floors_guards_last_or_nothing_is_named(guards: int, why: str) -> None:
    operation = edit_row(tiny_operation(floors=()), "sites", "BASE", last_out_people=guards)
    assert why in str(no_wave(books_of(operation)["BASE"], at(0)))


def test_many_lines_are_counted_after_the_first_twelve() -> None:
    tiny = tiny_operation()
    items = tuple(replace(tiny.item_of["I1"], line_id=f"X{number:02}") for number in range(20))
    said = str(does_not_fit(books_of(replace(tiny, items=items, people=()))["BASE"]))
    assert said == (
        "Site BASE: 0 people and 20 items still wait when the closing wave is full: "
        "X00, X01, X02, X03, X04, X05, X06, X07, X08, X09, X10, X11, +8."
    )


def test_a_floor_that_no_wave_can_meet_is_what_planning_says() -> None:
    everything = edit_row(tiny_operation(), "clearances", "C-AIR", limit_per_day=1)
    floors = tuple(replace(one, steps=((at(0), 15_000),)) if one.quantity == "kg" else one for one in everything.floors)
    said = refusal(replace(everything, floors=floors))
    assert "Site BASE: no act of handover and closing wave was found" in said
    assert "Its floor of 15000 (kg) keeps them there (floors.csv)." in said


def refusal(operation: Operation) -> str:
    with pytest.raises(NoPlanError) as refused:
        make_plan(operation, seed=1, version="test")
    return " ".join(str(one) for one in refused.value.reasons)
