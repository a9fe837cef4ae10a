"""Closing a site anew on a board where others have moved already: its act and its wave are given back and found again.

What still waits is dispatched as far as it goes around a later act of handover whose wave takes the rest; nothing else
on the board moves.
"""

from repli.planning.acts import inspection
from repli.planning.board import Board
from repli.planning.closing import act_starts, load_wave, reserve_wave
from repli.planning.closing_search import first_served, likely_starts
from repli.planning.dispatch import dispatch
from repli.planning.leftover import left_at
from repli.planning.order import order_of
from repli.planning.recall import recall
from repli.planning.variants import Variant

__all__ = ["closed_anew", "reopen"]

_MOST_SPARE = 2
"""Spare flights of the wave that are tried at one act."""


def closed_anew(board: Board, site_id: str, variant: Variant, least: int) -> Board | None:
    """Return the board on which a site closes after the first act from a minute on whose wave takes what then waits."""
    free = board.copy()
    dispatch(free, [site_id], variant)
    sent = free.sorties[len(board.sorties) :]
    own = [one.slot.off_minute for one in board.sorties if one.load is not None and one.slot.route.site_id == site_id]
    book = board.books[site_id]

    def served(start: int) -> Board | None:
        rest = left_at(book, sent, start)
        for spare in range(_MOST_SPARE + 1):
            trial = board.copy()
            closing = reserve_wave(trial, book.site, start, rest, spare)
            if closing is None:
                return None
            trial.closings[site_id] = closing
            dispatch(trial, [site_id], variant)
            if load_wave(trial, site_id):
                return trial
        return None

    starts = act_starts(board, book.site, max([*own, least]))
    return first_served(likely_starts(board, site_id, sent, starts), served)


def reopen(board: Board, start: Board, site_id: str) -> None:
    """Give back the act and the wave of a site, and the acts that ended what stayed until then on the ``start``."""
    closing, site = board.closings[site_id], board.books[site_id].site
    for act in closing.acts:
        lot = next(one for one in start.books[site_id].staying if one.line.line_id == act.item_id)
        board.books[site_id].stay_on(lot, act.end_minute)
        board.timeline.teams.release(inspection(site, act.start_minute, act.end_minute))
    board.acts = [act for act in board.acts if act not in closing.acts]
    slots = {id(slot) for slot in closing.flights}
    recall(board, order_of(board.ways.network.operation), [one for one in board.sorties if id(one.slot) in slots])
    del board.closings[site_id]
    for slot in closing.flights:
        if slot.route.flight is None:
            board.timeline.release(slot.vehicle_id, slot.route, slot.timing)
        else:
            board.timeline.diaries[slot.vehicle_id] = board.timeline.diaries[slot.vehicle_id].at_home()
    if closing.act is not None:
        board.timeline.teams.release(inspection(site, closing.act.start_minute, closing.act.end_minute))
