"""Ways to build a plan that differ in taste, not in rules: how full a movement should be, and what goes first.

No single taste wins everywhere, so the scheduler builds a bounded number of drafts and keeps the best. The seed chooses
the order of vehicles and sites among equals; it changes nothing else (docs/reference/plan-meaning.md, M).
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from zlib import crc32

from repli.planning.pace import Pace
from repli.units import MINUTES_PER_DAY

__all__ = ["WHOLE", "Variant", "variants_of"]

WHOLE = 1000
"""What a site weighs whose loads count by their value alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One taste.

    A movement waits until it is ``fill_percent`` full, but no longer than ``patience_minutes`` after its first load is
    ready. ``dense_first`` loads heavy items per position before those that were ready first. ``by_value`` gives each
    day's resources to the most valuable movement first, else to the earliest. ``feeders_wave_only`` and
    ``last_wave_only``: in those stages a site whose whole load fits into its closing wave sends nothing before.
    ``by_rate`` counts value by the minutes for which a vehicle is away: one that is soon back carries more in all.
    ``person_percent`` is what a person is worth when loads are chosen, against half of the stay. ``shuffle`` breaks
    ties. Each day's resources go to the ``urgent`` sites first, then to what is behind the ``pace`` of a program; a
    load's value counts by its site's ``site_permille``.
    """

    fill_percent: int
    patience_minutes: int
    dense_first: bool
    by_value: bool
    feeders_wave_only: bool
    last_wave_only: bool
    person_percent: int
    shuffle: int
    by_rate: bool = False
    urgent: frozenset[str] = frozenset()
    site_permille: Mapping[str, int] = field(default_factory=dict)
    pace: Pace | None = field(default=None, compare=False)

    def rank(self, name: str) -> tuple[int, str]:
        """Return the place of a vehicle or site among equals."""
        return (crc32(f"{self.shuffle}/{name}".encode()) if self.shuffle else 0, name)


def variants_of(seed: int) -> tuple[Variant, ...]:
    """Return the tastes to try, most promising first."""
    shuffles = random.Random(seed)  # noqa: S311 - a search, not a secret
    return tuple(
        Variant(
            fill_percent=fill,
            patience_minutes=patience,
            dense_first=dense,
            by_value=by_value,
            feeders_wave_only=feeders,
            last_wave_only=last,
            person_percent=percent,
            shuffle=shuffles.getrandbits(32) if index not in _UNSHUFFLED else 0,
            by_rate=index in _BY_RATE,
        )
        for index, (fill, patience, dense, by_value, feeders, last, percent) in enumerate(_TASTES)
    )


_TASTES = (
    (0, 0, True, True, True, False, 100),
    (0, 0, False, False, False, False, 100),
    (0, 0, True, True, True, False, 100),
    (50, MINUTES_PER_DAY // 2, True, True, True, False, 28),
    (40, 2 * MINUTES_PER_DAY, True, True, True, True, 60),
    (70, 5 * MINUTES_PER_DAY, True, True, False, False, 28),
    (20, MINUTES_PER_DAY, False, True, False, False, 100),
)
"""The fields of `Variant` in order, without ``shuffle`` and ``by_rate``. Of a large operation only the first few are
drafted: which of these three is best there differs from one to the next, and is told by the drafts alone."""

_UNSHUFFLED = (0, 1, 2)
"""The first taste, first come first served, and the first one by rate: in these, equals go as the operation lists them.
"""

_BY_RATE = (1, 2)
