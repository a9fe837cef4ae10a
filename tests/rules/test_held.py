"""What a floor keeps at BASE of the tiny plan, whose R1 leaves it at 09:00 of day 0, R2 at 09:00 of day 1.

People present after R1: 6 guards, 12 from C1's arrival, 6 from R2. Item kg: 13,000 after R1, 14,000 with I5, 3,000
after R2. BASE's closing wave starts at 10:40 of day 2.
"""

import pytest

from repli.model import Floor
from repli.rules.held import held_of
from repli.rules.lines import lines_of
from tests.tiny import at, tiny_operation, tiny_plan


def is_held(line_id: str, minute: int, floor: Floor) -> bool:
    operation = tiny_operation(floors=(floor,))
    return held_of(operation, tiny_plan(operation)).by_floor(lines_of(operation)[line_id], "BASE", minute)


def floor(quantity: str, least: int, function: str | None = None) -> Floor:
    return Floor(site_id="BASE", quantity=quantity, function=function, steps=((at(0), least),))


@pytest.mark.parametrize(("least", "held"), [(5, False), (6, True)])
def test_a_guard_is_held_where_one_less_would_break_the_floor_of_people(least: int, held: bool) -> None:
    assert is_held("BASE-GUARD", at(0, 9), floor("people", least)) is held


@pytest.mark.parametrize(("line_id", "held"), [("BASE-GUARD", True), ("FEED-STAFF", False)])
def test_a_floor_of_guards_holds_guards_only(line_id: str, held: bool) -> None:
    assert is_held(line_id, at(0, 13), floor("people", 6, "guard")) is held


@pytest.mark.parametrize(("line_id", "held"), [("I3", False), ("I2", True)])
def test_a_unit_is_missing_only_until_the_departure_that_takes_it(line_id: str, held: bool) -> None:
    """I3 goes with R2, after which 3,000 kg are there without it; I2 would be missing from those 3,000 kg."""
    assert is_held(line_id, at(0, 9), floor("kg", 3_000)) is held


@pytest.mark.parametrize(("minute", "held"), [(at(2, 10, 39), True), (at(2, 10, 40), False)])
def test_a_floor_holds_nothing_from_the_start_of_the_closing_wave(minute: int, held: bool) -> None:
    assert is_held("I2", minute, floor("sensitive", 1)) is held


def test_a_site_without_a_floor_holds_nothing() -> None:
    elsewhere = Floor(site_id="FEED", quantity="people", function=None, steps=((at(0), 30),))
    assert not is_held("BASE-GUARD", at(0, 9), elsewhere)
