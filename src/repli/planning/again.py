"""The rest of a plan around what is kept: what waits is dispatched, and sites close as agreed or, if need be, anew.

Stages go in their order, feeders first. A site whose agreed wave cannot take what still waits has to close anew: at the
first later act of handover whose wave takes it.
"""

from collections.abc import Mapping

from repli.planning.acts import first_acts
from repli.planning.board import Board
from repli.planning.closing import load_wave
from repli.planning.closing_anew import closed_anew
from repli.planning.dispatch import dispatch
from repli.planning.improve.state import State, finish, wave_of
from repli.planning.order import Order
from repli.planning.recall import recall
from repli.planning.stage import sort_lots
from repli.planning.variants import Variant

__all__ = ["completed"]


def completed(board: Board, order: Order, variant: Variant, least: Mapping[str, int]) -> State | str:
    """Return the finished board; else the site whose closing does not take what waits.

    A site that closes anew does so at its ``least`` minute or later.
    """
    for stage in board.ways.stages:
        sort_lots(board, stage, variant)
        first_acts(board, stage)
        for site_id in stage:
            if site_id not in board.closings:
                closed = closed_anew(board, site_id, variant, least.get(site_id, 0))
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
