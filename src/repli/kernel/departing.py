"""When the stops of a course let a vehicle work and go: hours, spots, handling sets, customs, clearances, escorts."""

from repli.kernel.arrays import IntArray
from repli.kernel.counts import FOREVER, free_from, latest
from repli.kernel.courses import Course, Used
from repli.kernel.jit import compiled

__all__ = ["departs", "last_span", "next_in", "next_work", "work_start"]

_TRIES = 200
"""Work limit of the search for customs teams that are free in their hours."""


@compiled
def next_in(opens: IntArray, low: int, high: int, minute: int) -> int:
    """Return the first minute from ``minute`` on in the hours ``[low, high)``; any minute where ``low`` is -1."""
    if low < 0:
        return minute
    index = latest(opens[1], low, high, minute) + 1
    return FOREVER if index == high else max(minute, opens[0, index])


@compiled
def next_span(opens: IntArray, low: int, high: int, minute: int, length: int) -> int:
    """Return the first start from ``minute`` on such that ``length`` minutes lie in one opening."""
    if low < 0:
        return minute
    for index in range(latest(opens[1], low, high, minute) + 1, high):
        start = max(minute, opens[0, index])
        if start + length <= opens[1, index]:
            return start
    return FOREVER


@compiled
def last_span(opens: IntArray, low: int, high: int, minute: int, length: int) -> int:
    """Return the last start up to ``minute`` such that ``length`` minutes lie in one opening; -1 if there is none."""
    if low < 0:
        return minute
    for index in range(latest(opens[0], low, high, minute), low - 1, -1):
        start = min(minute, opens[1, index] - max(length, 1))
        if start >= opens[0, index]:
            return start
    return -1


@compiled
def work_start(c: Course, u: Used, index: int, minute: int) -> int:
    """Return the first start of the work from ``minute`` on: field open; spot, handling set and customs free."""
    at = c.stops[index]
    if not at.handles:
        return minute
    while minute < FOREVER:
        start = next_span(c.opens, at.field_from, at.field_to, minute, at.work)
        if start >= FOREVER:
            return FOREVER
        minute = next_work(c, u, index, start)
        if minute == start:
            return start
    return FOREVER


@compiled
def next_work(c: Course, u: Used, index: int, start: int) -> int:
    """Return ``start`` if spot, handling set and customs are free for the work, else a later start worth trying."""
    at, end = c.stops[index], start + c.stops[index].work
    if at.spot_from >= 0:
        free = free_from(u.counts, at.spot_from, at.spot_to, c.crew[0].size, start, end, 1)
        if free > start:
            return free
        free = free_from(u.counts, at.set_from, at.set_to, 1, start, end, 1)
        if free > start:
            return free
    return _attended(c, u, index, start)


@compiled
def _attended(c: Course, u: Used, index: int, start: int) -> int:
    """Return the first start from ``start`` on at which customs teams are free in their hours."""
    at = c.stops[index]
    if at.customs == 0:
        return start
    for _ in range(_TRIES):
        opened = next_span(c.opens, at.watch_from, at.watch_to, start, at.work)
        if opened >= FOREVER:
            return FOREVER
        end = opened + at.work + at.customs_change
        start = free_from(u.counts, at.customs_from, at.customs_to, 1, opened, end, at.customs)
        if start == opened:
            return start
    return FOREVER


@compiled
def departs(c: Course, u: Used, index: int, minute: int) -> tuple[int, int]:
    """Return the first off block from ``minute`` on with field and leg open, escort, clearance; and that clearance."""
    at, permit = c.stops[index], -1
    while minute <= u.until:
        off = next_in(c.opens, at.field_from, at.field_to, minute)
        off = next_in(c.opens, at.leg_from, at.leg_to, off)
        if at.grant_from >= 0 and off < FOREVER:
            off, permit = _permitted(c, u, index, off)
        if off < FOREVER and at.escorts:
            off = _escorted(c, u, index, off)
        if off == minute:
            return off, permit
        minute = off
    return FOREVER, -1


@compiled
def _escorted(c: Course, u: Used, index: int, off: int) -> int:
    """Return ``off`` if escorts are free for the leg, else a later off block worth trying."""
    at = c.stops[index]
    if at.escort_from < 0:
        return FOREVER
    end = off + at.block + at.escort_change
    return free_from(u.counts, at.escort_from, at.escort_to, 1, off, end, at.escorts)


@compiled
def _permitted(c: Course, u: Used, index: int, minute: int) -> tuple[int, int]:
    """Return the first minute from ``minute`` on with a clearance that still has room, and which; ties to the first."""
    best, best_permit = FOREVER, -1
    for grant in range(c.stops[index].grant_from, c.stops[index].grant_to):
        start, end, permit = c.grants[grant, 0], c.grants[grant, 1], c.grants[grant, 2]
        if end <= minute:
            continue
        if start > best:
            break
        at = _room(u, permit, max(minute, start), end)
        if at < best or (at == best and at < FOREVER and permit < best_permit):
            best, best_permit = at, permit
    return best, best_permit


@compiled
def _room(u: Used, permit: int, at: int, end: int) -> int:
    """Return the first minute from ``at`` on at which a clearance has room: then, or on a later day before ``end``."""
    limit, days = u.limits[permit], len(u.day_starts)
    if limit == 0:
        return at
    day = latest(u.day_starts, 0, days, at)
    later = day
    while later < days and u.used[permit, later + 1] >= limit:
        later += 1
    if later == day:
        return at
    if later >= days or u.day_starts[later] >= end:
        return FOREVER
    return u.day_starts[later]
