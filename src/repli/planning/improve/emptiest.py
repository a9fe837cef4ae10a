"""Doing without a sortie: one of the emptiest is given up, and its neighbours are loaded anew."""

from random import Random

from repli.planning.board import Board, weights_of
from repli.planning.improve.choice import NOTHING, Choice, loose, most, span, unloaded

__all__ = ["one_less"]

_SHARE = 3
"""The focus is drawn among the emptiest of so many equal parts."""


def one_less(board: Board, dice: Random) -> Choice:
    """Choose one of the emptiest sorties to do without; those that leave its site around then keep their slots."""
    sorties = loose(board)
    if not sorties:
        return NOTHING
    weights = weights_of(board.ways.network.operation)
    emptiest = sorted(sorties, key=lambda one: one.load.value(weights) if one.load else 0)
    focus = dice.choice(emptiest[: max(1, len(sorties) // _SHARE)])
    reach = span(dice)
    near = most(
        one
        for one in sorties
        if one is not focus
        and one.slot.route.site_id == focus.slot.route.site_id
        and abs(one.slot.off_minute - focus.slot.off_minute) <= reach
    )
    return Choice(sorties=(focus, *near), kept=unloaded(near))
