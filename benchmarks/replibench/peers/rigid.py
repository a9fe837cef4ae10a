"""When a movement of a plan may happen instead: all minutes of its first off block at which it keeps every hour alone.

The movement is rigid: its stops keep their minutes to each other. Hours of fields and legs, clearances (their windows
without tolerance), customs' hours, the time its vehicle is there, and when its load is ready are kept; what it shares
with other movements (spots, limits, teams, floors) is left to the model.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from repli.intake.expand.intervals import common, merged
from repli.model import Clearance, Movement, Operation, Stop, VehicleType
from repli.units import Interval

__all__ = ["clearances_at", "in_window", "scope_of", "starts_of"]

_Spans = tuple[Interval, ...]


def starts_of(operation: Operation, movement: Movement, ready: int, gone_by: int | None) -> _Spans:
    """Return the minutes at which the first off block may be.

    ``ready``: no load starts before; ``gone_by``: the stop that loads is left by then (None: at any time).
    """
    first = movement.stops[0].off_block_minute
    spans: _Spans = (Interval(operation.as_of_minute, operation.horizon_minute),)
    for minute, allowed in _kept(operation, movement):
        spans = common(spans, _shifted(allowed, first - minute))
    loading = [stop for stop in movement.stops if stop.loads]
    earliest = ready + first - min((stop.work_start_minute for stop in loading), default=first)
    latest = operation.horizon_minute
    if gone_by is not None:
        latest = gone_by + first - max((stop.off_block_minute for stop in loading), default=first) + 1
    return common(spans, (Interval(earliest, latest),)) if earliest < latest else ()


def scope_of(operation: Operation, kind: VehicleType, stop: Stop, after: Stop) -> tuple[str, str] | None:
    """Return the (scope, id) whose clearance the off block from a stop takes; None outside the territory."""
    if kind.mode == "air":
        return ("field", stop.place_id) if operation.field_of[stop.place_id].inside else None
    inside = operation.site_of[stop.place_id].inside
    return ("leg", operation.leg_of["road", stop.place_id, after.place_id].leg_id) if inside else None


def clearances_at(operation: Operation, scope: tuple[str, str], type_id: str) -> list[tuple[Interval, Clearance]]:
    """Return when which clearance is usable, without tolerance; a planned one after its lead and its answer."""
    found = []
    for one in operation.clearances:
        if (one.scope, one.scope_id) == scope and type_id in one.types:
            notice = max(one.lead_minutes, one.answer_minutes) if one.state == "planned" else 0
            start = max(one.window.start_minute, operation.as_of_minute + notice)
            if start < one.window.end_minute:
                found.append((Interval(start, one.window.end_minute), one))
    return found


def in_window(operation: Operation, kind: VehicleType, stop: Stop, after: Stop) -> bool:
    """Say whether the off block of a stop uses a clearance in its window itself, not in its tolerance."""
    scope = scope_of(operation, kind, stop, after)
    return scope is None or any(
        span.contains(stop.off_block_minute) and one.clearance_id == stop.clearance_id
        for span, one in clearances_at(operation, scope, kind.type_id)
    )


def _kept(operation: Operation, movement: Movement) -> Iterator[tuple[int, _Spans]]:
    """Yield pairs (a minute of the movement, the minutes at which that may be instead)."""
    vehicle = operation.vehicle_of[movement.vehicle_id]
    kind = operation.type_of[vehicle.type_id]
    there = (Interval(vehicle.available_from_minute, vehicle.available_to_minute),)
    yield movement.stops[0].off_block_minute, there
    yield movement.stops[0].off_block_minute - kind.report_minutes, (Interval(operation.as_of_minute, 1 << 40),)
    yield movement.stops[-1].off_block_minute - 1, there
    for stop, after in pairwise(movement.stops):
        leg = operation.leg_of[kind.mode, stop.place_id, after.place_id]
        passage = operation.passage_of[kind.type_id, leg.leg_id]
        yield stop.off_block_minute, passage.departure_intervals if passage.stretches else leg.open_intervals
        scope = scope_of(operation, kind, stop, after)
        if scope is not None:
            yield stop.off_block_minute, merged(span for span, _ in clearances_at(operation, scope, kind.type_id))
    for index, stop in enumerate(movement.stops):
        yield from _at_stop(operation, kind, stop, last=index == len(movement.stops) - 1)


def _at_stop(operation: Operation, kind: VehicleType, stop: Stop, *, last: bool) -> Iterator[tuple[int, _Spans]]:
    """Yield what a stop keeps: the hours of its field, and those of customs where it loads."""
    work = stop.work_end_minute - stop.work_start_minute
    if kind.mode == "air":
        hours = operation.field_of[stop.place_id].open_intervals
        yield stop.on_block_minute, hours
        if not last:
            yield stop.off_block_minute, hours
        if work:
            yield stop.work_start_minute, _longer(hours, work)
    for site_id in {cargo.site_id for cargo in stop.loads}:
        if operation.site_of[site_id].customs_teams:
            team = next(
                one for one in operation.teams if one.kind == "customs" and (not one.places or site_id in one.places)
            )
            yield stop.work_start_minute, _longer(team.open_intervals, work)


def _longer(spans: Sequence[Interval], minutes: int) -> _Spans:
    """Return the starts from which so many minutes lie in one interval."""
    starts = ((one.start_minute, one.end_minute - minutes + 1) for one in merged(spans))
    return tuple(Interval(start, end) for start, end in starts if start < end)


def _shifted(spans: Sequence[Interval], minutes: int) -> _Spans:
    return tuple(Interval(one.start_minute + minutes, one.end_minute + minutes) for one in merged(spans))
