"""Where and when vehicles can go off block inside: edges and doors (docs/reference/bound-meaning.md, 1).

An *edge* is a type of the fleet on a leg from a place inside; its hours are the minutes at which legs, fields and a
clearance allow that off block. A *door* gathers the edges of one mode, place and direction.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from repli.model import Clearance, Leg, Operation, Passage, VehicleType
from repli.rules.hours import Hours, common, joined, shifted, union
from repli.rules.reading import AIR, is_inside

__all__ = ["IN", "OUT", "Door", "DoorKey", "Edge", "Network", "clearance_span"]

IN, OUT = "in", "out"

DoorKey = tuple[str, str, str]
"""Mode, place inside, direction (``in``: to a place inside, or ``out``)."""


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
    """The edges of one mode, place and direction, and the union of their hours."""

    key: DoorKey
    edges: list[Edge] = field(default_factory=list)
    hours: Hours = ()

    @property
    def least_block_minutes(self) -> int:
        """The shortest passage from here."""
        return min(edge.block_minutes for edge in self.edges)


class Network:
    """All edges and doors of an operation, expanded once."""

    def __init__(self, operation: Operation) -> None:
        """Expand hours, legs and clearances."""
        self.operation = operation
        self.available: dict[str, int] = {}
        for vehicle in operation.vehicles:
            first = vehicle.available_from_minute
            self.available[vehicle.type_id] = min(first, self.available.get(vehicle.type_id, first))
        self.field_hours = {one.field_id: joined(one.open_intervals) for one in operation.fields}
        self.edges: dict[tuple[str, str], list[Edge]] = {}
        self.doors: dict[DoorKey, Door] = {}
        for leg in operation.legs:
            for type_id in sorted(self.available):
                self._add(operation.type_of[type_id], leg)
        for door in self.doors.values():
            door.hours = union(one for edge in door.edges for one in edge.hours)
        self._leading_out = self._places_leading_out()

    def places_after(self, key: DoorKey) -> frozenset[str]:
        """Return where a leg through a door inwards can end, and whatever legs of that mode reach from there inside."""
        reached: set[str] = set()
        waiting = [edge.to_place for edge in self.doors[key].edges]
        while waiting:
            place = waiting.pop()
            if place not in reached:
                reached.add(place)
                further = self.doors.get((key[0], place, IN))
                waiting += [edge.to_place for edge in further.edges] if further else []
        return frozenset(reached)

    def leads_out(self, mode: str, place: str) -> bool:
        """Say whether legs of this mode lead from a place inside, at last, to one outside."""
        return (mode, place) in self._leading_out

    def _places_leading_out(self) -> frozenset[tuple[str, str]]:
        found = {(mode, place) for mode, place, direction in self.doors if direction == OUT}
        inwards = [door for key, door in self.doors.items() if key[2] == IN]
        while True:
            more = {
                door.key[:2] for door in inwards if any((door.key[0], edge.to_place) in found for edge in door.edges)
            }
            if more <= found:
                return frozenset(found)
            found |= more

    def _add(self, kind: VehicleType, leg: Leg) -> None:
        passage = self.operation.passage_of.get((kind.type_id, leg.leg_id))
        if passage is None or leg.mode != kind.mode or not is_inside(self.operation, kind, leg.from_place):
            return
        if 0 < kind.range_km < leg.distance_km:
            return
        direction = IN if is_inside(self.operation, kind, leg.to_place) else OUT
        by_clearance = self._hours(kind, leg, passage)
        edge = Edge(
            kind=kind,
            passage=passage,
            key=(leg.mode, leg.from_place, direction),
            to_place=leg.to_place,
            by_clearance=by_clearance,
            hours=union(one for hours in by_clearance.values() for one in hours),
        )
        self.edges.setdefault((kind.type_id, leg.from_place), []).append(edge)
        self.doors.setdefault(edge.key, Door(key=edge.key)).edges.append(edge)

    def _hours(self, kind: VehicleType, leg: Leg, passage: Passage) -> Mapping[str, Hours]:
        """Return the minutes for this off block with each clearance of the leg or its field."""
        hours = common(_setting_out(leg, passage), [(self.available[kind.type_id], self.operation.horizon_minute + 1)])
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


def _setting_out(leg: Leg, passage: Passage) -> Hours:
    """Return when a leg lets a vehicle set out: each stretch that it drives lies in one open interval."""
    opened = joined(leg.open_intervals)
    if not leg.halts:
        return opened
    found: Hours = [(-(10**15), 10**15)]
    for start, end in passage.stretches:
        found = common(found, union((opens - start, closes - max(end - 1, start)) for opens, closes in opened))
    return found
