"""What prices are asked for, and what comes back in floating point.

>>> Ask(claim="flying", buckets=Buckets((0, 10)), offers={}, payers=()).end
1
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from repli.planning.prices.classes import Payer
from repli.planning.prices.doors import Door
from repli.planning.prices.grid import Buckets
from repli.planning.prices.ground import Held
from repli.planning.prices.offers import Offer
from repli.planning.prices.scarce import Subject

__all__ = ["Ask", "Proposal", "counted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What prices are wanted for: a claim, its payers, the doors that count, floors, and the bucket it ends before.

    ``large``: prices of doors inwards are kept few, so that an answer is found. ``hops``: how many other sites a way
    may pass while prices are looked for.
    """

    claim: str
    buckets: Buckets
    offers: Mapping[Door, tuple[Offer, ...]]
    payers: tuple[Payer, ...]
    held: tuple[Held, ...] = ()
    until: int | None = None
    large: bool = False
    hops: int = 1

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


def counted(payer: Payer, held: Held) -> float:
    """Return what one unit of a payer counts towards a floor (kg floors: tonnes)."""
    if held.kind == "guards-last":
        return float(payer.member.guard)
    if held.kind == "floor-kg":
        return 0.0 if payer.seat else payer.tonnes
    if held.kind == "floor-sensitive":
        return payer.sensitive
    return float(payer.seat > 0 and held.function in (None, payer.member.function))
