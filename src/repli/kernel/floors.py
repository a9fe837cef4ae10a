"""Compiled: how much may leave at a minute so that a floor holds from then on, and when so much may.

``marks`` (2, n) are minutes, ascending, and how much more is there from each of them on, the first ``size`` in use;
``steps`` (2, s) are minutes, ascending, and the floor from each of them on. A floor of 0 binds nothing.
"""

from repli.kernel.arrays import NEVER, IntArray
from repli.kernel.counts import latest
from repli.kernel.jit import compiled

__all__ = ["NO_LIMIT", "free_from", "least_room", "shift"]

NO_LIMIT = 1 << 40
"""The room where no floor binds."""


@compiled
def shift(marks: IntArray, size: int, minute: int, amount: int) -> int:
    """Let so much more be there from a minute on; return how many marks there are then, none of which repeats another.

    There must be space for one mark more.
    """
    times, sums = marks[0], marks[1]
    at = latest(times, 0, size, minute)
    if at < 0 or times[at] != minute:
        for index in range(size, at + 1, -1):
            times[index] = times[index - 1]
            sums[index] = sums[index - 1]
        at += 1
        times[at] = minute
        sums[at] = sums[at - 1] if at else 0
        size += 1
    for index in range(at, size):
        sums[index] += amount
    if sums[at] == (sums[at - 1] if at else 0):
        size -= 1
        for index in range(at, size):
            times[index] = times[index + 1]
            sums[index] = sums[index + 1]
    return size


@compiled
def least_room(marks: IntArray, size: int, steps: IntArray, present: int, minute: int, until: int) -> int:
    """Return the least that is there above the floor in ``[minute, until)``; NO_LIMIT where none binds."""
    change, step = latest(marks[0], 0, size, minute), latest(steps[0], 0, len(steps[0]), minute)
    room, at, until = NO_LIMIT, minute, min(until, NEVER)
    while at < until:
        floor = steps[1, step] if step >= 0 else 0
        if floor:
            room = min(room, present + (marks[1, change] if change >= 0 else 0) - floor)
        fall = steps[0, step + 1] if step + 1 < len(steps[0]) else NEVER
        moves = marks[0, change + 1] if change + 1 < size else NEVER
        at = min(fall, moves)
        step += fall == at
        change += moves == at
    return room


@compiled
def free_from(marks: IntArray, size: int, steps: IntArray, present: int, minute: int, until: int, amount: int) -> int:
    """Return the first minute from one on with room for an amount; ``until``, or NEVER, where there is none."""
    change, step = latest(marks[0], 0, size, minute), latest(steps[0], 0, len(steps[0]), minute)
    free, at, until = minute, minute, min(until, NEVER)
    while at < until:
        floor = steps[1, step] if step >= 0 else 0
        short = floor > 0 and present + (marks[1, change] if change >= 0 else 0) - floor < amount
        fall = steps[0, step + 1] if step + 1 < len(steps[0]) else NEVER
        moves = marks[0, change + 1] if change + 1 < size else NEVER
        at = min(fall, moves)
        step += fall == at
        change += moves == at
        if short:
            free = min(at, until)
    return free
