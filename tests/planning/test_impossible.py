"""What is proven impossible names its row; what this version does not plan is said apart."""

from dataclasses import replace

import pytest

from repli.errors import ImpossibleError, NoPlanError, PlanningError
from repli.model import Operation
from repli.planning import make_plan
from repli.units import Interval
from tests.planning.changes import with_air_clearance
from tests.tiny import at, edit_row, tiny_operation, without_row


def reasons(operation: Operation, kind: type[PlanningError] = ImpossibleError) -> list[str]:
    with pytest.raises(kind) as caught:
        make_plan(operation, seed=1, version="test")
    assert isinstance(caught.value, ImpossibleError | NoPlanError)
    return [str(reason) for reason in caught.value.reasons]


def test_an_item_too_heavy_for_every_vehicle_is_named() -> None:
    heavy = reasons(edit_row(tiny_operation(), "items", "I4", kg=12_001))
    assert heavy == [
        "Line I4 at BASE: no vehicle of the fleet, in any configuration and over any legs, can carry it to HOME."
    ]


def test_an_outsize_item_that_no_convoy_takes_is_named() -> None:
    assert "Line I5 at FEED" in reasons(edit_row(tiny_operation(), "items", "I5", item_class="outsize"))[0]


def test_too_many_positions_are_named() -> None:
    assert "Line I3 at BASE" in reasons(edit_row(tiny_operation(), "items", "I3", positions=7))[0]


def test_a_vehicle_that_fits_no_spot_carries_nothing() -> None:
    operation = edit_row(tiny_operation(), "fields", "FLD1", parking_spots=((1, 4),))
    assert len(reasons(operation)) == 10  # every line


def test_a_vehicle_that_fits_no_working_spot_carries_nothing() -> None:
    assert len(reasons(edit_row(tiny_operation(), "fields", "FLD1", working_spots=((1, 4),)))) == 10


def test_a_road_without_a_vehicle_is_no_way_out() -> None:
    assert all("at FEED" in reason for reason in reasons(without_row(tiny_operation(), "vehicles", "T1")))


def test_a_field_that_was_never_cleared_is_named() -> None:
    named = reasons(without_row(tiny_operation(), "clearances", "C-AIR"))
    assert named[0].endswith(
        "no clearance, granted or to be had in time, covers any way out for a type that can carry it."
    )


def test_a_line_ready_after_the_horizon_is_named() -> None:
    named = reasons(edit_row(tiny_operation(), "items", "I1", ready_minute=at(6)))
    assert "Line I1: ready at 2030-01-12T23:00Z, so it cannot be out by the horizon 2030-01-12T23:00Z." in named


def test_clearances_that_never_carry_enough_are_named() -> None:
    few = with_air_clearance(tiny_operation(), at(0, 6), at(1, 6), limit_per_day=1, tolerance_minutes=0)
    many = edit_row(few, "people", "BASE-STAFF", count=40)
    assert "Field FLD1: its clearances never let out what must leave there (56 by permits-people)." in reasons(many)


def test_a_floor_above_the_strength_is_named() -> None:
    operation = edit_row(tiny_operation(), "people", "BASE-GUARD", count=3)
    assert "Floor at BASE (people guard): 4 must be present at as_of, 3 are." in reasons(operation)


def test_a_floor_above_the_strength_may_be_met_by_a_wave_that_starts_at_once() -> None:
    operation = edit_row(tiny_operation(), "people", "BASE-GUARD", count=3)
    operation = edit_row(
        operation, "sites", "BASE", notice_minutes=0, office_intervals=(Interval(at(0), at(6)),), last_out_people=3
    )
    assert reasons(operation, NoPlanError)  # not proven, and not found either


def test_too_few_guards_to_leave_last_are_named() -> None:
    operation = edit_row(tiny_operation(floors=()), "people", "FEED-GUARD", count=1)
    assert reasons(operation) == ["Site FEED: 2 guards must leave last, 1 are there."]


def test_a_handover_longer_than_every_office_interval_is_named() -> None:
    operation = edit_row(tiny_operation(), "sites", "BASE", handover_minutes=481)
    assert reasons(operation) == [
        "Site BASE: no office interval before the horizon holds a handover of 481 minutes with notice."
    ]


def test_lines_that_stay_inside_are_not_planned_and_said_so() -> None:
    operation = edit_row(tiny_operation(), "items", "I5", destination_id="BASE")
    assert reasons(operation, NoPlanError) == [
        "Line I5 goes to BASE inside the territory: only what leaves is planned."
    ]


def test_lines_that_arrive_are_not_planned_and_said_so() -> None:
    operation = edit_row(tiny_operation(), "items", "I5", site_id="HOME")
    assert reasons(operation, NoPlanError) == ["Line I5 starts outside at HOME: arrivals are not planned."]


def test_a_duty_too_short_for_every_rotation_is_said() -> None:
    operation = tiny_operation()
    kinds = tuple(
        replace(kind, duty_max_minutes=100) if kind.type_id == "LIFT" else kind for kind in operation.vehicle_types
    )
    assert reasons(replace(operation, vehicle_types=kinds), NoPlanError)[0].startswith(
        "Site BASE: no vehicle has a round trip"
    )


def test_a_horizon_too_near_for_closing_waves_finds_no_plan() -> None:
    operation = edit_row(tiny_operation(horizon_minute=at(1, 16)), "sites", "BASE", notice_minutes=1440)
    assert any("Site BASE" in reason for reason in reasons(operation, NoPlanError))
