"""How much the clearances of a field let out, day by day, against what must go out there (see `repli.rules.bound`).

Two arguments hold, and the better one counts:

* every line that no way takes out without an off block by air at the field, against all legs from the field;
* every line that can go out nowhere else, against the legs from the field that end outside.

The operation closes when all is out, so all of it has gone off block there by then.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from repli.model import BoundRow, Clearance, Configuration, Leg, Operation, Passage
from repli.rules.days import day_of
from repli.rules.hours import first_common, joined
from repli.rules.lines import Line
from repli.rules.reading import AIR
from repli.rules.routes import Ways
from repli.units import Interval

__all__ = ["MEASURES", "permits_row"]

_OfVehicle = Callable[[Passage, Configuration], int]

MEASURES: Mapping[str, tuple[Callable[[Line], int], _OfVehicle]] = {
    "permits-kg": (lambda line: line.kg_per_unit, lambda passage, _configuration: passage.payload_kg),
    "permits-positions": (lambda line: line.positions, lambda _passage, configuration: configuration.pallet_positions),
    "permits-people": (lambda line: int(line.is_people), lambda _passage, configuration: configuration.seats),
}
"""Kind -> (what one unit of a line demands, the most that one departure of a type in a configuration can take)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gate:
    """A field, the minute from which it is looked at, and the legs from it that count."""

    operation: Operation
    field_id: str
    from_minute: int
    legs: tuple[Leg, ...]


def permits_row(ways: Ways, kind: str, field_id: str, from_minute: int) -> BoundRow | None:
    """Return the row with its full demand and its value; ``None`` if the clearances set no limit or nothing must go."""
    of_line, of_vehicle = MEASURES[kind]
    operation = ways.operation
    legs = tuple(leg for leg in operation.legs if (leg.mode, leg.from_place) == (AIR, field_id))
    legs_out = tuple(leg for leg in legs if not operation.field_of[leg.to_place].inside)
    demands, values = [], []
    for bound_to, counted in ((_must_pass, legs), (_must_exit, legs_out)):
        lines = [line for line in _ready_from(ways, from_minute) if bound_to(ways, line, field_id)]
        demands.append(sum(line.units * of_line(line) for line in lines))
        gate = _Gate(operation=operation, field_id=field_id, from_minute=from_minute, legs=counted)
        values.append(_day_reached(operation, demands[-1], _daily_capacity(gate, of_vehicle)))
    value = max((day for day in values if day is not None), default=None)
    if value is None:
        return None
    return BoundRow(kind=kind, subject=field_id, from_minute=from_minute, demand=max(demands), value_day=value)


def _ready_from(ways: Ways, minute: int) -> Iterator[Line]:
    return (line for line in ways.lines.values() if line.leaves and line.earliest_minute >= minute)


def _must_pass(ways: Ways, line: Line, field_id: str) -> bool:
    return not ways.out(line, without=field_id)


def _must_exit(ways: Ways, line: Line, field_id: str) -> bool:
    return set(ways.out(line)) == {(AIR, field_id)}


def _day_reached(operation: Operation, demand: int, capacities: Iterable[tuple[int, int | None]]) -> int | None:
    """Return the first day on which the capacity so far meets the demand, one past the table if none does.

    ``None`` where nothing is demanded, or a day without limit comes first: that proves nothing.
    """
    if demand <= 0:
        return None
    reached = 0
    for day, capacity in capacities:
        if capacity is None:
            return None
        reached += capacity
        if reached >= demand:
            return day
    return len(operation.agreement.day_starts)


def _daily_capacity(gate: _Gate, of_vehicle: _OfVehicle) -> Iterator[tuple[int, int | None]]:
    """Yield each day from the gate's minute on, with the most that clearances let through; ``None`` = no limit."""
    starts = gate.operation.agreement.day_starts
    first = max(gate.from_minute, gate.operation.as_of_minute)
    grants = [(one, _most_per_departure(gate, one, of_vehicle)) for one in gate.operation.clearances]
    grants = [(one, most) for one, most in grants if most > 0]
    for day in range(day_of(gate.operation, first), len(starts) - 1):
        usable = [(one, most) for one, most in grants if _usable(gate, one, max(first, starts[day]), starts[day + 1])]
        if any(one.limit_per_day == 0 for one, _most in usable):
            yield day, None
        else:
            yield day, sum(one.limit_per_day * most for one, most in usable)


def _usable(gate: _Gate, clearance: Clearance, start: int, end: int) -> bool:
    """Say whether some minute of ``[start, end)`` lies in the widened window while the field is open."""
    opens = clearance.window.start_minute - clearance.tolerance_minutes
    closes = clearance.window.end_minute + clearance.tolerance_minutes
    hours = joined(gate.operation.field_of[gate.field_id].open_intervals)
    minute = first_common(start, hours, joined([Interval(opens, closes)]))
    return minute is not None and minute < end


def _most_per_departure(gate: _Gate, clearance: Clearance, of_vehicle: _OfVehicle) -> int:
    """Return the most that one off block by this clearance can take: over its types in the fleet, legs and fittings."""
    if (clearance.scope, clearance.scope_id) != ("field", gate.field_id):
        return 0
    types = clearance.types & {vehicle.type_id for vehicle in gate.operation.vehicles}
    return max((_most_of_type(gate, type_id, of_vehicle) for type_id in types), default=0)


def _most_of_type(gate: _Gate, type_id: str, of_vehicle: _OfVehicle) -> int:
    """Return the most that one off block of a type can take: over legs and fittings."""
    operation = gate.operation
    passages = (operation.passage_of.get((type_id, leg.leg_id)) for leg in gate.legs)
    return max(
        (
            of_vehicle(passage, configuration)
            for passage in passages
            if passage is not None
            for configuration in operation.type_of[type_id].configurations
        ),
        default=0,
    )
