"""Rules about spots at fields: parking and working, nested by size (docs/reference/plan-meaning.md, B).

For each size k: aircraft of size >= k at once <= spots of size >= k. A spot freed at a minute may be taken at it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from repli.errors import phrase
from repli.model import Finding, Operation, Plan, Spots, Vehicle
from repli.rules.flows import levels
from repli.rules.reading import AIR, Trip, trips_of
from repli.rules.rule import Rule, found
from repli.rules.vehicles import trips_by_vehicle

__all__ = ["RULES"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hold:
    """A spot held by a vehicle of ``size`` in ``[start, end)``."""

    field_id: str
    size: int
    start: int
    end: int


def _first_excess(spots: Spots, holds: Iterable[_Hold]) -> tuple[int, int, int] | None:
    """Return (minute, vehicles, spots) where more vehicles of some size or above stand than there are spots."""
    real = [hold for hold in holds if hold.end > hold.start]
    excesses = []
    for size in {hold.size for hold in real}:
        room = sum(count for spot_size, count in spots if spot_size >= size)
        changes = [(hold.start, 1) for hold in real if hold.size >= size]
        changes += [(hold.end, -1) for hold in real if hold.size >= size]
        excesses += [(minute, level, room) for minute, level in levels(0, changes) if level > room]
    return min(excesses, default=None)


def parking(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """Aircraft park only as far as a field has spots of their size or larger, also while they stand between movements.

    Spots that other users hold are taken.

    Source: docs/reference/plan-meaning.md, B. Standing between movements counts inside the territory only.
    """
    holds = [*_stops_held(operation, plan), *_standing_held(operation, plan), *_taken(operation, working=False)]
    for field in operation.fields:
        excess = _first_excess(field.parking_spots, (hold for hold in holds if hold.field_id == field.field_id))
        if field.parking_spots and excess:
            minute, vehicles, room = excess
            message = phrase("Aircraft parked: {vehicles}; spots for them: {spots}.", vehicles=vehicles, spots=room)
            yield found("parking", field.field_id, minute, message)


def _stops_held(operation: Operation, plan: Plan) -> Iterator[_Hold]:
    for trip in trips_of(operation, plan):
        if trip.kind.mode == AIR:
            for stop in trip.movement.stops:
                start, end = stop.on_block_minute, stop.off_block_minute
                yield _Hold(field_id=stop.place_id, size=trip.kind.size, start=start, end=end)


def _standing_held(operation: Operation, plan: Plan) -> Iterator[_Hold]:
    """Yield where each aircraft stands before, between and after its movements."""
    trips = trips_by_vehicle(operation, plan)
    for vehicle in operation.vehicles:
        kind = operation.type_of.get(vehicle.type_id)
        if kind is None or kind.mode != AIR:
            continue
        for place, start, end in _standing(vehicle, trips.get(vehicle.vehicle_id, [])):
            if place in operation.field_of and operation.field_of[place].inside:
                yield _Hold(field_id=place, size=kind.size, start=start, end=end)


def _taken(operation: Operation, *, working: bool) -> Iterator[_Hold]:
    """Yield the spots that other users of each field hold, one vehicle of the spot's size on each."""
    for field in operation.fields:
        for one in field.taken:
            start, end = one.interval.start_minute, one.interval.end_minute
            for size, count in one.working_spots if working else one.parking_spots:
                yield from [_Hold(field_id=field.field_id, size=size, start=start, end=end)] * count


def _standing(vehicle: Vehicle, trips: list[Trip]) -> Iterator[tuple[str, int, int]]:
    if not trips:
        yield vehicle.start_place, vehicle.available_from_minute, vehicle.available_to_minute
        return
    yield vehicle.start_place, vehicle.available_from_minute, trips[0].first.off_block_minute
    for before, after in pairwise(trips):
        yield before.last.place_id, before.last.off_block_minute, after.first.off_block_minute
    yield trips[-1].last.place_id, trips[-1].last.off_block_minute, vehicle.available_to_minute


def working_spots(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """Aircraft are loaded and unloaded at once only as far as a field has working spots of their size or larger.

    Source: docs/reference/plan-meaning.md, B.
    """
    holds = [*_at_work(operation, plan), *_taken(operation, working=True)]
    for field in operation.fields:
        excess = _first_excess(field.working_spots, (hold for hold in holds if hold.field_id == field.field_id))
        if field.working_spots and excess:
            minute, vehicles, room = excess
            message = phrase(
                "Aircraft worked on: {vehicles}; working spots for them: {spots}.", vehicles=vehicles, spots=room
            )
            yield found("working-spots", field.field_id, minute, message)


def _at_work(operation: Operation, plan: Plan) -> Iterator[_Hold]:
    for trip in trips_of(operation, plan):
        if trip.kind.mode == AIR:
            for stop in trip.movement.stops:
                if stop.loads or stop.unloads:
                    start, end = stop.work_start_minute, stop.work_end_minute
                    yield _Hold(field_id=stop.place_id, size=trip.kind.size, start=start, end=end)


def handling_sets(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """No more aircraft are loaded or unloaded at once than a field has handling sets.

    Source: docs/reference/plan-meaning.md, B.
    """
    holds = list(_at_work(operation, plan))
    for field in operation.fields:
        if field.handling_sets is None:
            continue
        at_field = [hold for hold in holds if hold.field_id == field.field_id]
        changes = [(hold.start, 1) for hold in at_field] + [(hold.end, -1) for hold in at_field]
        excess = next(((minute, n) for minute, n in levels(0, changes) if n > field.handling_sets), None)
        if excess is not None:
            message = phrase(
                "Aircraft worked on: {vehicles}; handling sets: {sets}.", vehicles=excess[1], sets=field.handling_sets
            )
            yield found("handling-sets", field.field_id, excess[0], message)


RULES = (
    Rule(
        name="parking",
        explanation=phrase("No more aircraft park at a field than it has spots of their size."),
        check=parking,
    ),
    Rule(
        name="working-spots",
        explanation=phrase("No more aircraft are loaded or unloaded at once than the field has working spots."),
        check=working_spots,
    ),
    Rule(
        name="handling-sets",
        explanation=phrase("No more aircraft are loaded or unloaded at once than the field has handling sets."),
        check=handling_sets,
    ),
)
