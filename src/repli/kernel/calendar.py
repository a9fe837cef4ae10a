"""Compiled look-ups in calendars: next open minute, next minute outside a closure, next permitted minute."""

from repli.kernel.arrays import NEVER, IntArray, Records
from repli.kernel.jit import compiled

__all__ = ["after_weather", "day_of", "next_open", "next_permitted"]


@compiled
def day_of(day_starts: IntArray, minute: int) -> int:
    """Return the index of the civil day that holds ``minute``; -1 before the first, the last index after the end."""
    low, high = 0, len(day_starts)
    while low < high:
        middle = (low + high) // 2
        if day_starts[middle] > minute:
            high = middle
        else:
            low = middle + 1
    return low - 1


@compiled
def next_open(openings: Records, low: int, high: int, minute: int) -> int:
    """Return the first minute >= ``minute`` inside one of the sorted intervals ``[low, high)``, else NEVER."""
    end = high
    while low < high:
        middle = (low + high) // 2
        if openings[middle].end > minute:
            high = middle
        else:
            low = middle + 1
    return NEVER if low >= end else max(minute, openings[low].start)


@compiled
def after_weather(starts: IntArray, ends: IntArray, day_starts: IntArray, minute: int) -> int:
    """Return the first minute >= ``minute`` outside all closures; (D,) arrays of one field in one replication.

    A closure starts on its own civil day and lasts less than a week, so the look-back is seven days.
    """
    if minute >= NEVER:
        return NEVER
    for candidate in range(max(day_of(day_starts, minute) - 7, 0), len(starts)):
        if starts[candidate] > minute:
            break
        minute = max(minute, ends[candidate])
    return minute


@compiled
def next_permitted(
    clearances: Records, choices: IntArray, used: IntArray, day_starts: IntArray, minute: int
) -> tuple[int, int]:
    """Return (first minute >= ``minute`` with a free clearance among ``choices``, which); ``used`` is (C, D) so far."""
    best, best_clearance = NEVER, -1
    for clearance in choices:
        row = clearances[clearance]
        candidate = max(minute, row.window_start)
        while candidate < row.window_end and candidate < best:
            day = day_of(day_starts, candidate)
            if row.limit == 0 or day < 0 or used[clearance, day] < row.limit:
                best, best_clearance = candidate, clearance
                break
            candidate = day_starts[day + 1] if day + 1 < len(day_starts) else NEVER
    return best, best_clearance
