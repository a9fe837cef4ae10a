"""Seats on commercial flights in plans: taken where they bring people out sooner, shared, and never by items."""

from dataclasses import replace

import pytest

from repli.errors import ImpossibleError
from repli.model import Operation, Plan, SeatBlock
from repli.planning import closure_bound, make_plan
from repli.planning.board import board_of
from repli.planning.flights import flight_routes, flights_for, seats_left
from repli.planning.hold import Load
from repli.planning.impossible import refuse_impossible
from repli.planning.timing import Wish, earliest_slot
from repli.planning.ways import ways_of
from repli.rules import check_plan
from tests.planning.changes import with_air_clearance
from tests.tiny import at, edit_row, tiny_operation

BLOCK = SeatBlock(
    flight_id="F1",
    from_field="FLD1",
    to_field="OUT1",
    departs_minute=at(0, 6),
    arrives_minute=at(0, 9),
    check_in_minutes=120,
    seats=3,
    payload_kg=1_000,
)


def with_flights(*changes: dict[str, object]) -> Operation:
    """The tiny operation with flights that differ from F1 in what is said, everybody ready before as_of."""
    blocks = tuple(replace(BLOCK, flight_id=f"F{index}", **one) for index, one in enumerate(changes, start=1))
    operation = tiny_operation(seat_blocks=blocks, floors=())
    for line in operation.people:
        operation = edit_row(operation, "people", line.line_id, ready_minute=at(-1))
    return operation


def planned(operation: Operation) -> Plan:
    plan = make_plan(operation, seed=1, version="0")
    assert check_plan(operation, plan) == ()
    return plan


def booked(plan: Plan) -> dict[str, int]:
    return {one.flight_id: sum(cargo.quantity for cargo in one.loads) for one in plan.bookings}


def test_seats_before_the_first_rotation_are_taken_to_the_last_one() -> None:
    assert booked(planned(with_flights({}))) == {"F1": 3}


def test_payload_counts_with_bags_as_seats_do() -> None:
    assert booked(planned(with_flights({"payload_kg": 299}))) == {"F1": 2}


@pytest.mark.parametrize(
    "cells",
    [
        {"check_in_minutes": 6 * 60 + 1},
        {"departs_minute": at(6) + 1, "arrives_minute": at(7)},
        {"to_field": "FLD1"},
        {"from_field": "OUT1"},
    ],
)
def test_a_flight_that_leads_nowhere_or_is_missed_is_not_booked(cells: dict[str, object]) -> None:
    assert booked(planned(with_flights(cells))) == {}


def test_people_go_to_their_destination_only_and_items_not_at_all() -> None:
    operation = with_flights({})
    assert flights_for(operation, operation.people_of["BASE-STAFF"]) == operation.seat_blocks
    assert flights_for(operation, operation.item_of["I1"]) == ()
    late = edit_row(operation, "people", "BASE-STAFF", ready_minute=at(0, 4) + 1)
    assert flights_for(late, late.people_of["BASE-STAFF"]) == ()


def test_two_sites_at_a_field_share_a_flight() -> None:
    operation = with_flights({"seats": 9})
    second = replace(operation.site_of["FEED"], site_id="TOWN", field_id="FLD1", closes_after=(), last_out_people=0)
    few = replace(operation.people_of["BASE-STAFF"], line_id="TOWN-STAFF", site_id="TOWN", count=2, function="staff")
    late = replace(few, line_id="TOWN-LATE", ready_minute=at(0, 12))
    board = board_of(
        ways_of(replace(operation, sites=(*operation.sites, second), people=(*operation.people, few, late)))
    )
    (route,) = board.routes_of("F1", "TOWN")
    slot = earliest_slot(board.timeline, "F1", route, Wish())
    assert slot is not None
    lot = board.books["TOWN"].people[0]
    board.timeline.take("F1", route, slot.timing)
    (other,) = board.routes_of("F1", "BASE")
    assert earliest_slot(board.timeline, "F1", other, Wish()) is None  # the whole flight is held
    board.send(slot, Load(configuration=route.configurations[0], people=((lot, 2),), items=()))
    (left,) = board.routes_of("F1", "BASE")
    assert (left.configurations[0].seats, left.payload_kg) == (7, 800)
    assert earliest_slot(board.timeline, "F1", left, Wish()) is not None


def test_what_is_booked_is_not_there_for_others() -> None:
    operation = with_flights({"seats": 9})
    (route,) = flight_routes(operation)["F1", "FLD1", "BASE"]
    left = seats_left(route, 4, 390)
    assert (left.configurations[0].seats, left.payload_kg) == (5, 610)


def test_a_site_without_a_cleared_aircraft_is_left_by_seats_alone() -> None:
    operation = with_flights({"seats": 100, "payload_kg": 100_000, "departs_minute": at(1, 12)})
    operation = replace(
        operation,
        sites=tuple(replace(site, last_out_people=0) for site in operation.sites if site.site_id != "FEED"),
        people=tuple(line for line in operation.people if line.site_id == "BASE"),
        items=(),
        legs=tuple(leg for leg in operation.legs if leg.mode == "air"),
        passages=tuple(one for one in operation.passages if one.type_id == "LIFT"),
        vehicles=tuple(one for one in operation.vehicles if one.vehicle_id != "T1"),
        clearances=(),
    )
    plan = planned(operation)
    assert plan.movements == ()
    assert booked(plan) == {"F1": sum(line.count for line in operation.people)}
    without = replace(operation, seat_blocks=())
    with pytest.raises(ImpossibleError):
        make_plan(without, seed=1, version="0")


def test_the_bound_does_not_count_people_who_may_leave_by_seats() -> None:
    """One aircraft a day: 30 people take days by its seats, and one day where a flight has room for all."""
    operation = replace(with_flights({}), seat_blocks=(), items=())
    operation = with_air_clearance(operation, at(0, 6), at(6), limit_per_day=1)
    fit = replace(operation.type_of["LIFT"].configurations[0], seats=4)
    slow = edit_row(operation, "vehicle_types", "LIFT", configurations=(fit,))
    seated = replace(slow, seat_blocks=(replace(BLOCK, seats=100, payload_kg=100_000),))
    assert closure_bound(slow).closure_day >= 5
    assert closure_bound(seated).closure_day == 1  # notice of the handover is a day
    refuse_impossible(ways_of(seated))


def test_a_group_of_people_that_only_a_flight_takes_whole_is_not_impossible() -> None:
    operation = with_flights({"seats": 40, "payload_kg": 10_000})
    operation = edit_row(operation, "people", "BASE-STAFF", together="team", count=40)
    plan = planned(operation)
    assert booked(plan) == {"F1": 40}
    mixed = edit_row(operation, "items", "I1", together="team")
    with pytest.raises(ImpossibleError) as refusal:
        refuse_impossible(ways_of(mixed))
    assert str(refusal.value.reasons[0]) == "Group team (BASE-STAFF I1): no vehicle takes all of it at once."
