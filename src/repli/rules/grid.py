"""The buckets in which a certificate counts: half-open stretches of minutes from as_of to the horizon.

docs/reference/bound-meaning.md, 1.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from repli.rules.hours import Hours, first_minute

__all__ = ["Grid"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """``minutes`` are where buckets begin, and the end of the last one."""

    minutes: tuple[int, ...]

    @property
    def buckets(self) -> int:
        """How many buckets there are."""
        return len(self.minutes) - 1

    def bucket(self, minute: int) -> int | None:
        """Return the bucket of a minute: the first for all before it, none for what comes after the horizon."""
        if minute >= self.minutes[-1]:
            return None
        return max(0, bisect_right(self.minutes, minute) - 1)

    def first_in(self, hours: Hours, bucket: int, earliest: int) -> int | None:
        """Return the first open minute of a bucket that is not before ``earliest``."""
        minute = first_minute(hours, max(self.minutes[bucket], earliest))
        return minute if minute is not None and minute < self.minutes[bucket + 1] else None

    def met_by(self, hours: Hours) -> list[int]:
        """Return the buckets that hold an open minute, ascending."""
        found: list[int] = []
        for opens, closes in hours:
            first = max(0, bisect_right(self.minutes, opens) - 1)
            last = min(self.buckets, bisect_left(self.minutes, closes))
            found += range(max(first, found[-1] + 1 if found else 0), last)
        return found
