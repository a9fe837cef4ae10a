"""How many agreed departures a new plan moves, by the definition (docs/reference/plan-meaning.md, N).

Not moved is a departure if one of the same vehicle type and route leaves within the tolerance with at least nine tenths
of the heavier load, by kg, in common. Only departures with a load that are to come count.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from repli.model import Booking, Cargo, Movement, Operation, Plan
from repli.planning.objective import Course

__all__ = ["Calendar", "calendar_of"]

_ALMOST_ALL = 90
_Way = tuple[str, tuple[str, ...]]
"""Vehicle type (or flight) and places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Departure:
    name: str
    way: _Way
    at_minute: int
    cargo: tuple[Cargo, ...]

    @property
    def loads(self) -> Mapping[str, int]:
        """How much of each line is aboard."""
        loads: dict[str, int] = {}
        for one in self.cargo:
            loads[one.line_id] = loads.get(one.line_id, 0) + one.quantity
        return loads


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The agreed departures to come of a plan."""

    operation: Operation
    now_minute: int
    tolerance_minutes: int
    departures: tuple[_Departure, ...]

    def moved(self, course: Course) -> frozenset[str]:
        """Return the names of the departures that a plan moves or drops."""
        made: dict[_Way, list[_Departure]] = defaultdict(list)
        found = _departures(self.operation, course.movements, course.bookings)
        for one in sorted(found, key=_at):
            made[one.way].append(one)
        return frozenset(one.name for one in self.departures if not self._is_among(one, made[one.way]))

    def _is_among(self, one: _Departure, made: list[_Departure]) -> bool:
        """Say whether one of the departures of its way, in order of time, is the same."""
        first = bisect_left(made, one.at_minute - self.tolerance_minutes, key=_at)
        end = bisect_right(made, one.at_minute + self.tolerance_minutes, lo=first, key=_at)
        return any(self._same(one, other) for other in made[first:end])

    def _same(self, one: _Departure, other: _Departure) -> bool:
        return one.cargo == other.cargo or self._shared(one.loads, other.loads) >= _ALMOST_ALL

    def _shared(self, one: Mapping[str, int], other: Mapping[str, int]) -> int:
        """Return how much of the heavier load is on both, in percent by kg."""
        heavier = max(self._kg(one), self._kg(other))
        shared = self._kg({name: min(count, other[name]) for name, count in one.items() if name in other})
        return 100 * shared // heavier if heavier else 100

    def _kg(self, loads: Mapping[str, int]) -> int:
        people, items = self.operation.people_of, self.operation.item_of
        return sum(
            count * (people[name].kg_per_person if name in people else items[name].kg if name in items else 0)
            for name, count in loads.items()
        )


def calendar_of(operation: Operation, plan: Plan, now_minute: int, tolerance_minutes: int) -> Calendar:
    """Return the agreed departures that are to come."""
    departures = _departures(operation, plan.movements, plan.bookings)
    return Calendar(
        operation=operation,
        now_minute=now_minute,
        tolerance_minutes=tolerance_minutes,
        departures=tuple(one for one in departures if one.at_minute >= now_minute),
    )


def _departures(operation: Operation, movements: Iterable[Movement], bookings: Iterable[Booking]) -> list[_Departure]:
    """Return what leaves with a load."""
    found = []
    for one in movements:
        first = next((stop for stop in one.stops if stop.loads), None)
        if first is not None:
            way = operation.vehicle_of[one.vehicle_id].type_id, tuple(stop.place_id for stop in one.stops)
            cargo = tuple(cargo for stop in one.stops for cargo in stop.loads)
            found.append(_Departure(name=one.movement_id, way=way, at_minute=first.off_block_minute, cargo=cargo))
    for booking in bookings:
        block = operation.seat_block_of.get(booking.flight_id)
        if block is not None:
            way = booking.flight_id, (block.from_field, block.to_field)
            name, minute = booking.flight_id, block.departs_minute
            found.append(_Departure(name=name, way=way, at_minute=minute, cargo=booking.loads))
    return found


def _at(one: _Departure) -> int:
    return one.at_minute
