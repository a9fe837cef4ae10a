"""How far each floor is from what is present, from as_of to the closing wave of its site (plan-meaning.md, D and E).

>>> floor_slacks(operation, plan)[0].days_at_floor  # doctest: +SKIP
(12, 13, 14)
"""

from collections.abc import Iterator
from dataclasses import dataclass

from repli.model import Cargo, Floor, Operation, PeopleLine, Plan
from repli.planning.lines import Line, lines_of
from repli.planning.objective import day_of

__all__ = ["FloorSlack", "floor_slacks"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorSlack:
    """A floor, the least that was present above it and when, and the civil days on which nothing more could leave."""

    floor: Floor
    least: int
    least_minute: int
    days_at_floor: tuple[int, ...]


def floor_slacks(operation: Operation, plan: Plan) -> tuple[FloorSlack, ...]:
    """Return the slack of every floor that is above zero at some minute before its site's closing wave."""
    found = (_slack(operation, plan, floor) for floor in operation.floors)
    return tuple(one for one in found if one is not None)


def _slack(operation: Operation, plan: Plan, floor: Floor) -> FloorSlack | None:
    wave = _wave_start(operation, plan, floor.site_id)
    changes = sorted(_changes(operation, plan, floor))
    marks = sorted({operation.as_of_minute, *(at for at, _ in changes), *(at for at, _ in floor.steps)})
    marks = [mark for mark in marks if operation.as_of_minute <= mark < wave]
    smallest = _smallest(operation, floor)
    levels, days = [], set()
    for mark, until in zip(marks, [*marks[1:], wave], strict=True):
        least = next((minimum for at, minimum in reversed(floor.steps) if at <= mark), 0)
        if least == 0:
            continue
        slack = sum(amount for at, amount in changes if at <= mark) - least
        levels.append((slack, mark))
        if slack < smallest:
            days |= set(range(day_of(operation, mark), day_of(operation, until - 1) + 1))
    if not levels:
        return None
    least_slack, minute = min(levels)
    return FloorSlack(floor=floor, least=least_slack, least_minute=minute, days_at_floor=tuple(sorted(days)))


def _wave_start(operation: Operation, plan: Plan, site_id: str) -> int:
    """Return when a site's closing wave starts; the horizon if nothing leaves the site."""
    offs = [
        stop.off_block_minute
        for movement in plan.movements
        for stop in movement.stops
        if any(cargo.site_id == site_id for cargo in stop.loads)
    ]
    offs += [
        operation.seat_block_of[booking.flight_id].departs_minute
        for booking in plan.bookings
        if any(cargo.site_id == site_id for cargo in booking.loads)
    ]
    return max(offs) - operation.wave_minutes if offs else operation.horizon_minute


def _changes(operation: Operation, plan: Plan, floor: Floor) -> Iterator[tuple[int, int]]:
    """Yield (minute, amount) of what a floor counts: what is there, arrives, is unloaded, leaves, ends by an act."""
    counted = {line.line_id: _counts(floor, line) for line in lines_of(operation)}
    for line in lines_of(operation):
        if line.site_id == floor.site_id:
            yield _there(operation, line), counted[line.line_id] * _whole(line)
    for minute, times, cargo in (*_by_vehicle(operation, plan), *_by_seat(operation, plan)):
        if cargo.site_id == floor.site_id:
            yield minute, times * counted[cargo.line_id] * cargo.quantity
    for act in plan.acts:
        if act.site_id == floor.site_id:
            yield act.end_minute, -counted[act.item_id]


def _by_vehicle(operation: Operation, plan: Plan) -> Iterator[tuple[int, int, Cargo]]:
    """Yield (minute, -1 or 1, cargo) of what is taken away at an off block and what enters a stock."""
    for stop in (stop for movement in plan.movements for stop in movement.stops):
        yield from ((stop.off_block_minute, -1, cargo) for cargo in stop.loads)
        for cargo in stop.unloads:
            yield stop.work_end_minute + operation.site_of[cargo.site_id].transfer_minutes, 1, cargo


def _by_seat(operation: Operation, plan: Plan) -> Iterator[tuple[int, int, Cargo]]:
    """Yield (minute, -1, cargo) of who leaves by commercial flights."""
    for booking in plan.bookings:
        departs = operation.seat_block_of[booking.flight_id].departs_minute
        yield from ((departs, -1, cargo) for cargo in booking.loads)


def _there(operation: Operation, line: Line) -> int:
    """Return from when on a line is present at its own site."""
    arrives = line.arrives_minute if isinstance(line, PeopleLine) else None
    return max(arrives or operation.as_of_minute, operation.as_of_minute)


def _whole(line: Line) -> int:
    return line.count if isinstance(line, PeopleLine) else 1


def _counts(floor: Floor, line: Line) -> int:
    """Return what one person of a line, or an item, adds to what a floor counts."""
    if isinstance(line, PeopleLine):
        return int(floor.quantity == "people" and floor.function in {None, line.function})
    if floor.quantity == "people":
        return 0
    return line.kg if floor.quantity == "kg" else int(line.sensitivity != "none")


def _smallest(operation: Operation, floor: Floor) -> int:
    """Return the least that could leave: one person, or the lightest item that counts, from wherever it came."""
    amounts = [_counts(floor, line) for line in lines_of(operation)]
    return min((amount for amount in amounts if amount), default=1)
