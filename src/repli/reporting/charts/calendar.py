"""Civil days along the horizontal axis of a picture drawn by hand: where a minute falls, which days are named.

Minutes come in as UTC and fall where the clocks of the agreement's zone put them, as on the Vega charts.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from repli.reporting.charts.canvas import line, text
from repli.reporting.charts.theme import QUIET, RULE
from repli.reporting.voice import Voice
from repli.units import MINUTES_PER_DAY

__all__ = ["Calendar"]

_STEPS = (1, 2, 7, 14, 28, 56)
_LABEL = 52


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The span from ``first_minute`` to ``last_minute`` (UTC), drawn between ``left`` and ``right``."""

    first_minute: int
    last_minute: int
    left: float
    right: float
    voice: Voice

    def x(self, minute: int) -> float:
        """Return where a minute falls; what lies outside the span falls on its edge."""
        first, last = self._ends
        at = min(max(self.voice.local_minute(minute), first), last)
        return self.left + (self.right - self.left) * (at - first) / max(1, last - first)

    def holds(self, minute: int) -> bool:
        """Say whether a minute lies in the span."""
        return self.first_minute <= minute <= self.last_minute

    def days(self) -> Iterator[tuple[float, str]]:
        """Yield (x, day) for the civil midnights that are named: as many as there is room for."""
        first, last = self._ends
        per_day = (self.right - self.left) * MINUTES_PER_DAY / max(1, last - first)
        step = next((step for step in _STEPS if step * per_day >= _LABEL), _STEPS[-1])
        midnight = -(-first // MINUTES_PER_DAY) * MINUTES_PER_DAY
        for at in range(midnight, last, step * MINUTES_PER_DAY):
            x = self.left + (self.right - self.left) * (at - first) / max(1, last - first)
            yield x, self.voice.day_and_month(at)

    def drawn(self, top: float, bottom: float) -> str:
        """Return the grid from ``top`` to ``bottom`` and the names of the days below it."""
        days = list(self.days())
        grid = "".join(line(x, top, x, bottom, stroke=RULE) for x, _ in days)
        names = "".join(text(x + 2, bottom + 13, word) for x, word in days if x + _LABEL * 0.6 < self.right)
        return f'{grid}<g fill="{QUIET}">{names}</g>'

    @property
    def _ends(self) -> tuple[int, int]:
        return self.voice.local_minute(self.first_minute), self.voice.local_minute(self.last_minute)
