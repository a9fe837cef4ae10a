"""What a unit pays for getting away in each bucket: at doors, on seats, by an act on site.

docs/reference/bound-meaning.md, 5. A unit passes a door at the earliest minute of a bucket at which it can.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from repli.rules.doors import DoorKey
from repli.rules.grid import Grid
from repli.rules.payers import Payer
from repli.rules.prices import Prices
from repli.rules.reading import AIR
from repli.rules.routes import Ways

__all__ = ["NEVER", "Passes"]

NEVER = 10**99
"""The cost of what cannot be; all costs are far below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passes:
    """``buckets``: those in which a unit may still get away.

    ``weights``: what a minute of stay costs a person, and what it costs a kg of an item.
    """

    ways: Ways
    grid: Grid
    prices: Prices
    buckets: int
    weights: tuple[int, int] = (0, 0)
    known: dict[tuple[int, DoorKey, str], list[int]] = field(default_factory=dict)

    def pay(self, payer: Payer, key: DoorKey, how: str) -> list[int]:
        """Return what a unit pays at a door in each bucket, `NEVER` where it cannot pass."""
        minutes = self._minutes(payer, key, how)
        prices = self.prices.doors.get((key, how))
        if prices is None:
            return [NEVER if minute == NEVER else 0 for minute in minutes]
        kg, seat, positions = payer.line.kg_per_unit, int(payer.line.is_people), payer.line.positions
        return [
            NEVER if minute == NEVER else kg * by_kg + seat * by_seat + positions * by_position
            for minute, by_kg, by_seat, by_position in zip(
                minutes, prices.kg, prices.seat, prices.position, strict=False
            )
        ]

    def leave(self, payer: Payer, key: DoorKey, how: str) -> list[int]:
        """Return what a unit pays at a door outwards in each bucket, its stay until then included."""
        paid, weight = self.pay(payer, key, how), self._weight(payer)
        if not weight:
            return paid
        later = 0 if key[0] == AIR else self.ways.network.doors[key].least_block_minutes
        since = payer.since_minute - later
        minutes = self._minutes(payer, key, how)
        return [
            NEVER if minute == NEVER else cost + weight * (minute - since)
            for cost, minute in zip(paid, minutes, strict=True)
        ]

    def seats(self, payer: Payer, site_id: str) -> Iterator[tuple[int, int]]:
        """Yield (bucket, cost) of the commercial flights that a unit in stock at a site can check in for."""
        first = self.ways.first(payer.line)
        field_id = self.ways.operation.site_of[site_id].field_id
        for flight in self.ways.seats(payer.line):
            bucket = self.grid.bucket(flight.departs_minute)
            in_time = first.sites.get(site_id, NEVER) <= flight.departs_minute - flight.check_in_minutes
            if flight.from_field == field_id and in_time and bucket is not None and bucket < self.buckets:
                seat, by_kg = self.prices.seats.get(flight.flight_id, (0, 0))
                stay = self._weight(payer) * (flight.departs_minute - payer.since_minute)
                yield bucket, seat + by_kg * payer.line.kg_per_unit + stay

    def acts(self, payer: Payer) -> list[int]:
        """Return what an item that ends on its site costs in each bucket: from the end of its act on."""
        end = payer.earliest_minute + payer.line.act_minutes
        first, weight = self.grid.bucket(end), self._weight(payer)
        costs = [NEVER] * self.buckets
        for bucket in range(self.buckets if first is None else first, self.buckets):
            costs[bucket] = weight * (max(self.grid.minutes[bucket], end) - payer.since_minute)
        return costs

    def _weight(self, payer: Payer) -> int:
        person, item_kg = self.weights
        return person if payer.line.is_people else item_kg * payer.line.kg_per_unit

    def _minutes(self, payer: Payer, key: DoorKey, how: str) -> list[int]:
        """Return the least minute of each bucket at which a unit can pass a door, `NEVER` where there is none."""
        first = self.ways.first(payer.line)
        name = (id(first), key, how)
        if name not in self.known:
            earliest = first.doors.get((key, how))
            found, hours = [NEVER] * self.buckets, self.ways.network.doors[key].hours
            for bucket in self.grid.met_by(hours) if earliest is not None else ():
                if earliest is not None and bucket < self.buckets and self.grid.minutes[bucket + 1] > earliest:
                    minute = self.grid.first_in(hours, bucket, earliest)
                    found[bucket] = NEVER if minute is None else minute
            self.known[name] = found
        return self.known[name]
