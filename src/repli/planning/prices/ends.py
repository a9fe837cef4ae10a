"""How early each site's last off block, closing wave and closure can be (docs/reference/bound-meaning.md, 3).

>>> ends_of(Waves(firsts), {}).wave["AB101"]  # doctest: +SKIP
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from repli.model import Site
from repli.planning.lines import Line, lines_of
from repli.planning.prices.doors import LOADED, Door
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
    least = {site_id: max(minute, claimed.get(site_id, minute)) for site_id, minute in bare.items()}
    found = _round(waves, sites, least, {})
    closes = _closures(waves, sites, found)
    for _ in waves.firsts.yard.operation.sites:
        passed = {site_id: max([minute, *_passed(waves, site_id, found)]) for site_id, minute in least.items()}
        known, found = found, _round(waves, sites, passed, closes)
        closes = _closures(waves, sites, found)
        if found == known:
            break
    return found


def _passed(waves: Waves, site_id: str, ends: Ends) -> Iterator[int]:
    """Yield when what leaves other sites last can have left this one, where it has to pass its stock."""
    for other, minutes in waves.passing.get(site_id, {}).items():
        if other in ends.last_off:
            yield ends.last_off[other] + minutes


def last_gone(firsts: Firsts, site: Site) -> int | None:
    """Return a minute before which the last line has not left a site; None if none leaves, or one cannot."""
    lines = [one for one in lines_of(firsts.yard.operation) if one.site_id == site.site_id and leaves(firsts.yard, one)]
    last = max((_first_gone(firsts, one) for one in lines), default=_NEVER)
    return None if last >= _NEVER else last


def site_doors(firsts: Firsts, site_id: str) -> tuple[Door, ...]:
    """Return the doors that what is loaded at a site can pass first."""
    yard = firsts.yard
    return tuple(door for place in yard.places_of(site_id) for door in yard.doors_at(place, LOADED))


def _round(waves: Waves, sites: list[Site], bare: Mapping[str, int], closes: Mapping[str, int]) -> Ends:
    """Return the ends of the sites: no last off block before ``bare``, nor before ``closes`` of those it follows."""
    minutes = waves.firsts.yard.operation.wave_minutes
    wave: dict[str, int] = {}
    for site in sites:
        if site.site_id not in bare:
            continue
        least = [bare[site.site_id] - minutes]
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
