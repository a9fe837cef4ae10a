"""Certificates that claim as much as can be claimed at random prices.

A draft prices rows and floors at will; doors then pay all that sorties can bear, so that nothing is wrong in it and its
value is what the checker finds: if any argument of the page did not hold, it could lie beyond what a plan achieves.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from repli.model import Certificate, DoorPrices, FloorPrices, Operation, RowPrice
from repli.rules.credits import floor_at
from repli.rules.cycles import least_way_in
from repli.rules.doors import IN, Edge
from repli.rules.ends import Ends
from repli.rules.grid import Grid
from repli.rules.prices import prices_of
from repli.rules.routes import LOADED, THROUGH, Ways, least_work
from repli.rules.scarce import SEATS, SEATS_KG, Scarce, Thing
from repli.rules.tours import tour_of

__all__ = ["Bold", "Draft"]

FROM_ANY = {"permits", "fleet", "tours"}
"""Kinds whose rows may begin with any bucket."""

RowKey = tuple[str, str, int, int]
FloorKey = tuple[str, str, str | None]


@dataclass(frozen=True)
class Draft:
    """Prices of rows and floors, and how much of what a door may take falls on a kg, a seat and a position."""

    rows: dict[RowKey, int] = field(default_factory=dict)
    floors: dict[tuple[FloorKey, int], int] = field(default_factory=dict)
    mix: tuple[int, int, int] = (1, 0, 0)


class Bold:
    """Drafts and certificates of one claim about an operation, on a grid of days and a few cuts."""

    def __init__(self, operation: Operation, claim: str, dice: Random, *, last: int = 0, subject: str = "") -> None:
        self.operation, self.claim, self.dice = operation, claim, dice
        self.subject, self.last, self.scale = subject, last, 1_000 if claim == "flying" else 1
        starts = [
            one for one in operation.agreement.day_starts if operation.as_of_minute < one <= operation.horizon_minute
        ]
        cuts = [dice.randint(operation.as_of_minute + 1, operation.horizon_minute) for _ in range(dice.randint(0, 4))]
        self.minutes = (operation.as_of_minute, *sorted({*starts, *cuts}), operation.horizon_minute + 1)
        self.grid = Grid(minutes=self.minutes)
        self.ways = Ways(operation)
        self.scarce = Scarce(self.ways, self.grid)
        self.ends = Ends(self.ways)

    @property
    def buckets(self) -> int:
        """Buckets in which prices may stand."""
        return self.last or self.grid.buckets

    def draft(self) -> Draft:
        """A draft of random prices."""
        rows = {self._row(): self._price() for _ in range(self.dice.randint(1, 5))}
        floors = {one: self._price() for one in self.floors() if self.dice.randint(0, 3) == 0}
        return Draft(rows=rows, floors=floors, mix=self.mix())

    def certificate(self, draft: Draft) -> Certificate:
        """The certificate of a draft: doors pay all that sorties can bear."""
        rows = tuple(
            RowPrice(kind=kind, subject=subject, first=first, last=last, price=price)
            for (kind, subject, first, last), price in sorted(draft.rows.items())
        )
        keys = sorted({key for key, _ in draft.floors}, key=str)
        return Certificate(
            claim=self.claim,
            subject=self.subject,
            value=self.last,
            scale=self.scale,
            grid_minute=self.minutes,
            doors=tuple(self._doors(draft, rows)),
            rows=rows,
            floors=tuple(
                FloorPrices(
                    kind=kind,
                    site_id=site_id,
                    function=function,
                    prices=tuple(
                        draft.floors.get(((kind, site_id, function), bucket), 0) for bucket in range(self.grid.buckets)
                    ),
                )
                for kind, site_id, function in keys
            ),
        )

    def _doors(self, draft: Draft, rows: tuple[RowPrice, ...]) -> Iterator[DoorPrices]:
        charges = prices_of(
            Certificate(claim="", subject="", value=0, scale=1, grid_minute=self.minutes, rows=rows),
            self.scarce,
            self.ends,
            1,
        ).charges
        by_kg, by_seat, by_position = draft.mix
        for key, door in self.ways.network.doors.items():
            most: list[int] | None = None
            for how in (LOADED, THROUGH):
                borne = [self._borne(edge, how, charges, draft.mix) for edge in door.edges]
                bucketwise = [min((one[t] for one in borne), default=0) for t in range(self.grid.buckets)]
                if how == THROUGH and most is not None:
                    bucketwise = [min(pair) for pair in zip(most, bucketwise, strict=True)]
                most = bucketwise
                if self.claim == "closure" and how == THROUGH:
                    continue
                yield DoorPrices(
                    mode=key[0],
                    place_id=key[1],
                    to_place=key[2],
                    kind=how,
                    kg=tuple(by_kg * one for one in bucketwise),
                    seat=tuple(by_seat * one for one in bucketwise),
                    position=tuple(by_position * one for one in bucketwise),
                )

    def _borne(
        self, edge: Edge, how: str, charges: Mapping[tuple[str, str], Sequence[int]], mix: tuple[int, int, int]
    ) -> list[int]:
        """How many times the mix a sortie can bear in each bucket; plenty where it cannot be."""
        plenty = 10**12
        if how == LOADED and least_work(edge.kind, "load") is None:
            return [plenty] * self.grid.buckets
        free = 0
        if self.claim == "flying" and edge.key[0] == "air" and edge.key[2] != IN:
            way_in = least_way_in(self.ways.network, edge.kind).get(edge.key[1], 0)
            free = self.scale * (edge.block_minutes + way_in)
        load = max(
            edge.passage.payload_kg * mix[0] + one.seats * mix[1] + one.pallet_positions * mix[2]
            for one in edge.kind.configurations
        )
        borne = [plenty] * self.grid.buckets
        for clearance, hours in edge.by_clearance.items():
            for bucket in self.grid.met_by(hours):
                if bucket >= self.buckets:
                    continue
                paid = free
                for name, charge in charges.items():
                    thing = self.scarce.thing(*name)
                    assert isinstance(thing, Thing)
                    paid += charge[bucket] * thing.use(edge, clearance, how)
                borne[bucket] = min(borne[bucket], paid // load if load else plenty)
        return borne

    def mix(self) -> tuple[int, int, int]:
        """How much of what a door takes falls on a kg, a seat and a position."""
        return self.dice.choice([(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 500, 0), (1, 0, 500), (1, 300, 300)])

    def _price(self) -> int:
        return int(10 ** self.dice.uniform(2, 9))

    def things(self) -> list[tuple[str, str]]:
        """Kind and subject of each scarce thing but seats."""
        operation = self.operation
        found = [("permits", one.clearance_id) for one in operation.clearances if one.limit_per_day]
        found += [(kind, type_id) for type_id in sorted(self.ways.network.types) for kind in ("fleet", "rounds")]
        found += [("tours", name) for name in sorted(map(tour_of, self.ways.network.all_edges))]
        for one in operation.fields:
            if one.inside and one.handling_sets is not None:
                found.append(("sets", one.field_id))
            for kind, spots in (("work", one.working_spots), ("parking", one.parking_spots)):
                found += [(kind, f"{one.field_id}/{size}") for size in {0, *dict(spots)} if one.inside and spots]
        return found

    def _row(self) -> RowKey:
        last = self.dice.randrange(self.buckets)
        first = self.dice.choice([0, self.dice.randint(0, last)])
        choices: list[RowKey] = [
            (kind, subject, first if kind in FROM_ANY else 0, last) for kind, subject in self.things()
        ]
        for flight in self.operation.seat_blocks:
            bucket = self.grid.bucket(flight.departs_minute)
            if bucket is not None and bucket < self.buckets:
                choices += [(kind, flight.flight_id, bucket, bucket) for kind in (SEATS, SEATS_KG)]
        return self.dice.choice(choices)

    def floors(self) -> Iterator[tuple[FloorKey, int]]:
        """Each floor with each bucket in which it may have a price."""
        if self.claim == "site":
            return
        keys: list[FloorKey] = [(f"floor-{one.quantity}", one.site_id, one.function) for one in self.operation.floors]
        keys += [("guards-last", one.site_id, None) for one in self.operation.sites if one.last_out_people]
        for kind, site_id, function in keys:
            known = floor_at(self.ends, FloorPrices(kind=kind, site_id=site_id, function=function, prices=()))
            for bucket in range(self.buckets) if known else ():
                if known and known.holds_at(self.minutes[bucket + 1]):
                    yield (kind, site_id, function), bucket
