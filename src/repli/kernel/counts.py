"""Compiled step functions of how many stand at once: one row each, and when a spot is next free.

Row r holds ``sizes[r]`` marks in time order: from ``times[r, k]`` up to the next mark ``counts[r, k]`` stand there,
none before the first mark and none from the last one on. No mark repeats the count before it, so that what is taken
and given back leaves no trace.
"""

from typing import NamedTuple

from repli.kernel.arrays import IntArray
from repli.kernel.jit import compiled

__all__ = ["FOREVER", "Counts", "above", "change", "find_free", "free_from", "latest", "stand"]

FOREVER = 1 << 60
"""A minute that never comes."""


class Counts(NamedTuple):
    """The step functions, and per row what is counted: ``levels[r]`` = (smallest size counted, most at once)."""

    times: IntArray
    counts: IntArray
    sizes: IntArray
    levels: IntArray


@compiled
def latest(values: IntArray, low: int, high: int, minute: int) -> int:
    """Return the last index in ``[low, high)`` whose value is <= ``minute``; ``low - 1`` if there is none."""
    while low < high:
        middle = (low + high) // 2
        if values[middle] <= minute:
            low = middle + 1
        else:
            high = middle
    return low - 1


@compiled
def _mark(c: Counts, row: int, minute: int) -> int:
    """Return the index of the mark at a minute, put there if there is none."""
    times, counts, size = c.times[row], c.counts[row], c.sizes[row]
    at = latest(times, 0, size, minute)
    if at >= 0 and times[at] == minute:
        return at
    for index in range(size, at + 1, -1):
        times[index] = times[index - 1]
        counts[index] = counts[index - 1]
    times[at + 1] = minute
    counts[at + 1] = counts[at] if at >= 0 else 0
    c.sizes[row] = size + 1
    return at + 1


@compiled
def _unmark(c: Counts, row: int, at: int) -> None:
    """Take a mark away that repeats the count before it."""
    times, counts, size = c.times[row], c.counts[row], c.sizes[row]
    if counts[at] != (counts[at - 1] if at > 0 else 0):
        return
    for index in range(at, size - 1):
        times[index] = times[index + 1]
        counts[index] = counts[index + 1]
    c.sizes[row] = size - 1


@compiled
def change(c: Counts, low: int, high: int, size: int, start: int, end: int, by: int) -> None:
    """Let ``by`` more of a size stand over ``[start, end)`` in the rows ``[low, high)`` of one place."""
    if start >= end or by == 0:
        return
    for row in range(low, high):
        if c.levels[row, 0] <= size:
            first = _mark(c, row, start)
            last = _mark(c, row, end)
            for index in range(first, last):
                c.counts[row, index] += by
            _unmark(c, row, last)
            _unmark(c, row, first)


@compiled
def free_from(c: Counts, low: int, high: int, size: int, start: int, end: int, units: int) -> int:
    """Return ``start`` if ``units`` more of a size may stand over ``[start, end)``, else a later start worth trying.

    That is when the last minutes end in which they may not: every start before meets them too.
    """
    free = start
    if start >= end:
        return free
    for row in range(low, high):
        if c.levels[row, 0] <= size:
            most = c.levels[row, 1] - units
            if most < 0:
                return FOREVER
            free = max(free, above(c, row, most, start, end))
    return free


@compiled
def stand(
    times: IntArray,
    counts: IntArray,
    sizes: IntArray,
    levels: IntArray,
    low: int,
    high: int,
    size: int,
    start: int,
    end: int,
    by: int,
) -> None:
    """Do what `change` does."""
    change(Counts(times, counts, sizes, levels), low, high, size, start, end, by)


@compiled
def find_free(
    times: IntArray,
    counts: IntArray,
    sizes: IntArray,
    levels: IntArray,
    low: int,
    high: int,
    size: int,
    start: int,
    end: int,
    units: int,
) -> int:
    """Return what `free_from` returns."""
    return free_from(Counts(times, counts, sizes, levels), low, high, size, start, end, units)


@compiled
def above(c: Counts, row: int, most: int, start: int, end: int) -> int:
    """Return the end of the last minutes in ``[start, end)`` with a count above ``most``; ``start`` if none are."""
    times, counts, size = c.times[row], c.counts[row], c.sizes[row]
    first = max(latest(times, 0, size, start), 0)
    for index in range(latest(times, 0, size, end - 1), first - 1, -1):
        if counts[index] > most:
            return times[index + 1]
    return start
