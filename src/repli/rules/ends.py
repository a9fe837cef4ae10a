"""How early a site can end: its closing wave, its last off block, its closure (docs/reference/bound-meaning.md, 3).

A site does not close before the last of its own lines can have left it; its closing wave does not start before the
handover can have, nor before so few remain that a wave can lift them, nor long before a site that closes first.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping

from repli.model import Operation, Site
from repli.rules.closingwave import ClosingWave
from repli.rules.doors import DoorKey
from repli.rules.hours import first_room, joined
from repli.rules.lines import Line
from repli.rules.passages import passages_of
from repli.rules.reading import AIR
from repli.rules.routes import LOADED, Ways

__all__ = ["NEVER", "Ends", "first_handover", "own_doors"]

ROAD = "road"

NEVER = 10**15
"""A minute of what no plan can do."""


class Ends:
    """The earliest ends of the sites inside that lines leave from; claims about sites may raise them."""

    def __init__(self, ways: Ways) -> None:
        """Work out the earliest ends of each site."""
        self.ways = ways
        self.alone: dict[str, int] = {}
        for line in ways.lines.values():
            if line.leaves:
                first = first_departure(ways, line)
                self.alone[line.site_id] = max(first, self.alone.get(line.site_id, first))
        sites = ways.operation.sites
        self._sites = [site for site in sites if site.inside]
        self._acts = {site.site_id: first_handover(ways.operation, site) for site in self._sites}
        self._waves = {site.site_id: ClosingWave(ways, site) for site in self._sites if site.site_id in self.alone}
        self._passages = passages_of(ways)
        self._claims: dict[str, int] = {}
        self._starts: Mapping[str, int] = {}
        self._work_out()

    def last_off(self, site_id: str) -> int | None:
        """Return a minute before which the last off block of the site is not; None where nothing is known of it."""
        start = self.wave_start(site_id)
        return None if start is None else start + self.ways.operation.wave_minutes

    def wave_start(self, site_id: str) -> int | None:
        """Return a minute before which the closing wave does not start; None where nothing is known of it."""
        return self._starts.get(site_id)

    def raise_to(self, site_id: str, minute: int) -> None:
        """Take note that the last off block of a site is proven not to be sooner."""
        self._claims[site_id] = max(minute, self._claims.get(site_id, minute))
        self._work_out()

    def _work_out(self) -> None:
        """Find all starts alone, then as often as there are sites with what the others' closures say."""
        closures: Mapping[str, int] = {}
        self._starts = {}
        for _ in range(1 + len(self.ways.operation.sites)):
            starts = {
                site.site_id: start for site in self._sites if (start := self._start_of(site, closures)) is not None
            }
            self._starts = starts
            closures = {site.site_id: max(ends) for site in self._sites if (ends := self._closures_of(site))}

    def _start_of(self, site: Site, closures: Mapping[str, int]) -> int | None:
        """Return the earliest start of the closing wave of a site; None where there is none by the horizon."""
        alone, act = self.alone.get(site.site_id, NEVER), self._acts[site.site_id]
        if NEVER in {alone, act}:
            return None
        wave = self.ways.operation.wave_minutes
        ends = [alone, self._claims.get(site.site_id, alone), *self._passing(site)]
        if act is None or not site.act_after:
            ends += [closures[other] for other in site.closes_after if other in closures]
        if act is not None:
            ends += [act + wave] + ([] if site.act_after else [act + site.handover_minutes])
        return self._first_possible(site, max(ends) - wave)

    def _passing(self, site: Site) -> Iterator[int]:
        """Yield how early what goes last from other sites goes off block here, where it has to pass this stock."""
        for (other, passed), minutes in self._passages.items():
            last = self.last_off(other) if passed == site.site_id else None
            if last is not None:
                yield last + minutes

    def _first_possible(self, site: Site, earliest: int) -> int | None:
        wave, last = self._waves[site.site_id], self.ways.operation.horizon_minute - self.ways.operation.wave_minutes
        later = wave.turns[bisect_right(wave.turns, earliest) : bisect_right(wave.turns, last)]
        starts = [earliest, *later] if earliest <= last else []
        return next((start for start in starts if wave.is_possible(start)), None)

    def _closures_of(self, site: Site) -> list[int]:
        act, last_off = self._acts[site.site_id], self.last_off(site.site_id)
        handed = [] if act is None or act == NEVER else [act + site.handover_minutes]
        return handed + ([] if last_off is None else [last_off])


def first_handover(operation: Operation, site: Site) -> int | None:
    """Return the earliest start of a handover after its notice, `NEVER` where there is no room; None if none is due."""
    if not site.inside or site.handover_minutes <= 0:
        return None
    noticed = operation.as_of_minute + site.notice_minutes
    start = first_room(joined(site.office_intervals), noticed, site.handover_minutes)
    return NEVER if start is None else start


def own_doors(ways: Ways, site: Site) -> tuple[DoorKey, ...]:
    """Return the doors through which what is loaded from a site's stock can go off block."""
    places = [(ROAD, site.site_id), *([(AIR, site.field_id)] if site.field_id is not None else [])]
    return tuple(key for place in places for key in ways.network.at(*place))


def first_departure(ways: Ways, line: Line) -> int:
    """Return the earliest off block of a line from its own site, `NEVER` if there is none."""
    operation = ways.operation
    site = operation.site_of[line.site_id]
    first = ways.first(line)
    minutes = [first.doors[key, LOADED] for key in own_doors(ways, site) if (key, LOADED) in first.doors]
    minutes += [
        one.departs_minute
        for one in ways.seats(line)
        if one.from_field == site.field_id and first.sites[site.site_id] <= one.departs_minute - one.check_in_minutes
    ]
    return min(minutes, default=NEVER)
