"""Buckets of time, and when a door is open in each of them (docs/reference/bound-meaning.md, 1).

>>> Buckets((0, 10, 30)).of(12)
1
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from repli.model import Operation
from repli.planning.hours import Hours

__all__ = ["Buckets", "daily"]


@dataclass(frozen=True, slots=True)
class Buckets:
    """Bucket ``t`` is ``[cuts[t], cuts[t + 1])``."""

    cuts: tuple[int, ...]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.cuts) - 1

    def of(self, minute: int) -> int | None:
        """Return the bucket of a minute; the first one for what was before; None after the last."""
        index = max(bisect_right(self.cuts, minute) - 1, 0)
        return index if index < len(self) else None

    def opened(self, hours: Hours, first: int = 0) -> list[int | None]:
        """Return the first minute from ``first`` on at which ``hours`` are open in each bucket; None if not."""
        found: list[int | None] = []
        for start, end in zip(self.cuts, self.cuts[1:], strict=False):
            minute = hours.next_open(max(start, first)) if first < end else None
            found.append(minute if minute is not None and minute < end else None)
        return found

    def finer(self, parts: int) -> "Buckets":
        """Return each bucket but the last, which may be long, in so many parts, none shorter than a minute."""
        cuts: set[int] = set()
        for start, end in pairwise(self.cuts[:-1]):
            cuts |= {start + (end - start) * part // parts for part in range(parts)}
        return Buckets(tuple(sorted({*cuts, *self.cuts[-2:]})))

    def coarser(self, together: int) -> "Buckets":
        """Return so many buckets as one, from the first on; the last one, which may be long, is left."""
        return Buckets((*self.cuts[:-2:together], *self.cuts[-2:]))

    def by_day(self, operation: Operation, end: int) -> Iterator[tuple[int, int]]:
        """Yield the first and last of the buckets before ``end`` that begin in the same civil day."""
        day_starts, first = operation.agreement.day_starts, 0
        days = [bisect_right(day_starts, cut) for cut in self.cuts[:end]]
        for t in range(1, end + 1):
            if t == end or days[t] != days[first]:
                yield first, t - 1
                first = t


def daily(operation: Operation, last_minute: int) -> Buckets:
    """Return one bucket for each civil day until the one that holds ``last_minute``, and one for the rest."""
    end = operation.horizon_minute + 1
    days = [day for day in operation.agreement.day_starts if operation.as_of_minute < day < end]
    cuts = [day for day in days if day <= last_minute]
    return Buckets((operation.as_of_minute, *cuts, *days[len(cuts) : len(cuts) + 1], end))
