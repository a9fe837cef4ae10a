"""The horizon, the holds and the seats as causes: each conflict is minimal, each repair a plan."""

from dataclasses import replace
from itertools import pairwise

import pytest

from repli.errors import ImpossibleError, NoPlanError
from repli.model import Operation, Plan, SeatBlock
from repli.planning import Conflict, Repair, explain_no_plan, make_plan
from repli.planning.requirements import requirements_of
from repli.planning.setting_aside import all_aside
from repli.rules import check_plan
from repli.units import minute_from_text
from tests.planning.shuttle import shuttle
from tests.tiny import at, edit_row, tiny_operation


def solve(operation: Operation) -> Plan | None:
    try:
        plan = make_plan(operation, seed=1, version="test")
    except (ImpossibleError, NoPlanError):
        return None
    assert check_plan(operation, plan) == ()
    return plan


def proven(operation: Operation) -> tuple[Conflict, tuple[Repair, ...]]:
    """The conflict of an operation that is proven impossible, and its repairs."""
    with pytest.raises(ImpossibleError):
        make_plan(operation, seed=1, version="test")
    return explain_no_plan(operation, solve, proven=True, most_plans=60)


def kinds(conflict: Conflict) -> set[str]:
    return {one.kind for one in conflict.requirements}


def assert_minimal(operation: Operation, conflict: Conflict) -> None:
    """With everything else set aside it is proven that there is no plan; without any one more the planner finds one.

    For the latter the length of the wave stays: the planner makes no wave that would start before as_of.
    """
    names = {str(one.text) for one in conflict.requirements}
    others = tuple(one for one in requirements_of(operation) if str(one.text) not in names)
    with pytest.raises(ImpossibleError):
        make_plan(all_aside(operation, others), seed=1, version="test")
    alone = all_aside(operation, tuple(one for one in others if one.kind not in {"wave", "formation"}))
    for one in conflict.requirements:
        assert solve(one.without(alone)) is not None, str(one.text)


def test_an_act_that_lasts_beyond_the_horizon_conflicts_with_it_and_either_can_give_way() -> None:
    """Ready at day 0, 8 days of act, horizon at the end of day 6 after a deadline at the end of day 5."""
    act = {"disposition": "scrap", "destination_id": "BASE", "act_minutes": 8 * 1440}
    operation = edit_row(shuttle(at(0), at(0)), "items", "I1", **act)
    conflict, repairs = proven(operation)
    assert kinds(conflict) == {"act", "horizon"}
    assert_minimal(operation, conflict)
    (longer,) = (one for one in repairs if one.requirements[0].kind == "horizon")
    assert longer.value == 8  # one day after the deadline is asked for now, and weeks are tried
    assert longer.plan.objective.closure_day == 8
    assert check_plan(longer.requirements[0].weaker(8)(operation), longer.plan) == ()


def test_beyond_the_horizon_hours_go_on_as_in_the_week_before() -> None:
    operation = shuttle(at(0))
    (horizon,) = (one for one in requirements_of(operation) if one.kind == "horizon")
    longer = horizon.weaker(horizon.values[1])(operation)
    assert longer.horizon_minute == operation.horizon_minute + 14 * 1440
    assert longer.agreement.day_starts == tuple(at(day) for day in range(len(longer.agreement.day_starts)))
    opened = [(one.start_minute, one.end_minute) for one in longer.field_of["FLD1"].open_intervals]
    assert opened == [(at(day, 8), at(day, 12)) for day in range(21)]
    assert longer.vehicle_of["L1"].available_to_minute == longer.horizon_minute
    assert longer.clearance_of["C-AIR"].window.end_minute == longer.horizon_minute


def test_local_midnights_after_the_horizon_follow_the_clocks_of_the_time_zone() -> None:
    """In Paris clocks go back on 27 October 2030, an hour after midnight UTC: later midnights are at 23:00Z."""
    operation = shuttle(at(0))
    first = minute_from_text("2030-09-30T22:00Z")
    starts = tuple(first + 1440 * day for day in range(3))
    operation = replace(operation, agreement=replace(operation.agreement, time_zone="Europe/Paris", day_starts=starts))
    (horizon,) = (one for one in requirements_of(operation) if one.kind == "horizon")
    later = horizon.without(operation).agreement.day_starts
    assert {start % 1440 for start in later} == {22 * 60, 23 * 60}
    assert [(b - a) for a, b in pairwise(later) if b - a != 1440] == [1440 + 60, 1440 - 60]


def test_an_item_heavier_than_every_hold_is_the_conflict_by_name() -> None:
    operation = edit_row(tiny_operation(), "items", "I4", kg=12_001)
    conflict, repairs = proven(operation)
    assert kinds(conflict) == {"hold"}
    assert "I4: 12001 kg" in str(conflict.requirements[0].text)
    assert_minimal(operation, conflict)
    assert [one.requirements for one in repairs] == [conflict.requirements]


def test_an_item_longer_than_every_hold_is_the_conflict_by_name() -> None:
    operation = edit_row(tiny_operation(), "items", "I3", positions=7)
    conflict, _ = proven(operation)
    assert "positions 7" in str(conflict.requirements[0].text)
    assert_minimal(operation, conflict)


def test_people_without_a_seat_in_any_configuration_are_a_matter_of_holds_too() -> None:
    kind = tiny_operation().type_of["LIFT"]
    bare = tuple(replace(one, seats=0) for one in kind.configurations)
    operation = edit_row(tiny_operation(), "vehicle_types", "LIFT", configurations=bare)
    trucks = tuple(replace(one, seats=0) for one in tiny_operation().type_of["TRUCK"].configurations)
    operation = edit_row(operation, "vehicle_types", "TRUCK", configurations=trucks)
    conflict, _ = proven(operation)
    assert kinds(conflict) == {"hold"}
    assert "seats 1" in str(conflict.requirements[0].text)
    assert_minimal(operation, conflict)


def test_too_few_seats_on_the_only_flight_are_repaired_by_the_missing_ones() -> None:
    """14 people, nobody else takes people, 9 seats: 14 are needed."""
    tiny = tiny_operation()
    bare = tuple(replace(one, seats=0) for one in tiny.type_of["LIFT"].configurations)
    flight = SeatBlock(
        flight_id="F1",
        from_field="FLD1",
        to_field="OUT1",
        departs_minute=at(2, 18),
        arrives_minute=at(2, 21),
        check_in_minutes=60,
        seats=9,
        payload_kg=5_000,
    )
    operation = replace(
        edit_row(shuttle(at(0)), "vehicle_types", "LIFT", configurations=bare),
        people=(replace(tiny.people_of["BASE-STAFF"], ready_minute=at(0)),),
        seat_blocks=(flight,),
    )
    conflict, repairs = proven(operation)
    assert "seats" in kinds(conflict)
    assert_minimal(operation, conflict)
    (seats,) = (one for one in repairs if one.requirements[0].kind == "seats")
    assert seats.value == 14


def test_without_any_clearance_for_the_type_that_is_the_conflict_and_one_is_the_repair() -> None:
    operation = replace(shuttle(at(0)), clearances=())
    conflict, repairs = proven(operation)
    assert kinds(conflict) == {"uncleared"}
    assert_minimal(operation, conflict)
    assert [one.requirements for one in repairs] == [conflict.requirements]
