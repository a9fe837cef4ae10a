"""What can go off block at a site within a stretch of minutes, at most (docs/reference/bound-meaning.md, 3, `lift`).

Vehicles, spots, handling sets, clearances, seats and payload are looked at one by one; each limit alone is true of
every plan. What other users take is not counted.
"""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from repli.model import Field, Operation, Site, VehicleType
from repli.rules.cycles import least_ground
from repli.rules.days import day_of
from repli.rules.doors import Edge
from repli.rules.hours import Hours, common, first_minute
from repli.rules.reading import AIR
from repli.rules.routes import Ways, least_work, place_of
from repli.rules.standing import spots_of_size

__all__ = ["KG", "PEOPLE", "SENSITIVE", "Lift", "meets"]

PEOPLE, KG, SENSITIVE = "people", "kg", "sensitive"

Amount = float
"""A whole number, or without end."""

_Limit = tuple[frozenset[str], Amount]
"""Types, and how many sorties they can do together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """The minutes from ``start`` to ``end``, both counted."""

    start: int
    end: int

    @property
    def between(self) -> int:
        """From the first to the last of them."""
        return self.end - self.start


class Lift:
    """What can leave one site: by air at its field, by road, and on commercial seats."""

    def __init__(self, ways: Ways, site: Site) -> None:
        """Gather the edges from the site's places."""
        self.ways, self.site = ways, site
        self.by_mode: dict[str, list[Edge]] = {}
        for some in ways.network.edges.values():
            for edge in some:
                mode, place, _ = edge.key
                if place == place_of(edge.kind, site) and least_ground(edge.kind, "load") is not None:
                    self.by_mode.setdefault(mode, []).append(edge)
        self._wanted = {what: _takers(ways, what) for what in (PEOPLE, KG, SENSITIVE)}
        self._least_people = [line.kg_per_unit for line in ways.lines.values() if line.is_people]
        self._sensitive = [line for line in ways.lines.values() if line.is_sensitive and line.leaves]

    def most(self, what: str, start: int, end: int, *, with_seats: bool) -> Amount:
        """Return how many people, kg or sensitive items can go off block here from ``start`` to ``end``."""
        stretch = _Stretch(start=start, end=end)
        total = sum(self._by(mode, what, stretch) for mode in self.by_mode)
        return total + (self._on_seats(stretch) if with_seats and what == PEOPLE else 0)

    def _by(self, mode: str, what: str, stretch: _Stretch) -> Amount:
        takers = [
            edge
            for edge in self.by_mode[mode]
            if id(edge) in self._wanted[what] and meets(edge.hours, stretch.start, stretch.end)
        ]
        if not takers:
            return 0
        days = self._clearance_days(takers, stretch)
        return min(self._by_types(mode, what, takers, days, stretch), self._by_permits(what, takers, days, stretch))

    def _by_types(
        self, mode: str, what: str, takers: Sequence[Edge], days: Mapping[str, int], stretch: _Stretch
    ) -> Amount:
        """Return the largest sum of loads that the limits of types allow: largest loads first (nested limits)."""
        takes: dict[str, Amount] = {}
        for edge in takers:
            takes[edge.kind.type_id] = max(takes.get(edge.kind.type_id, 0), self._take(what, edge))
        kinds = {edge.kind.type_id: edge.kind for edge in takers}
        limits: list[_Limit] = [(frozenset([name]), self._sorties_of(kind, stretch)) for name, kind in kinds.items()]
        limits.append((frozenset(kinds), self._permitted(days)))
        field = self.ways.operation.field_of.get(self.site.field_id or "")
        if mode == AIR and field is not None:
            limits += _on_spots(field, list(kinds.values()), stretch)
        gone: Counter[str] = Counter()
        total: Amount = 0
        for name in sorted(takes, key=lambda one: -takes[one]):
            room = min(most - sum(gone[one] for one in group) for group, most in limits if name in group)
            if math.isinf(room):
                return math.inf if takes[name] else total
            gone[name] = int(max(0, room))
            total += takes[name] * gone[name] if gone[name] else 0
        return total

    def _by_permits(self, what: str, takers: Sequence[Edge], days: Mapping[str, int], stretch: _Stretch) -> Amount:
        """Return what the clearances allow, each with the largest load that can go with it."""
        total: Amount = 0
        for name, count in days.items():
            limit = self.ways.operation.clearance_of[name].limit_per_day
            if limit <= 0:
                return math.inf
            with_it = (edge for edge in takers if meets(edge.by_clearance.get(name, ()), stretch.start, stretch.end))
            total += limit * count * max(self._take(what, edge) for edge in with_it)
        return total

    def _permitted(self, days: Mapping[str, int]) -> Amount:
        limits = {name: self.ways.operation.clearance_of[name].limit_per_day for name in days}
        return math.inf if min(limits.values()) <= 0 else sum(limits[name] * count for name, count in days.items())

    def _clearance_days(self, takers: Sequence[Edge], stretch: _Stretch) -> Mapping[str, int]:
        """Return on how many civil days of the stretch a taker has a minute with each clearance, where there is one."""
        found: dict[str, int] = {}
        for name in {name for edge in takers for name in edge.by_clearance}:
            hours = [edge.by_clearance[name] for edge in takers if name in edge.by_clearance]
            days = {day for one in hours for day in _days_met(self.ways.operation, one, stretch)}
            if days:
                found[name] = len(days)
        return found

    def _sorties_of(self, kind: VehicleType, stretch: _Stretch) -> int:
        """Return how often the vehicles of a type can go off block here: each comes, is loaded, goes, comes back."""
        chains, place = self.ways.network.chains, place_of(kind, self.site) or ""
        ground = least_ground(kind, "load") or 0
        away, back = chains.least_block_from(kind.type_id, place), chains.least_block_to(kind.type_id, place)
        if away is None or back is None:
            return 0
        each = 1 + stretch.between // max(1, away + back + ground)
        as_of = self.ways.operation.as_of_minute
        ready = (
            (max(as_of, one.available_from_minute) + way + ground, one.available_to_minute)
            for one in self.ways.operation.vehicles
            if one.type_id == kind.type_id and (way := chains.way(kind.type_id, one.start_place, place)) is not None
        )
        return each * sum(max(stretch.start, since) <= min(stretch.end, until) for since, until in ready)

    def _take(self, what: str, edge: Edge) -> Amount:
        """Return the most that one sortie takes."""
        payload = edge.passage.payload_kg
        if what == KG:
            return payload
        if what == PEOPLE:
            seats = max((one.seats for one in edge.kind.configurations), default=0)
            return min(seats, _parts(payload, self._least_people)) if self._least_people else math.inf
        if not self._sensitive:
            return math.inf
        positions = max((one.pallet_positions for one in edge.kind.configurations), default=0)
        by_kg = _parts(payload, [line.kg_per_unit for line in self._sensitive])
        return min(by_kg, _parts(positions, [line.positions for line in self._sensitive]))

    def _on_seats(self, stretch: _Stretch) -> Amount:
        operation = self.ways.operation
        return sum(
            min(one.seats, _parts(one.payload_kg, self._least_people)) if self._least_people else math.inf
            for one in operation.seat_blocks
            if one.from_field == self.site.field_id
            and stretch.start <= one.departs_minute <= min(stretch.end, operation.horizon_minute)
        )


