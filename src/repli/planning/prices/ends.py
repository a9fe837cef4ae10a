"""How early each site's last off block, closing wave and closure can be (docs/reference/bound-meaning.md, 3).

>>> ends_of(Waves(firsts), {}).wave["AB101"]  # doctest: +SKIP
"""

from collections.abc import Mapping
from dataclasses import dataclass

from repli.model import Site
from repli.planning.lines import Line, lines_of
from repli.planning.prices.doors import IN, LOADED, OUT, Door
from repli.planning.prices.first import Firsts, leaves, seats_for
from repli.planning.prices.waves import Waves, handover_start

__all__ = ["Ends", "ends_of", "last_gone", "site_doors"]

_NEVER = 1 << 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """For each site that lines leave: no earlier ``last_off``, no earlier start of its ``wave``."""

    last_off: Mapping[str, int]
    wave: Mapping[str, int]


def ends_of(waves: Waves, claimed: Mapping[str, int]) -> Ends:
    """Return the ends of the sites, given the minutes that claims of kind ``site`` have proven."""
    sites = [site for site in waves.firsts.yard.operation.sites if site.inside]
    bare = {site.site_id: minute for site in sites if (minute := last_gone(waves.firsts, site)) is not None}
    found = _round(waves, sites, bare, claimed, {})
    closes = _closures(waves, sites, found)
    for _ in waves.firsts.yard.operation.sites:
        found = _round(waves, sites, bare, claimed, closes)
        known, closes = closes, _closures(waves, sites, found)
        if closes == known:
            break
    return found


def last_gone(firsts: Firsts, site: Site) -> int | None:
    """Return a minute before which the last line has not left a site; None if none leaves, or one cannot."""
    lines = [one for one in lines_of(firsts.yard.operation) if one.site_id == site.site_id and leaves(firsts.yard, one)]
    last = max((_first_gone(firsts, one) for one in lines), default=_NEVER)
    return None if last >= _NEVER else last


def site_doors(firsts: Firsts, site_id: str) -> tuple[Door, ...]:
    """Return the doors that what is loaded at a site can pass first."""
    return tuple(Door(*place, way, LOADED) for place in firsts.yard.places_of(site_id) for way in (OUT, IN))


def _round(
    waves: Waves, sites: list[Site], bare: Mapping[str, int], claimed: Mapping[str, int], closes: Mapping[str, int]
) -> Ends:
    """Return the ends of the sites if those that they close after close no earlier than ``closes``."""
    minutes = waves.firsts.yard.operation.wave_minutes
    wave: dict[str, int] = {}
    for site in sites:
        if site.site_id not in bare:
            continue
        least = [bare[site.site_id] - minutes, claimed.get(site.site_id, 0) - minutes]
        if site.handover_minutes > 0:
            held = handover_start(waves.firsts, site)
            if held is None:
                continue  # no plan keeps the rules: that is said elsewhere, and nothing is built on it
            least += [held] if site.act_after else [held, held + site.handover_minutes - minutes]
        if site.handover_minutes <= 0 or not site.act_after:
            least += [closes[earlier] - minutes for earlier in site.closes_after if earlier in closes]
        start = waves.first(site.site_id, max(least))
        if start is not None:
            wave[site.site_id] = start
    return Ends(last_off={site_id: start + minutes for site_id, start in wave.items()}, wave=wave)


def _closures(waves: Waves, sites: list[Site], ends: Ends) -> dict[str, int]:
    """Return a minute before which each site is not closed, where one is known."""
    found: dict[str, int] = dict(ends.last_off)
    for site in sites:
        held = handover_start(waves.firsts, site) if site.handover_minutes > 0 else None
        if held is not None:
            end = held + site.handover_minutes
            found[site.site_id] = max(end, found.get(site.site_id, end))
    return found


def _first_gone(firsts: Firsts, line: Line) -> int:
    """Return the least minute at which a line goes off block from its own site."""
    found = firsts.of_line(line)
    field_id = firsts.yard.operation.site_of[line.site_id].field_id
    minutes = [found.doors[door] for door in site_doors(firsts, line.site_id) if door in found.doors]
    flights = seats_for(firsts.yard, line, found)
    minutes += [one.departs_minute for one in flights if one.from_field == field_id]
    return min(minutes, default=_NEVER)
