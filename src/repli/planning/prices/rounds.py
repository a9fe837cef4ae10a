"""How vehicles go out and come back: how often (docs/reference/bound-meaning.md, 4, *fleet*).

What goes out is unloaded outside, and only then does the vehicle come back: so between two off blocks outwards it
passes at least the round of the first of the two.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from repli.model import Vehicle, VehicleType
from repli.planning.hours import Hours
from repli.planning.prices.doors import Edge, Yard, union

__all__ = ["Rounds", "least_ground"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gates:
    """Where a type goes out from, its least ground minutes with a load and with an unload (None: never), its hours."""

    places: tuple[str, ...]
    loading: int
    unloading: int | None
    hours: Hours


@dataclass(frozen=True)
class Rounds:
    """The rounds of an operation's vehicles. Not slotted, so that tables are built once."""

    yard: Yard
    _offs: dict[tuple[str, int], tuple[int, ...]] = field(default_factory=dict)

    def sorties(self, type_id: str, start: int, end: int) -> int:
        """Return how often the vehicles of a type can go out in a stretch, each with the shortest rounds."""
        return sum(self._sorties(one, start, end) for one in self._vehicles(type_id))

    def _vehicles(self, type_id: str) -> Iterator[Vehicle]:
        return (one for one in self.yard.operation.vehicles if one.type_id == type_id)

    @cached_property
    def _gates(self) -> dict[str, _Gates | None]:
        """How the vehicles of each type go out; None where they never do."""
        return {type_id: self._gates_of(self.yard.operation.type_of[type_id]) for type_id in self.yard.fleet}

    def _gates_of(self, kind: VehicleType) -> _Gates | None:
        out = [edge for edge in self.yard.edges if edge.type_id == kind.type_id and not edge.inwards]
        loading = least_ground(kind, "load")
        if not out or loading is None:
            return None
        return _Gates(
            places=tuple(sorted({edge.from_place for edge in out})),
            loading=loading,
            unloading=least_ground(kind, "unload"),
            hours=union(edge.hours for edge in out),
        )

    @cached_property
    def _lengths(self) -> dict[str, tuple[int, ...]]:
        """The rounds of each type's edges that lead out, those after which there is a next one."""
        found: dict[str, tuple[int, ...]] = dict.fromkeys(self.yard.fleet, ())
        for edge in self.yard.edges:
            found[edge.type_id] += tuple(length for length in (self._length(edge),) if length)
        return found

    def _length(self, edge: Edge) -> int:
        """Return the least minutes from an off block outwards to the next one of the vehicle; 0: there is none."""
        gates = self._gates[edge.type_id]
        if edge.inwards or gates is None or gates.unloading is None:
            return 0
        back = self.yard.comings.home(edge.type_id, edge.to_place, gates.places)
        return 0 if back is None else max(1, edge.block_minutes + gates.unloading + back + gates.loading)

    def _ready(self, vehicle: Vehicle) -> int:
        """Return how early a vehicle can be loaded inside, ready to go."""
        gates, as_of = self._gates[vehicle.type_id], self.yard.operation.as_of_minute
        way = None if gates is None else self.yard.comings.home(vehicle.type_id, vehicle.start_place, gates.places)
        if gates is None or way is None:
            return self.yard.operation.horizon_minute + 1
        return max(as_of, vehicle.available_from_minute) + way + gates.loading

    def _sorties(self, vehicle: Vehicle, start: int, end: int) -> int:
        key = (vehicle.vehicle_id, max(start, self._ready(vehicle)))
        if key not in self._offs:
            self._offs[key] = tuple(self._off_minutes(vehicle, key[1]))
        return bisect_left(self._offs[key], end)

    def _off_minutes(self, vehicle: Vehicle, start: int) -> Iterator[int]:
        """Yield when one vehicle can go out, as early and as often as it can."""
        gates, lengths = self._gates[vehicle.type_id], self._lengths[vehicle.type_id]
        if gates is None:
            return
        minute = gates.hours.next_open(start)
        while minute is not None and minute <= vehicle.available_to_minute:
            yield minute
            minute = gates.hours.next_open(minute + min(lengths)) if lengths else None


def least_ground(kind: VehicleType, what: str = "") -> int | None:
    """Return the least ground minutes of a stop where something is done, ``load`` or ``unload``, or of any stop."""
    times = (one for one in kind.operation_times if not what or what in one.operations)
    return min((one.ground_minutes for one in times), default=None)
