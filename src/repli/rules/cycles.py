"""How often the vehicles of a type can go out with a load, and the flying minutes that this takes at least.

docs/reference/bound-meaning.md, 4 (``fleet``) and 6 (``flying``): before each time it goes out a vehicle has come in
and has been loaded; it was not loaded where it stood at first.
"""

import heapq
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable

from repli.model import Vehicle, VehicleType
from repli.rules.doors import OUT, Network
from repli.rules.hours import Hours, first_minute, union
from repli.rules.reading import AIR, is_inside

__all__ = ["Fleet", "least_ground", "least_way_in", "saved_minutes"]

_NEVER = 10**15


def least_ground(kind: VehicleType, name: str = "") -> int | None:
    """Return the least ground minutes of a stop, of one that loads if ``name`` says so; None if there is none."""
    return min((row.ground_minutes for row in kind.operation_times if not name or name in row.operations), default=None)


class Fleet:
    """What the vehicles of one type can do at most: the minutes at which each could go out, one as soon as it can."""

    def __init__(self, network: Network, kind: VehicleType) -> None:
        """Work out the shortest cycle and the lead of the type, and the hours in which it can go out."""
        operation = network.operation
        edges = [one for (name, _), some in network.edges.items() if name == kind.type_id for one in some]
        outwards = [edge for edge in edges if edge.key[2] == OUT]
        self.as_of_minute = operation.as_of_minute
        self.hours: Hours = union(one for edge in outwards for one in edge.hours)
        blocks, ways_in = _blocks_inwards(network, kind)
        ground, loading = least_ground(kind), least_ground(kind, "load")
        self.lead = None if not blocks or loading is None else min(blocks) + loading
        self.cycle: int | None = None
        if outwards and ways_in and ground is not None and loading is not None:
            self.cycle = max(1, min(edge.block_minutes for edge in outwards) + ground + min(ways_in) + loading)
        self.vehicles = Counter(
            (one.available_from_minute, one.available_to_minute)
            for one in operation.vehicles
            if one.type_id == kind.type_id
        )
        self._minutes: dict[int, list[int]] = {}

    def most(self, start: int, end: int) -> int:
        """Return how many times in ``[start, end)`` vehicles of the type can go out, all together."""
        return sum(count * self._most_of(window, start, end) for window, count in self.vehicles.items())

    def _most_of(self, window: tuple[int, int], start: int, end: int) -> int:
        if self.lead is None:
            return 0
        earliest = max(start, max(self.as_of_minute, window[0]) + self.lead)
        minutes = self._minutes.setdefault(earliest, [self._next(earliest)])
        while minutes[-1] < end:
            minutes.append(_NEVER if self.cycle is None else self._next(minutes[-1] + self.cycle))
        return bisect_left(minutes, min(end, window[1] + 1))

    def _next(self, minute: int) -> int:
        found = first_minute(self.hours, minute)
        return _NEVER if found is None else found


def _blocks_inwards(network: Network, kind: VehicleType) -> tuple[list[int], list[int]]:
    """Return the block minutes of a type's legs that end inside: of all, and of those that begin outside."""
    operation = network.operation
    every, from_outside = [], []
    for leg in operation.legs:
        passage = operation.passage_of.get((kind.type_id, leg.leg_id))
        if passage is None or leg.mode != kind.mode or not is_inside(operation, kind, leg.to_place):
            continue
        every.append(passage.block_minutes)
        if not is_inside(operation, kind, leg.from_place):
            from_outside.append(passage.block_minutes)
    return every, from_outside


def least_way_in(network: Network, kind: VehicleType) -> dict[str, int]:
    """Return, for each field, the least block minutes of a chain of legs that begins outside and goes on inside."""
    operation = network.operation
    following: dict[str, list[tuple[int, str]]] = {}
    queue: list[tuple[int, str]] = []
    for leg in operation.legs:
        passage = operation.passage_of.get((kind.type_id, leg.leg_id))
        if passage is None or leg.mode != kind.mode or not is_inside(operation, kind, leg.to_place):
            continue
        if is_inside(operation, kind, leg.from_place):
            following.setdefault(leg.from_place, []).append((passage.block_minutes, leg.to_place))
        else:
            queue.append((passage.block_minutes, leg.to_place))
    heapq.heapify(queue)
    least: dict[str, int] = {}
    while queue:
        minutes, place = heapq.heappop(queue)
        if place not in least:
            least[place] = minutes
            for block, further in following.get(place, ()):
                heapq.heappush(queue, (minutes + block, further))
    return least


def saved_minutes(network: Network, vehicles: Iterable[Vehicle]) -> int:
    """Return the most flying minutes that aircraft save because they start inside: each its first way in."""
    operation = network.operation
    saved = 0
    for vehicle in vehicles:
        kind = operation.type_of[vehicle.type_id]
        if kind.mode == AIR and is_inside(operation, kind, vehicle.start_place):
            saved += max(least_way_in(network, kind).values(), default=0)
    return saved
