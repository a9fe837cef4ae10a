"""How early a line passes each door, by itself: no spots, seats or payload (docs/reference/bound-meaning.md, 2).

>>> Firsts(yard).of("AB101", minute).doors  # doctest: +SKIP
"""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field

from repli.model import ItemLine, PeopleLine, SeatBlock, VehicleType
from repli.planning.lines import Line, earliest_of
from repli.planning.prices.doors import AIR, LOADED, THROUGH, Door, Edge, Place, Yard

__all__ = ["First", "Firsts", "leaves", "seats_for"]

_Node = tuple[str, str, str]
"""(kind, type, place): stock of a site has no kind and no type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """The least minute of each door and of each site's stock; what is missing is never reached.

    ``yard`` has the edges that were searched: those that can take a unit. ``outs`` has when it is out, by each place
    from which it gets out by leg.
    """

    yard: Yard
    doors: dict[Door, int]
    stocks: dict[str, int]
    outs: dict[Place, int]


def leaves(yard: Yard, line: Line) -> bool:
    """Say whether a line goes from inside to outside."""
    if isinstance(line, ItemLine) and line.stays:
        return False
    sites = yard.operation.site_of
    return sites[line.site_id].inside and not sites[line.destination_id].inside


@dataclass(frozen=True)
class Firsts:
    """The searches of an operation, each made once for a site, an earliest minute and the edges that take a unit."""

    yard: Yard
    _found: dict[tuple[str, int, int], First] = field(default_factory=dict)
    _known: dict[int, tuple[Line, First]] = field(default_factory=dict)
    """By id() of a line, with the line, so that no other takes its place."""

    def of_line(self, line: Line) -> First:
        """Return the least minutes of a line."""
        known = self._known.get(id(line))
        if known is None:
            known = self._known[id(line)] = line, self._of_line(line)
        return known[1]

    def _of_line(self, line: Line) -> First:
        minute, part = max(self.yard.operation.as_of_minute, earliest_of(line)), self.yard.taking(line)
        key = line.site_id, minute, id(part)
        if key not in self._found:
            self._found[key] = _Search(part).of(line.site_id, minute)
        return self._found[key]

    def out(self, line: Line) -> int | None:
        """Return how early a line can be out; None if it cannot be by the horizon."""
        found = self.of_line(line)
        minutes = [*found.outs.values(), *(one.departs_minute for one in seats_for(found.yard, line, found))]
        earliest = min(minutes, default=None)
        return None if earliest is None or earliest > self.yard.operation.horizon_minute else earliest


@dataclass(frozen=True, slots=True)
class _Search:
    """A search over states by ascending minute."""

    yard: Yard

    def of(self, site_id: str, minute: int) -> First:
        """Return the least minutes of what is in a site's stock, ready, at a minute."""
        found = First(yard=self.yard, doors={}, stocks={}, outs={})
        seen: set[_Node] = set()
        queue: list[tuple[int, _Node]] = [(minute, ("", "", site_id))]
        while queue:
            at, node = heapq.heappop(queue)
            if node in seen or at > self.yard.operation.horizon_minute:
                continue
            seen.add(node)
            kind, type_id, place_id = node
            if not kind:
                found.stocks[place_id] = at
                steps = self._loaded(place_id, at)
            else:
                steps = self._off(kind, type_id, place_id, at, found)
            for step in steps:
                heapq.heappush(queue, step)
        return found

    def _loaded(self, site_id: str, at: int) -> Iterator[tuple[int, _Node]]:
        """Yield each way to be aboard at a site's places, after the least work of a stop that loads."""
        for mode, place_id in self.yard.places_of(site_id):
            for type_id in self.yard.fleet:
                kind = self.yard.operation.type_of[type_id]
                come = self.yard.comings.reach(type_id, place_id) if kind.mode == mode else None
                done = None if come is None else self._worked(kind, place_id, max(at, come), "load")
                if done is not None:
                    yield done, (LOADED, type_id, place_id)

    def _off(self, kind: str, type_id: str, place_id: str, at: int, found: First) -> Iterator[tuple[int, _Node]]:
        """Note the doors that are passed and when that is out, and yield where edges inside lead."""
        mode = self.yard.operation.type_of[type_id].mode
        for door in self.yard.doors_at((mode, place_id), kind):
            for edge in self.yard.edges_of[door.key]:
                off = edge.hours.next_open(at) if edge.type_id == type_id else None
                if off is None:
                    continue
                found.doors[door] = min(off, found.doors.get(door, off))
                if edge.inwards:
                    yield from self._arrived(edge, off + edge.block_minutes)
                else:
                    out = off if mode == AIR else off + edge.block_minutes
                    found.outs[mode, place_id] = min(out, found.outs.get((mode, place_id), out))

    def _arrived(self, edge: Edge, on: int) -> Iterator[tuple[int, _Node]]:
        """Yield what follows an arrival inside: going on aboard, or the stock of a site there."""
        kind = self.yard.operation.type_of[edge.type_id]
        if kind.operation_times:
            ground = min(one.ground_minutes for one in kind.operation_times)
            yield on + ground, (THROUGH, edge.type_id, edge.to_place)
        done = self._worked(kind, edge.to_place, on, "unload")
        if done is not None:
            for site_id in self.yard.sites_at(edge.mode, edge.to_place):
                yield done + self.yard.operation.site_of[site_id].transfer_minutes, ("", "", site_id)

    def _worked(self, kind: VehicleType, place_id: str, at: int, what: str) -> int | None:
        """Return the first end of the least work of a sort from a minute on; by air in the field's open hours."""
        works = [one.work_minutes for one in kind.operation_times if what in one.operations]
        if not works:
            return None
        start = at if kind.mode != AIR else self.yard.field_hours[place_id].next_span(at, min(works))
        return None if start is None else start + min(works)


def seats_for(yard: Yard, line: Line, found: First) -> Iterator[SeatBlock]:
    """Yield the commercial flights on which people of a line can be, alone."""
    if not isinstance(line, PeopleLine):
        return
    sites = yard.operation.site_of
    to_field = sites[line.destination_id].field_id
    for one in yard.operation.seat_blocks:
        there = [minute for site, minute in found.stocks.items() if sites[site].field_id == one.from_field]
        latest = one.departs_minute - one.check_in_minutes
        in_time = min(there, default=latest + 1) <= latest and one.departs_minute <= yard.operation.horizon_minute
        if in_time and one.to_field == to_field:
            yield one
