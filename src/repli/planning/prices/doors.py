"""Edges and doors: how anything goes off block inside, and when (docs/reference/bound-meaning.md, 1).

An edge is a type of the fleet on a leg from a place inside; its hours are those in which leg, fields, a clearance and
some vehicle of the type all allow an off block. A door is a place, where it leads and whether a line was loaded there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from repli.model import Clearance, Leg, Operation, Passage
from repli.planning.hours import Hours, hours_of
from repli.planning.lines import Line
from repli.planning.prices.comings import Comings
from repli.planning.prices.taking import Fit, Fits, fits
from repli.planning.requests import PLANNED, notice_minutes
from repli.units import Interval

__all__ = ["AIR", "IN", "LOADED", "ROAD", "THROUGH", "Door", "Edge", "Key", "Place", "Yard", "common", "union"]

AIR, ROAD = "air", "road"
IN = ""
"""Where a door leads that does not lead out: to whatever place inside."""

LOADED, THROUGH = "loaded", "through"

Place = tuple[str, str]
"""A mode and a place of that mode: ``("air", "DRRN")``."""


Key = tuple[str, str, str]
"""A mode, a place inside, and the place outside that a door leads to, or `IN`."""


class Door(NamedTuple):
    """Where, to which place outside (or `IN`), and whether what passes was loaded at this stop or came in aboard."""

    mode: str
    place_id: str
    to_place: str
    kind: str

    @property
    def key(self) -> Key:
        """Mode, place and where it leads."""
        return self[:3]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A type on a leg, with its hours for each usable clearance, and for all of them together."""

    type_id: str
    mode: str
    from_place: str
    to_place: str
    inwards: bool
    block_minutes: int
    payload_kg: int
    grants: tuple[tuple[Clearance, Hours], ...]
    hours: Hours

    @property
    def key(self) -> Key:
        """The door that the edge belongs to."""
        return self.mode, self.from_place, IN if self.inwards else self.to_place


