"""The dearest sequence of sorties that a vehicle can make (docs/reference/bound-meaning.md, 4, *tours*).

Sorties are looked at from the last one back: each is worth what it pays, and the most that can follow once the vehicle
has gone on, unloaded, come back and loaded. The minute at which it is ready is rounded down to whole steps.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from repli.model import Vehicle, VehicleType
from repli.rules.cycles import least_ground
from repli.rules.doors import IN, Edge, Network
from repli.rules.grid import Grid

__all__ = ["Tours", "tour_of"]

_STEP = 15
"""Minutes: ready minutes count as the multiple of it that is not after them."""


def tour_of(edge: Edge) -> str:
    """Return the subject that names the sorties of a type from one place to another."""
    return f"{edge.kind.type_id}/{edge.key[1]}/{edge.to_place}"


class _Stairs:
    """The most that can still be paid from a step on; steps are added from the last one back."""

    def __init__(self) -> None:
        self._back: list[int] = []
        self._worth: list[int] = []

    def add(self, step: int, worth: int) -> None:
        if not self._worth or worth > self._worth[-1]:
            self._back.append(-step)
            self._worth.append(worth)

    def at(self, step: int) -> int:
        index = bisect_right(self._back, -step)
        return self._worth[index - 1] if index else 0


class Tours:
    """The sequences of sorties of one type on a network."""

    def __init__(self, network: Network, kind: VehicleType) -> None:
        """Work out what lies between two sorties."""
        self._network, self._kind = network, kind
        self._edges = [edge for edge in network.all_edges if edge.kind.type_id == kind.type_id]
        self._loading, self._unloading = least_ground(kind, "load"), least_ground(kind, "unload")
        self._starts = sorted({edge.key[1] for edge in self._edges})
        self._then = {id(edge): dict(self._onward(edge)) for edge in self._edges}
        self._vehicles = [one for one in network.operation.vehicles if one.type_id == kind.type_id]
        every = [minutes for then in self._then.values() for minutes in then.values()]
        able = None not in (self._loading, self._unloading) and min(every, default=_STEP) >= _STEP
        self.names = frozenset(map(tour_of, self._edges)) if able else frozenset()

    def worth(self, charges: Mapping[str, Sequence[int]], grid: Grid) -> int:
        """Return the most that the sorties of all vehicles of the type pay together; ``charges`` by subject."""
        last = {min(one.available_to_minute, self._network.operation.horizon_minute) for one in self._vehicles}
        stairs = {end: self._stairs(charges, grid, end) for end in last}
        return sum(
            self._first(vehicle, stairs[min(vehicle.available_to_minute, self._network.operation.horizon_minute)])
            for vehicle in self._vehicles
        )

    def _first(self, vehicle: Vehicle, stairs: Mapping[str, _Stairs]) -> int:
        """Return the most that one vehicle can pay: it comes to the place of its first sortie, and is loaded there."""
        begin = max(self._network.operation.as_of_minute, vehicle.available_from_minute) + (self._loading or 0)
        found = [0]
        for place in self._starts:
            way = self._network.chains.way(self._kind.type_id, vehicle.start_place, place)
            if way is not None:
                found.append(stairs[place].at((begin + way) // _STEP))
        return max(found)

    def _stairs(self, charges: Mapping[str, Sequence[int]], grid: Grid, last: int) -> Mapping[str, _Stairs]:
        stairs = {place: _Stairs() for place in self._starts}
        offs = [
            (minute, number, charges[tour_of(edge)])
            for number, edge in enumerate(self._edges)
            if any(charges.get(tour_of(edge), ()))
            for minute in _firsts(edge, grid)
            if minute <= last
        ]
        for minute, number, prices in sorted(offs, key=lambda one: (-one[0], one[1])):
            edge, bucket = self._edges[number], grid.bucket(minute)
            then = self._then[id(edge)].items()
            follows = max((stairs[place].at((minute + minutes) // _STEP) for place, minutes in then), default=0)
            stairs[edge.key[1]].add(minute // _STEP, (0 if bucket is None else prices[bucket]) + follows)
        return stairs

    def _onward(self, edge: Edge) -> Iterator[tuple[str, int]]:
        """Yield how long it takes at least from a sortie to the next one from each place."""
        ground = least_ground(self._kind) or 0
        if edge.key[2] != IN:
            ground = (self._loading or 0) + (self._unloading or 0)
        for place in self._starts:
            way = 0
            if place != edge.to_place:
                known = self._network.chains.way(self._kind.type_id, edge.to_place, place)
                if known is None:
                    continue
                way = known
            yield place, edge.block_minutes + ground + way


def _firsts(edge: Edge, grid: Grid) -> Iterator[int]:
    """Yield the first open minutes of an edge in each step and bucket."""
    for opens, closes in edge.hours:
        cuts = grid.minutes[bisect_left(grid.minutes, opens) : bisect_left(grid.minutes, closes)]
        yield from sorted({opens, *range(-(-opens // _STEP) * _STEP, closes, _STEP), *cuts})
