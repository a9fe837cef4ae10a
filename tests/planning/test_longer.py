"""What a site that is held for longer keeps back: worked out by hand on the tiny operation."""

from dataclasses import replace

from repli.model import Operation
from repli.planning.board import Board, board_of
from repli.planning.longer import beyond_ends, last_offs
from repli.planning.past import agreed_of
from repli.planning.prices.doors import Yard
from repli.planning.ways import ways_of
from tests.tiny import at, edit_row, tiny_operation, tiny_plan


def start_of(operation: Operation) -> Board:
    """The board of an operation with nothing planned."""
    return board_of(ways_of(operation))


def moved(operation: Operation, tolerance_minutes: int = 30) -> int:
    """How many departures of the tiny plan move, at least, because of when sites end."""
    return beyond_ends(start_of(operation), agreed_of(operation, tiny_plan()), tolerance_minutes)


def test_as_agreed_nothing_is_held_back() -> None:
    assert moved(tiny_operation()) == 0


def test_where_something_is_ready_only_hours_later_the_guards_who_leave_last_cannot_go_as_agreed() -> None:
    later = edit_row(tiny_operation(), "items", "I2", ready_minute=at(2, 18))
    board = start_of(later)
    assert last_offs(board, Yard(later))["BASE"] >= at(2, 17)
    assert later.site_of["BASE"].last_out_people > 0
    assert moved(later) >= 1
    assert moved(later, 5 * 60) == 0, "with hours of tolerance all may go with the wave"


def test_without_guards_and_floors_nothing_is_held_back() -> None:
    later = edit_row(tiny_operation(floors=()), "items", "I2", ready_minute=at(2, 18))
    assert moved(edit_row(later, "sites", "BASE", last_out_people=0)) == 0


def test_a_floor_that_stands_until_the_later_wave_holds_back_what_it_counts() -> None:
    base = edit_row(tiny_operation(), "sites", "BASE", last_out_people=0)
    floor = next(one for one in base.floors if one.site_id == "BASE" and one.quantity == "people")
    high = replace(base, floors=(replace(floor, function=None, steps=((at(0), 15),)),))
    assert moved(high) == 0
    assert moved(edit_row(high, "items", "I2", ready_minute=at(2, 18))) >= 1


def test_a_site_waits_for_those_that_it_closes_after() -> None:
    operation = edit_row(tiny_operation(), "items", "I6", ready_minute=at(2, 17))
    alone = edit_row(operation, "sites", "BASE", closes_after=())
    after = edit_row(operation, "sites", "BASE", closes_after=("FEED",))
    assert last_offs(start_of(alone), Yard(alone))["BASE"] < at(2, 17)
    assert last_offs(start_of(after), Yard(after))["BASE"] >= at(2, 17)
