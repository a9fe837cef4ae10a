"""How early each site's last off block, handover and closing wave can be (docs/reference/bound-meaning.md, 3).

>>> Ends(firsts).of({}).wave["AB101"]  # doctest: +SKIP
"""

from collections.abc import Mapping
from dataclasses import dataclass

from repli.model import Site
from repli.planning.hours import hours_of
from repli.planning.lines import Line, lines_of
from repli.planning.prices.doors import IN, LOADED, OUT, Door
from repli.planning.prices.first import Firsts, leaves, seats_for

__all__ = ["Ends", "ends_of", "handover_start", "site_doors"]

_NEVER = 1 << 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """For each site that lines leave: no earlier ``last_off``, no earlier start of its ``wave``."""

    last_off: Mapping[str, int]
    wave: Mapping[str, int]


def ends_of(firsts: Firsts, claimed: Mapping[str, int]) -> Ends:
    """Return the ends of the sites, given the minutes that claims of kind ``site`` have proven."""
    operation = firsts.yard.operation
    last_off: dict[str, int] = {}
    wave: dict[str, int] = {}
    for site in operation.sites:
        lines = [one for one in lines_of(operation) if one.site_id == site.site_id and leaves(firsts.yard, one)]
        if not site.inside or not lines:
            continue
        least = max([claimed.get(site.site_id, 0), *(_first_gone(firsts, one) for one in lines)])
        start = least - operation.wave_minutes
        if site.handover_minutes > 0:
            held = handover_start(firsts, site)
            start = max(start, _NEVER if held is None else held)
        if max(least, start) >= _NEVER:
            continue  # no plan keeps the rules: that is said elsewhere, and nothing is built on it
        wave[site.site_id] = start
        last_off[site.site_id] = max(least, start + operation.wave_minutes)
    return Ends(last_off=last_off, wave=wave)


def handover_start(firsts: Firsts, site: Site) -> int | None:
    """Return the earliest start of a site's handover: notice given, and long enough in office hours."""
    as_of = firsts.yard.operation.as_of_minute
    return hours_of(site.office_intervals).next_span(as_of + site.notice_minutes, site.handover_minutes)


def site_doors(firsts: Firsts, site_id: str) -> tuple[Door, ...]:
    """Return the doors that what is loaded at a site can pass first."""
    return tuple(Door(*place, way, LOADED) for place in firsts.yard.places_of(site_id) for way in (OUT, IN))


def _first_gone(firsts: Firsts, line: Line) -> int:
    """Return the least minute at which a line goes off block from its own site."""
    found = firsts.of_line(line)
    field_id = firsts.yard.operation.site_of[line.site_id].field_id
    minutes = [found.doors[door] for door in site_doors(firsts, line.site_id) if door in found.doors]
    flights = seats_for(firsts.yard, line, found)
    minutes += [one.departs_minute for one in flights if one.from_field == field_id]
    return min(minutes, default=_NEVER)
