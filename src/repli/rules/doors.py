"""Where and when vehicles can go off block inside: edges and doors (docs/reference/bound-meaning.md, 1).

An *edge* is a type of the fleet on a leg from a place inside; its hours are the minutes at which legs, fields and a
clearance allow that off block. A *door* gathers the edges from one place to one place outside, or to all inside.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from repli.model import Clearance, Leg, Operation, Passage, VehicleType
from repli.rules.ahead import Ahead
from repli.rules.chains import Chains
from repli.rules.hours import Hours, common, joined, shifted, union
from repli.rules.lines import Line
from repli.rules.reading import AIR, is_inside

__all__ = ["IN", "Door", "DoorKey", "Doors", "Edge", "Network", "clearance_span", "fits"]

IN = ""
"""Where doors lead that do not lead out: to places inside, whichever."""

DoorKey = tuple[str, str, str]
"""Mode, place inside, and the place outside that it leads to, or `IN`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A type on a leg from a place inside; ``by_clearance`` has its hours with each clearance, none of them empty."""

    kind: VehicleType
    passage: Passage
    key: DoorKey
    to_place: str
    by_clearance: Mapping[str, Hours]
    hours: Hours

    @property
    def block_minutes(self) -> int:
        """From off block to on block."""
        return self.passage.block_minutes


@dataclass(slots=True, kw_only=True)
class Door:
    """The edges of one mode from one place to one outside, or to all inside, and the union of their hours."""

    key: DoorKey
    edges: list[Edge] = field(default_factory=list)
    hours: Hours = ()

    @property
    def least_block_minutes(self) -> int:
        """The shortest passage from here."""
        return min(edge.block_minutes for edge in self.edges)


class Doors:
    """Edges by type and place, and the doors that they make; of all lines, or of those that some edges can take."""

    def __init__(self, edges: Iterable[Edge]) -> None:
        """Gather the doors of ``edges``."""
        self.edges: dict[tuple[str, str], list[Edge]] = {}
        self.doors: dict[DoorKey, Door] = {}
        for edge in edges:
            self.edges.setdefault((edge.kind.type_id, edge.key[1]), []).append(edge)
            self.doors.setdefault(edge.key, Door(key=edge.key)).edges.append(edge)
        for door in self.doors.values():
            door.hours = union(one for edge in door.edges for one in edge.hours)
        self._at: dict[tuple[str, str], list[DoorKey]] = {}
        for key in sorted(self.doors):
            self._at.setdefault(key[:2], []).append(key)

    @property
    def all_edges(self) -> Iterator[Edge]:
        """Every edge."""
        return (edge for some in self.edges.values() for edge in some)

    def at(self, mode: str, place: str) -> Sequence[DoorKey]:
        """Return the doors of a place, the one inwards first."""
        return self._at.get((mode, place), ())


class Network(Doors):
    """All edges and doors of an operation, expanded once."""

    def __init__(self, operation: Operation) -> None:
        """Expand hours, legs and clearances."""
        self.operation = operation
        self.chains = Chains(operation)
        self.types = frozenset(vehicle.type_id for vehicle in operation.vehicles)
        self.field_hours = {one.field_id: joined(one.open_intervals) for one in operation.fields}
        found = (self._edge(operation.type_of[name], leg) for leg in operation.legs for name in sorted(self.types))
        super().__init__(edge for edge in found if edge is not None)
        self._ahead = Ahead(operation, self.types)
        self._taken: dict[tuple[object, ...], Doors] = {}
        self._views: dict[tuple[int, ...], Doors] = {}

    def of(self, line: Line) -> Doors:
        """Return the edges that can take a unit of a line, and their doors; one object for all lines with the same."""
        like = (line.is_people, line.kg_per_unit, line.positions, line.is_outsize, line.destination_id)
        if like not in self._taken:
            edges = [edge for edge in self.all_edges if fits(edge, line) and self._leads_home(edge, line)]
            same = tuple(map(id, edges))
            if same not in self._views:
                self._views[same] = Doors(edges)
            self._taken[like] = self._views[same]
        return self._taken[like]

    def _leads_home(self, edge: Edge, line: Line) -> bool:
        return edge.key[2] == IN or (edge.key[0], edge.to_place) in self._ahead.of(line.destination_id)

    def _edge(self, kind: VehicleType, leg: Leg) -> Edge | None:
        passage = self.operation.passage_of.get((kind.type_id, leg.leg_id))
        if passage is None or leg.mode != kind.mode or not is_inside(self.operation, kind, leg.from_place):
            return None
        if 0 < kind.range_km < leg.distance_km:
            return None
        by_clearance = self._hours(kind, leg, passage)
        return Edge(
            kind=kind,
            passage=passage,
            key=(leg.mode, leg.from_place, IN if is_inside(self.operation, kind, leg.to_place) else leg.to_place),
            to_place=leg.to_place,
            by_clearance=by_clearance,
            hours=union(one for hours in by_clearance.values() for one in hours),
        )

    def _hours(self, kind: VehicleType, leg: Leg, passage: Passage) -> Mapping[str, Hours]:
        """Return the minutes for this off block with each clearance of the leg or its field."""
        arrived = self.chains.reach(kind.type_id, leg.from_place)
        if arrived is None:
            return {}
        hours = common(_setting_out(leg, passage), [(arrived, self.operation.horizon_minute + 1)])
        if kind.mode == AIR:
            hours = common(hours, self.field_hours[leg.from_place])
            hours = common(hours, shifted(self.field_hours[leg.to_place], -passage.block_minutes))
        scope = ("field", leg.from_place) if kind.mode == AIR else ("leg", leg.leg_id)
        found: dict[str, Hours] = {}
        for one in self.operation.clearances:
            if (one.scope, one.scope_id) == scope and kind.type_id in one.types:
                usable = common(hours, [clearance_span(self.operation, one)])
                if usable:
                    found[one.clearance_id] = usable
        return found


def clearance_span(operation: Operation, clearance: Clearance) -> tuple[int, int]:
    """Return the window with its tolerance; a planned one begins when its answer can be there."""
    opens = clearance.window.start_minute - clearance.tolerance_minutes
    if clearance.state == "planned":
        opens = max(opens, operation.as_of_minute + max(clearance.lead_minutes, clearance.answer_minutes))
    return opens, clearance.window.end_minute + clearance.tolerance_minutes


def fits(edge: Edge, line: Line) -> bool:
    """Say whether a unit of a line fits: by payload, and in one configuration by seats, or by positions and size."""
    if line.kg_per_unit > edge.passage.payload_kg:
        return False
    return any(
        one.seats >= 1
        if line.is_people
        else line.positions <= one.pallet_positions and (one.outsize or not line.is_outsize)
        for one in edge.kind.configurations
    )


def _setting_out(leg: Leg, passage: Passage) -> Hours:
    """Return when a leg lets a vehicle set out: each stretch that it drives lies in one open interval."""
    opened = joined(leg.open_intervals)
    if not leg.halts:
        return opened
    found: Hours = [(-(10**15), 10**15)]
    for start, end in passage.stretches:
        found = common(found, union((opens - start, closes - max(end - 1, start)) for opens, closes in opened))
    return found
