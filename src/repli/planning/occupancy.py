"""Who stands on the spots of a field: nested sizes, and when a spot is next free.

For each size k, vehicles of size >= k at once <= spots of size >= k (docs/reference/plan-meaning.md, B). A spot is held
``[start, end)`` and may be taken again at ``end``.
"""

from bisect import insort
from dataclasses import dataclass, field

from repli.model.places import Spots

__all__ = ["FOREVER", "Occupancy", "occupancy_of"]

FOREVER = 1 << 60
"""A minute that never comes."""

_Stand = tuple[int, int, int]


@dataclass(slots=True, kw_only=True)
class Occupancy:
    """Stands (start, end, size) against ``limits``: pairs (smallest size counted, spots for it)."""

    limits: tuple[tuple[int, int], ...]
    stands: list[_Stand] = field(default_factory=list)

    def copy(self) -> "Occupancy":
        """Return an independent copy."""
        return Occupancy(limits=self.limits, stands=self.stands.copy())

    def take(self, size: int, start: int, end: int) -> None:
        """Hold a spot over ``[start, end)``."""
        if self.limits and start < end:
            insort(self.stands, (start, end, size))

    def free(self, size: int, start: int, end: int) -> None:
        """Give a stand back that `take` held."""
        if self.limits and start < end:
            self.stands.remove((start, end, size))

    def next_free(self, size: int, start: int, end: int, count: int = 1) -> int:
        """Return ``start`` if ``count`` spots are free over ``[start, end)``, else a later start worth trying.

        `FOREVER` where there are never so many.
        """
        if not self.limits or start >= end:
            return start
        near = [stand for stand in self.stands if stand[1] > start and stand[0] < end]
        return max((_first_gap(near, least, spots - count + 1, start) for least, spots in self.limits if least <= size))


def _first_gap(near: list[_Stand], least: int, spots: int, start: int) -> int:
    """Return ``start`` if fewer than ``spots`` vehicles of size >= ``least`` stand at once, else when one leaves."""
    if spots <= 0:
        return FOREVER
    counted = [stand for stand in near if stand[2] >= least]
    if len(counted) < spots:
        return start
    for at in [start, *(stand[0] for stand in counted if stand[0] > start)]:
        leaving = sorted(stand[1] for stand in counted if stand[0] <= at < stand[1])
        if len(leaving) >= spots:
            return leaving[len(leaving) - spots]
    return start


def occupancy_of(spots: Spots) -> Occupancy:
    """Return the empty occupancy of a field's spots; no spots given = not limited."""
    if not spots:
        return Occupancy(limits=())
    thresholds = (0, *(size + 1 for size, _ in spots))
    return Occupancy(limits=tuple((least, sum(n for size, n in spots if size >= least)) for least in thresholds))
