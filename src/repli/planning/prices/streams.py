"""Streams: units that ways and sizes make alike, wherever and whenever they set out; for the linear program only.

What a unit pays from a stock on does not ask where it came from. So people whom floors count alike, and items with
about the same positions a tonne, are one stream that flows in at many sites and times. The prices that come out are
then asked of every unit exactly.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor, log

from repli.planning.prices.doors import IN, LOADED, Yard
from repli.planning.prices.grid import Buckets
from repli.planning.prices.ground import Held
from repli.planning.prices.payers import Family, Flight, Member
from repli.units import KG_PER_TONNE

__all__ = ["Source", "Stream", "streams_of"]

_A_TONNE = 0.1
"""Positions a tonne at which the first class of items ends."""
_Part = tuple[Family, Member, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """So many units come to a site in bucket ``start``, and can leave it from ``ready`` on."""

    site_id: str
    start: int
    ready: int
    units: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """Units (people, or tonnes of items) that the same edges take; sizes are those of one unit.

    ``function``: of people, where a floor names it. ``guarded``: the site that these guards may leave last.
    """

    yard: Yard
    tonnes: float
    seat: int
    positions: float
    sensitive: float
    function: str
    guarded: str
    flights: tuple[Flight, ...]
    sources: tuple[Source, ...]

    @property
    def sizes(self) -> tuple[float, float, float]:
        """Tonnes, seats and positions of a unit, in the order of prices."""
        return self.tonnes, float(self.seat), self.positions

    def counted(self, held: Held) -> float:
        """Return what one unit counts towards a floor while it is at its site (kg floors: tonnes)."""
        if held.kind == "guards-last":
            return float(held.site_id == self.guarded)
        if held.kind == "floor-kg":
            return 0.0 if self.seat else self.tonnes
        if held.kind == "floor-sensitive":
            return self.sensitive
        return float(self.seat > 0 and held.function in (None, self.function))

    def sites(self, *, hops: bool) -> tuple[str, ...]:
        """Return the sites whose stock it may wait in: where it flows in, and with hops what doors inwards lead to."""
        found: set[str] = set()
        queue = [one.site_id for one in self.sources]
        while queue:
            here = queue.pop()
            if here not in found:
                found.add(here)
                queue += onward(self.yard, here) if hops else []
        return tuple(sorted(found))


def onward(yard: Yard, site_id: str) -> list[str]:
    """Return the other sites to whose stock a leg inwards leads from a site."""
    entries = [door.key for place in yard.places_of(site_id) for door in yard.doors_at(place, LOADED)]
    ends = sorted({(key[0], edge.to_place) for key in entries if key[2] == IN for edge in yard.edges_of[key]})
    return [one for end in ends for one in yard.sites_at(*end) if one != site_id]


def streams_of(families: Iterable[Family], buckets: Buckets, held: Sequence[Held], step: float) -> tuple[Stream, ...]:
    """Return the streams of what leaves; ``step``: how many times the least positions a tonne items may have."""
    named = {one.function for one in held if one.kind == "floor-people"} - {None}
    last = {one.site_id for one in held if one.kind == "guards-last"}
    sensitive = any(one.kind == "floor-sensitive" for one in held)
    found: dict[tuple[str, str, object], list[_Part]] = defaultdict(list)
    for family in families:
        if family.act_end_minute is not None:
            continue
        for member, count in zip(family.members, family.counts, strict=True):
            guarded = family.site_id if member.guard and family.site_id in last else ""
            function = member.function if member.function in named else ""
            kind = (_ratio(member, step), member.sensitive and sensitive) if not member.seat else member.kg
            key = id(family.first.yard), member.seat, kind
            found[function, guarded, key].append((family, member, count))
    return tuple(_stream(parts, buckets, function, guarded) for (function, guarded, _), parts in found.items())


def _ratio(member: Member, step: float) -> int | None:
    """Return the class of an item by positions a tonne; None for what takes no position."""
    if member.positions == 0:
        return None
    return floor(log(member.positions * KG_PER_TONNE / max(member.kg, 1) / _A_TONNE, step))


def _stream(parts: Sequence[_Part], buckets: Buckets, function: str, guarded: str) -> Stream:
    """Return what is alike as one."""
    family, member, _ = parts[0]
    kg = sum(one.kg * count for _, one, count in parts)
    units = float(sum(count for _, _, count in parts)) if member.seat else max(kg, 1) / KG_PER_TONNE
    sources: dict[tuple[str, int, int], float] = defaultdict(float)
    for one, each, count in parts:
        size = float(count) if member.seat else max(each.kg * count, 1) / KG_PER_TONNE
        sources[one.site_id, buckets.of(one.start_minute) or 0, _ready(one, buckets)] += size
    return Stream(
        yard=family.first.yard,
        tonnes=kg / KG_PER_TONNE / units,
        seat=member.seat,
        positions=sum(one.positions * count for _, one, count in parts) / units,
        sensitive=sum(one.sensitive * count for _, one, count in parts) / units,
        function=function,
        guarded=guarded,
        flights=tuple({(site, f.flight_id): (site, f) for one, _, _ in parts for site, f in one.flights}.values()),
        sources=tuple(
            Source(site_id=site_id, start=start, ready=ready, units=size)
            for (site_id, start, ready), size in sorted(sources.items())
        ),
    )


def _ready(family: Family, buckets: Buckets) -> int:
    """Return the bucket in which a family can leave its site at the earliest."""
    known, yard = family.first.doors, family.first.yard
    doors = [door for place in yard.places_of(family.site_id) for door in yard.doors_at(place, LOADED)]
    minutes = [known[door] for door in doors if door in known]
    minutes += [flight.departs_minute for site_id, flight in family.flights if site_id == family.site_id]
    found = buckets.of(min(minutes)) if minutes else None
    return len(buckets) - 1 if found is None else found
