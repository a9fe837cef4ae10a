"""What movements share, as constraints of a CP-SAT model: vehicles, spots, handling sets, limits and teams.

``starts`` holds for each movement its first off block: a variable, or its minute where it stays.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from benchmarks.replibench.peers.rigid import clearances_at, in_window, scope_of
from repli.model import Field, Movement, Operation, Plan, VehicleType
from repli.units import MINUTES_PER_DAY

__all__ = ["shared_resources"]

_Starts = dict[str, Any]
_NO_LIMIT = 1_000


@dataclass(slots=True)
class _Use:
    """Intervals and demands on one resource."""

    intervals: list[Any]
    demands: list[int]


def shared_resources(model: Any, operation: Operation, plan: Plan, starts: _Starts) -> None:  # noqa: ANN401 - no types
    """Add every resource that movements take in turn."""
    uses: dict[tuple[str, ...], _Use] = defaultdict(lambda: _Use([], []))
    capacity: dict[tuple[str, ...], int] = {}
    for movement in plan.movements:
        kind = operation.type_of[operation.vehicle_of[movement.vehicle_id].type_id]
        for key, count, first, last, room in _held(operation, kind, movement):
            capacity[key] = room
            start = starts[movement.movement_id] + first - movement.stops[0].off_block_minute
            uses[key].intervals.append(model.new_fixed_size_interval_var(start, last - first, ""))
            uses[key].demands.append(count)
    for field in operation.fields:
        for key, count, first, last in _taken(operation, field):
            if key in capacity:
                uses[key].intervals.append(model.new_fixed_size_interval_var(first, last - first, ""))
                uses[key].demands.append(count)
    for key, use in uses.items():
        if len(use.intervals) > 1:
            model.add_cumulative(use.intervals, use.demands, capacity[key])
    _limits(model, operation, plan, starts)


def _held(
    operation: Operation, kind: VehicleType, movement: Movement
) -> Iterator[tuple[tuple[str, ...], int, int, int, int]]:
    """Yield (resource, count, first minute, minute after the last, how many there are) of a movement."""
    stops = movement.stops
    yield ("vehicle", movement.vehicle_id), 1, stops[0].off_block_minute, _back(operation, kind, movement), 1
    for stop in stops if kind.mode == "air" else ():
        field = operation.field_of[stop.place_id]
        worked = stop.work_end_minute > stop.work_start_minute
        tables = [("parking", field.parking_spots, stop.on_block_minute, stop.off_block_minute)]
        tables += [("working", field.working_spots, stop.work_start_minute, stop.work_end_minute)] if worked else []
        for name, spots, first, last in tables:
            for size in (
                {one.size for one in operation.vehicle_types if one.size <= kind.size} if spots and first < last else ()
            ):
                room = sum(count for one, count in spots if one >= size)
                yield (name, stop.place_id, str(size)), 1, first, last, room
        if worked and field.handling_sets is not None:
            yield ("handling", stop.place_id), 1, stop.work_start_minute, stop.work_end_minute, field.handling_sets
    yield from _teams(operation, kind, movement)


def _back(operation: Operation, kind: VehicleType, movement: Movement) -> int:
    """Return when the vehicle may go again: at a crew base at once, else after the crew's rest."""
    end = movement.stops[-1]
    field_id = end.place_id if kind.mode == "air" else operation.site_of[end.place_id].field_id
    field = operation.field_of.get(field_id or "")
    if field is not None and field.crew_base:
        return end.off_block_minute
    rest = kind.rest_minutes + kind.debrief_minutes + kind.report_minutes
    return max(end.off_block_minute, end.on_block_minute + rest)


