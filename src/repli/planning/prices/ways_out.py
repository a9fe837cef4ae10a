"""The ways out that a class of payers is priced on while prices are looked for: direct, or by way of one other site.

For given prices `Way.cheapest` finds the best buckets of a way at once, as arrays over buckets. What has more hops is
left to the exact walk, which knows every way (`repli.planning.prices.walk`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repli.planning.prices.classes import Payer
from repli.planning.prices.doors import AIR, IN, LOADED, OUT, Door
from repli.planning.prices.grid import Buckets
from repli.planning.prices.ground import Ground

__all__ = ["Floats", "Way", "ways_of"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Out by ``last``; before that, where ``first`` is given, by that door into the stock of ``site_id``.

    ``minutes``: when the payer is out in each bucket (below 0: it cannot be); ``open_first``: where it can pass first.
    """

    first: Door | None
    site_id: str | None
    last: Door
    minutes: NDArray[np.int64]
    open_first: NDArray[np.bool_] | None

    def some(self, steps: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Yield the buckets (first, last) of the way that come so many open ones after its first; first is late."""
        opened = np.flatnonzero(self.minutes >= 0)
        entries = None if self.open_first is None else np.flatnonzero(self.open_first)
        for step in steps:
            last = int(opened[step]) if step < len(opened) else None
            earlier = entries if entries is None or last is None else entries[entries <= last]
            if last is not None and (earlier is None or len(earlier)):
                yield (last if earlier is None else int(earlier[-1])), last

    def cheapest(self, paid: Mapping[Door, Floats], cost: Floats, own: Floats, there: Floats) -> tuple[float, int, int]:
        """Return what the way costs at least, and its buckets (first, last).

        ``own`` and ``there``: what was credited at the own site, and at the other one, before each bucket.
        """
        out = np.where(self.minutes >= 0, paid[self.last] + cost, np.inf)
        if self.first is None or self.open_first is None:
            total = out - own
            at = int(np.argmin(total))
            return float(total[at]), at, at
        entry = np.where(self.open_first, paid[self.first] - own + there, np.inf)
        before = np.minimum.accumulate(entry)
        total = before + out - there
        at = int(np.argmin(total))
        return float(total[at]), int(np.argmin(entry[: at + 1])), at


def ways_of(ground: Ground, buckets: Buckets, end: int, payer: Payer) -> Iterator[Way]:
    """Yield the ways of a payer, direct ones first."""
    for place in ground.yard.places_of(payer.family.site_id):
        door = Door(*place, OUT, LOADED)
        if door in payer.family.first.doors:
            yield _way(ground, buckets, end, payer, (None, None, door))
    for place in ground.yard.places_of(payer.family.site_id):
        entry = Door(*place, IN, LOADED)
        if entry not in payer.family.first.doors:
            continue
        ends = {edge.to_place for edge in ground.yard.edges_of[entry[:3]]}
        for site_id in sorted({one for end_place in ends for one in ground.yard.sites_at(entry.mode, end_place)}):
            for onward in ground.yard.places_of(site_id):
                door = Door(*onward, OUT, LOADED)
                if door in payer.family.first.doors and site_id != payer.family.site_id:
                    yield _way(ground, buckets, end, payer, (entry, site_id, door))


def _way(ground: Ground, buckets: Buckets, end: int, payer: Payer, hops: tuple[Door | None, str | None, Door]) -> Way:
    """Return the way by a door inwards (or none), the stock of a site, and a door out."""
    entry, site_id, last = hops
    firsts = payer.family.first.doors
    opened = buckets.opened(ground.yard.door_hours[last[:3]], firsts[last])[:end]
    road = 0 if last.mode == AIR else min(edge.block_minutes for edge in ground.yard.edges_of[last[:3]])
    first = None
    if entry is not None:
        hours = buckets.opened(ground.yard.door_hours[entry[:3]], firsts[entry])[:end]
        first = np.array([minute is not None for minute in hours], dtype=bool)
    return Way(
        first=entry,
        site_id=site_id,
        last=last,
        minutes=np.array([-1 if minute is None else minute + road for minute in opened], dtype=np.int64),
        open_first=first,
    )
