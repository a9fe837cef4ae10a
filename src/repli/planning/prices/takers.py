"""How many sorties can take something from a place within some minutes (docs/reference/bound-meaning.md, 3, *lift*).

Vehicles, parking and working spots, handling sets and clearances each set a limit for some types together: one type, or
all from a size on, or all; so the sets are nested, or one type alone. Both ends of a stretch of minutes belong to it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from repli.model import Clearance, Field, VehicleType
from repli.model.places import Spots
from repli.planning.hours import Hours
from repli.planning.prices.doors import AIR, Edge, Place, Yard
from repli.planning.prices.rounds import least_ground
from repli.planning.prices.scarce import least_work

__all__ = ["Limit", "Takers"]

_Grant = tuple[Edge, Clearance]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """So many sorties of these types together."""

    types: frozenset[str]
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tails:
    """The vehicles of a type: from when, and to when, each goes off block here, and how long until it does again."""

    spans: tuple[tuple[int, int], ...]
    cycle: int


@dataclass(frozen=True)
class Takers:
    """The edges from a place that can take something, of types that can be loaded.

    Not slotted, so that tables are built once.
    """

    yard: Yard
    place: Place
    riders: frozenset[int]
    """The edges of the yard, by their place in its list, that take a unit of what is to be carried."""

    def grants(self, start: int, end: int) -> Sequence[_Grant]:
        """Return the edges with a minute of their hours, with the clearance that allows it."""
        return [(edge, one) for edge in self._edges for one, hours in edge.grants if _meets(hours, start, end)]

    def days(self, clearance: Clearance, start: int, end: int) -> int:
        """Return how many civil days hold a minute at which a clearance can be used."""
        tables = self._tables[clearance.clearance_id]
        cuts = [day for day in self.yard.operation.agreement.day_starts if start < day <= end]
        spans = zip([start, *cuts], [*(cut - 1 for cut in cuts), end], strict=True)
        return sum(any(_meets(hours, one, other) for hours in tables) for one, other in spans)

    def limits(self, types: frozenset[str], start: int, end: int) -> Iterator[Limit]:
        """Yield how many sorties vehicles and, by air, spots and handling sets allow."""
        for type_id in types:
            yield Limit(types=frozenset({type_id}), most=self._flown(type_id, start, end))
        if self.place[0] != AIR:
            return
        here, kinds = self.yard.operation.field_of[self.place[1]], [self.yard.operation.type_of[one] for one in types]
        for size in sorted({kind.size for kind in kinds}):
            larger = [kind for kind in kinds if kind.size >= size]
            for most in _by_spots(here, larger, size, end - start):
                yield Limit(types=frozenset(kind.type_id for kind in larger), most=most)

    def comes(self) -> Iterator[int]:
        """Yield from when on each vehicle goes off block here, loaded here."""
        yield from {ready for tails in self._tails.values() for ready, _ in tails.spans}

    @cached_property
    def _edges(self) -> tuple[Edge, ...]:
        kinds = self.yard.operation.type_of
        edges = (self.yard.edges[one] for one in sorted(self.riders))
        here = (one for one in edges if (one.mode, one.from_place) == self.place)
        return tuple(one for one in here if least_ground(kinds[one.type_id], "load") is not None)

    @cached_property
    def _tables(self) -> Mapping[str, list[Hours]]:
        """The hours of the edges with each clearance."""
        found: dict[str, list[Hours]] = {}
        for edge in self._edges:
            for one, hours in edge.grants:
                found.setdefault(one.clearance_id, []).append(hours)
        return found

    @cached_property
    def _tails(self) -> Mapping[str, _Tails]:
        """The vehicles that can take something from here, by type."""
        return {type_id: self._of_type(self.yard.operation.type_of[type_id]) for type_id in self.yard.fleet}

    def _of_type(self, kind: VehicleType) -> _Tails:
        operation, ground = self.yard.operation, least_ground(kind, "load")
        spans = []
        for one in operation.vehicles if ground is not None else ():
            way = self.yard.comings.way(kind.type_id, one.start_place, self.place[1])
            if one.type_id == kind.type_id and way is not None:
                ready = max(operation.as_of_minute, one.available_from_minute) + way + (ground or 0)
                spans.append((ready, one.available_to_minute))
        return _Tails(spans=tuple(spans), cycle=max(1, self._turn(kind) + (ground or 0)))

    def _turn(self, kind: VehicleType) -> int:
        """Return the least block from here and the least block to here, together."""
        operation, away, back = self.yard.operation, [], []
        for leg in operation.legs:
            passage = operation.passage_of.get((kind.type_id, leg.leg_id)) if leg.mode == kind.mode else None
            if passage is not None:
                away += [passage.block_minutes] if leg.from_place == self.place[1] else []
                back += [passage.block_minutes] if leg.to_place == self.place[1] else []
        return min(away, default=0) + min(back, default=0)

    def _flown(self, type_id: str, start: int, end: int) -> int:
        """Return how often the vehicles of a type go off block here, loaded here."""
        tails = self._tails[type_id]
        able = sum(max(start, ready) <= min(end, last) for ready, last in tails.spans)
        return able * (1 + (end - start) // tails.cycle)


def _by_spots(here: Field, kinds: Sequence[VehicleType], size: int, minutes: int) -> Iterator[int]:
    """Yield how many sorties of types of a size and above spots and handling sets allow in so many minutes."""
    if not here.parking_spots:
        return
    parked = _count(here.parking_spots, size)
    ground = min(least_ground(kind, "load") or 0 for kind in kinds)
    work = min(least_work(kind) or 0 for kind in kinds)
    if ground:
        yield parked * (1 + minutes // ground)
    if work and here.working_spots:
        yield parked + _count(here.working_spots, size) * (minutes // work)
    if work and here.handling_sets is not None:
        yield parked + here.handling_sets * (minutes // work)


def _count(spots: Spots, size: int) -> int:
    return sum(count for one, count in spots if one >= size)


def _meets(hours: Hours, start: int, end: int) -> bool:
    minute = hours.next_open(start)
    return minute is not None and minute <= end
