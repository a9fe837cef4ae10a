"""Where a vehicle may go again: where its crew rests, and at its home, which has a fresh crew (plan-meaning.md, H)."""

from dataclasses import replace

import pytest

from repli.model import Operation
from repli.planning import make_plan
from repli.planning.occupancy import FOREVER
from repli.planning.ways import ways_of
from repli.rules import check_plan
from repli.units import Interval
from tests.border import border_operation
from tests.tiny import at


def twice(trucks: tuple[str, ...]) -> Operation:
    """The operation by road with sixteen people for twelve seats, three weeks to go, and trucks that start there."""
    operation = border_operation()
    cleared = replace(operation.clearances[0], window=Interval(at(0), at(19)), limit_per_day=0)
    return replace(
        operation,
        horizon_minute=at(20),
        agreement=replace(operation.agreement, day_starts=tuple(at(day) for day in range(22))),
        clearances=(cleared,),
        people=tuple(replace(line, count=count) for line, count in zip(operation.people, (4, 12), strict=True)),
        vehicles=tuple(
            replace(operation.vehicles[0], vehicle_id=f"T{number}", start_place=start, available_to_minute=at(20))
            for number, start in enumerate(trucks)
        ),
    )


def test_one_truck_goes_twice_from_a_home_of_which_no_field_says_how_crews_live() -> None:
    operation = twice(("HOME",))
    plan = make_plan(operation, seed=1, version="test")
    assert [
        (one.vehicle_id, sum(cargo.quantity for stop in one.stops for cargo in stop.loads)) for one in plan.movements
    ] == [
        ("T0", 13),
        ("T0", 5),
    ]
    assert check_plan(operation, plan) == ()


@pytest.mark.parametrize(("trucks", "again"), [(("HOME", "HOME"), True), (("HOME", "FEED"), False)])
def test_where_a_guest_may_stand_too_nobody_is_sure_of_a_fresh_crew(trucks: tuple[str, ...], *, again: bool) -> None:
    ways = ways_of(twice(trucks))
    pauses = {route.pause_minutes for route in ways.routes_from("TRUCK", "HOME", "FEED")}
    assert pauses
    assert (max(pauses) < FOREVER) == again
