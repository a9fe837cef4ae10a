"""What prices are asked for, and what comes back in floating point.

>>> Ask(claim="flying", buckets=Buckets((0, 10)), offers={}, streams=()).end
1
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from repli.planning.prices.doors import Door
from repli.planning.prices.grid import Buckets
from repli.planning.prices.ground import Held
from repli.planning.prices.offers import Offer
from repli.planning.prices.scarce import Subject
from repli.planning.prices.streams import Stream

__all__ = ["Ask", "Proposal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What prices are wanted for: a claim, the streams that pay, the doors that count, floors, and its last bucket."""

    claim: str
    buckets: Buckets
    offers: Mapping[Door, tuple[Offer, ...]]
    streams: tuple[Stream, ...]
    held: tuple[Held, ...] = ()
    until: int | None = None

    @property
    def end(self) -> int:
        """The first bucket that does not count."""
        return len(self.buckets) if self.until is None else self.until


@dataclass(slots=True, kw_only=True)
class Proposal:
    """Prices in floating point: per tonne, person and position at doors; per subject and bucket, already summed.

    A flight has its bucket, the price of a seat, and of a tonne.
    """

    doors: dict[Door, list[tuple[float, float, float]]] = field(default_factory=dict)
    charges: dict[Subject, list[float]] = field(default_factory=dict)
    flights: dict[str, tuple[int, float, float]] = field(default_factory=dict)
    floors: list[tuple[Held, list[float]]] = field(default_factory=list)
