"""Opening hours: half-open intervals of minutes, joined where they touch (docs/reference/plan-meaning.md, A and B)."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from repli.units import Interval

__all__ = [
    "Hours",
    "common",
    "first_common",
    "first_minute",
    "first_room",
    "holds",
    "joined",
    "last_minute",
    "shifted",
    "union",
]

Hours = Sequence[tuple[int, int]]
"""Disjoint half-open intervals in ascending order, none touching the next."""


def joined(intervals: Iterable[Interval]) -> Hours:
    """Return the union of ``intervals``."""
    return union((one.start_minute, one.end_minute) for one in intervals)


def union(pairs: Iterable[tuple[int, int]]) -> Hours:
    """Return the union of half-open pairs; those without a minute count for nothing."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(pair for pair in pairs if pair[0] < pair[1]):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def common(one: Hours, other: Hours) -> Hours:
    """Return the minutes that lie in both."""
    found: list[tuple[int, int]] = []
    here = there = 0
    while here < len(one) and there < len(other):
        start, end = max(one[here][0], other[there][0]), min(one[here][1], other[there][1])
        if start < end:
            found.append((start, end))
        if one[here][1] < other[there][1]:
            here += 1
        else:
            there += 1
    return found


def shifted(hours: Hours, minutes: int) -> Hours:
    """Return ``hours`` moved by ``minutes``."""
    return [(start + minutes, end + minutes) for start, end in hours]


def holds(hours: Hours, start: int, end: int) -> bool:
    """Say whether all of ``[start, end)`` lies in one interval; for ``start == end`` whether that minute does."""
    return any(opens <= start < closes and end <= closes for opens, closes in hours)


def first_minute(hours: Hours, minute: int) -> int | None:
    """Return the earliest open minute >= ``minute``."""
    index = bisect_right(hours, minute, key=lambda one: one[0]) - 1
    if index >= 0 and minute < hours[index][1]:
        return minute
    return hours[index + 1][0] if index + 1 < len(hours) else None


def last_minute(hours: Hours, minute: int) -> int | None:
    """Return the latest open minute <= ``minute``."""
    index = bisect_right(hours, minute, key=lambda one: one[0]) - 1
    return None if index < 0 else min(minute, hours[index][1] - 1)


def first_room(hours: Hours, minute: int, length: int) -> int | None:
    """Return the earliest start >= ``minute`` of ``length`` minutes within one interval."""
    for opens, closes in hours:
        start = max(opens, minute)
        if start < closes and start + length <= closes:
            return start
    return None


def first_common(minute: int, *tables: Hours) -> int | None:
    """Return the earliest minute >= ``minute`` that lies in every table."""
    earliest = minute
    while True:
        latest_needed = earliest
        for hours in tables:
            start = first_room(hours, latest_needed, 0)
            if start is None:
                return None
            latest_needed = start
        if latest_needed == earliest:
            return earliest
        earliest = latest_needed
