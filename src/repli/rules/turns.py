"""How many minutes of its vehicle each sortie takes, and how many there are (docs/reference/bound-meaning.md, 4).

Row ``rounds``: what a vehicle has brought somewhere it must go back from. A sortie is charged for its block, its time
on the ground and the way from its end to the next start, less how *far* that start is, and for how far its own one is.
"""

from collections.abc import Iterator

from repli.model import Vehicle, VehicleType
from repli.rules.cycles import least_ground
from repli.rules.doors import IN, Edge, Network
from repli.rules.hours import Hours, first_minute, last_minute, union
from repli.rules.reading import AIR

__all__ = ["Turns"]


class Turns:
    """The turns of one type on a network."""

    def __init__(self, network: Network, kind: VehicleType) -> None:
        """Work out how far its starts are, and what each of its edges takes."""
        self._network, self._kind = network, kind
        edges = [edge for edge in network.all_edges if edge.kind.type_id == kind.type_id]
        self._loading, self._unloading = least_ground(kind, "load"), least_ground(kind, "unload")
        can = self._loading is not None and self._unloading is not None
        self._far = self._farness(edges)
        self._after = {id(edge): after for edge in edges if can and (after := self._until_next(edge)) is not None}
        self._starts = {id(edge): edge.key[1] for edge in edges}
        self._hours: Hours = union(one for edge in edges for one in edge.hours)
        self._longest = max(0, *self._after.values(), 0) + max(self._far.values(), default=0)
        self._vehicles = [one for one in network.operation.vehicles if can and one.type_id == kind.type_id]

    def turn_of(self, edge: Edge) -> int:
        """Return the minutes of a sortie by an edge; 0 for other types, and where none can follow."""
        after = self._after.get(id(edge))
        return 0 if after is None else after + self._far[self._starts[id(edge)]]

    def begun(self, end: int) -> int:
        """Return the most minutes of turns that all vehicles can have begun before a minute."""
        return sum(self._begun(vehicle, end) for vehicle in self._vehicles)

    def _begun(self, vehicle: Vehicle, end: int) -> int:
        coming = self._least(vehicle.start_place, self._far)
        if coming is None or self._loading is None:
            return 0
        ready = max(self._network.operation.as_of_minute, vehicle.available_from_minute) + coming + self._loading
        first, last = (
            first_minute(self._hours, ready),
            last_minute(self._hours, min(end - 1, vehicle.available_to_minute)),
        )
        return 0 if first is None or last is None or last < first else last - first + self._longest

    def _farness(self, edges: list[Edge]) -> dict[str, int]:
        """Return for each start the least way from where loads end; 0 for each if one cannot be come to from there."""
        ends = {edge.to_place for edge in edges if edge.key[2] != IN}
        ends = ends or set(self._ways_out())
        starts = {edge.key[1] for edge in edges}
        found = {place: self._nearest(place, ends) for place in starts}
        return {place: 0 if None in found.values() else (far or 0) for place, far in found.items()}

    def _ways_out(self) -> Iterator[str]:
        """Yield from where something goes out by this mode; where nothing does, where that mode comes to such sites."""
        out = {edge.key[:2] for edge in self._network.all_edges if edge.key[2] != IN}
        here = [place for mode, place in out if mode == self._kind.mode]
        yield from here
        if here:
            return
        for site in self._network.operation.sites:
            if site.inside and ((AIR, site.field_id) in out or ("road", site.site_id) in out):
                place = site.field_id if self._kind.mode == AIR else site.site_id
                if place is not None:
                    yield place

    def _nearest(self, place: str, ends: set[str]) -> int | None:
        if place in ends:
            return 0
        ways = (self._network.chains.way(self._kind.type_id, end, place) for end in ends)
        return min((way for way in ways if way is not None), default=None)

    def _until_next(self, edge: Edge) -> int | None:
        """Return the minutes from an off block until the next sortie at least, less how far its start is."""
        ground = least_ground(self._kind) or 0
        if edge.key[2] != IN:
            ground = (self._loading or 0) + (self._unloading or 0)
        onward = min(self._onward(edge.to_place), default=None)
        return None if onward is None else edge.block_minutes + ground + onward

    def _onward(self, place: str) -> Iterator[int]:
        for start, far in self._far.items():
            way = 0 if start == place else self._network.chains.way(self._kind.type_id, place, start)
            if way is not None:
                yield way - far

    def _least(self, place: str, starts: dict[str, int]) -> int | None:
        ways = (self._network.chains.way(self._kind.type_id, place, start) for start in starts)
        return min((way for way in ways if way is not None), default=None)
