"""How early a line can be where, and which of its off blocks the closure counts."""

from dataclasses import replace

import pytest

from repli.model import Bound, Cargo, Movement, Operation, Plan, Stop
from repli.rules import check_plan, strongest_row
from repli.rules.doors import IN
from repli.rules.routes import LOADED, THROUGH, Ways
from repli.rules.waves import endings
from repli.units import Interval
from tests.rules.judge import restated
from tests.tiny import at, tiny_operation, tiny_plan

TINY = tiny_operation()


def over_night() -> Operation:
    """BASE at FLD1, with no way out but through FLD2, which is cleared from day 1 on only."""
    base = replace(TINY.site_of["BASE"], handover_minutes=0, last_out_people=0)
    field = replace(TINY.field_of["FLD1"], crew_base=True)
    legs = tuple(
        replace(TINY.legs[2], leg_id=f"{start}-{end}", from_place=start, to_place=end)
        for start, end in (("OUT1", "FLD1"), ("FLD1", "FLD2"), ("FLD2", "OUT1"))
    )
    daily = replace(TINY.clearance_of["C-AIR"], tolerance_minutes=0)
    cleared = (("FLD1", Interval(at(0), at(1))), ("FLD2", Interval(at(1), at(3))))
    return tiny_operation(
        agreement=replace(TINY.agreement, milestones=()),
        sites=(base, TINY.site_of["HOME"]),
        fields=(field, replace(field, field_id="FLD2"), TINY.field_of["OUT1"]),
        vehicles=TINY.vehicles[:1],
        legs=legs,
        passages=tuple(replace(TINY.passages[0], leg_id=leg.leg_id) for leg in legs),
        clearances=tuple(
            replace(daily, clearance_id=f"C-{name}", scope_id=name, window=window, limit_per_day=1)
            for name, window in cleared
        ),
        people=(replace(TINY.people_of["BASE-STAFF"], count=2),),
        items=(),
        floors=(),
    )


def plan_over_night() -> Plan:
    """Loaded at FLD1 and off block at 09:00 of day 0, the night at FLD2, out at 09:00 of day 1."""
    cargo = (Cargo(line_id="BASE-STAFF", quantity=2, site_id="BASE"),)
    home = (replace(cargo[0], site_id="HOME"),)
    rows = (
        ("OUT1", at(0, 6), at(0, 6), 0, {}),
        ("FLD1", at(0, 8), at(0, 9), 40, {"loads": cargo, "clearance_id": "C-FLD1"}),
        ("FLD2", at(0, 11), at(1, 9), 0, {"clearance_id": "C-FLD2"}),
        ("OUT1", at(1, 11), at(1, 12), 30, {"unloads": home}),
    )
    stops = tuple(
        Stop(
            place_id=place,
            on_block_minute=on,
            work_start_minute=on,
            work_end_minute=on + work,
            off_block_minute=off,
            **more,  # type: ignore[arg-type]  # loads, unloads and clearance of a stop
        )
        for place, on, off, work, more in rows
    )
    movement = Movement(movement_id="M", vehicle_id="L1", configuration_id="pax", stops=stops)
    bound = Bound(closure_day=0, method="none", proven=False, rows=())
    bare = replace(tiny_plan(over_night()), movements=(movement,), handovers=(), bound=bound)
    return restated(over_night(), bare)


def test_the_closure_counts_when_the_last_is_out_and_so_does_the_row_of_a_ready_line() -> None:
    """The site closes on day 0; the people are out, and so the operation closes, on day 1."""
    operation, plan = over_night(), plan_over_night()
    assert check_plan(operation, plan) == ()
    assert endings(operation, plan)["BASE"].last_off_minute < at(1)
    assert plan.objective.closure_day == 1
    ways = Ways(operation)
    line = ways.lines["BASE-STAFF"]
    assert ways.out(line) == {("air", "FLD2"): at(1, 6)}
    assert ways.earliest_out(line) == at(1, 6)
    row = strongest_row(operation, "ready", "BASE-STAFF", at(0))
    assert row is not None
    assert row.value_day == 1


def test_a_door_is_passed_by_what_is_loaded_there_or_goes_through() -> None:
    """Work of 40 minutes from 06:00; 120 to FLD2, 30 on the ground there."""
    ways = Ways(over_night())
    first = ways.first(ways.lines["BASE-STAFF"])
    assert first.sites == {"BASE": at(0)}
    assert first.doors == {
        (("air", "FLD1", IN), LOADED): at(0, 6, 40),
        (("air", "FLD2", "OUT1"), THROUGH): at(1, 6),
    }


@pytest.mark.parametrize(("ready", "off"), [(at(0), at(0, 6, 40)), (at(0, 6, 1), at(0, 6, 41)), (at(0, 19, 20), None)])
def test_work_lies_within_one_opening(ready: int, off: int | None) -> None:
    """From 19:20 the 40 minutes end when the field closes, and FLD1 is not cleared on day 1."""
    operation = over_night()
    people = (replace(operation.people[0], ready_minute=ready),)
    ways = Ways(replace(operation, people=people))
    assert ways.first(ways.lines["BASE-STAFF"]).doors.get((("air", "FLD1", IN), LOADED)) == off
