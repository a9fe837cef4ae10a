"""What units that differ in kg alone pay in each bucket: at doors, on seats, less what floors credit.

docs/reference/bound-meaning.md, 5. All costs are pairs (`repli.rules.pairs`): for the lightest and for the heaviest.
A unit passes a door at the earliest minute of a bucket at which it can.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from repli.model import SeatBlock
from repli.rules.doors import Doors
from repli.rules.grid import Grid
from repli.rules.lines import Line
from repli.rules.pairs import Pair
from repli.rules.prices import Credit, Prices
from repli.rules.reading import AIR
from repli.rules.routes import Ways
from repli.rules.walks import Choices, Pass

__all__ = ["Claimed", "Tariff"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """What a claim counts: its prices on a grid, and the first ``buckets`` of it in which a unit may get away.

    ``weights``: what a minute of stay costs a person, and what it costs a kg of an item. ``out_before``: the minute
    before which it must be out, for a claim that asks for one.
    """

    ways: Ways
    grid: Grid
    prices: Prices
    buckets: int
    weights: tuple[int, int] = (0, 0)
    out_before: int | None = None
    opened: dict[tuple[int, Pass], Mapping[int, int]] = field(default_factory=dict)

    def minutes(self, doors: Doors, one: Pass) -> Mapping[int, int]:
        """Return the first minute at which a door can be passed in each bucket that has one."""
        key = (id(doors), one)
        if key not in self.opened:
            hours = doors.doors[one[0]].hours
            found = {}
            for bucket in self.grid.met_by(hours):
                minute = self.grid.first_in(hours, bucket, self.grid.minutes[bucket]) if bucket < self.buckets else None
                if minute is not None:
                    found[bucket] = minute
            self.opened[key] = found
        return self.opened[key]


class Tariff:
    """The costs of all units like ``line`` from ``low_kg`` to ``high_kg`` each."""

    def __init__(self, claimed: Claimed, line: Line, low_kg: int, high_kg: int) -> None:
        """Work out what a minute of stay, and the credit of guards, come to."""
        self.claimed, self.line = claimed, line
        self.doors = claimed.ways.network.of(line) if line.leaves else claimed.ways.network
        self.low_kg, self.high_kg = low_kg, high_kg
        person, item_kg = claimed.weights
        self.weight: Pair = (person, person) if line.is_people else (item_kg * low_kg, item_kg * high_kg)
        self.before = self._guards_before()
        self._paid: dict[Pass, Mapping[int, Pair]] = {}
        self._credits: dict[str, Sequence[Pair] | None] = {}

    def minutes(self, one: Pass) -> Mapping[int, int]:
        """Return the first minute at which such a unit can pass a door in each bucket that has one."""
        return self.claimed.minutes(self.doors, one)

    def pay(self, one: Pass) -> Mapping[int, Pair]:
        """Return what passing a door costs in each bucket in which it is ever open."""
        if one not in self._paid:
            prices = self.claimed.prices.doors.get(one)
            minutes = self.minutes(one)
            self._paid[one] = (
                dict.fromkeys(minutes, (0, 0))
                if prices is None
                else {
                    bucket: self._sum(prices.kg[bucket], prices.seat[bucket], prices.position[bucket])
                    for bucket in minutes
                }
            )
        return self._paid[one]

    def done(self, one: Pass, bucket: int, minute: int) -> Pair | None:
        """Return what a unit costs in all that is out, or done, by a pass in a bucket at a minute; None if too late."""
        low, high = self.pay(one)[bucket]
        if one[0][0] != AIR:
            minute += self.doors.doors[one[0]].least_block_minutes
        if self.claimed.out_before is not None and minute >= self.claimed.out_before:
            return None
        credit = self.before[bucket]
        return low + self.weight[0] * minute - credit, high + self.weight[1] * minute - credit

    def seat(self, flight: SeatBlock, bucket: int) -> Pair:
        """Return what a unit costs in all that is out by a commercial flight."""
        seat, by_kg = self.claimed.prices.seats.get(flight.flight_id, (0, 0))
        fixed = seat - self.before[bucket]
        return (
            fixed + by_kg * self.low_kg + self.weight[0] * flight.departs_minute,
            fixed + by_kg * self.high_kg + self.weight[1] * flight.departs_minute,
        )

    def credits(self, choices: Choices) -> Sequence[Sequence[Pair]]:
        """Return what waiting is credited for each bucket, at each site at hand that credits anything."""
        return [one for one in (self._credit_at(site_id) for site_id in choices.sites) if one is not None]

    def _sum(self, by_kg: int, by_seat: int, by_position: int) -> Pair:
        fixed = by_seat * int(self.line.is_people) + by_position * self.line.positions
        return fixed + by_kg * self.low_kg, fixed + by_kg * self.high_kg

    def _size(self, credit: Credit) -> Pair:
        """Return what one unit counts for a credit."""
        if credit.in_kg:
            return (0, 0) if self.line.is_people else (self.low_kg, self.high_kg)
        size = credit.measure(self.line)
        return size, size

    def _guards_before(self) -> Sequence[int]:
        """Return what a unit that is done in a bucket is credited for all buckets before."""
        found = [0] * self.claimed.grid.buckets
        for one in self.claimed.prices.credits:
            size = one.measure(self.line) if one.is_guards else 0
            if size:
                before = accumulate((size * price for price in one.prices[:-1]), initial=0)
                found = [total + credit for total, credit in zip(found, before, strict=True)]
        return found

    def _credit_at(self, site_id: str) -> Sequence[Pair] | None:
        if site_id not in self._credits:
            found: list[Pair] | None = None
            for one in self.claimed.prices.credits:
                low, high = (0, 0) if one.is_guards or one.site_id != site_id else self._size(one)
                if low or high:
                    before = found or [(0, 0)] * len(one.prices)
                    found = [
                        (total[0] + low * price, total[1] + high * price)
                        for total, price in zip(before, one.prices, strict=True)
                    ]
            self._credits[site_id] = found
        return self._credits[site_id]
