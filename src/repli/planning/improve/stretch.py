"""A stretch of days: what leaves one site, or all, is dispatched again; all of it, none or half keep their slots."""

from random import Random

from repli.planning.board import Board
from repli.planning.improve.choice import NOTHING, Choice, loose, most, span, unloaded
from repli.planning.sorties import Sortie

__all__ = ["half_reloaded", "redispatched", "redispatched_everywhere", "reloaded"]


def redispatched(board: Board, dice: Random) -> Choice:
    """Choose what leaves one site in a stretch of days."""
    return Choice(sorties=_stretch(board, dice, same_site=True))


def redispatched_everywhere(board: Board, dice: Random) -> Choice:
    """Choose what leaves any site in a stretch of days."""
    return Choice(sorties=_stretch(board, dice, same_site=False))


def reloaded(board: Board, dice: Random) -> Choice:
    """Choose what leaves one site in a stretch of days; all keep their slots."""
    near = _stretch(board, dice, same_site=True)
    return Choice(sorties=near, kept=unloaded(near))


def half_reloaded(board: Board, dice: Random) -> Choice:
    """Choose what leaves one site in a stretch of days; about half keep their slots."""
    near = _stretch(board, dice, same_site=True)
    return Choice(sorties=near, kept=unloaded(one for one in near if dice.getrandbits(1)))


def _stretch(board: Board, dice: Random, *, same_site: bool) -> tuple[Sortie, ...]:
    """Return sorties that leave from a random one on, within a stretch of days, in order of their loading."""
    sorties = loose(board)
    if not sorties:
        return NOTHING.sorties
    focus = dice.choice(sorties).slot
    until = focus.off_minute + span(dice)
    return most(
        one
        for one in sorties
        if focus.off_minute <= one.slot.off_minute < until
        and (not same_site or one.slot.route.site_id == focus.route.site_id)
    )
