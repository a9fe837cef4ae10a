"""A tiny operation and a valid plan for it, small enough to check by hand; and edits of nested frozen values.

Local time is UTC+1, so civil days start at 23:00Z; `at` counts in local days and hours from as_of. All figures below
are made up for tests (nothing here is a fact about the world).

    OUT1 (outside, site HOME) <-- 120 min by air --> FLD1 (inside, site BASE) <-- 90 min by road --> FEED (inside)

30 people, 6 items, as_of = day 0 00:00, milestone "half of the people" due at 24:00 of day 1, deadline 24:00 of day 2.

    day 0  C1 brings 6 people and I5 from FEED to BASE      R1 takes 14 people and I1 out (off block 09:00)
    day 1  C2 brings 4 guards and I6; FEED is closed 12:30  R2 takes 6 people, I3 and the outsize I4 out (09:00)
    day 2  BASE handed over 08:30-10:30, wave from 10:40    R3 out 13:00 (6 people, I2, I6), R4 out 13:40 (4 guards, I5)

>>> edit_stop(tiny_plan(), "R1", 1, off_block_minute=at(0, 9, 5))  # doctest: +SKIP
"""

from dataclasses import replace
from typing import Any

from repli.model import Operation, Plan
from tests import tiny_force, tiny_places
from tests.tiny_movements import plan_for
from tests.tiny_places import DAY_0, at, daily

__all__ = [
    "DAY_0",
    "at",
    "daily",
    "drop_movement",
    "edit_act",
    "edit_movement",
    "edit_row",
    "edit_stop",
    "tiny_operation",
    "tiny_plan",
    "without_row",
]

ID_OF_TABLE = {
    "sites": "site_id",
    "fields": "field_id",
    "vehicle_types": "type_id",
    "vehicles": "vehicle_id",
    "legs": "leg_id",
    "clearances": "clearance_id",
    "people": "line_id",
    "items": "line_id",
    "floors": "site_id",
}


def tiny_operation(**changes: Any) -> Operation:  # noqa: ANN401 - the changes have as many types as the fields
    """The operation above, with whole tables or values replaced by name: ``tiny_operation(floors=())``."""
    values: dict[str, Any] = {
        "operation_id": "tiny",
        "operation_hash": "00" * 32,
        "agreement": tiny_places.agreement(),
        "as_of_minute": at(0),
        "horizon_minute": at(6),  # deadline + 3 days
        "wave_minutes": 180,
        "formation_minutes": 30,
        "sites": tiny_places.sites(),
        "fields": tiny_places.fields(),
        "vehicle_types": tiny_force.vehicle_types(),
        "vehicles": tiny_force.vehicles(),
        "legs": tiny_places.legs(),
        "passages": tiny_places.passages(),
        "clearances": tiny_places.clearances(),
        "people": tiny_force.people(),
        "items": tiny_force.items(),
        "floors": tiny_force.floors(),
        "settings": (),
        "assumptions": (),
    }
    return Operation(**values | changes)


def tiny_plan(operation: Operation | None = None) -> Plan:
    """The plan above. Only its identity (id, hash, as_of) follows ``operation``; the rest is by hand."""
    return plan_for(operation or tiny_operation())


def edit_movement(plan: Plan, movement_id: str, /, **changes: Any) -> Plan:  # noqa: ANN401 - as many types as fields
    """The plan with one movement changed."""
    movements = tuple(replace(m, **changes) if m.movement_id == movement_id else m for m in plan.movements)
    return replace(plan, movements=movements)


def edit_stop(plan: Plan, movement_id: str, index: int, /, **changes: Any) -> Plan:  # noqa: ANN401 - as many types as fields
    """The plan with one stop of one movement changed; ``index`` as in a tuple (-1 is the last stop)."""
    stops = list(next(m for m in plan.movements if m.movement_id == movement_id).stops)
    stops[index] = replace(stops[index], **changes)
    return edit_movement(plan, movement_id, stops=tuple(stops))


def drop_movement(plan: Plan, movement_id: str) -> Plan:
    """The plan without one movement."""
    return replace(plan, movements=tuple(m for m in plan.movements if m.movement_id != movement_id))


def edit_act(plan: Plan, site_id: str, /, **changes: Any) -> Plan:  # noqa: ANN401 - as many types as fields
    """The plan with the handover act of one site changed."""
    return replace(
        plan, handovers=tuple(replace(act, **changes) if act.site_id == site_id else act for act in plan.handovers)
    )


def edit_row(operation: Operation, table: str, row_id: str, /, **changes: Any) -> Operation:  # noqa: ANN401 - as above
    """The operation with every row ``row_id`` of a table (``sites``, ``people`` ...) changed."""
    key = ID_OF_TABLE[table]
    rows = getattr(operation, table)
    edited = tuple(replace(row, **changes) if getattr(row, key) == row_id else row for row in rows)
    return replace(operation, **{table: edited})


def without_row(operation: Operation, table: str, row_id: str) -> Operation:
    """The operation without the rows ``row_id`` of a table."""
    key = ID_OF_TABLE[table]
    return replace(operation, **{table: tuple(r for r in getattr(operation, table) if getattr(r, key) != row_id)})
