"""One load sheet as a value: a movement, and each load that it carries with its legs. No language, no layout.

Every figure comes from the rule book's reading of the plan: what is aboard, how full a leg is, the centre of gravity.

>>> load_sheets(operation, plan)[0].loads[0].legs[0].fullness.binds  # doctest: +SKIP
'positions'
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from repli.model import Operation, Plan
from repli.rules.carriage import Carriage, carriages_of
from repli.rules.fullness import Fullness, fullness_of
from repli.rules.lines import Line, lines_of
from repli.rules.reading import Trip, trips_of
from repli.rules.stowage import Gravity, gravity_of, places_of, spots_of
from repli.rules.waiting import depot_of

__all__ = ["Load", "LoadSheet", "LoadedLeg", "load_sheets"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedLeg:
    """A leg with something aboard; ``gravity`` is None where something stands nowhere."""

    carriage: Carriage
    fullness: Fullness


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What is aboard on one leg, or on several that follow each other without a change.

    ``places`` are the numbers of the positions on which each item stands; an item without any is loose.
    """

    legs: tuple[LoadedLeg, ...]
    aboard: Mapping[Line, int]
    places: Mapping[str, tuple[int, ...]]
    gravity: Gravity | None

    @property
    def loose(self) -> tuple[Line, ...]:
        """Items that count at the arm of the seats: they take no position."""
        return tuple(line for line in self.aboard if not line.is_people and not line.positions)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadSheet:
    """One movement and its loads, in order of time; none = it goes empty all the way."""

    trip: Trip
    loads: tuple[Load, ...]


def load_sheets(operation: Operation, plan: Plan) -> tuple[LoadSheet, ...]:
    """Return the sheet of every movement of a plan that keeps the rules, in order of its first off block."""
    depot, lines = depot_of(operation, plan), lines_of(operation)

    def loads_of(trip: Trip) -> Iterator[Load]:
        legs = (one for one in carriages_of(operation, trip, lines) if one.aboard)
        for _, same in groupby(legs, key=lambda one: one.aboard):
            loaded = tuple(LoadedLeg(carriage=one, fullness=fullness_of(one, depot)) for one in same)
            yield _load(trip, loaded)

    trips = sorted(trips_of(operation, plan), key=lambda one: (one.first.off_block_minute, one.name))
    return tuple(LoadSheet(trip=trip, loads=tuple(loads_of(trip))) for trip in trips)


def _load(trip: Trip, legs: tuple[LoadedLeg, ...]) -> Load:
    aboard = legs[0].carriage.aboard
    places = {
        line.line_id: tuple(spot.number for spot in spots_of(trip.configuration, line, first))
        for line, first in places_of(trip, aboard).items()
    }
    gravity = gravity_of(trip, aboard) if trip.configuration.floor else None
    return Load(legs=legs, aboard=aboard, places=places, gravity=gravity)
