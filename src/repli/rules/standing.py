"""How many minutes of work, or of standing, the spots of a field can give (docs/reference/bound-meaning.md, 4).

Work is done while the field is open, on spots that nobody else has taken. A stay may last over a closed stretch, but
nobody comes or goes in it: each spot has at most one stay over it.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from repli.model import Field, Spots
from repli.rules.hours import Hours

__all__ = ["SpotMinutes", "closed_stretches", "spots_of_size"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotMinutes:
    """Spot minutes added up from as_of: at each of ``minutes`` that many, and ``rates`` more with each minute after."""

    minutes: Sequence[int]
    totals: Sequence[int]
    rates: Sequence[int]

    def until(self, minute: int) -> int:
        """Return the spot minutes before a minute."""
        index = bisect_right(self.minutes, minute) - 1
        return self.totals[index] + self.rates[index] * (minute - self.minutes[index]) if index >= 0 else 0

    @staticmethod
    def of(hours: Hours, as_of_minute: int, spots: int, taken: Sequence[tuple[int, int, int]] = ()) -> "SpotMinutes":
        """Add up ``spots`` over the open minutes from as_of on, less what ``taken`` (start, end, spots) leaves."""
        changes = {as_of_minute: (0, 0)}
        for start, end in hours:
            _change(changes, max(start, as_of_minute), max(end, as_of_minute), (1, 0))
        for start, end, count in taken:
            _change(changes, max(start, as_of_minute), max(end, as_of_minute), (0, count))
        minutes, totals, rates = sorted(changes), [0], []
        is_open = held = 0
        for minute, following in pairwise([*minutes, minutes[-1]]):
            is_open += changes[minute][0]
            held += changes[minute][1]
            rates.append(max(0, spots - held) if is_open else 0)
            totals.append(totals[-1] + rates[-1] * (following - minute))
        return SpotMinutes(minutes=minutes, totals=totals[:-1], rates=rates)


def _change(changes: dict[int, tuple[int, int]], start: int, end: int, by: tuple[int, int]) -> None:
    for minute, sign in ((start, 1), (end, -1)):
        opened, held = changes.get(minute, (0, 0))
        changes[minute] = (opened + sign * by[0], held + sign * by[1])


def spots_of_size(spots: Spots, size: int) -> int:
    """Return how many spots take a vehicle of a size."""
    return sum(count for one, count in spots if one >= size)


def taken_of_size(field: Field, size: int, *, working: bool) -> list[tuple[int, int, int]]:
    """Return (start, end, spots of a size or larger) that other users hold."""
    return [
        (
            one.interval.start_minute,
            one.interval.end_minute,
            spots_of_size(one.working_spots if working else one.parking_spots, size),
        )
        for one in field.taken
    ]


def closed_stretches(hours: Hours, as_of_minute: int) -> list[tuple[int, int]]:
    """Return the (end minute, length) of each closed stretch between two open intervals that begins from as_of on."""
    return [(opens, opens - closes) for (_, closes), (opens, _) in pairwise(hours) if closes >= as_of_minute]
