"""How early a line can be out, by any way that keeps the rules (docs/reference/plan-meaning.md, L).

The search relaxes a plan to one line alone: vehicles are wherever they are needed; spots, seats and payload are not
counted. What it keeps, it keeps exactly: passages, opening hours, clearance windows, least ground and work minutes,
transfer minutes, availability of some vehicle of the type, the horizon. So no plan that keeps the rules is earlier.

A state is "in stock at a site" or "aboard a type at a place"; waiting is allowed in both, so Dijkstra's search is
exact.
"""

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from repli.model import Leg, Operation, Site, VehicleType
from repli.rules.hours import Hours, first_common, first_room, joined, shifted
from repli.rules.lines import Line, lines_of
from repli.rules.reading import AIR, is_inside, sites_at
from repli.units import Interval

__all__ = ["Exit", "Ways"]

Exit = tuple[str, str]
"""The mode and place of the last off block inside: ``("air", "DRRN")``."""

_State = tuple[str | None, str]
"""(``None``, site) = in stock; (type, place) = aboard."""

_ALWAYS: Hours = [(-(10**15), 10**15)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edge:
    """A leg that a type can go: block minutes, the tables that must all hold the off block, where it ends."""

    block_minutes: int
    tables: tuple[Hours, ...]
    from_place: str
    to_place: str
    ends_inside: bool


class Ways:
    """The ways out of an operation, and its ``lines`` by id; each (site, ready minute) is searched once."""

    def __init__(self, operation: Operation) -> None:
        """Expand hours and legs once."""
        self.operation = operation
        self.lines = lines_of(operation)
        self._found: dict[tuple[str, int, str | None, str | None], Mapping[Exit, int]] = {}
        self._first_minute: dict[str, int] = {}
        for vehicle in sorted(operation.vehicles, key=lambda one: -one.available_from_minute):
            self._first_minute[vehicle.type_id] = vehicle.available_from_minute
        self._field_hours = {field.field_id: joined(field.open_intervals) for field in operation.fields}
        self._edges: dict[_State, list[_Edge]] = {}
        for leg in operation.legs:
            for type_id in self._first_minute:
                edge = self._edge(operation.type_of[type_id], leg)
                if edge is not None:
                    self._edges.setdefault((type_id, leg.from_place), []).append(edge)

    def out(self, line: Line, without: str | None = None) -> Mapping[Exit, int]:
        """Return every place from which a line can go out, with the earliest off block there.

        ``without`` names a field: then only ways that never go off block by air at that field.
        """
        destination = line.destination_id if line.is_people else None
        key = (line.site_id, max(line.earliest_minute, self.operation.as_of_minute), destination, without)
        if key not in self._found:
            self._found[key] = self._search(*key)
        return self._found[key]

    def _search(
        self, site_id: str, ready_minute: int, destination: str | None, without: str | None
    ) -> Mapping[Exit, int]:
        exits: dict[Exit, int] = {}
        settled: set[_State] = set()
        queue: list[tuple[int, str, str]] = [(ready_minute, "", site_id)]
        while queue:
            minute, type_id, place = heapq.heappop(queue)
            state = (type_id or None, place)
            if state in settled or minute > self.operation.horizon_minute:
                continue
            settled.add(state)
            if type_id and place == without and self.operation.type_of[type_id].mode == AIR:
                continue
            if not type_id and destination is not None:
                self._by_seat(place, destination, minute, exits)
            following = self._go_on(type_id, place, minute, exits) if type_id else self._load(place, minute)
            for step in following:
                heapq.heappush(queue, step)
        return exits

    def _by_seat(self, site_id: str, destination: str, minute: int, exits: dict[Exit, int]) -> None:
        """Note the commercial flights for which people in stock at the site can still check in."""
        from_field = self.operation.site_of[site_id].field_id
        to_site = self.operation.site_of.get(destination)
        for one in self.operation.seat_blocks:
            joins = to_site is not None and (one.from_field, one.to_field) == (from_field, to_site.field_id)
            in_time = one.departs_minute <= self.operation.horizon_minute
            if joins and in_time and minute <= one.departs_minute - one.check_in_minutes:
                way = ("seat", one.from_field)
                exits[way] = min(one.departs_minute, exits.get(way, one.departs_minute))

    def _load(self, site_id: str, minute: int) -> Iterator[tuple[int, str, str]]:
        """Yield each way to be aboard a vehicle at the site: after the least work of a stop that loads."""
        site = self.operation.site_of[site_id]
        for type_id, first_minute in self._first_minute.items():
            kind = self.operation.type_of[type_id]
            place, work = _place_of(kind, site), _least_work(kind, "load")
            if place is None or work is None:
                continue
            start = first_room(self._hours(kind, place), max(minute, first_minute), work)
            if start is not None:
                yield start + work, type_id, place

    def _go_on(
        self, type_id: str, place_id: str, minute: int, exits: dict[Exit, int]
    ) -> Iterator[tuple[int, str, str]]:
        """Yield where a vehicle can take the line next; a leg that ends outside is noted in ``exits`` instead."""
        kind = self.operation.type_of[type_id]
        for edge in self._edges.get((type_id, place_id), ()):
            off = first_common(minute, *edge.tables)
            if off is None or off > self.operation.horizon_minute:
                continue
            if edge.ends_inside:
                yield from self._arrive(kind, edge.to_place, off + edge.block_minutes)
            else:
                way = (kind.mode, edge.from_place)
                out = off if kind.mode == AIR else off + edge.block_minutes  # docs/reference/plan-meaning.md, D
                exits[way] = min(out, exits.get(way, out))

    def _arrive(self, kind: VehicleType, place_id: str, on: int) -> Iterator[tuple[int, str, str]]:
        """Yield what can follow an arrival: go on with the same vehicle, or unload into a site's stock."""
        ground = min((row.ground_minutes for row in kind.operation_times), default=None)
        if ground is not None:
            yield on + ground, kind.type_id, place_id
        work = _least_work(kind, "unload")
        start = None if work is None else first_room(self._hours(kind, place_id), on, work)
        if work is not None and start is not None:
            for site_id in sorted(sites_at(self.operation, kind, place_id)):
                yield start + work + self.operation.site_of[site_id].transfer_minutes, "", site_id

    def _hours(self, kind: VehicleType, place_id: str) -> Hours:
        return self._field_hours.get(place_id, []) if kind.mode == AIR else _ALWAYS

    def _edge(self, kind: VehicleType, leg: Leg) -> _Edge | None:
        passage = self.operation.passage_of.get((kind.type_id, leg.leg_id))
        if passage is None or leg.mode != kind.mode:
            return None
        arrival = shifted(self._hours(kind, leg.to_place), -passage.block_minutes)
        tables = [joined(leg.open_intervals), self._hours(kind, leg.from_place), arrival]
        if is_inside(self.operation, kind, leg.from_place):
            tables.append(_clearance_hours(self.operation, kind, leg))
        return _Edge(
            block_minutes=passage.block_minutes,
            tables=tuple(tables),
            from_place=leg.from_place,
            to_place=leg.to_place,
            ends_inside=is_inside(self.operation, kind, leg.to_place),
        )


def _place_of(kind: VehicleType, site: Site) -> str | None:
    return site.field_id if kind.mode == AIR else site.site_id


def _least_work(kind: VehicleType, name: str) -> int | None:
    return min((row.work_minutes for row in kind.operation_times if name in row.operations), default=None)


def _clearance_hours(operation: Operation, kind: VehicleType, leg: Leg) -> Hours:
    """Return when some clearance allows this type an off block on this leg: windows widened by their tolerance."""
    scope = ("field", leg.from_place) if kind.mode == AIR else ("leg", leg.leg_id)
    return joined(
        Interval(one.window.start_minute - one.tolerance_minutes, one.window.end_minute + one.tolerance_minutes)
        for one in operation.clearances
        if (one.scope, one.scope_id) == scope and kind.type_id in one.types
    )
