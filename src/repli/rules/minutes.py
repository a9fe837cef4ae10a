"""Rules about minutes: their order at a stop, and the time within which a plan may act."""

from collections.abc import Iterator

from repli.errors import phrase
from repli.model import Finding, Operation, Plan
from repli.rules.reading import trips_of
from repli.rules.rule import Rule, found

__all__ = ["RULES"]


def minutes_in_order(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """At a stop: on block, then start of work, then end of work, then off block.

    Source: docs/reference/plan-meaning.md, B.
    """
    for trip in trips_of(operation, plan):
        for stop in trip.movement.stops:
            if not stop.on_block_minute <= stop.work_start_minute <= stop.work_end_minute <= stop.off_block_minute:
                message = phrase("The minutes of the stop at {place} are not in order.", place=stop.place_id)
                yield found("minutes-in-order", trip.name, stop.on_block_minute, message)


def not_before_as_of(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """Nothing moves before as_of.

    Source: docs/reference/plan-meaning.md, A.
    """
    for trip in trips_of(operation, plan):
        if trip.first.off_block_minute < operation.as_of_minute:
            message = phrase("The movement starts before the day on which planning starts.")
            yield found("not-before-as-of", trip.name, trip.first.off_block_minute, message)


def within_horizon(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """Nothing moves and no act runs after the horizon: the deadline plus the overrun days.

    Source: docs/reference/plan-meaning.md, A.
    """
    message = phrase("It ends after the horizon: the deadline plus the overrun days.")
    for trip in trips_of(operation, plan):
        if trip.last.off_block_minute > operation.horizon_minute:
            yield found("within-horizon", trip.name, trip.last.off_block_minute, message)
    ends = [(act.site_id, act.end_minute) for act in plan.handovers]
    ends += [(act.item_id, act.end_minute) for act in plan.acts]
    booked = {booking.flight_id for booking in plan.bookings}
    ends += [(one.flight_id, one.departs_minute) for one in operation.seat_blocks if one.flight_id in booked]
    for subject, end in ends:
        if end > operation.horizon_minute:
            yield found("within-horizon", subject, end, message)


RULES = (
    Rule(
        name="minutes-in-order",
        explanation=phrase("At each stop: on block, work starts, work ends, off block, in this order."),
        check=minutes_in_order,
    ),
    Rule(
        name="not-before-as-of",
        explanation=phrase("Nothing moves before the day on which planning starts."),
        check=not_before_as_of,
    ),
    Rule(
        name="within-horizon",
        explanation=phrase("Nothing happens after the deadline plus the overrun days."),
        check=within_horizon,
    ),
)
