"""Opening hours: half-open intervals of minutes, joined where they touch (docs/reference/plan-meaning.md, A and B)."""

from collections.abc import Iterable, Sequence

from repli.units import Interval

__all__ = ["Hours", "first_common", "first_room", "holds", "joined", "shifted"]

Hours = Sequence[tuple[int, int]]
"""Disjoint half-open intervals in ascending order, none touching the next."""


def joined(intervals: Iterable[Interval]) -> Hours:
    """Return the union of ``intervals``."""
    union: list[tuple[int, int]] = []
    for start, end in sorted((one.start_minute, one.end_minute) for one in intervals):
        if union and start <= union[-1][1]:
            union[-1] = (union[-1][0], max(union[-1][1], end))
        else:
            union.append((start, end))
    return union


def shifted(hours: Hours, minutes: int) -> Hours:
    """Return ``hours`` moved by ``minutes``."""
    return [(start + minutes, end + minutes) for start, end in hours]


def holds(hours: Hours, start: int, end: int) -> bool:
    """Say whether all of ``[start, end)`` lies in one interval; for ``start == end`` whether that minute does."""
    return any(opens <= start < closes and end <= closes for opens, closes in hours)


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