def _takers(ways: Ways, what: str) -> frozenset[int]:
    """Return the edges (by identity) that can take a line that leaves and counts; all, where some may stay or go."""
    lines = [line for line in ways.lines.values() if line.is_people == (what == PEOPLE)]
    if what == PEOPLE and not all(line.leaves for line in lines):
        return frozenset(map(id, ways.network.all_edges))
    counted = [line for line in lines if line.leaves and (what != SENSITIVE or line.is_sensitive)]
    return frozenset(id(edge) for doors in {*map(ways.network.of, counted)} for edge in doors.all_edges)


def meets(hours: Hours, start: int, end: int) -> bool:
    """Say whether a minute from ``start`` to ``end``, both counted, lies in ``hours``."""
    first = first_minute(hours, start) if hours else None
    return first is not None and first <= end


def _parts(whole: int, sizes: Iterable[int]) -> Amount:
    least = min(sizes)
    return whole // least if least else math.inf


def _on_spots(field: Field, kinds: Sequence[VehicleType], stretch: _Stretch) -> list[_Limit]:
    """Return how many types of each size and larger may go, by parking spots, working spots and handling sets."""
    found: list[_Limit] = []
    if not field.parking_spots:
        return found
    for size in {kind.size for kind in kinds}:
        large = [kind for kind in kinds if kind.size >= size]
        group = frozenset(kind.type_id for kind in large)
        parked = spots_of_size(field.parking_spots, size)
        ground = min(least_ground(kind, "load") or 0 for kind in large)
        work = min(least_work(kind, "load") or 0 for kind in large)
        if ground:
            found.append((group, parked * (1 + stretch.between // ground)))
        if work and field.working_spots:
            found.append((group, parked + spots_of_size(field.working_spots, size) * (stretch.between // work)))
        if work and field.handling_sets is not None:
            found.append((group, parked + field.handling_sets * (stretch.between // work)))
    return found


def _days_met(operation: Operation, hours: Hours, stretch: _Stretch) -> Iterable[int]:
    """Return the civil days that hold a minute of ``hours`` from the first to the last of a stretch."""
    for start, end in common(_near(hours, stretch), [(stretch.start, stretch.end + 1)]):
        yield from range(day_of(operation, start), day_of(operation, end - 1) + 1)


def _near(hours: Hours, stretch: _Stretch) -> Hours:
    """Return the few of ``hours`` that can meet a stretch."""
    first = max(0, bisect_right(hours, stretch.start, key=lambda one: one[0]) - 1)
    return hours[first : bisect_right(hours, stretch.end, key=lambda one: one[0])]
