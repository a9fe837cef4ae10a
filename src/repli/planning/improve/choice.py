"""What a move calls back: sorties, and those of them that keep their slots and are only loaded anew."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

from repli.planning.board import Board
from repli.planning.recall import in_wave
from repli.planning.sorties import Sortie
from repli.units import MINUTES_PER_DAY

__all__ = ["NOTHING", "Choice", "Choose", "loose", "most", "span", "unloaded"]

_SPANS = (1, 2, 3, 5, 8, 13)
_MOST = 14
"""So many sorties at most are called back at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Sorties to call back; those in ``kept`` (by id()) keep their slots."""

    sorties: tuple[Sortie, ...]
    kept: frozenset[int] = frozenset()


Choose = Callable[[Board, Random], Choice]
"""How a move chooses on a finished board."""

NOTHING = Choice(sorties=())


def span(dice: Random) -> int:
    """Return the minutes of a stretch of days, short ones as likely as long ones."""
    return dice.choice(_SPANS) * MINUTES_PER_DAY


def most(sorties: Iterable[Sortie]) -> tuple[Sortie, ...]:
    """Return the sorties, as many as may be called back at once."""
    return tuple(sorties)[:_MOST]


def loose(board: Board) -> list[Sortie]:
    """Return the loaded sorties outside closing waves, in order of their loading."""
    sorties = [one for one in board.sorties if one.load is not None and not in_wave(board, one)]
    return sorted(sorties, key=lambda one: (one.slot.load_minute, one.slot.vehicle_id))


def unloaded(sorties: Iterable[Sortie]) -> frozenset[int]:
    """Return the sorties as those that keep their slots; commercial flights do not: others may book their seats."""
    return frozenset(id(one) for one in sorties if one.slot.route.flight is None)
