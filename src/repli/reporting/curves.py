"""Curves over time that a plan means: people out, people present, vehicles parked, trips per leg.

A curve is a tuple of steps ``(minute, value)``: from that UTC minute on the value holds. What counts as out, present or
entered is the rule book's own reading of a plan (docs/reference/plan-meaning.md, B, C and D), so that a floor curve
shows what the rule of floors judges.

>>> value_at(((0, 20), (540, 6)), 600)
6
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator

from repli.model import Operation, Plan, Vehicle
from repli.rules.flows import crossings, departures, entries, levels
from repli.rules.lines import Line, lines_of
from repli.rules.reading import trips_of

__all__ = ["Steps", "out_steps", "parked_steps", "present_steps", "trips", "value_at"]

Steps = tuple[tuple[int, int], ...]
"""(UTC minute, value from then on), ascending."""


def value_at(steps: Steps, minute: int) -> int:
    """Return the value at a minute; before the first step, zero."""
    position = bisect_right(steps, minute, key=lambda step: step[0])
    return steps[position - 1][1] if position else 0


def out_steps(operation: Operation, plan: Plan) -> Steps:
    """Return the people out, from the plan's as_of on."""
    crossed = crossings(operation, plan)
    return _steps(plan, 0, ((one.out_minute, one.units) for one in crossed if one.line.is_people))


def present_steps(operation: Operation, plan: Plan, site_id: str, function: str | None) -> Steps:
    """Return the people present at a site, of one function or of all (``None``)."""

    def counts(line: Line) -> bool:
        return line.is_people and function in (None, line.function)

    at_start = sum(line.units for line in lines_of(operation).values() if line.site_id == site_id and counts(line))
    gone = [
        (one.off_block_minute, -one.units)
        for one in departures(operation, plan)
        if one.site_id == site_id and counts(one.line)
    ]
    come = [(one.minute, one.units) for one in entries(operation, plan) if one.site_id == site_id and counts(one.line)]
    return _steps(plan, at_start, gone + come)


def parked_steps(operation: Operation, plan: Plan, field_id: str) -> Steps:
    """Return how many vehicles stand at a field: at stops, and between their movements where the last one ended."""
    changes = []
    for vehicle in operation.vehicles:
        for place_id, since, until in _stays(plan, vehicle):
            start = max(since, plan.as_of_minute)
            if place_id == field_id and until > start:
                changes += [(start, 1), (until, -1)]
    return _steps(plan, 0, changes)


def trips(operation: Operation, plan: Plan) -> tuple[tuple[str, str, str, int], ...]:
    """Return (mode, from place, to place, how often) for every leg that the plan uses, sorted."""
    counts = Counter(
        (trip.kind.mode, before.place_id, after.place_id)
        for trip in trips_of(operation, plan)
        for before, after in trip.legs
    )
    return tuple((*leg, counts[leg]) for leg in sorted(counts))


def _stays(plan: Plan, vehicle: Vehicle) -> Iterator[tuple[str, int, int]]:
    """Yield (place, from, to) of a vehicle's stays, in order: before, between and after its movements, and at stops."""
    mine = (movement for movement in plan.movements if movement.vehicle_id == vehicle.vehicle_id)
    place_id, since = vehicle.start_place, vehicle.available_from_minute
    for movement in sorted(mine, key=lambda one: one.stops[0].off_block_minute):
        first, *between, last = movement.stops
        yield place_id, since, first.off_block_minute
        yield from ((stop.place_id, stop.on_block_minute, stop.off_block_minute) for stop in between)
        place_id, since = last.place_id, last.on_block_minute
    yield place_id, since, vehicle.available_to_minute


def _steps(plan: Plan, initial: int, changes: Iterable[tuple[int, int]]) -> Steps:
    """Return the level from as_of on, one step for each minute that changes it."""
    return tuple(levels(initial, [(plan.as_of_minute, 0), *changes]))
