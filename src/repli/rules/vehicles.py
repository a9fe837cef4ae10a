"""Rules about a vehicle: when it is there, where it stands, one movement at a time."""

from collections.abc import Iterator
from itertools import pairwise

from repli.errors import phrase
from repli.model import Finding, Operation, Plan
from repli.rules.reading import Trip, trips_of
from repli.rules.rule import Rule, found

__all__ = ["RULES", "trips_by_vehicle"]


def trips_by_vehicle(operation: Operation, plan: Plan) -> dict[str, list[Trip]]:
    """Return the movements of each vehicle in order of time."""
    by_vehicle: dict[str, list[Trip]] = {}
    for trip in sorted(trips_of(operation, plan), key=lambda one: (one.first.off_block_minute, one.name)):
        by_vehicle.setdefault(trip.vehicle.vehicle_id, []).append(trip)
    return by_vehicle


def vehicle_available(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """A vehicle moves only between the minutes from and to which it is available.

    Source: docs/reference/plan-meaning.md, B ("from its availability on").
    """
    for trip in trips_of(operation, plan):
        starts, ends = trip.first.off_block_minute, trip.last.off_block_minute
        if starts < trip.vehicle.available_from_minute or ends > trip.vehicle.available_to_minute:
            message = phrase("{vehicle} is not available for all of this movement.", vehicle=trip.vehicle.vehicle_id)
            yield found("vehicle-available", trip.name, starts, message)


def vehicle_in_place(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """A movement starts where its vehicle stands: where it was at the start, or where its last movement ended.

    Source: docs/reference/plan-meaning.md, B.
    """
    for trips in trips_by_vehicle(operation, plan).values():
        stands = trips[0].vehicle.start_place
        for trip in trips:
            if trip.first.place_id != stands:
                message = phrase(
                    "{vehicle} stands at {stands} and cannot start at {place}.",
                    vehicle=trip.vehicle.vehicle_id,
                    stands=stands,
                    place=trip.first.place_id,
                )
                yield found("vehicle-in-place", trip.name, trip.first.off_block_minute, message)
            stands = trip.last.place_id


def one_movement_at_a_time(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """A vehicle starts a movement only after its movement before has ended.

    Source: docs/reference/plan-meaning.md, B.
    """
    for trips in trips_by_vehicle(operation, plan).values():
        for before, after in pairwise(trips):
            if after.first.off_block_minute < before.last.off_block_minute:
                message = phrase(
                    "{vehicle} is still on {before}.", vehicle=after.vehicle.vehicle_id, before=before.name
                )
                yield found("one-movement-at-a-time", after.name, after.first.off_block_minute, message)


RULES = (
    Rule(
        name="vehicle-available",
        explanation=phrase("A vehicle moves only while it is available."),
        check=vehicle_available,
    ),
    Rule(
        name="vehicle-in-place",
        explanation=phrase("A movement starts where its vehicle stands."),
        check=vehicle_in_place,
    ),
    Rule(
        name="one-movement-at-a-time",
        explanation=phrase("A vehicle makes one movement at a time."),
        check=one_movement_at_a_time,
    ),
)
