"""A requirement of an operation that can be set aside, and the small changes of rows that do it.

Setting one aside never makes anything impossible that was possible. Where a row holds a number, ``values`` are weaker
ones to try, the nearest to the present first.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

from repli.errors import Phrase
from repli.model import Operation
from repli.units import MINUTES_PER_DAY, Interval

__all__ = ["Change", "Requirement", "all_aside", "always", "changed", "more_vehicles"]

Change = Callable[[Operation], Operation]

_ID_OF = {
    "sites": "site_id",
    "fields": "field_id",
    "vehicle_types": "type_id",
    "vehicles": "vehicle_id",
    "legs": "leg_id",
    "clearances": "clearance_id",
    "people": "line_id",
    "items": "line_id",
    "teams": "team_id",
    "seat_blocks": "flight_id",
}


def _kept(operation: Operation) -> Operation:
    return operation


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One row of an operation that asks for something: ``text`` says it, ``without`` sets it aside.

    ``weaker`` puts one of ``values`` in its place.
    """

    kind: str
    text: Phrase
    without: Change
    values: tuple[int, ...] = ()
    weaker: Callable[[int], Change] = lambda _value: _kept


def changed(table: str, row_id: str, **changes: Any) -> Change:  # noqa: ANN401 - as many types as the fields
    """Return the change of every row ``row_id`` of a table (``sites``, ``people`` ...)."""
    key = _ID_OF[table]

    def change(operation: Operation) -> Operation:
        rows = getattr(operation, table)
        edited: Any = tuple(replace(row, **changes) if getattr(row, key) == row_id else row for row in rows)
        return replace(operation, **{table: edited})

    return change


def more_vehicles(type_id: str, count: int) -> Change:
    """Return the change that adds vehicles like the first of a type."""

    def change(operation: Operation) -> Operation:
        first = next(one for one in operation.vehicles if one.type_id == type_id)
        more = tuple(replace(first, vehicle_id=f"{first.vehicle_id}+{number}") for number in range(1, count + 1))
        return replace(operation, vehicles=tuple(sorted((*operation.vehicles, *more), key=lambda one: one.vehicle_id)))

    return change


def all_aside(operation: Operation, requirements: tuple[Requirement, ...]) -> Operation:
    """Return the operation with all of these set aside."""
    return reduce(lambda rest, one: one.without(rest), requirements, operation)


def always(operation: Operation) -> tuple[Interval, ...]:
    """Return one interval over all the time that a plan may use."""
    return (Interval(operation.as_of_minute - MINUTES_PER_DAY, operation.horizon_minute + MINUTES_PER_DAY),)
