"""Who stands on the spots of a field: nested sizes, and when a spot is next free.

For each size k, vehicles of size >= k at once <= spots of size >= k (docs/reference/plan-meaning.md, B). A spot is held
``[start, end)`` and may be taken again at ``end``. The counting is compiled (`repli.kernel.counts`) and loaded when
the first spot is asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from repli.model.places import Spots

if TYPE_CHECKING:
    from repli.kernel.arrays import IntArray

__all__ = ["FOREVER", "Occupancy", "Steps", "occupancy_of", "side_by_side"]

FOREVER = 1 << 60
"""A minute that never comes."""

_FIRST_MARKS = 16
_SPARE_MARKS = 64
"""Marks kept free in every row: a fit puts some there for a moment."""

_Limits = tuple[tuple[int, int], ...]


class Steps:
    """The step functions of `repli.kernel.counts` for several occupancies, one row for each pair of their limits."""

    def __init__(self, limits: _Limits) -> None:
        """Start with nobody there."""
        import numpy as np  # noqa: PLC0415 - not loaded by commands that plan nothing

        self.levels: IntArray = np.array(limits, np.int64).reshape(len(limits), 2)
        self.times: IntArray = np.zeros((len(limits), _FIRST_MARKS + _SPARE_MARKS), np.int64)
        self.counts: IntArray = np.zeros_like(self.times)
        self.sizes: IntArray = np.zeros(len(limits), np.int64)
        self._most = 0

    def copy(self) -> "Steps":
        """Return an independent copy."""
        other = object.__new__(Steps)
        other.levels, other.sizes, other._most = self.levels, self.sizes.copy(), self._most
        other.times, other.counts = self.times.copy(), self.counts.copy()
        return other

    def marks(self) -> list[list[tuple[int, int]]]:
        """Return (minute, how many stand from then on) of each row."""
        return [
            list(zip(self.times[row, :size].tolist(), self.counts[row, :size].tolist(), strict=True))
            for row, size in enumerate(self.sizes.tolist())
        ]

    def reserve(self, marks: int) -> None:
        """Make room for so many more marks in every row."""
        self._most += marks
        if self._most + _SPARE_MARKS <= self.times.shape[1]:
            return
        import numpy as np  # noqa: PLC0415 - as above

        self._most = int(self.sizes.max(initial=0)) + marks
        if self._most + _SPARE_MARKS > self.times.shape[1]:
            more = ((0, 0), (0, self.times.shape[1] + self._most))
            self.times, self.counts = np.pad(self.times, more), np.pad(self.counts, more)


@cache
def _kernel() -> ModuleType:
    """Return the compiled counting."""
    from repli.kernel import counts  # noqa: PLC0415 - not loaded by commands that plan nothing

    return counts


@dataclass(slots=True, kw_only=True, eq=False)
class Occupancy:
    """Who stands at a place, against ``limits``: pairs (smallest size counted, spots for it).

    ``rows`` are its own of ``steps``, which may be shared with other places.
    """

    limits: _Limits
    steps: Steps = field(init=False)
    rows: tuple[int, int] = field(init=False)

    def __post_init__(self) -> None:
        """Start with steps of its own."""
        self.steps, self.rows = Steps(self.limits), (0, len(self.limits))

    def on(self, steps: Steps, first: int) -> "Occupancy":
        """Return the occupancy of the same place whose rows start at ``first`` of other steps."""
        other: Occupancy = object.__new__(Occupancy)
        other.limits, other.steps, other.rows = self.limits, steps, (first, first + len(self.limits))
        return other

    def take(self, size: int, start: int, end: int, count: int = 1) -> None:
        """Hold ``count`` spots over ``[start, end)``."""
        if self.limits:
            steps = self.steps
            steps.reserve(2)
            _kernel().stand(steps.times, steps.counts, steps.sizes, steps.levels, *self.rows, size, start, end, count)

    def free(self, size: int, start: int, end: int, count: int = 1) -> None:
        """Give back what `take` held."""
        self.take(size, start, end, -count)

    def next_free(self, size: int, start: int, end: int, count: int = 1) -> int:
        """Return ``start`` if ``count`` spots are free over ``[start, end)``, else a later start worth trying.

        `FOREVER` where there are never so many.
        """
        if not self.limits:
            return start
        steps = self.steps
        found = _kernel().find_free(
            steps.times, steps.counts, steps.sizes, steps.levels, *self.rows, size, start, end, count
        )
        return int(found)

    def overfull_from(self) -> int | None:
        """Return the first minute from which more stand there than there are spots; None if there is none."""
        rows = self.steps.marks()[slice(*self.rows)]
        return min(
            (
                minute
                for row, (_, spots) in zip(rows, self.limits, strict=True)
                for minute, count in row
                if count > spots
            ),
            default=None,
        )

    def changes(self) -> list[int]:
        """Return the minutes at which somebody comes or goes, ascending."""
        return sorted({minute for row in self.steps.marks()[slice(*self.rows)] for minute, _ in row})


def side_by_side(occupancies: Sequence[Occupancy]) -> tuple[Steps, list[Occupancy]]:
    """Return the same occupancies on the rows of one table, and that table."""
    steps = Steps(tuple(pair for one in occupancies for pair in one.limits))
    steps.reserve(max((one.steps.times.shape[1] for one in occupancies), default=0))
    placed, first = [], 0
    for one in occupancies:
        other = one.on(steps, first)
        first = other.rows[1]
        own = slice(*one.rows)
        width = one.steps.times.shape[1]
        steps.times[slice(*other.rows), :width] = one.steps.times[own]
        steps.counts[slice(*other.rows), :width] = one.steps.counts[own]
        steps.sizes[slice(*other.rows)] = one.steps.sizes[own]
        placed.append(other)
    return steps, placed


def occupancy_of(spots: Spots) -> Occupancy:
    """Return the empty occupancy of a field's spots; no spots given = not limited."""
    if not spots:
        return Occupancy(limits=())
    thresholds = (0, *(size + 1 for size, _ in spots))
    return Occupancy(limits=tuple((least, sum(n for size, n in spots if size >= least)) for least in thresholds))
