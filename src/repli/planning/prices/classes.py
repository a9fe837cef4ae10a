"""Payers, coarsely: few classes that stand for all, for the linear program only.

Items of a site, ready in the same bucket, with about the same positions a tonne are one class of so many tonnes; people
that differ in nothing that floors count are one class. The prices that come out are then asked of every unit exactly.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from repli.planning.prices.grid import Buckets
from repli.planning.prices.payers import Family, Member
from repli.units import KG_PER_TONNE

__all__ = ["Payer", "payers_of"]

_RATIOS = 8
"""Classes of items by positions a tonne."""
_MOST = 250
"""Classes in all, if days can be taken together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payer:
    """So many units (people, or tonnes of items) with the times of one family; sizes are those of one unit."""

    family: Family
    units: float
    tonnes: float
    seat: int
    positions: float
    member: Member
    sensitive: float


def payers_of(families: Sequence[Family], buckets: Buckets) -> tuple[Payer, ...]:
    """Return the classes of what leaves, not too many: the more there are, the more days count as one ready date."""
    together = 1
    while len(payers := _classes(families, buckets, together)) > _MOST and together < len(buckets):
        together *= 2
    return payers


def _classes(families: Iterable[Family], buckets: Buckets, together: int) -> tuple[Payer, ...]:
    """Return the classes with so many buckets taken as one; what an act on site ends is not among them."""
    found: dict[tuple[object, ...], list[tuple[Family, Member, int]]] = defaultdict(list)
    for family in families:
        if family.act_end_minute is not None:
            continue
        first = min((buckets.of(minute) or 0 for minute in family.first.doors.values()), default=0)
        times = (first // together, frozenset(family.first.doors))
        flights = tuple(one.flight_id for _, one in family.flights)
        start = buckets.of(family.start_minute)
        for member, count in zip(family.members, family.counts, strict=True):
            kind = (member.function, member.kg) if member.seat else _ratio(member)
            found[family.site_id, start, times, flights, member.seat, kind].append((family, member, count))
    return tuple(_payer(parts) for parts in found.values())


def _ratio(member: Member) -> int:
    """Return the class of an item: none, and steps of positions a tonne."""
    if member.positions == 0 or member.kg == 0:
        return -1 if member.positions == 0 else _RATIOS + 1
    a_tonne = member.positions * KG_PER_TONNE / member.kg
    return next((step for step in range(_RATIOS) if a_tonne <= 0.1 * 1.5**step), _RATIOS)


def _payer(parts: list[tuple[Family, Member, int]]) -> Payer:
    """Return the class of some members, with the earliest time at each door among them."""
    family = _earliest([one for one, _, _ in parts])
    member = parts[0][1]
    count = sum(number for _, _, number in parts)
    kg = sum(one.kg * number for _, one, number in parts)
    units = count if member.seat else max(kg, 1) / KG_PER_TONNE
    return Payer(
        family=family,
        units=units,
        tonnes=kg / KG_PER_TONNE / units,
        seat=member.seat,
        positions=sum(one.positions * number for _, one, number in parts) / units,
        member=member,
        sensitive=sum(one.sensitive * number for _, one, number in parts) / units,
    )


def _earliest(families: Sequence[Family]) -> Family:
    """Return a family that the most edges take, with the least minute of all at each door."""
    widest = max(families, key=lambda one: len(one.first.yard.edges))
    doors = {door: min(one.first.doors[door] for one in families) for door in families[0].first.doors}
    return replace(widest, first=replace(widest.first, doors=doors))
