"""How often the vehicles of a type can go out with a load, and the flying minutes that this takes at least.

docs/reference/bound-meaning.md, 4 (``fleet``) and 6 (``flying``): before each time it goes out a vehicle
has come in and has been loaded; it was not loaded where it stood at first, and what it took out it has unloaded.
"""

import heapq
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable

from repli.model import Vehicle, VehicleType
from repli.rules.doors import IN, Edge, Network
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
        """Work out the shortest cycle of the type, the lead of each vehicle, and the hours in which it can go out."""
        operation = network.operation
        edges = [one for (name, _), some in network.edges.items() if name == kind.type_id for one in some]
        self._network, self._kind = network, kind
        self._outwards = [edge for edge in edges if edge.key[2] != IN]
        self.hours: Hours = union(one for edge in self._outwards for one in edge.hours)
        self.cycle = min((length for edge in self._outwards if (length := self._round(edge))), default=None)
        self.vehicles = Counter(
            (max(operation.as_of_minute, one.available_from_minute) + lead, one.available_to_minute)
            for one in operation.vehicles
            if one.type_id == kind.type_id and (lead := self.lead(one.start_place)) is not None
        )
        self._minutes: dict[int, list[int]] = {}

    def lead(self, place: str) -> int | None:
        """Return the least minutes from standing at a place to being loaded where the type goes out; None if never."""
        home, loading = self._home(place), least_ground(self._kind, "load")
        return None if home is None or loading is None else home + loading

    def most(self, start: int, end: int) -> int:
        """Return how many times in ``[start, end)`` vehicles of the type can go out, all together."""
        return sum(count * self._most_of(window, start, end) for window, count in self.vehicles.items())

    def _round(self, edge: Edge) -> int:
        """Return the least minutes from going out by an edge to going out again; 0: never again."""
        unloading, loading = least_ground(self._kind, "unload"), least_ground(self._kind, "load")
        home = self._home(edge.to_place)
        if home is None or unloading is None or loading is None:
            return 0
        return max(1, edge.block_minutes + unloading + home + loading)

    def _home(self, place: str) -> int | None:
        """Return the least way from a place to one from which the type goes out."""
        gates = {edge.key[1] for edge in self._outwards}
        ways = (self._network.chains.way(self._kind.type_id, place, gate) for gate in gates)
        return min((way for way in ways if way is not None), default=None)

    def _most_of(self, window: tuple[int, int], start: int, end: int) -> int:
        earliest = max(start, window[0])
        minutes = self._minutes.setdefault(earliest, [self._next(earliest)])
        while minutes[-1] < end:
            minutes.append(_NEVER if self.cycle is None else self._next(minutes[-1] + self.cycle))
        return bisect_left(minutes, min(end, window[1] + 1))

    def _next(self, minute: int) -> int:
        found = first_minute(self.hours, minute)
        return _NEVER if found is None else found


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
