"""Whether every sortie pays for what it earns (docs/reference/bound-meaning.md, 6, *sorties earn*).

A sortie earns at most its payload, its seats and its positions at the prices of its door; it pays for each scarce thing
that it uses. Where one could earn more, the prices prove nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from repli.errors import Phrase, phrase
from repli.rules.cycles import least_way_in
from repli.rules.doors import IN, Edge
from repli.rules.grid import Grid
from repli.rules.prices import DoorPay, Prices
from repli.rules.reading import AIR
from repli.rules.routes import LOADED, least_work
from repli.rules.scarce import Scarce, Thing

__all__ = ["Earnings"]


@dataclass(slots=True, kw_only=True)
class Earnings:
    """The sorties of an operation in the first ``buckets`` of a grid, at the prices of a certificate.

    ``flying_scale``: what a flight minute adds to what a sortie may earn.
    """

    scarce: Scarce
    prices: Prices
    buckets: int
    flying_scale: int = 0

    def too_high(self) -> Iterator[Phrase]:
        """Yield where a sortie earns more than it pays, once for each edge at most."""
        for (key, how), pay in self.prices.doors.items():
            if not any((*pay.kg, *pay.seat, *pay.position)):
                continue
            for edge in self.scarce.ways.network.doors[key].edges:
                if how == LOADED and least_work(edge.kind, "load") is None:
                    continue
                bucket = self._first_too_high(edge, how, pay)
                if bucket is not None:
                    yield phrase(
                        "A {kind} from {place} earns more than it pays in bucket {bucket}.",
                        kind=edge.kind.type_id,
                        place=key[1],
                        bucket=bucket,
                    )

    def _first_too_high(self, edge: Edge, how: str, pay: DoorPay) -> int | None:
        free = self._flight_minutes(edge) * self.flying_scale
        rooms = {(one.seats, one.pallet_positions) for one in edge.kind.configurations}
        payload = edge.passage.payload_kg
        for clearance, hours in edge.by_clearance.items():
            paid = self._paid(edge, clearance, how)
            for bucket in self._met(self.scarce.grid, hours):
                by_kg = payload * pay.kg[bucket] - free - paid[bucket]
                seat, position = pay.seat[bucket], pay.position[bucket]
                if any(by_kg + seats * seat + positions * position > 0 for seats, positions in rooms):
                    return bucket
        return None

    def _met(self, grid: Grid, hours: Sequence[tuple[int, int]]) -> list[int]:
        return [bucket for bucket in grid.met_by(hours) if bucket < self.buckets]

    def _paid(self, edge: Edge, clearance: str, how: str) -> list[int]:
        """Return what a sortie pays in each bucket."""
        paid = [0] * self.scarce.grid.buckets
        for key, charge in self.prices.charges.items():
            thing = self.scarce.thing(*key)
            use = thing.use(edge, clearance, how) if isinstance(thing, Thing) else 0
            if use:
                paid = [sum_ + use * price for sum_, price in zip(paid, charge, strict=True)]
        return paid

    def _flight_minutes(self, edge: Edge) -> int:
        """Return the flying minutes that a sortie outwards by air takes, its way in included."""
        mode, place, to_place = edge.key
        if mode != AIR or to_place == IN or not self.flying_scale:
            return 0
        return edge.block_minutes + least_way_in(self.scarce.ways.network, edge.kind).get(place, 0)
