"""Rules about legs and hours: a type goes only where it can, in its block minutes, while leg and field are open."""

from collections.abc import Iterator

from repli.errors import phrase
from repli.model import Finding, Leg, Operation, Plan, Stop
from repli.rules.hours import Hours, holds, joined
from repli.rules.reading import AIR, Trip, trips_of
from repli.rules.rule import Rule, clock, found

__all__ = ["RULES"]


def _legs(operation: Operation, plan: Plan) -> Iterator[tuple[Trip, Stop, Stop, Leg | None]]:
    for trip in trips_of(operation, plan):
        for stop, following in trip.legs:
            yield trip, stop, following, operation.leg_of.get((trip.kind.mode, stop.place_id, following.place_id))


def possible_leg(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """Between two stops there is a leg, and the type can go that far.

    Source: docs/reference/plan-meaning.md, B and G: block minutes and payload are those of the passage.
    """
    for trip, stop, following, leg in _legs(operation, plan):
        if leg is None or (trip.kind.type_id, leg.leg_id) not in operation.passage_of:
            message = phrase(
                "{kind} cannot go from {start} to {end}.",
                kind=trip.kind.type_id,
                start=stop.place_id,
                end=following.place_id,
            )
            yield found("possible-leg", trip.name, stop.off_block_minute, message)


def block_time(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """A vehicle is on block exactly its block minutes after it went off block.

    Source: docs/reference/plan-meaning.md, B.
    """
    for trip, stop, following, leg in _legs(operation, plan):
        passage = None if leg is None else operation.passage_of.get((trip.kind.type_id, leg.leg_id))
        if passage is None:
            continue
        expected = stop.off_block_minute + passage.block_minutes
        if following.on_block_minute != expected:
            message = phrase(
                "On block at {place} is stated as {stated}; off block and block minutes make it {expected}.",
                place=following.place_id,
                stated=clock(following.on_block_minute),
                expected=clock(expected),
            )
            yield found("block-time", trip.name, following.on_block_minute, message)


def leg_open(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """A vehicle goes off block on a leg only while the leg is open.

    Source: docs/reference/plan-meaning.md, A and B.
    """
    hours = {leg.leg_id: joined(leg.open_intervals) for leg in operation.legs}
    for trip, stop, _following, leg in _legs(operation, plan):
        if leg is None or leg.halts:
            continue
        if not holds(hours[leg.leg_id], stop.off_block_minute, stop.off_block_minute):
            message = phrase("The leg {leg} is closed at that minute.", leg=leg.leg_id)
            yield found("leg-open", trip.name, stop.off_block_minute, message)


def stretches_open(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """On a leg with halts each stretch that is driven lies in one open interval of the leg.

    Source: docs/reference/plan-meaning.md, B.
    """
    for trip, stop, _following, leg in _legs(operation, plan):
        passage = None if leg is None else operation.passage_of.get((trip.kind.type_id, leg.leg_id))
        if leg is None or not leg.halts or passage is None:
            continue
        hours = joined(leg.open_intervals)
        for start, end in passage.stretches:
            setting_out = stop.off_block_minute + start
            if not holds(hours, setting_out, stop.off_block_minute + end):
                message = phrase("The leg {leg} is not open for all of the stretch.", leg=leg.leg_id)
                yield found("stretches-open", trip.name, setting_out, message)


def field_open(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """At a field, on block, off block and all work lie in its opening intervals.

    Source: docs/reference/plan-meaning.md, B. The first stop has no arrival and the last no departure.
    """
    hours = {field.field_id: joined(field.open_intervals) for field in operation.fields}
    for trip in trips_of(operation, plan):
        if trip.kind.mode != AIR:
            continue
        for index, stop in enumerate(trip.movement.stops):
            for minute in _closed_minutes(hours[stop.place_id], trip, index):
                message = phrase("The field {field} is closed at that minute.", field=stop.place_id)
                yield found("field-open", trip.name, minute, message)


def _closed_minutes(hours: Hours, trip: Trip, index: int) -> Iterator[int]:
    """Yield the minutes of a stop that fall outside ``hours``: on block, start of work, off block."""
    stop, last_index = trip.movement.stops[index], len(trip.movement.stops) - 1
    on, off = stop.on_block_minute, stop.off_block_minute
    if index > 0 and not holds(hours, on, on):
        yield on
    if (stop.loads or stop.unloads) and not holds(hours, stop.work_start_minute, stop.work_end_minute):
        yield stop.work_start_minute
    if index < last_index and not holds(hours, off, off):
        yield off


RULES = (
    Rule(
        name="possible-leg",
        explanation=phrase("A vehicle goes only where there is a leg that its type can cover."),
        check=possible_leg,
    ),
    Rule(
        name="block-time",
        explanation=phrase("A leg takes exactly its block minutes."),
        check=block_time,
    ),
    Rule(
        name="leg-open",
        explanation=phrase("A vehicle sets out on a leg only while the leg is open."),
        check=leg_open,
    ),
    Rule(
        name="stretches-open",
        explanation=phrase("A convoy drives only while the road is open, from halt to halt."),
        check=stretches_open,
    ),
    Rule(
        name="field-open",
        explanation=phrase("Aircraft come, work and go only while the field is open."),
        check=field_open,
    ),
)
