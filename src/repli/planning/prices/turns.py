"""How long each sortie keeps its vehicle, those that stay inside too (docs/reference/bound-meaning.md, 4, *rounds*).

A vehicle that brings a load inwards has to go back for the next one. Each place that a type loads at is `far` from
where it brings its loads; a sortie is charged that way back from the start, whatever the vehicle does next.
"""

from dataclasses import dataclass, replace
from functools import cached_property

from repli.model import Vehicle, VehicleType
from repli.planning.hours import Hours
from repli.planning.prices.doors import Edge, Yard, union
from repli.planning.prices.rounds import least_ground

__all__ = ["Turns"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Circuit:
    """What the vehicles of a type do: how far the places are that it goes from, its hours, and its ground minutes."""

    far: dict[str, int]
    hours: Hours
    longest: int
    loading: int
    unloading: int
    least: int


@dataclass(frozen=True)
class Turns:
    """The turns of an operation's vehicles. Not slotted, so that tables are built once."""

    yard: Yard

    def of(self, edge: Edge) -> int:
        """Return what a sortie takes of its vehicle's minutes; 0: after it there is none."""
        circuit = self._circuits[edge.type_id]
        after = None if circuit is None else self._after(edge, circuit)
        return 0 if circuit is None or after is None else after + circuit.far[edge.from_place]

    def minutes(self, type_id: str, end: int) -> int:
        """Return the most minutes of turns that the vehicles of a type can have begun before ``end``."""
        return sum(self._minutes(one, end) for one in self.yard.operation.vehicles if one.type_id == type_id)

    @cached_property
    def _circuits(self) -> dict[str, _Circuit | None]:
        """What the vehicles of each type do; None where they never take anything along."""
        return {type_id: self._circuit(self.yard.operation.type_of[type_id]) for type_id in self.yard.fleet}

    def _circuit(self, kind: VehicleType) -> _Circuit | None:
        edges = [edge for edge in self.yard.edges if edge.type_id == kind.type_id]
        loading, unloading, least = (least_ground(kind, what) for what in ("load", "unload", ""))
        if not edges or loading is None or unloading is None or least is None:
            return None
        circuit = _Circuit(
            far=self._far(kind, edges),
            hours=union(edge.hours for edge in edges),
            longest=0,
            loading=loading,
            unloading=unloading,
            least=least,
        )
        afters = (self._after(edge, circuit) for edge in edges)
        longest = max((after for after in afters if after is not None), default=0)
        return replace(circuit, longest=max(0, longest) + max(circuit.far.values()))

    def _far(self, kind: VehicleType, edges: list[Edge]) -> dict[str, int]:
        """Return the least way to each place from where the type brings its loads; 0 for all if one has no such way."""
        ends = {edge.to_place for edge in edges if not edge.inwards}
        if not ends:
            ends = self._gates(kind.mode)
        found: dict[str, int] = {}
        for place in sorted({edge.from_place for edge in edges}):
            ways = [0 if end == place else self.yard.comings.way(kind.type_id, end, place) for end in ends]
            known = [way for way in ways if way is not None]
            if not known:
                return {edge.from_place: 0 for edge in edges}
            found[place] = min(known)
        return found

    def _gates(self, mode: str) -> set[str]:
        """Return the places from which something goes out by a mode; where none has, those at sites of others."""
        out = {(one.mode, one.from_place) for one in self.yard.edges if not one.inwards}
        if here := {name for of_mode, name in out if of_mode == mode}:
            return here
        sites = (one.site_id for one in self.yard.operation.sites if one.inside)
        found = [self.yard.places_of(site_id) for site_id in sites]
        return {name for places in found if out & set(places) for of_mode, name in places if of_mode == mode}

    def _after(self, edge: Edge, circuit: _Circuit) -> int | None:
        """Return the least minutes until the next sortie, less how far that one starts; None if there is none."""
        backs = []
        for place, far in circuit.far.items():
            way = 0 if place == edge.to_place else self.yard.comings.way(edge.type_id, edge.to_place, place)
            if way is not None:
                backs.append(way - far)
        ground = circuit.least if edge.inwards else circuit.unloading + circuit.loading
        return edge.block_minutes + ground + min(backs) if backs else None

    def _minutes(self, vehicle: Vehicle, end: int) -> int:
        """Return the minutes from the first to the last sortie before ``end``, and the longest turn."""
        circuit = self._circuits[vehicle.type_id]
        if circuit is None:
            return 0
        way = self.yard.comings.home(vehicle.type_id, vehicle.start_place, circuit.far)
        if way is None:
            return 0
        start = max(self.yard.operation.as_of_minute, vehicle.available_from_minute) + way + circuit.loading
        first = circuit.hours.next_open(start)
        last = circuit.hours.last_span(min(end - 1, vehicle.available_to_minute), 1)
        return 0 if first is None or last is None or last < first else last - first + circuit.longest
