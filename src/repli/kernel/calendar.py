"""Compiled look-ups in calendars: next open minute, next minute outside a closure, next permitted minute."""

from repli.kernel.arrays import NEVER, Disturbances, IntArray, Records, Timeline
from repli.kernel.jit import compiled, inlined
from repli.units import MINUTES_PER_DAY

__all__ = ["after", "after_weather", "day_of", "first_fit", "next_open", "next_permitted"]


@compiled
def day_of(day_starts: IntArray, minute: int) -> int:
    """Return the index of the civil day that holds ``minute``; -1 before the first, the last index after the end.

    Days are 24 hours long, an hour more or less where clocks change: a guess, then a step or two.
    """
    last = len(day_starts) - 1
    if last < 0 or minute < day_starts[0]:
        return -1
    day = min((minute - day_starts[0]) // MINUTES_PER_DAY, last)
    while day < last and day_starts[day + 1] <= minute:
        day += 1
    while day_starts[day] > minute:
        day -= 1
    return day


@compiled
def next_open(t: Timeline, cursors: IntArray, gate: int, minute: int) -> int:
    """Return the first minute >= ``minute`` inside one of the gate's intervals, else NEVER.

    ``cursors`` (gates,) hold where the last search ended: within a replication nobody asks for the past, but for the
    present after the future. So the search goes on from there, or back a little.
    """
    row, at = t.gates[gate], cursors[gate]
    while at > row.open_from and t.openings[at - 1].end > minute:
        at -= 1
    while at < row.open_to and t.openings[at].end <= minute:
        at += 1
    cursors[gate] = at
    return NEVER if at >= row.open_to else max(minute, t.openings[at].start)


@compiled
def after_weather(starts: IntArray, ends: IntArray, day_starts: IntArray, minute: int, look_back: int) -> int:
    """Return the first minute >= ``minute`` outside all closures; (D,) arrays of one field in one replication.

    A closure starts on its own civil day and lasts less than ``look_back`` days.
    """
    if minute >= NEVER:
        return NEVER
    for candidate in range(max(day_of(day_starts, minute) - look_back, 0), len(starts)):
        if starts[candidate] > minute:
            break
        minute = max(minute, ends[candidate])
    return minute


@compiled
def first_fit(openings: Records, low: int, high: int, minute: int, length: int) -> int:
    """Return the first minute >= ``minute`` from which ``length`` minutes lie in one of the intervals, else NEVER."""
    for index in range(low, high):
        begin = max(minute, openings[index].start)
        if begin + length <= openings[index].end:
            return begin
    return NEVER


@inlined
def after(start: int, end: int, minute: int) -> int:
    """Return ``minute``, or the end of the interval if that holds it."""
    return end if start <= minute < end else minute


@compiled
def next_permitted(
    t: Timeline, d: Disturbances, replication: int, permit: int, used: IntArray, minute: int
) -> tuple[int, int]:
    """Return (first minute >= ``minute`` with a free clearance of the permit, which); ``used`` is (C, D) so far.

    A clearance holds from its window's start, later by what its answer is late, but for the days it is revoked.
    """
    best, best_clearance = NEVER, -1
    choices = t.permits[permit]
    for index in range(choices.choice_from, choices.choice_to):
        clearance = t.choices[index]
        row = t.clearances[clearance]
        start, end = d.revoked_start[replication, clearance], d.revoked_end[replication, clearance]
        candidate = after(start, end, max(minute, row.window_start + d.answer[replication, clearance]))
        while candidate < row.window_end and candidate < best:
            day = day_of(t.day_starts, candidate)
            if row.limit == 0 or day < 0 or used[clearance, day] < row.limit:
                best, best_clearance = candidate, clearance
                break
            next_day = t.day_starts[day + 1] if day + 1 < len(t.day_starts) else NEVER
            candidate = after(start, end, next_day)
    return best, best_clearance
