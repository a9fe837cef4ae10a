"""Opening hours as merged intervals: when a place is next open, and when it is next open long enough.

Minutes are UTC minutes; intervals are half open (docs/reference/plan-meaning.md, A), so the closing minute is shut.

>>> opening = hours_of((Interval(10, 20), Interval(20, 30), Interval(50, 60)))
>>> opening.next_open(30), opening.next_span(25, 8)
(50, 50)
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from repli.units import Interval

__all__ = ["Hours", "hours_of", "next_common"]


@dataclass(frozen=True, slots=True)
class Hours:
    """Disjoint, ascending intervals, touching ones merged."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def earlier(self, minutes: int) -> "Hours":
        """Return the same hours, each ``minutes`` earlier."""
        return Hours(tuple(one - minutes for one in self.starts), tuple(one - minutes for one in self.ends))

    def next_open(self, minute: int) -> int | None:
        """Return the first open minute from ``minute`` on."""
        index = bisect_right(self.ends, minute)
        return None if index == len(self.ends) else max(minute, self.starts[index])

    def next_span(self, minute: int, length: int) -> int | None:
        """Return the first start from ``minute`` on such that ``length`` minutes lie in one interval."""
        for index in range(bisect_right(self.ends, minute), len(self.ends)):
            start = max(minute, self.starts[index])
            if start + length <= self.ends[index]:
                return start
        return None

    def last_span(self, minute: int, length: int) -> int | None:
        """Return the last start up to ``minute`` such that ``length`` minutes lie in one interval."""
        for index in range(bisect_right(self.starts, minute) - 1, -1, -1):
            start = min(minute, self.ends[index] - max(length, 1))
            if start >= self.starts[index]:
                return start
        return None


def hours_of(intervals: Iterable[Interval]) -> Hours:
    """Merge intervals that overlap or touch."""
    starts: list[int] = []
    ends: list[int] = []
    for interval in sorted(intervals):
        if ends and interval.start_minute <= ends[-1]:
            ends[-1] = max(ends[-1], interval.end_minute)
        else:
            starts.append(interval.start_minute)
            ends.append(interval.end_minute)
    return Hours(tuple(starts), tuple(ends))


def next_common(minute: int, *tables: Hours) -> int | None:
    """Return the first minute from ``minute`` on at which all are open; None if there is none."""
    while True:
        latest = minute
        for hours in tables:
            opened = hours.next_open(latest)
            if opened is None:
                return None
            latest = opened
        if latest == minute:
            return minute
        minute = latest
