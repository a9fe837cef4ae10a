"""What cannot stand in a certificate, each named: wrong grids, unknown things, wrong lengths, wrong numbers.

docs/reference/bound-meaning.md, 7. Nothing is repaired: a certificate with one wrong number proves nothing.
"""

from collections.abc import Hashable, Iterable, Iterator
from itertools import pairwise

from repli.errors import Phrase, phrase
from repli.model import Certificate, DoorPrices, FloorPrices, Operation, RowPrice
from repli.rules.credits import FloorAt, floor_at
from repli.rules.ends import Ends
from repli.rules.grid import Grid
from repli.rules.routes import LOADED, THROUGH
from repli.rules.scarce import Scarce, Thing

__all__ = ["BY_BUCKET", "CLAIMS", "CLOSURE", "FLYING", "SITE", "STAY", "wrong_frame", "wrong_prices"]

SITE, CLOSURE, STAY, FLYING = "site", "closure", "stay", "flying"
CLAIMS = (SITE, CLOSURE, STAY, FLYING)
"""The claims, in the order in which their certificates stand."""

BY_BUCKET = (SITE, CLOSURE)
"""Claims whose value is the bucket before which it is not over."""

MOST = 10**18
"""No price, scale or value is larger: a figure that needs more digits is a mistake."""


def wrong_frame(operation: Operation, one: Certificate) -> Iterator[Phrase]:
    """Yield what is wrong with the claim, scale, grid or value of a certificate."""
    if one.claim not in CLAIMS:
        yield phrase("No claim {claim} is known.", claim=one.claim)
    site = operation.site_of.get(one.subject)
    if (site is None or not site.inside) if one.claim == SITE else one.subject:
        yield phrase("The claim {claim} has no subject {subject}.", claim=one.claim, subject=one.subject)
    if not _is_whole(one.scale) or one.scale < 1:
        yield phrase("The scale {scale} is no whole number from 1 on.", scale=str(one.scale)[:40])
    if not _is_grid(operation, one.grid_minute):
        yield phrase("The grid does not ascend from the start of planning to the minute after the horizon.")
    if not _is_whole(one.value):
        yield phrase("The value {value} is no whole number.", value=str(one.value)[:40])
    elif one.claim in BY_BUCKET and not 0 < one.value < len(one.grid_minute):
        yield phrase("There is no bucket {bucket} to end with.", bucket=one.value)


def wrong_prices(one: Certificate, scarce: Scarce, ends: Ends) -> Iterator[Phrase]:
    """Yield what is wrong with the prices of a certificate whose frame stands."""
    yield from _doors(one, scarce)
    yield from _rows(one, scarce)
    yield from _floors(one, scarce.grid, ends)


def _doors(one: Certificate, scarce: Scarce) -> Iterator[Phrase]:
    yield from _twice((door.mode, door.place_id, door.to_place, door.kind) for door in one.doors)
    loaded = {(door.mode, door.place_id, door.to_place): door for door in one.doors if door.kind == LOADED}
    for door in one.doors:
        key = (door.mode, door.place_id, door.to_place)
        if key not in scarce.ways.network.doors or door.kind not in {LOADED, THROUGH}:
            yield phrase("There is no door {door}.", door=_door_name(door))
        elif not all(_is_priced(table, scarce.grid) for table in (door.kg, door.seat, door.position)):
            yield phrase("The prices of {door} are not one whole number for each bucket.", door=_door_name(door))
        elif door.kind == THROUGH and not _is_below(door, loaded.get(key)):
            yield phrase("At {door} more is paid than by what is loaded there.", door=_door_name(door))


def _is_below(through: DoorPrices, loaded: DoorPrices | None) -> bool:
    prices = [
        (through.kg, loaded.kg if loaded else ()),
        (through.seat, loaded.seat if loaded else ()),
        (through.position, loaded.position if loaded else ()),
    ]
    if loaded is None:
        return not any(any(low) for low, _ in prices)
    return all(less <= more for low, high in prices for less, more in zip(low, high, strict=False))


def _rows(one: Certificate, scarce: Scarce) -> Iterator[Phrase]:
    yield from _twice((row.kind, row.subject, row.first, row.last) for row in one.rows)
    for row in one.rows:
        wrong = _wrong_row(one, row, scarce)
        if wrong is not None:
            yield wrong


def _wrong_row(one: Certificate, row: RowPrice, scarce: Scarce) -> Phrase | None:
    thing = scarce.thing(row.kind, row.subject)
    if not isinstance(thing, Thing):
        return thing
    wrong = scarce.wrong_buckets(row)
    if wrong is None and one.claim in BY_BUCKET and row.last >= one.value:
        wrong = phrase("Buckets {first} to {last} are none for this row.", first=row.first, last=row.last)
    if wrong is None and not _is_whole(row.price):
        wrong = phrase("The price of {kind} {subject} is no whole number.", kind=row.kind, subject=row.subject)
    return wrong


def _floors(one: Certificate, grid: Grid, ends: Ends) -> Iterator[Phrase]:
    yield from _twice((floor.kind, floor.site_id, floor.function) for floor in one.floors)
    for floor in one.floors:
        known = None if one.claim == SITE else floor_at(ends, floor)
        if known is None:
            yield phrase("There is no {kind} at {site} to price.", kind=floor.kind, site=floor.site_id)
        elif not _is_priced(floor.prices, grid):
            yield phrase(
                "The prices of {kind} at {site} are not one whole number for each bucket.",
                kind=floor.kind,
                site=floor.site_id,
            )
        else:
            yield from _too_late(one, floor, known, grid)


def _too_late(one: Certificate, floor: FloorPrices, known: FloorAt, grid: Grid) -> Iterator[Phrase]:
    last = one.value if one.claim == CLOSURE else grid.buckets
    for bucket, price in enumerate(floor.prices):
        if price and (bucket >= last or not known.holds_at(grid.minutes[bucket + 1])):
            yield phrase(
                "The {kind} at {site} is not sure to hold at the end of bucket {bucket}.",
                kind=floor.kind,
                site=floor.site_id,
                bucket=bucket,
            )
            return


def _door_name(door: DoorPrices) -> str:
    return " ".join(part for part in (door.mode, door.place_id, door.to_place, door.kind) if part)


def _twice(keys: Iterable[tuple[object, ...]]) -> Iterator[Phrase]:
    seen: set[Hashable] = set()
    for key in keys:
        if key in seen:
            yield phrase("{name} has prices twice.", name=" ".join(str(part) for part in key if part is not None))
            return
        seen.add(key)


def _is_whole(number: object) -> bool:
    return type(number) is int and 0 <= number <= MOST


def _is_priced(prices: tuple[int, ...], grid: Grid) -> bool:
    return len(prices) == grid.buckets and all(map(_is_whole, prices))


def _is_grid(operation: Operation, minutes: tuple[int, ...]) -> bool:
    """Say whether minutes ascend from as_of to the minute after the horizon."""
    return (
        len(minutes) > 1
        and all(type(minute) is int for minute in minutes)
        and minutes[0] == operation.as_of_minute
        and minutes[-1] == operation.horizon_minute + 1
        and all(one < other for one, other in pairwise(minutes))
    )
