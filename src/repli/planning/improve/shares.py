"""How the moves of the search share its work: those that change a few sorties, and the large ones.

Three of four parts go to the large ones while the last day may come sooner; when it cannot, one of four. Within each
kind moves share the work, not the draws: one that takes ten times as much is drawn a tenth as often. Moves that found a
better plan are liked, and drawn more often for a while.
"""

from collections.abc import Iterable
from random import Random

from repli.planning.improve.moves import LARGE, SOONER

__all__ = ["Shares"]

_LIKING = 12
"""A move that found a better plan is drawn this much more often for a while; so is the one to be tried first."""
_FADING = 0.97
_CHEAP, _MEMORY = 20, 4
"""What a move takes is a mean over so many draws, and counts as so much at least."""
_SHARE = 3
"""The kind that is of more use gets this many times the work of the other."""


class Shares:
    """Which move is drawn next, by what each took and found so far."""

    def __init__(self, names: Iterable[str]) -> None:
        """Start with nothing spent."""
        self.liking = dict.fromkeys(names, 1.0)
        self.cost = dict.fromkeys(self.liking, float(_CHEAP))
        self.spent = {True: 0, False: 0}
        self.sooner = SOONER in self.liking
        if self.sooner:
            self.like(SOONER)

    def draw(self, dice: Random) -> str:
        """Return a move of the kind, large or small, that is behind its share of the work."""
        more, less = (True, False) if self.sooner else (False, True)
        large = more if self.spent[more] <= _SHARE * self.spent[less] else less
        names = [name for name in self.liking if (name in LARGE) == large] or list(self.liking)
        return dice.choices(names, [self.liking[name] / max(self.cost[name], _CHEAP) for name in names])[0]

    def spend(self, name: str, units: int) -> None:
        """Note what a move took; it is liked a little less."""
        self.spent[name in LARGE] += units
        self.cost[name] += (units - self.cost[name]) / _MEMORY
        if name in self.liking:
            self.liking[name] = 1 + (self.liking[name] - 1) * _FADING

    def like(self, name: str) -> None:
        """Draw a move more often: it found a better plan, or is to be tried first."""
        self.liking[name] = float(_LIKING)

    def end_soonest(self) -> None:
        """Note that the last day cannot come sooner: the move that can only do that is drawn no more."""
        self.sooner = False
        if len(self.liking) > 1:
            self.liking.pop(SOONER, None)
