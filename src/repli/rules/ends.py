"""How early a site can end: its last off block, and its closing wave (docs/reference/bound-meaning.md, 3).

A site does not close before the last of its own lines can have left it, and its closing wave does not start before the
handover can have: plan-meaning F.
"""

from repli.model import Operation, Site
from repli.rules.doors import IN, OUT
from repli.rules.hours import first_room, joined
from repli.rules.lines import Line
from repli.rules.reading import AIR
from repli.rules.routes import LOADED, Ways

__all__ = ["Ends", "first_handover", "own_doors"]

ROAD = "road"

NEVER = 10**15
"""A minute of what no plan can do: anything said of minutes before it is true of all plans."""


class Ends:
    """The earliest ends of the sites inside that lines leave from; claims about sites may raise them."""

    def __init__(self, ways: Ways) -> None:
        """Work out the earliest last off block of each site from its lines."""
        self.ways = ways
        self._last_off: dict[str, int] = {}
        for line in ways.lines.values():
            if line.leaves:
                self._raise(line.site_id, first_departure(ways, line))

    def last_off(self, site_id: str) -> int | None:
        """Return a minute before which the last off block of the site is not; None where no line leaves."""
        known = self._last_off.get(site_id)
        if known is None:
            return None
        return max(known, self._wave_after(site_id, known) + self.ways.operation.wave_minutes)

    def wave_start(self, site_id: str) -> int | None:
        """Return a minute before which the closing wave does not start; None where no line leaves."""
        known = self._last_off.get(site_id)
        return None if known is None else self._wave_after(site_id, known)

    def raise_to(self, site_id: str, minute: int) -> None:
        """Take note that the last off block of a site is proven not to be sooner."""
        if site_id in self._last_off:
            self._raise(site_id, minute)

    def _raise(self, site_id: str, minute: int) -> None:
        self._last_off[site_id] = max(minute, self._last_off.get(site_id, minute))

    def _wave_after(self, site_id: str, last_off: int) -> int:
        start = last_off - self.ways.operation.wave_minutes
        act = first_handover(self.ways.operation, self.ways.operation.site_of[site_id])
        return start if act is None else max(start, act)


def first_handover(operation: Operation, site: Site) -> int | None:
    """Return the earliest start of a handover after its notice, `NEVER` where there is no room; None if none is due."""
    if not site.inside or site.handover_minutes <= 0:
        return None
    noticed = operation.as_of_minute + site.notice_minutes
    start = first_room(joined(site.office_intervals), noticed, site.handover_minutes)
    return NEVER if start is None else start


def own_doors(ways: Ways, site: Site) -> tuple[tuple[str, str, str], ...]:
    """Return the doors through which what is loaded from a site's stock can go off block."""
    places = [(ROAD, site.site_id), *([(AIR, site.field_id)] if site.field_id is not None else [])]
    keys = [(mode, place, direction) for mode, place in places for direction in (IN, OUT)]
    return tuple(key for key in keys if key in ways.network.doors)


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
