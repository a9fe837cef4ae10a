"""A bound that no plan can beat, and the prices that prove it (docs/reference/bound-meaning.md).

A certificate is a list of whole prices: what leaves pays at doors, what carries it pays for scarce things. Anybody can
work the bound out again from the operation and these numbers.
"""

from dataclasses import dataclass

__all__ = ["Bound", "BoundRow", "Certificate", "DoorPrices", "FloorPrices", "Least", "RowPrice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundRow:
    """One reason for the closure day: what it counts, from which minute on, demand against cumulative capacity.

    ``kind`` names the argument (``ready``, ``permits-kg`` …) that the checker re-computes from the operation;
    ``subject`` the site, field or line; ``value_day`` the earliest closure day that this row allows.
    """

    kind: str
    subject: str
    from_minute: int
    demand: int
    value_day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorPrices:
    """What a kg, a seat and a pallet position pay at one door, in each bucket of the grid.

    ``mode`` air or road, ``to_place`` outside, or empty for all inside, ``kind`` loaded or through.
    """

    mode: str
    place_id: str
    to_place: str
    kind: str
    kg: tuple[int, ...]
    seat: tuple[int, ...]
    position: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPrice:
    """What one unit of a scarce thing (``kind``, ``subject``) costs in the buckets ``first`` to ``last``."""

    kind: str
    subject: str
    first: int
    last: int
    price: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorPrices:
    """What each one that a floor counts (or, ``guards-last``, each guard) is credited at the end of each bucket."""

    kind: str
    site_id: str
    function: str | None
    prices: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """The prices that prove one claim: ``site``, ``closure``, ``stay`` or ``flying``.

    ``value``: minutes, or for the first two the bucket before which it is not over. ``grid_minute``: where buckets
    begin, and the end of the last one.
    """

    claim: str
    subject: str
    value: int
    scale: int
    grid_minute: tuple[int, ...]
    doors: tuple[DoorPrices, ...] = ()
    rows: tuple[RowPrice, ...] = ()
    floors: tuple[FloorPrices, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Least:
    """A lower bound in minutes. ``level``: ``prices``, ``alone`` (each line by itself), or ``none`` (nothing known).

    Not ``proven`` = an estimate.
    """

    minutes: int = 0
    level: str = "none"
    proven: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """Lower bounds for the closure day (civil days from as_of's day), the stay and the flying minutes of any plan.

    ``rows`` prove the day, best first; ``alone_minutes`` is the stay if each line were out as soon as it can be, alone.
    """

    closure_day: int
    method: str
    proven: bool
    rows: tuple[BoundRow, ...]
    stay: Least = Least()
    flying: Least = Least()
    alone_minutes: int = 0
    certificates: tuple[Certificate, ...] = ()
