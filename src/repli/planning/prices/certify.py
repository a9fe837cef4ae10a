"""From proposed prices to a certificate: whole numbers under which no sortie earns more than it pays.

Doors are rounded down and scarce things up; where a sortie would still earn too much, its door's prices are cut down
together. So whatever the solver said, what leaves here holds, and its value is worked out exactly.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import ceil, floor

from repli.model import Certificate, DoorPrices, FloorPrices, RowPrice
from repli.planning.prices.ask import Proposal
from repli.planning.prices.doors import IN, LOADED, Door
from repli.planning.prices.exact import charges
from repli.planning.prices.grid import Buckets
from repli.planning.prices.ground import Held
from repli.planning.prices.offers import Offer
from repli.planning.prices.tours import TOURS
from repli.units import KG_PER_TONNE

__all__ = ["certificate_of"]

_Prices = list[tuple[int, int, int]]


def certificate_of(
    bare: Certificate, proposal: Proposal, offers: Mapping[Door, tuple[Offer, ...]], resolution: float
) -> Certificate:
    """Return ``bare`` with the proposed prices, ``resolution`` times as large, made whole so that they hold."""
    buckets = Buckets(bare.grid_minute)
    priced = replace(
        bare,
        rows=tuple(_rows(proposal, resolution)),
        floors=tuple(_floors(proposal, len(buckets), resolution)),
    )
    until = bare.value if bare.claim in {"closure", "site"} else len(buckets)
    doors: dict[Door, _Prices] = {}
    for door in sorted(offers, key=lambda one: (one.kind, one.to_place == IN, one)):
        model = _model(door, proposal, doors)
        if model is None:
            continue
        prices = list(model) if door not in proposal.doors else _whole(proposal.doors[door], len(buckets), resolution)
        for offer in offers[door]:
            _cut(prices, offer, charges(priced, offer), until)
        doors[door] = prices
    return replace(
        priced, doors=tuple(_listed(door, prices) for door, prices in sorted(doors.items()) if any(map(any, prices)))
    )


def _model(door: Door, proposal: Proposal, doors: Mapping[Door, _Prices]) -> _Prices | None:
    """Return the prices that a door takes over: those of what is loaded there."""
    if door in proposal.doors:
        return []
    return None if door.kind == LOADED else doors.get(door._replace(kind=LOADED))


def _whole(prices: Sequence[tuple[float, float, float]], count: int, resolution: float) -> _Prices:
    """Return the prices of a door rounded down, with zeros for the buckets that do not count."""
    found = [
        (
            max(0, floor(kg * resolution / KG_PER_TONNE)),
            max(0, floor(seat * resolution)),
            max(0, floor(position * resolution)),
        )
        for kg, seat, position in prices
    ]
    return found + [(0, 0, 0)] * (count - len(found))


def _cut(prices: _Prices, offer: Offer, paid: Sequence[int], end: int) -> None:
    """Lower the prices of a door where an offer earns more than it pays, all in proportion."""
    for t in range(end):
        kg, seat, position = prices[t]
        earned = kg * offer.payload_kg + seat * offer.seats + position * offer.positions
        if offer.opened[t] and earned > paid[t]:
            prices[t] = (kg * paid[t] // earned, seat * paid[t] // earned, position * paid[t] // earned)


def _rows(proposal: Proposal, resolution: float) -> Iterator[RowPrice]:
    """Yield the prices of scarce things: equal ones of buckets that follow each other as one row."""
    for (kind, subject), prices in sorted(proposal.charges.items()):
        whole = [max(0, ceil(price * resolution)) for price in prices]
        if kind in {"permits", TOURS}:
            yield from _stretches(kind, subject, whole)
        else:
            yield from _falling(kind, subject, whole)
    for name, (at, seat, kg) in sorted(proposal.flights.items()):
        for kind, price, size in (("seats", seat, 1), ("seats-kg", kg, KG_PER_TONNE)):
            whole_price = max(0, round(price * resolution / size))
            if whole_price:
                yield RowPrice(kind=kind, subject=name, first=at, last=at, price=whole_price)


def _stretches(kind: str, subject: str, whole: Sequence[int]) -> Iterator[RowPrice]:
    first = 0
    for t in range(1, len(whole) + 1):
        if t == len(whole) or whole[t] != whole[first]:
            if whole[first]:
                yield RowPrice(kind=kind, subject=subject, first=first, last=t - 1, price=whole[first])
            first = t


def _falling(kind: str, subject: str, whole: Sequence[int]) -> Iterator[RowPrice]:
    """Yield rows from the first bucket on, whose sums are prices that never rise."""
    above = 0
    for t in range(len(whole) - 1, -1, -1):
        if whole[t] > above:
            yield RowPrice(kind=kind, subject=subject, first=0, last=t, price=whole[t] - above)
            above = whole[t]


def _floors(proposal: Proposal, count: int, resolution: float) -> Iterator[FloorPrices]:
    for held, prices in proposal.floors:
        size = KG_PER_TONNE if held.kind == "floor-kg" else 1
        whole = [_credit(held, t, price * resolution / size) for t, price in enumerate(prices)]
        if any(whole):
            whole += [0] * (count - len(whole))
            yield FloorPrices(kind=held.kind, site_id=held.site_id, function=held.function, prices=tuple(whole))


def _credit(held: Held, t: int, price: float) -> int:
    return 0 if held.least[t] is None else max(0, round(price))


def _listed(door: Door, prices: _Prices) -> DoorPrices:
    return DoorPrices(
        mode=door.mode,
        place_id=door.place_id,
        to_place=door.to_place,
        kind=door.kind,
        kg=tuple(one[0] for one in prices),
        seat=tuple(one[1] for one in prices),
        position=tuple(one[2] for one in prices),
    )
