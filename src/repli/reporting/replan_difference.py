"""What a new plan changes in the agreed calendar, by the definition of *moved* (docs/reference/plan-meaning.md, N).

Counted over agreed departures that had not left yet. Moved: off block beyond the tolerance, or another vehicle type or
route, or more than a tenth of the load changed. A departure that is dropped counts as moved.

>>> found = difference_of(agreed.departures, new.departures, now_minute=now, tolerance_minutes=30)  # doctest: +SKIP
"""

from dataclasses import dataclass

from repli.reporting.plan_changes import Pair, changes_between
from repli.reporting.plan_record import Departure

__all__ = ["Difference", "difference_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Agreed departures to come, each kept, moved or dropped, and those that are new; in order of time."""

    kept: tuple[Pair, ...]
    moved: tuple[Pair, ...]
    dropped: tuple[Departure, ...]
    added: tuple[Departure, ...]

    @property
    def agreed(self) -> int:
        """Return how many agreed departures were to come."""
        return len(self.kept) + len(self.moved) + len(self.dropped)

    @property
    def moved_ppm(self) -> int:
        """Return the share of them that does not stay, in parts per million."""
        return 1_000_000 * (len(self.moved) + len(self.dropped)) // self.agreed if self.agreed else 0


def difference_of(
    before: tuple[Departure, ...], after: tuple[Departure, ...], *, now_minute: int, tolerance_minutes: int
) -> Difference:
    """Return what became of each departure at or after ``now_minute``."""
    found = changes_between(_to_come(before, now_minute), _to_come(after, now_minute))
    pairs = sorted((*found.same, *found.swapped, *found.moved), key=lambda one: one.before.at_minute)
    moved = [pair for pair in pairs if _is_moved(pair, tolerance_minutes)]
    return Difference(
        kept=tuple(pair for pair in pairs if pair not in moved),
        moved=tuple(moved),
        dropped=found.dropped,
        added=found.new,
    )


def _to_come(departures: tuple[Departure, ...], now_minute: int) -> tuple[Departure, ...]:
    """Return the departures with a load that have not left by a minute."""
    return tuple(one for one in departures if one.at_minute >= now_minute and one.loads)


def _is_moved(pair: Pair, tolerance_minutes: int) -> bool:
    apart = abs(pair.after.at_minute - pair.before.at_minute)
    return apart > tolerance_minutes or any(one != "time" for one in pair.what)
