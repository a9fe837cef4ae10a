"""The prices of a certificate laid out by bucket: what doors and seats take, what rows charge, what floors credit.

docs/reference/bound-meaning.md, 4. In a certificate of stay every price stands for that many times its scale.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from repli.model import Certificate
from repli.rules.credits import floor_at
from repli.rules.doors import DoorKey
from repli.rules.ends import Ends
from repli.rules.floors import Measure
from repli.rules.grid import Grid
from repli.rules.payers import FLOOR_KG
from repli.rules.scarce import SEATS, SEATS_KG, Scarce, Thing

__all__ = ["Credit", "DoorPay", "Prices", "prices_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorPay:
    """What a kg, a seat and a position pay at a door, by bucket."""

    kg: Sequence[int]
    seat: Sequence[int]
    position: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """What each one that is counted at a site is credited, by bucket.

    ``is_guards`` = wherever it is; ``in_kg`` = for each kg of an item.
    """

    site_id: str
    is_guards: bool
    in_kg: bool
    measure: Measure
    prices: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """All prices of a certificate. ``spare``: what floors are worth less what all scarce things are worth."""

    doors: Mapping[tuple[DoorKey, str], DoorPay]
    seats: Mapping[str, tuple[int, int]]
    charges: Mapping[tuple[str, str], Sequence[int]]
    credits: Sequence[Credit]
    spare: int


def prices_of(one: Certificate, scarce: Scarce, ends: Ends, scale: int) -> Prices:
    """Lay out the prices of a certificate that has nothing wrong in its shape, each ``scale`` times what it says."""
    credited, worth = _credits(one, scarce.grid, ends, scale)
    charges, spent = _charges(one, scarce, scale)
    flights = {row.subject for row in one.rows if row.kind in {SEATS, SEATS_KG}}
    return Prices(
        doors={
            ((door.mode, door.place_id, door.to_place), door.kind): DoorPay(
                kg=[scale * price for price in door.kg],
                seat=[scale * price for price in door.seat],
                position=[scale * price for price in door.position],
            )
            for door in one.doors
        },
        seats={
            flight: (sum(charges.get((SEATS, flight), ())), sum(charges.get((SEATS_KG, flight), ())))
            for flight in flights
        },
        charges=charges,
        credits=credited,
        spare=worth - spent,
    )


def _credits(one: Certificate, grid: Grid, ends: Ends, scale: int) -> tuple[list[Credit], int]:
    found, worth = [], 0
    for priced in one.floors:
        known = floor_at(ends, priced)
        if known is not None:
            prices = [scale * price for price in priced.prices]
            worth += sum(
                price * known.least_at(grid.minutes[bucket + 1]) for bucket, price in enumerate(prices) if price
            )
            found.append(
                Credit(
                    site_id=known.site_id,
                    is_guards=known.is_guards,
                    in_kg=priced.kind == FLOOR_KG,
                    measure=known.measure,
                    prices=prices,
                )
            )
    return found, worth


def _charges(one: Certificate, scarce: Scarce, scale: int) -> tuple[dict[tuple[str, str], list[int]], int]:
    """Return what one use of each thing costs in each bucket, and what all that there is of them is worth."""
    charges: dict[tuple[str, str], list[int]] = {}
    spent = 0
    for row in one.rows:
        thing = scarce.thing(row.kind, row.subject)
        if isinstance(thing, Thing) and row.price:
            spent += scale * row.price * thing.capacity(row.first, row.last)
            by_bucket = charges.setdefault((row.kind, row.subject), [0] * (scarce.grid.buckets + 1))
            by_bucket[row.first] += scale * row.price
            by_bucket[row.last + 1] -= scale * row.price
    for key, steps in charges.items():
        total, levels = 0, []
        for step in steps[:-1]:
            total += step
            levels.append(total)
        charges[key] = levels
    return charges, spent + scarce.toured(charges)
