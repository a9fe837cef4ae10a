"""What a certificate is worth, in whole numbers (docs/reference/bound-meaning.md, 5 and 6).

The planner asks before it states a value; the rule book works it out again by code of its own.
"""

from collections.abc import Iterator, Mapping, Sequence

from repli.model import Certificate, RowPrice
from repli.planning.prices.doors import Door
from repli.planning.prices.ends import Ends, site_doors
from repli.planning.prices.grid import Buckets
from repli.planning.prices.ground import Ground
from repli.planning.prices.offers import Come, Offer
from repli.planning.prices.scarce import Scarce
from repli.planning.prices.tariff import Credit, Tariff
from repli.planning.prices.tours import TOURS
from repli.planning.prices.walk import Walks

__all__ = ["Prices", "charges", "claimed_value", "prices_of", "toured", "worth"]

Prices = Mapping[Door, Sequence[tuple[int, int, int]]]
"""(kg, seat, position) of each door, bucket by bucket."""


def prices_of(certificate: Certificate) -> Prices:
    """Return the door prices of a certificate, as they are listed."""
    return {
        Door(one.mode, one.place_id, one.to_place, one.kind): list(zip(one.kg, one.seat, one.position, strict=True))
        for one in certificate.doors
    }


def charges(certificate: Certificate, offer: Offer) -> list[int]:
    """Return what a sortie pays in each bucket, as prices are listed."""
    uses = dict(offer.uses)
    scale = certificate.scale if certificate.claim == "flying" else 0
    paid = [offer.flight_minutes * scale] * (len(certificate.grid_minute) - 1)
    for row in certificate.rows:
        used = uses.get((row.kind, row.subject), 0)
        if used:
            for t in range(row.first, row.last + 1):
                paid[t] += used * row.price
    return paid


def claimed_value(ground: Ground, certificate: Certificate, ends: Ends) -> int | None:
    """Return the minutes that a certificate of ``stay`` or ``flying`` proves; None if nothing can get out."""
    total = worth(ground, certificate, ends)
    if total is None:
        return None
    if certificate.claim == "stay":
        return total // ground.weights.divisor
    return -((Come(ground.yard).saved() * certificate.scale - total) // certificate.scale)


def worth(ground: Ground, certificate: Certificate, ends: Ends) -> int | None:
    """Return V, what all units pay less what all scarce things are worth; None if some unit has no way out."""
    buckets, scale = Buckets(certificate.grid_minute), 1 if certificate.claim != "stay" else certificate.scale
    paid = _site_paid(ground, certificate) if certificate.claim == "site" else _paid(ground, certificate, scale)
    if paid is None:
        return None
    held = {(one.kind, one.site_id, one.function): one.least for one in ground.held(ends, buckets)}
    for one in certificate.floors:
        least = held[one.kind, one.site_id, one.function]
        paid += scale * sum(price * (least[t] or 0) for t, price in enumerate(one.prices) if price)
    rows = [row for row in certificate.rows if row.kind != TOURS]
    spent = sum(row.price * _capacity(ground, buckets, row) for row in rows) + toured(ground.scarce, certificate)
    return paid - scale * spent


def toured(scarce: Scarce, certificate: Certificate) -> int:
    """Return the most that vehicles can pay by the rows of a certificate that price their sequences of sorties."""
    buckets = Buckets(certificate.grid_minute)
    charges: dict[str, list[int]] = {}
    for row in certificate.rows:
        if row.kind == TOURS:
            prices = charges.setdefault(row.subject, [0] * len(buckets))
            for t in range(row.first, row.last + 1):
                prices[t] += row.price
    return scarce.tours.worth(charges, buckets) if charges else 0


def _capacity(ground: Ground, buckets: Buckets, row: RowPrice) -> int:
    if row.kind in {"seats", "seats-kg"}:
        flight = ground.operation.seat_block_of[row.subject]
        return flight.seats if row.kind == "seats" else flight.payload_kg
    return ground.scarce.capacity((row.kind, row.subject), buckets, row.first, row.last)


def _paid(ground: Ground, certificate: Certificate, scale: int) -> int | None:
    """Return what all units pay at least."""
    doors = {
        door: [(kg * scale, seat * scale, position * scale) for kg, seat, position in prices]
        for door, prices in prices_of(certificate).items()
    }
    credited = tuple(
        Credit(
            kind=one.kind,
            site_id=one.site_id,
            function=one.function,
            prices=[price * scale for price in one.prices],
        )
        for one in certificate.floors
    )
    stay = certificate.claim == "stay"
    tariff = Tariff(
        doors=doors,
        flights=dict(_flights(certificate, scale)),
        credits=credited,
        person=ground.weights.person if stay else 0,
        item_kg=ground.weights.kg if stay else 0,
    )
    until = certificate.value if certificate.claim == "closure" else None
    walks = Walks(buckets=Buckets(certificate.grid_minute), until=until)
    total = 0
    for crowd in ground.crowds:
        values = walks.crowd(crowd, tariff)
        if values is None:
            return None
        total += sum(int(value) * count for value, count in zip(values, crowd.counts, strict=True))
    for family in ground.families:
        if family.act_end_minute is not None:
            value = walks.act(family, tariff)
            if value is None:
                return None
            total += value
    return total


def _flights(certificate: Certificate, scale: int) -> Iterator[tuple[str, tuple[int, int]]]:
    names = {row.subject for row in certificate.rows if row.kind in {"seats", "seats-kg"}}
    for name in sorted(names):
        rows = [row for row in certificate.rows if row.subject == name]
        yield (
            name,
            (
                scale * sum(row.price for row in rows if row.kind == "seats"),
                scale * sum(row.price for row in rows if row.kind == "seats-kg"),
            ),
        )


def _site_paid(ground: Ground, certificate: Certificate) -> int | None:
    """Return what the units of one site pay to go off block from it before the claimed bucket."""
    buckets, prices = Buckets(certificate.grid_minute), prices_of(certificate)
    flights = dict(_flights(certificate, 1))
    total = 0
    for family in ground.families:
        if family.site_id != certificate.subject or family.act_end_minute is not None:
            continue
        choices: list[tuple[int, int, int]] = []
        for door in site_doors(ground.firsts, family.site_id):
            if door in family.first.doors:
                opened = buckets.opened(family.first.yard.door_hours[door.key], family.first.doors[door])
                listed = prices.get(door, [(0, 0, 0)] * len(buckets))
                choices += [listed[t] for t in range(certificate.value) if opened[t] is not None]
        here = [one for site_id, one in family.flights if site_id == family.site_id]
        for one in here:
            t = buckets.of(one.departs_minute)
            if t is not None and t < certificate.value:
                seat, kg = flights.get(one.flight_id, (0, 0))
                choices.append((kg, seat, 0))
        if not choices:
            return None
        for member, count in zip(family.members, family.counts, strict=True):
            total += count * min(k * member.kg + s * member.seat + p * member.positions for k, s, p in choices)
    return total
