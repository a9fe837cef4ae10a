"""Why a departure is not full: what was ready beside it and stayed, each unit with the first limit that shuts it out.

What counts: lines in the stock of a site where the vehicle loads, ready when work starts, that want to go where the
vehicle goes; after everything that is loaded by then. One unit more is tried beside what is aboard. A unit that no
limit of the vehicle shuts out is kept by a security floor, or for a reason that is not looked for: a group, an order,
or another departure.

>>> depot_of(operation, plan).beside(carriage).items["positions"]  # doctest: +SKIP
12
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from repli.model import Operation, Plan
from repli.rules.carriage import Carriage
from repli.rules.flows import departures, entries
from repli.rules.held import Held, held_of
from repli.rules.lines import Line, lines_of
from repli.rules.reading import AIR, Trip, sites_at
from repli.rules.stowage import gravity_of, places_of, spots_of

__all__ = ["LIMITS", "Depot", "Waiting", "depot_of"]

LIMITS = ("class", "outsize", "seats", "positions", "payload", "place", "balance", "floor", "")
"""What may keep a unit, in the order in which it is tried; empty = none of these does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What was ready beside a departure and stayed: by limit (see `LIMITS`) people and items, none where zero."""

    people: Mapping[str, int]
    items: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Depot:
    """The stock of all sites over a plan: (line, site) -> changes (minute, units), from what was there at first."""

    operation: Operation
    lines: Mapping[str, Line]
    changes: Mapping[tuple[str, str], list[tuple[int, int]]] = field(repr=False)
    held: Held = field(repr=False)

    def beside(self, carriage: Carriage) -> Waiting:
        """Return what was ready beside a departure and stayed."""
        people: Counter[str] = Counter()
        items: Counter[str] = Counter()
        for line, site_id, units in self._ready(carriage):
            limit = _limit(self.operation, carriage, line)
            if not limit and self.held.by_floor(line, site_id, carriage.stop.off_block_minute):
                limit = "floor"
            (people if line.is_people else items)[limit] += units
        return Waiting(people=people, items=items)

    def _ready(self, carriage: Carriage) -> Iterator[tuple[Line, str, int]]:
        """Yield the lines that could be loaded here and go where the vehicle goes, with site and units in stock."""
        minute = carriage.stop.work_start_minute
        here = sites_at(self.operation, carriage.trip.kind, carriage.stop.place_id)
        ahead = _sites_ahead(self.operation, carriage)
        for line in self.lines.values():
            if line.stays or line.earliest_minute > minute or line.destination_id not in ahead:
                continue
            for site_id in here:
                changes = self.changes.get((line.line_id, site_id), [])
                units = line.at_first(site_id) + sum(change for at, change in changes if at <= minute)
                if units > 0 and line.destination_id != site_id:
                    yield line, site_id, units


def depot_of(operation: Operation, plan: Plan) -> Depot:
    """Return the stock over a plan that keeps the rules."""
    changes: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for load in departures(operation, plan):
        changes.setdefault((load.line.line_id, load.site_id), []).append((load.work_start_minute, -load.units))
    for entry in entries(operation, plan):
        changes.setdefault((entry.line.line_id, entry.site_id), []).append((entry.minute, entry.units))
    return Depot(operation=operation, lines=lines_of(operation), changes=changes, held=held_of(operation, plan))


def _sites_ahead(operation: Operation, carriage: Carriage) -> frozenset[str]:
    """Return the destinations that a movement serves from this leg on: those of its stops, and any beyond a hub."""
    stops = carriage.trip.movement.stops
    ahead = stops[stops.index(carriage.stop) + 1 :]
    sites = {site for stop in ahead for site in sites_at(operation, carriage.trip.kind, stop.place_id)}
    if all(operation.site_of[site].inside for site in sites):
        sites |= {site.site_id for site in operation.sites if not site.inside}
    return frozenset(sites)


def _limit(operation: Operation, carriage: Carriage, line: Line) -> str:
    """Return the first limit of the vehicle that one unit more of a line would break; empty if none."""
    fit = carriage.trip.configuration
    tried = (
        ("class", _clashes(operation, carriage, line)),
        ("outsize", line.is_outsize and not fit.outsize),
        ("seats", line.is_people and carriage.people >= fit.seats),
        ("positions", carriage.positions + line.positions > fit.pallet_positions),
        ("payload", carriage.kg + line.kg_per_unit > (carriage.payload_kg or 0)),
    )
    broken = next((name for name, is_broken in tried if is_broken), "")
    return broken or _limit_of_floor(carriage, line)


def _clashes(operation: Operation, carriage: Carriage, line: Line) -> bool:
    """Say whether the table of dangerous goods forbids a line beside what is aboard."""
    if carriage.trip.kind.mode != AIR or line.dangerous_class is None:
        return False
    aboard = {other.dangerous_class for other in carriage.aboard if other.dangerous_class is not None}
    pairs = {(min(line.dangerous_class, other), max(line.dangerous_class, other)) for other in aboard}
    return not pairs.isdisjoint(operation.segregation)


def _limit_of_floor(carriage: Carriage, line: Line) -> str:
    """Say what the floor makes of one unit more, everything aboard staying where it stands."""
    trip = carriage.trip
    if not trip.configuration.floor:
        return ""
    if not line.positions:
        return "" if _in_balance(trip, {**carriage.aboard, line: carriage.aboard.get(line, 0) + 1}, None) else "balance"
    taken = {
        spot.number
        for other, first in places_of(trip, carriage.aboard).items()
        for spot in spots_of(trip.configuration, other, first)
    }
    free = [first for first in _firsts(trip, line) if taken.isdisjoint(range(first, first + line.positions))]
    if not free:
        return "place"
    aboard = {**carriage.aboard, line: 1}
    return "" if any(_in_balance(trip, aboard, (line, first)) for first in free) else "balance"


def _firsts(trip: Trip, line: Line) -> Iterator[int]:
    """Yield the positions from which on an item may stand on the empty floor."""
    for spot in trip.configuration.floor:
        spots = spots_of(trip.configuration, line, spot.number)
        is_whole = len(spots) == line.positions and len({one.row for one in spots}) == 1
        if is_whole and all(line.kg_per_unit <= line.positions * one.max_kg for one in spots):
            yield spot.number


def _in_balance(trip: Trip, aboard: Mapping[Line, int], placed: tuple[Line, int] | None) -> bool:
    """Say whether a load is in balance, with one line placed beside those that the movement states."""
    if not trip.configuration.balance:
        return True
    gravity = gravity_of(trip, aboard, placed)
    return gravity is not None and gravity.margin_cm is not None and gravity.margin_cm >= 0