def _teams(
    operation: Operation, kind: VehicleType, movement: Movement
) -> Iterator[tuple[tuple[str, ...], int, int, int, int]]:
    for stop, after in pairwise(movement.stops):
        leg = operation.leg_of[kind.mode, stop.place_id, after.place_id]
        inside = kind.mode == "road" and operation.site_of[stop.place_id].inside
        place = stop.place_id if inside else after.place_id
        if leg.escort_teams:
            minutes = (stop.off_block_minute, after.on_block_minute)
            yield from _team(operation, "escort", place, leg.escort_teams, minutes)
    for stop in movement.stops:
        for site_id in sorted({cargo.site_id for cargo in stop.loads}):
            count = operation.site_of[site_id].customs_teams
            if count:
                yield from _team(operation, "customs", site_id, count, (stop.work_start_minute, stop.work_end_minute))


def _team(
    operation: Operation, kind: str, place: str, count: int, minutes: tuple[int, int]
) -> Iterator[tuple[tuple[str, ...], int, int, int, int]]:
    team = next(one for one in operation.teams if one.kind == kind and (not one.places or place in one.places))
    yield ("team", team.team_id), count, minutes[0], minutes[1] + team.change_minutes, team.count


def _taken(operation: Operation, field: Field) -> Iterator[tuple[tuple[str, ...], int, int, int]]:
    """Yield what other users hold of a field: a vehicle on a spot counts for its size and every smaller one."""
    for slot in field.taken:
        for name, held in (("parking", slot.parking_spots), ("working", slot.working_spots)):
            for size in {kind.size for kind in operation.vehicle_types}:
                count = sum(number for one, number in held if one >= size)
                if count:
                    key = (name, field.field_id, str(size))
                    yield key, count, slot.interval.start_minute, slot.interval.end_minute


def _limits(model: Any, operation: Operation, plan: Plan, starts: _Starts) -> None:  # noqa: ANN401
    """Keep the daily limits. What uses a tolerance does not move, and counts for another clearance than its day has."""
    days: dict[tuple[str, str], list[Any]] = defaultdict(list)
    kinds: dict[tuple[str, str], str] = {}
    origin = operation.agreement.day_starts[0]
    for movement in plan.movements:
        kind = operation.type_of[operation.vehicle_of[movement.vehicle_id].type_id]
        for stop, after in pairwise(movement.stops):
            scope = scope_of(operation, kind, stop, after)
            if scope is not None and in_window(operation, kind, stop, after):
                kinds[scope] = kind.type_id
                shift = stop.off_block_minute - movement.stops[0].off_block_minute - origin
                days[scope].append(
                    _day(model, starts[movement.movement_id] + shift, len(operation.agreement.day_starts))
                )
    for scope, used in days.items():
        _limit(model, _by_day(operation, scope, kinds[scope]), used)


def _day(model: Any, minute: Any, count: int) -> Any:  # noqa: ANN401
    if isinstance(minute, int):
        return minute // MINUTES_PER_DAY
    day, rest = model.new_int_var(0, count, ""), model.new_int_var(0, MINUTES_PER_DAY - 1, "")
    model.add(minute == MINUTES_PER_DAY * day + rest)
    return day


def _by_day(operation: Operation, scope: tuple[str, str], type_id: str) -> list[int]:
    """Return by civil day how many off blocks the strictest clearance of that day allows."""
    limits = [(span, one.limit_per_day or _NO_LIMIT) for span, one in clearances_at(operation, scope, type_id)]
    days = pairwise(operation.agreement.day_starts)
    return [
        min((limit for span, limit in limits if span.start_minute < end and start < span.end_minute), default=_NO_LIMIT)
        for start, end in days
    ]


def _limit(model: Any, by_day: list[int], used: list[Any]) -> None:  # noqa: ANN401
    """Count off blocks by day: days on which fewer are allowed than on others are filled up."""
    if min(by_day, default=_NO_LIMIT) == _NO_LIMIT:
        return
    most = max(limit for limit in by_day if limit < _NO_LIMIT)
    intervals = [model.new_fixed_size_interval_var(day, 1, "") for day in used]
    demands = [1] * len(used)
    for day, limit in enumerate(by_day):
        if limit < most:
            intervals.append(model.new_fixed_size_interval_var(day, 1, ""))
            demands.append(most - limit)
    model.add_cumulative(intervals, demands, most)
