"""How early a line can be anywhere, by any way that keeps the rules (docs/reference/bound-meaning.md, 2).

The search relaxes a plan to one line alone: vehicles are wherever they are needed; spots, seats and payload are not
counted. What it keeps, it keeps exactly: passages, opening hours, clearance windows, least ground and work minutes,
transfer minutes, availability of some vehicle of the type, the horizon. So no plan that keeps the rules is earlier.

A state is "in stock at a site" or "aboard a type at a place", loaded there or not; waiting is allowed in all, so
Dijkstra's search is exact.
"""

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from repli.model import Operation, SeatBlock, Site, VehicleType
from repli.rules.doors import IN, DoorKey, Doors, Edge, Network
from repli.rules.hours import first_minute, first_room
from repli.rules.lines import Line, lines_of
from repli.rules.reading import AIR, sites_at

__all__ = ["LOADED", "THROUGH", "Exit", "First", "Ways", "least_work", "place_of"]

LOADED, THROUGH = "loaded", "through"

Exit = tuple[str, str]
"""The mode and place of the last off block inside: ``("air", "DRRN")``; ``("seat", field)`` for a commercial flight."""

_State = tuple[str, str, str]
"""(empty, empty, site) = in stock; (loaded or through, type, place) = aboard."""


@dataclass(slots=True, kw_only=True)
class First:
    """The least minute of an off block at each door, by kind; in stock of each site; and out by each exit."""

    doors: dict[tuple[DoorKey, str], int] = field(default_factory=dict)
    sites: dict[str, int] = field(default_factory=dict)
    exits: dict[Exit, int] = field(default_factory=dict)


class Ways:
    """The ways out of an operation, and its ``lines`` by id; each (site, earliest minute) is searched once."""

    def __init__(self, operation: Operation) -> None:
        """Expand hours and legs once."""
        self.operation = operation
        self.network = Network(operation)
        self.lines = lines_of(operation)
        self._found: dict[tuple[int, str, int, str | None], First] = {}

    def out(self, line: Line, without: str | None = None) -> Mapping[Exit, int]:
        """Return every place from which a line can go out, with the earliest minute at which it is out.

        ``without`` names a field: then only ways that never go off block by air at that field.
        """
        first = self.first(line, without)
        exits = dict(first.exits)
        for one in _seats_from(self.operation, line, first):
            way = ("seat", one.from_field)
            exits[way] = min(one.departs_minute, exits.get(way, one.departs_minute))
        return exits

    def first(self, line: Line, without: str | None = None) -> First:
        """Return the least minutes of a line that leaves; each is sought once for all lines that start alike."""
        doors = self.network.of(line)
        key = (id(doors), line.site_id, max(line.earliest_minute, self.operation.as_of_minute), without)
        if key not in self._found:
            self._found[key] = self._search(doors, *key[1:])
        return self._found[key]

    def seats(self, line: Line) -> tuple[SeatBlock, ...]:
        """Return the commercial flights for which the line can check in somewhere."""
        return _seats_from(self.operation, line, self.first(line))

    def earliest_out(self, line: Line) -> int | None:
        """Return the least minute at which a line is out; None if it cannot be by the horizon."""
        earliest = min(self.out(line).values(), default=None)
        return None if earliest is None or earliest > self.operation.horizon_minute else earliest

    def _search(self, doors: Doors, site_id: str, ready_minute: int, without: str | None) -> First:
        first = First()
        settled: set[_State] = set()
        queue: list[tuple[int, _State]] = [(ready_minute, ("", "", site_id))]
        while queue:
            minute, state = heapq.heappop(queue)
            kind, type_id, place = state
            if state in settled or minute > self.operation.horizon_minute:
                continue
            settled.add(state)
            if not kind:
                first.sites[place] = minute
                following = self._load(place, minute)
            elif place == without and self.operation.type_of[type_id].mode == AIR:
                continue
            else:
                following = self._go_on(doors, state, minute, first)
            for step in following:
                heapq.heappush(queue, step)
        return first

    def _load(self, site_id: str, minute: int) -> Iterator[tuple[int, _State]]:
        """Yield each way to be aboard a vehicle at the site: after the least work of a stop that loads."""
        site = self.operation.site_of[site_id]
        for type_id in self.network.types:
            kind = self.operation.type_of[type_id]
            place, work = place_of(kind, site), least_work(kind, "load")
            arrived = None if place is None else self.network.chains.reach(type_id, place)
            if place is None or work is None or arrived is None:
                continue
            start = self._room(kind, place, max(minute, arrived), work)
            if start is not None:
                yield start + work, (LOADED, type_id, place)

    def _go_on(self, doors: Doors, state: _State, minute: int, first: First) -> Iterator[tuple[int, _State]]:
        """Note each off block that can follow, and yield where the vehicle can take the line by it."""
        how, type_id, place = state
        for edge in doors.edges.get((type_id, place), ()):
            off = first_minute(edge.hours, minute)
            if off is None:
                continue
            key = (edge.key, how)
            first.doors[key] = min(off, first.doors.get(key, off))
            if edge.key[2] == IN:
                yield from self._arrive(edge, off + edge.block_minutes)
            else:
                way = edge.key[:2]
                out = off if edge.kind.mode == AIR else off + edge.block_minutes  # docs/reference/plan-meaning.md, D
                first.exits[way] = min(out, first.exits.get(way, out))

    def _arrive(self, edge: Edge, on: int) -> Iterator[tuple[int, _State]]:
        """Yield what can follow an arrival: go on with the same vehicle, or unload into a site's stock."""
        kind, place = edge.kind, edge.to_place
        ground = min((row.ground_minutes for row in kind.operation_times), default=None)
        if ground is not None:
            yield on + ground, (THROUGH, kind.type_id, place)
        work = least_work(kind, "unload")
        start = None if work is None else self._room(kind, place, on, work)
        if work is not None and start is not None:
            for site_id in sorted(sites_at(self.operation, kind, place)):
                yield start + work + self.operation.site_of[site_id].transfer_minutes, ("", "", site_id)

    def _room(self, kind: VehicleType, place: str, minute: int, length: int) -> int | None:
        """Return the first minute from which a vehicle can be worked on; by road that is at once."""
        return first_room(self.network.field_hours.get(place, ()), minute, length) if kind.mode == AIR else minute


def place_of(kind: VehicleType, site: Site) -> str | None:
    """Return where a type stands when it loads from a site."""
    return site.field_id if kind.mode == AIR else site.site_id


def least_work(kind: VehicleType, name: str) -> int | None:
    """Return the least work minutes of a stop of this type that loads (or unloads); None if it cannot."""
    return min((row.work_minutes for row in kind.operation_times if name in row.operations), default=None)


def _seats_from(operation: Operation, line: Line, first: First) -> tuple[SeatBlock, ...]:
    """Return the commercial flights to the line's destination for which it is in stock by check-in."""
    to_site = operation.site_of.get(line.destination_id)
    if not line.is_people or to_site is None:
        return ()
    return tuple(
        one
        for one in operation.seat_blocks
        if one.to_field == to_site.field_id
        and one.departs_minute <= operation.horizon_minute
        and any(
            operation.site_of[site].field_id == one.from_field and minute <= one.departs_minute - one.check_in_minutes
            for site, minute in first.sites.items()
        )
    )
