"""What a plan fills in for the commission's day: the calendar's rows, a manifest, permissions to ask for."""

from pathlib import Path

import pytest

from repli.commission import calendar_form, load_plan, manifest_form
from repli.commission.plan_days import permits_of_plan
from repli.errors import UsageError
from repli.execution.forms import FORMS, fill
from repli.units import SECONDS_PER_MINUTE, civil_time
from tests.demo_run import CASE, DemoRun

FIRST = "2024-06-20"


def plan_of(demo: DemoRun) -> Path:
    return demo.out / "plan.json"


def test_the_calendar_has_the_departures_of_its_local_days_and_no_other(demo: DemoRun) -> None:
    typed = calendar_form(plan_of(demo), CASE, first=FIRST, days=7)
    case, plan = load_plan(plan_of(demo), CASE)
    rows = fill(FORMS["calendar"], typed, now=0).values["movements"]
    assert isinstance(rows, list)
    zone = case.operation.agreement.time_zone
    days = {}
    for one in plan.movements:
        loads = [stop for stop in one.stops if stop.loads]
        if loads:
            days[one.movement_id] = civil_time(loads[0].off_block_minute, zone).date().isoformat()
    expected = {name for name, day in days.items() if FIRST <= day <= "2024-06-26"}
    assert {row["movement"] for row in rows if isinstance(row, dict)} == expected
    assert expected
    assert typed["to"] == "2024-06-26"


def test_days_without_a_departure_and_what_is_no_day_are_refused(demo: DemoRun) -> None:
    with pytest.raises(UsageError, match="no departure"):
        calendar_form(plan_of(demo), CASE, first="2030-01-01", days=7)
    with pytest.raises(UsageError, match="not a day"):
        calendar_form(plan_of(demo), CASE, first="soon", days=7)


def test_a_manifest_has_everybody_and_everything_that_the_movement_loads(demo: DemoRun) -> None:
    _, plan = load_plan(plan_of(demo), CASE)
    movement = next(one for one in plan.movements if sum(len(stop.loads) for stop in one.stops) > 2)
    typed = manifest_form(plan_of(demo), CASE, movement.movement_id)
    cargo = [one for stop in movement.stops for one in stop.loads]
    assert len(typed["people"]) + len(typed["items"]) == len({one.line_id for one in cargo})
    assert sum(int(str(one).split(":")[1]) for one in typed["people"]) + len(typed["items"]) == sum(
        one.quantity for one in cargo
    )
    with pytest.raises(UsageError, match="no movement"):
        manifest_form(plan_of(demo), CASE, "R999")


def test_every_planned_request_is_a_permit_with_its_last_moment_and_who_needs_it(demo: DemoRun) -> None:
    _, plan = load_plan(plan_of(demo), CASE)
    permits = permits_of_plan(plan_of(demo), CASE)
    assert {(one.reference, one.request_by_second // SECONDS_PER_MINUTE) for one in permits} == {
        (one.clearance_id, one.request_minute) for one in plan.requests
    }
    assert all(one.movements for one in permits)
    assert permits
