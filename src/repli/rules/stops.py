"""Rules about a stop: how long it takes, and where a movement starts.

The last stop of a movement is where the vehicle stays: its off block is the end of the movement, not a departure.
"""

from collections.abc import Iterator

from repli.errors import phrase
from repli.model import Finding, Operation, OperationTime, Plan, Stop, VehicleType
from repli.rules.reading import Trip, trips_of
from repli.rules.rule import Rule, found

__all__ = ["RULES"]


def _least_times(kind: VehicleType, stop: Stop) -> OperationTime | None:
    names = {"load": stop.loads, "unload": stop.unloads, "refuel": stop.refuels}
    wanted = frozenset(name for name, done in names.items() if done)
    return next((row for row in kind.operation_times if row.operations == wanted), None)


def _stops_made(operation: Operation, plan: Plan) -> Iterator[tuple[Trip, Stop]]:
    """Yield every stop but the first of each movement, where the vehicle only leaves."""
    for trip in trips_of(operation, plan):
        for stop in trip.movement.stops[1:]:
            yield trip, stop


def first_stop(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """At its first stop the vehicle stands already: on block equals off block, and nothing is loaded or unloaded.

    Source: docs/reference/plan-meaning.md, B.
    """
    for trip in trips_of(operation, plan):
        stop = trip.first
        if stop.on_block_minute != stop.off_block_minute or stop.loads or stop.unloads:
            message = phrase("The first stop of a movement is only where the vehicle goes off block; no work is done.")
            yield found("first-stop", trip.name, stop.on_block_minute, message)


def possible_work(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """The type of vehicle can do at a stop what the plan asks of it.

    Source: docs/reference/plan-meaning.md, B: times are given per type and set of operations.
    """
    for trip, stop in _stops_made(operation, plan):
        if _least_times(trip.kind, stop) is None:
            message = phrase(
                "{kind} has no times for this work at {place}.", kind=trip.kind.type_id, place=stop.place_id
            )
            yield found("possible-work", trip.name, stop.on_block_minute, message)


def ground_time(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """From on block to off block a vehicle needs the ground minutes of its type for what is done at the stop.

    Source: docs/reference/plan-meaning.md, B.
    """
    for trip, stop in _stops_made(operation, plan):
        least = _least_times(trip.kind, stop)
        stay = stop.off_block_minute - stop.on_block_minute
        if least is not None and stay < least.ground_minutes:
            message = phrase(
                "The stop at {place} lasts {minutes} minutes, and its work needs {least}.",
                place=stop.place_id,
                minutes=stay,
                least=least.ground_minutes,
            )
            yield found("ground-time", trip.name, stop.on_block_minute, message)


def work_time(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """Loading and unloading take at least the work minutes of the type.

    Source: docs/reference/plan-meaning.md, B.
    """
    for trip, stop in _stops_made(operation, plan):
        least = _least_times(trip.kind, stop)
        work = stop.work_end_minute - stop.work_start_minute
        if least is not None and work < least.work_minutes:
            message = phrase(
                "Work at {place} lasts {minutes} minutes and needs {least}.",
                place=stop.place_id,
                minutes=work,
                least=least.work_minutes,
            )
            yield found("work-time", trip.name, stop.work_start_minute, message)


RULES = (
    Rule(
        name="first-stop",
        explanation=phrase("At its first stop a vehicle only goes off block."),
        check=first_stop,
    ),
    Rule(
        name="possible-work",
        explanation=phrase("A vehicle is asked only for work that its type can do at a stop."),
        check=possible_work,
    ),
    Rule(
        name="ground-time",
        explanation=phrase("A stop lasts at least the ground time of the type for its work."),
        check=ground_time,
    ),
    Rule(
        name="work-time",
        explanation=phrase("Loading and unloading last at least the work time of the type."),
        check=work_time,
    ),
)
