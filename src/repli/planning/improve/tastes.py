"""Tastes drawn from the seed: how a part of a plan is built again. They change what is tried, never what holds."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from zlib import crc32

from repli.planning.board import Board, weights_of
from repli.planning.lots import ItemLot
from repli.planning.variants import Variant
from repli.units import MINUTES_PER_DAY

__all__ = ["Taste", "drawn", "prepare"]

_FILLS = (0, 0, 0, 30, 60, 90)
_PATIENCE = (0, 0, MINUTES_PER_DAY // 2, MINUTES_PER_DAY, 3 * MINUTES_PER_DAY)
_PERSONS = (28, 60, 100, 100, 100, 160, 400)
_ORDERS = ("ready", "dense", "heavy", "large", "mixed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taste:
    """A variant of construction, and the loading order: name and seed of the order among items."""

    variant: Variant
    item_order: str
    shuffle: int


def drawn(dice: Random) -> Taste:
    """Return a taste."""
    return Taste(
        variant=Variant(
            fill_percent=dice.choice(_FILLS),
            patience_minutes=dice.choice(_PATIENCE),
            dense_first=True,
            by_value=dice.random() < 0.7,  # noqa: PLR2004 - a chance
            feeders_wave_only=False,
            last_wave_only=False,
            person_percent=dice.choice(_PERSONS),
            shuffle=dice.getrandbits(32),
        ),
        item_order=dice.choice(_ORDERS),
        shuffle=dice.getrandbits(32),
    )


def prepare(board: Board, taste: Taste) -> None:
    """Give a board the weights and the loading order of a taste; what has a latest time comes first."""
    board.weights = weights_of(board.ways.network.operation, taste.variant.person_percent)
    last = board.timeline.until
    rank = _ranks(taste)
    for book in board.books.values():
        book.sort(
            lambda lot: (lot.line.latest_minute or last, lot.ready, lot.line.line_id),
            lambda lot: (lot.line.latest_minute or last, rank(lot), lot.line.line_id),
        )


def _ranks(taste: Taste) -> Callable[[ItemLot], int]:
    """Return what an item is ordered by, the smallest first."""
    ranks: dict[str, Callable[[ItemLot], int]] = {
        "ready": lambda lot: lot.ready,
        "dense": lambda lot: -lot.line.kg // max(lot.line.positions, 1),
        "heavy": lambda lot: -lot.line.kg,
        "large": lambda lot: -lot.line.positions,
        "mixed": lambda lot: crc32(f"{taste.shuffle}/{lot.line.line_id}".encode()),
    }
    return ranks[taste.item_order]
