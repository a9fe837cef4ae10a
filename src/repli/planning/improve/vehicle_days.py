"""A vehicle's days: what one vehicle does within a stretch of days is dispatched again, with whatever vehicle."""

from random import Random

from repli.planning.board import Board
from repli.planning.improve.choice import NOTHING, Choice, loose, most, span

__all__ = ["vehicle_days"]


def vehicle_days(board: Board, dice: Random) -> Choice:
    """Choose what one vehicle does in a stretch of days."""
    sorties = loose(board)
    if not sorties:
        return NOTHING
    focus = dice.choice(sorties).slot
    until = focus.off_minute + 2 * span(dice)
    return Choice(
        sorties=most(
            one
            for one in sorties
            if one.slot.vehicle_id == focus.vehicle_id and focus.off_minute <= one.slot.off_minute < until
        )
    )
