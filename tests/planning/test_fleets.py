"""Vehicles alike, asked together: the first slot of any of them, and each of them in one place at a time."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from repli.model import Operation
from repli.planning.board import Board, board_of
from repli.planning.fleets import Fleet, fleets_of
from repli.planning.timing import Wish, earliest_slot
from repli.planning.ways import ways_of
from tests.tiny import at, tiny_operation

_MANY = 15


def with_many(operation: Operation) -> Operation:
    """Let there be many vehicles where there is one, some of them later than others."""
    vehicles = (
        replace(
            one,
            vehicle_id=f"{one.vehicle_id}-{number:02d}",
            available_from_minute=one.available_from_minute + number % 4 * 500,
        )
        for one in operation.vehicles
        for number in range(_MANY)
    )
    fields = (replace(one, parking_spots=(), working_spots=((9, 3),)) for one in operation.fields)
    return replace(operation, vehicles=tuple(vehicles), fields=tuple(fields))


def board_of_many() -> Board:
    return board_of(ways_of(with_many(tiny_operation(floors=()))))


def large(board: Board) -> list[Fleet]:
    return [one for one in fleets_of(board.timeline.diaries) if one.stays]


def test_few_vehicles_alike_are_asked_one_by_one() -> None:
    diaries = board_of(ways_of(tiny_operation())).timeline.diaries
    assert [one.vehicles for one in fleets_of(diaries)] == [(name,) for name in diaries]


def test_many_vehicles_alike_are_one_fleet() -> None:
    board = board_of_many()
    fleets = large(board)
    assert fleets
    assert all(len(one.vehicles) >= _MANY for one in fleets)
    assert {name for one in fleets_of(board.timeline.diaries) for name in one.vehicles} == set(board.timeline.diaries)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4 * 1_440)), min_size=1, max_size=40))
def test_the_slot_of_a_fleet_is_the_first_of_any_of_its_vehicles(wanted: list[tuple[int, int]]) -> None:
    board = board_of_many()
    fleets = large(board)
    pairs = [(one, site_id) for one in fleets for site_id in board.books if board.routes_of(one.name, site_id)]
    assert pairs
    for number, minute in wanted:
        fleet, site_id = pairs[number % len(pairs)]
        route = board.routes_of(fleet.name, site_id)[0]
        wish = Wish(load_from=at(0) + minute)
        slot = fleet.earliest_slot(board.timeline, route, wish)
        alone = [found for name in fleet.vehicles if (found := earliest_slot(board.timeline, name, route, wish))]
        assert (slot is None) == (not alone)
        if slot is not None:
            assert slot.off_minute == min(one.off_minute for one in alone)
            sent = fleet.send(slot)
            board.timeline.take(sent.vehicle_id, route, sent.timing)
    for diary in board.timeline.diaries.values():
        away = diary.absences.tolist()
        assert all(back <= off for (_, back), (off, _) in pairwise(away))
        assert all(off >= diary.free_from for off, _ in away)
