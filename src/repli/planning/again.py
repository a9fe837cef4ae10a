"""The rest of a plan around what is kept: what waits is dispatched, and sites close as agreed or, if need be, anew.

Stages go in their order, feeders first. A site whose agreed wave cannot take what still waits has to close anew: at the
first later act of handover whose wave takes it.
"""

from collections.abc import Mapping
from itertools import islice

from repli.planning.acts import first_acts
from repli.planning.board import Board
from repli.planning.closing import act_starts, load_wave, reserve_wave
from repli.planning.dispatch import dispatch
from repli.planning.improve.recall import recall
from repli.planning.improve.state import State, finish, wave_of
from repli.planning.order import Order
from repli.planning.stage import left_at, sort_lots
from repli.planning.variants import Variant

__all__ = ["completed"]

_STARTS, _MOST_SPARE = 80, 2
"""Work limit of one closing: starts of the act, and spare flights of the wave."""


def completed(board: Board, order: Order, variant: Variant, least: Mapping[str, int]) -> State | str:
    """Return the finished board; else the site whose closing does not take what waits.

    A site that closes anew does so at its ``least`` minute or later.
    """
    for stage in board.ways.stages:
        sort_lots(board, stage, variant)
        first_acts(board, stage)
        for site_id in stage:
            if site_id not in board.closings:
                closed = _closed(board, site_id, variant, least.get(site_id, 0))
                if closed is None:
                    return site_id
                board = closed
        dispatch(board, [site_id for site_id in stage if not board.books[site_id].empty], variant)
        for site_id in stage:
            if not board.books[site_id].empty and not _wave_loaded(board, order, site_id):
                return site_id
    return finish(board, order, variant) or ""


def _wave_loaded(board: Board, order: Order, site_id: str) -> bool:
    """Load the wave of a site again with all that waits; False if it does not take it."""
    recall(board, order, wave_of(board, site_id))
    return load_wave(board, site_id)


def _closed(board: Board, site_id: str, variant: Variant, least: int) -> Board | None:
    """Return the board on which a site closes after the first act from a minute on whose wave takes what then waits."""
    free = board.copy()
    dispatch(free, [site_id], variant)
    free.sorties = free.sorties[len(board.sorties) :]
    own = [one.slot.off_minute for one in board.sorties if one.load is not None and one.slot.route.site_id == site_id]
    book = board.books[site_id]
    for start in islice(act_starts(board, book.site, max([*own, least])), _STARTS):
        rest = left_at(book, free, start)
        for spare in range(_MOST_SPARE + 1):
            trial = board.copy()
            closing = reserve_wave(trial, book.site, start, rest, spare)
            if closing is None:
                break
            trial.closings[site_id] = closing
            dispatch(trial, [site_id], variant)
            if load_wave(trial, site_id):
                return trial
    return None
