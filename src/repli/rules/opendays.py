"""On how many civil days something is open within a stretch of minutes (docs/reference/bound-meaning.md, 4)."""

from bisect import bisect_left, bisect_right

from repli.model import Operation
from repli.rules.days import day_of
from repli.rules.hours import Hours

__all__ = ["OpenDays"]


class OpenDays:
    """The civil days that hold an open minute, cut so that a stretch of minutes is counted by looking twice."""

    def __init__(self, operation: Operation, hours: Hours) -> None:
        """Cut the hours at midnights, and number the days that they meet."""
        midnights = operation.agreement.day_starts
        cut: list[tuple[int, int]] = []
        for start, end in hours:
            inside = midnights[bisect_right(midnights, start) : bisect_left(midnights, end)]
            cut += zip((start, *inside), (*inside, end), strict=True)
        self._starts = [start for start, _ in cut]
        self._ends = [end for _, end in cut]
        self._numbers: list[int] = []
        days: dict[int, int] = {}
        for start, _ in cut:
            self._numbers.append(days.setdefault(day_of(operation, start), len(days)))

    def within(self, start: int, end: int) -> int:
        """Return how many days have an open minute in ``[start, end)``."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end) - 1
        return 0 if last < first or end <= start else self._numbers[last] - self._numbers[first] + 1
