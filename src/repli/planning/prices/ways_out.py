"""The ways out that a class of payers is priced on while prices are looked for: direct, or by way of other sites.

For given prices `Way.cheapest` finds the best buckets of a way at once, as arrays over buckets. What has more hops is
left to the exact walk, which knows every way (`repli.planning.prices.walk`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repli.planning.prices.classes import Payer
from repli.planning.prices.doors import IN, LOADED, ROAD, Door
from repli.planning.prices.grid import Buckets

__all__ = ["Floats", "Hop", "Way", "ways_of"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """Through a door inwards, in the buckets where it is open, into the stock of a site."""

    door: Door
    site_id: str
    opened: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """From the stock of the payer's own site by hops, then out by ``last``.

    ``minutes``: when the payer is out in each bucket (below 0: it cannot be).
    """

    own_site: str
    hops: tuple[Hop, ...]
    last: Door
    minutes: NDArray[np.int64]

    @property
    def doors(self) -> tuple[Door, ...]:
        """The doors that are passed, in order."""
        return (*(hop.door for hop in self.hops), self.last)

    @property
    def sites(self) -> tuple[str, ...]:
        """The sites whose stock is waited in, in order: before each door, one."""
        return (self.own_site, *(hop.site_id for hop in self.hops))

    def some(self, steps: Iterable[int], *, early: bool = False) -> Iterator[tuple[int, ...]]:
        """Yield buckets of the doors that come so many open ones after the first of the last door.

        Hops are late, or as ``early`` as can be: then whatever waits at another site waits there long.
        """
        opened = np.flatnonzero(self.minutes >= 0)
        for step in steps:
            if 0 <= step < len(opened):
                found = self._before(int(opened[step])) if not early else self._after(int(opened[step]))
                if len(found) == len(self.doors):
                    yield tuple(found)

    def _before(self, last: int) -> list[int]:
        """Return buckets, the last one given, as late as can be; fewer where there are none."""
        found = [last]
        for hop in reversed(self.hops):
            entries = np.flatnonzero(hop.opened[: found[0] + 1])
            if not len(entries):
                break
            found.insert(0, int(entries[-1]))
        return found

    def _after(self, last: int) -> list[int]:
        """Return buckets, the last one given, as early as can be; fewer where there are none."""
        found: list[int] = []
        for hop in self.hops:
            entries = np.flatnonzero(hop.opened[: last + 1])
            entries = entries[entries >= found[-1]] if found else entries
            if not len(entries):
                break
            found.append(int(entries[0]))
        return [*found, last]

    def cheapest(
        self, paid: Mapping[Door, Floats], cost: Floats, earned: Mapping[str, Floats], parts: int = 1
    ) -> Iterator[tuple[float, tuple[int, ...]]]:
        """Yield what the way costs at least if it ends in each of some parts of the grid, and the buckets of its doors.

        ``cost``: of being out in each bucket; ``earned``: what was credited at each site before each bucket.
        """
        reached, entries = np.zeros(len(cost)), list[Floats]()
        for hop, site_id in zip(self.hops, self.sites, strict=False):
            step = reached - earned[site_id] + paid[hop.door] + earned[hop.site_id]
            entries.append(np.where(hop.opened, step, np.inf))
            reached = np.minimum.accumulate(entries[-1])
        total = reached - earned[self.sites[-1]] + np.where(self.minutes >= 0, paid[self.last] + cost, np.inf)
        for part in np.array_split(np.arange(len(total)), parts):
            if len(part):
                found = [int(part[np.argmin(total[part])])]
                for entry in reversed(entries):
                    found.insert(0, int(np.argmin(entry[: found[0] + 1])))
                yield float(total[found[-1]]), tuple(found)


def ways_of(buckets: Buckets, end: int, payer: Payer, *, claim: str, most_hops: int) -> Iterator[Way]:
    """Yield the ways of a payer that a claim counts, direct ones first, then those with more and more hops.

    Claims of kind ``site`` end with any door of the site, all others out; those of kind ``closure`` before ``end``.
    """
    paths: list[tuple[tuple[Door, str], ...]] = [()]
    for hops in range(most_hops + 1):
        for path in paths:
            yield from _ending(buckets, end, payer, path, claim)
        if hops < most_hops:
            paths = [longer for path in paths for longer in _longer(payer, path)]


def _longer(payer: Payer, path: Sequence[tuple[Door, str]]) -> Iterator[tuple[tuple[Door, str], ...]]:
    """Yield the path with one more hop to another site."""
    here, yard = path[-1][1] if path else payer.family.site_id, payer.family.first.yard
    for place in yard.places_of(here):
        entry = Door(*place, IN, LOADED)
        if entry in payer.family.first.doors:
            ends = {edge.to_place for edge in yard.edges_of[entry.key]}
            for site_id in sorted({one for end_place in ends for one in yard.sites_at(entry.mode, end_place)}):
                if site_id != here:
                    yield (*path, (entry, site_id))


def _ending(buckets: Buckets, end: int, payer: Payer, path: Sequence[tuple[Door, str]], claim: str) -> Iterator[Way]:
    """Yield the ways that end after a path."""
    yard, firsts = payer.family.first.yard, payer.family.first.doors
    hours = yard.door_hours
    here = path[-1][1] if path else payer.family.site_id
    doors = (door for place in yard.places_of(here) for door in yard.doors_at(place, LOADED))
    for last in (door for door in doors if door in firsts and (door.to_place != IN or claim == "site")):
        hops = tuple(
            Hop(door=door, site_id=site_id, opened=_opened(buckets.opened(hours[door.key], firsts[door])[:end]))
            for door, site_id in path
        )
        driven = last.mode == ROAD and last.to_place != IN
        road = min(edge.block_minutes for edge in yard.edges_of[last.key]) if driven else 0
        minutes = buckets.opened(hours[last.key], firsts[last])[:end]
        outs = np.array([-1 if minute is None else minute + road for minute in minutes], dtype=np.int64)
        outs = np.where(outs < buckets.cuts[end], outs, -1) if claim == "closure" else outs
        yield Way(own_site=payer.family.site_id, hops=hops, last=last, minutes=outs)


def _opened(minutes: Sequence[int | None]) -> NDArray[np.bool_]:
    return np.array([minute is not None for minute in minutes], dtype=bool)
