"""Closing a site at another time: its act and wave are fixed anew around its last days, earlier or a little later."""

from itertools import islice
from random import Random

from repli.planning.acts import unattend
from repli.planning.board import Board
from repli.planning.closing import act_starts, reserve_wave
from repli.planning.dispatch import dispatch
from repli.planning.improve.choice import span
from repli.planning.improve.state import State, dispatch_waiting, finish
from repli.planning.improve.tastes import Taste, drawn, prepare
from repli.planning.leftover import left_at
from repli.planning.recall import recall
from repli.units import MINUTES_PER_DAY

__all__ = ["reclosed"]

_EARLIER_DAYS = (0, 0, 1, 2, 5)
_SPARE = (0, 0, 1)
_STARTS = 12
"""So many starts of the act are tried in one move."""


def reclosed(state: State, dice: Random) -> State | None:
    """Return the state in which a site closes with another act and wave; None if it cannot."""
    sites = sorted(site_id for site_id, closing in state.board.closings.items() if closing.flights)
    if not sites:
        return None
    site_id, taste = dice.choice(sites), drawn(dice)
    closing = state.board.closings[site_id]
    board = state.board.copy()
    board.over_midnight = bool(dice.getrandbits(1))
    least = closing.clear_by - dice.choice(_EARLIER_DAYS) * MINUTES_PER_DAY
    _reopen(board, state, site_id, min(least, closing.wave_start - span(dice)))
    prepare(board, taste)
    if not _close(board, site_id, least, dice.choice(_SPARE), taste):
        return None
    dispatch_waiting(board, taste.variant)
    return finish(board, state.order, taste.variant)


def _reopen(board: Board, state: State, site_id: str, since: int) -> None:
    """Call back what leaves a site from a minute on, and give back its act and its wave."""
    closing = board.closings.pop(site_id)
    late = [one for one in board.sorties if one.slot.route.site_id == site_id and one.slot.off_minute >= since]
    recall(board, state.order, [one for one in late if one.load is not None])
    if closing.act is not None:
        unattend(board, closing.act)


def _close(board: Board, site_id: str, least: int, spare: int, taste: Taste) -> bool:
    """Fix the first closing from a minute on whose wave takes what remains by then; False if there is none near."""
    free = board.copy()
    dispatch(free, [site_id], taste.variant)
    book = board.books[site_id]
    for start in islice(act_starts(board, book.site, least), _STARTS):
        board.meter.units += 1
        closing = reserve_wave(board, book.site, start, left_at(book, free.sorties, start), spare)
        if closing is not None:
            board.closings[site_id] = closing
            return True
    return False