@dataclass(frozen=True)
class Yard:
    """An operation with its edges and doors; of ``whole``, only the edges at some places of its list, if it is given.

    Not slotted, so that tables are built once.
    """

    operation: Operation
    whole: "Yard | None" = None
    places: tuple[int, ...] = ()

    def taking(self, line: Line) -> "Yard":
        """Return the part of the yard that a line knows: the edges that can take a unit of it."""
        fit = self._fits.of(line)
        if fit not in self._by_fit:
            ahead = self._fits.ahead(fit.destination_id)
            places = tuple(
                place
                for place, edge in enumerate(self.edges)
                if fits(self.operation, edge.type_id, edge.payload_kg, fit)
                and (edge.inwards or (edge.mode, edge.to_place) in ahead)
            )
            self._by_fit[fit] = self._parts.setdefault(places, Yard(self.operation, self, places))
        return self._by_fit[fit]

    def riders(self, lines: Iterable[Line]) -> frozenset[int]:
        """Return the edges that can take a unit of some line, by their place in the list."""
        parts = {id(part): part for part in map(self.taking, lines)}.values()
        return frozenset(one for part in parts for one in (part.places if part.whole else range(len(self.edges))))

    @cached_property
    def _fits(self) -> Fits:
        return Fits(self.operation)

    @cached_property
    def _by_fit(self) -> dict[Fit, "Yard"]:
        return {}

    @cached_property
    def _parts(self) -> dict[tuple[int, ...], "Yard"]:
        return {tuple(range(len(self.edges))): self}

    @cached_property
    def comings(self) -> Comings:
        """How soon its vehicles come from place to place."""
        return Comings(self.operation) if self.whole is None else self.whole.comings

    @cached_property
    def fleet(self) -> tuple[str, ...]:
        """The types that some vehicle has."""
        return tuple(sorted({one.type_id for one in self.operation.vehicles}))

    @cached_property
    def field_hours(self) -> Mapping[str, Hours]:
        """Open hours of each field."""
        if self.whole is not None:
            return self.whole.field_hours
        return {one.field_id: hours_of(one.open_intervals) for one in self.operation.fields}

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """The edges, by type and leg."""
        if self.whole is not None:
            return tuple(self.whole.edges[place] for place in self.places)
        found = []
        for type_id in self.fleet:
            for leg in self.operation.legs:
                edge = self._edge(type_id, leg)
                if edge is not None:
                    found.append(edge)
        return tuple(found)

    @cached_property
    def edges_of(self) -> Mapping[Key, tuple[Edge, ...]]:
        """The edges by mode, place and where they lead."""
        found: dict[Key, list[Edge]] = {}
        for edge in self.edges:
            found.setdefault(edge.key, []).append(edge)
        return {key: tuple(edges) for key, edges in found.items()}

    @cached_property
    def keys_at(self) -> Mapping[Place, tuple[Key, ...]]:
        """The doors of each place, whatever their kind: those that lead out, by place, then the one inwards."""
        found: dict[Place, list[Key]] = {}
        for key in sorted(self.edges_of, key=lambda one: (one[2] == IN, one)):
            found.setdefault(key[:2], []).append(key)
        return {place: tuple(keys) for place, keys in found.items()}

    def doors_at(self, place: Place, kind: str) -> Iterator[Door]:
        """Yield the doors of a place."""
        for key in self.keys_at.get(place, ()):
            yield Door(*key, kind)

    @cached_property
    def door_hours(self) -> Mapping[Key, Hours]:
        """The hours of each door, whatever its kind."""
        return {key: union(edge.hours for edge in edges) for key, edges in self.edges_of.items()}

    def inside(self, mode: str, place_id: str) -> bool:
        """Say whether a place of a mode lies in the territory."""
        operation = self.operation
        return (operation.field_of[place_id] if mode == AIR else operation.site_of[place_id]).inside

    def places_of(self, site_id: str) -> tuple[Place, ...]:
        """Return the places at which a site's stock is loaded: its field by air, itself by road."""
        field_id = self.operation.site_of[site_id].field_id
        here = (ROAD, site_id)
        return (here,) if field_id is None else ((AIR, field_id), here)

    def sites_at(self, mode: str, place_id: str) -> tuple[str, ...]:
        """Return the sites inside whose stock is reached at a place."""
        return tuple(
            one.site_id
            for one in self.operation.sites
            if one.inside and place_id == (one.field_id if mode == AIR else one.site_id)
        )

    def _edge(self, type_id: str, leg: Leg) -> Edge | None:
        kind = self.operation.type_of[type_id]
        passage = self.operation.passage_of.get((type_id, leg.leg_id))
        if passage is None or kind.mode != leg.mode or 0 < kind.range_km < leg.distance_km:
            return None
        if not self.inside(leg.mode, leg.from_place):
            return None
        way = self._way(type_id, leg, passage)
        grants = tuple((one, common(way, _span(self.operation, one))) for one in self._clearances(type_id, leg))
        return Edge(
            type_id=type_id,
            mode=leg.mode,
            from_place=leg.from_place,
            to_place=leg.to_place,
            inwards=self.inside(leg.mode, leg.to_place),
            block_minutes=passage.block_minutes,
            payload_kg=passage.payload_kg,
            grants=grants,
            hours=union(hours for _, hours in grants),
        )

    def _way(self, type_id: str, leg: Leg, passage: Passage) -> Hours:
        """Return when leg, fields and fleet allow an off block, by the horizon."""
        start, end = self.comings.reach(type_id, leg.from_place), self.operation.horizon_minute + 1
        hours = _setting_out(hours_of(leg.open_intervals), passage)
        hours = common(hours, hours_of((Interval(start, end),) if start is not None and start < end else ()))
        if leg.mode == AIR:
            hours = common(hours, self.field_hours[leg.from_place])
            hours = common(hours, self.field_hours[leg.to_place].earlier(passage.block_minutes))
        return hours

    def _clearances(self, type_id: str, leg: Leg) -> Iterator[Clearance]:
        scope = ("field", leg.from_place) if leg.mode == AIR else ("leg", leg.leg_id)
        for one in self.operation.clearances:
            if (one.scope, one.scope_id) == scope and type_id in one.types:
                yield one


def _setting_out(opened: Hours, passage: Passage) -> Hours:
    """Return when a type may set out on a leg: with halts, so that each stretch is driven in one open interval."""
    if not passage.stretches:
        return opened
    hours: Hours | None = None
    for start, end in passage.stretches:
        spans = zip(opened.starts, opened.ends, strict=True)
        fits = hours_of(Interval(one - start, other - end + 1) for one, other in spans if one - start <= other - end)
        hours = fits if hours is None else common(hours, fits)
    return hours or opened


def common(one: Hours, other: Hours) -> Hours:
    """Return the minutes that lie in both."""
    starts, ends, i, j = [], [], 0, 0
    while i < len(one.starts) and j < len(other.starts):
        start, end = max(one.starts[i], other.starts[j]), min(one.ends[i], other.ends[j])
        if start < end:
            starts.append(start)
            ends.append(end)
        if one.ends[i] < other.ends[j]:
            i += 1
        else:
            j += 1
    return Hours(tuple(starts), tuple(ends))


def union(tables: Iterable[Hours]) -> Hours:
    """Return the minutes that lie in any."""
    return hours_of(Interval(*span) for hours in tables for span in zip(hours.starts, hours.ends, strict=True))


def _span(operation: Operation, clearance: Clearance) -> Hours:
    """Return when a clearance can be used: its window with its tolerance, after the notice of a planned one (I)."""
    start = clearance.window.start_minute - clearance.tolerance_minutes
    if clearance.state == PLANNED:
        start = max(start, operation.as_of_minute + notice_minutes(clearance))
    end = clearance.window.end_minute + clearance.tolerance_minutes
    return hours_of((Interval(start, end),) if start < end else ())
