"""Closing a site anew on a board where others have moved already: its act and its wave are given back and found again.

What still waits is dispatched as far as it goes around a later act of handover whose wave takes the rest; nothing else
on the board moves.
"""

from itertools import takewhile

from repli.planning.acts import end_acts
from repli.planning.board import Board
from repli.planning.closing import act_starts, load_wave, reserve_wave
from repli.planning.closing_search import first_served, likely_starts
from repli.planning.dispatch import dispatch
from repli.planning.leftover import left_at
from repli.planning.occupancy import FOREVER
from repli.planning.order import order_of
from repli.planning.recall import recall
from repli.planning.variants import Variant

__all__ = ["closed_anew", "closed_as_moved"]

_MOST_SPARE = 2
"""Spare flights of the wave that are tried at one act."""
_LAST_SORTIES = 4
"""A wave that has to be found around others takes what so many sorties took at the last, or less."""


def closed_anew(board: Board, site_id: str, variant: Variant, least: int, before: int = FOREVER) -> Board | None:
    """Return the board on which a site closes after the first act from a minute on whose wave takes what then waits.

    None if there is no such act ``before`` a minute.
    """
    free = board.copy()
    dispatch(free, [site_id], variant)
    sent = free.sorties[len(board.sorties) :]
    own = [one.slot.off_minute for one in board.sorties if one.load is not None and one.slot.route.site_id == site_id]
    book = board.books[site_id]

    def served(start: int) -> Board | None:
        rest, before = left_at(book, sent, start), board.timeline
        for spare in range(_MOST_SPARE + 1):
            board.meter.waves += 1
            closing = reserve_wave(board, book.site, start, rest, spare)
            held, board.timeline = board.timeline, before
            if closing is None:
                return None
            trial = board.copy()
            trial.timeline = held
            trial.closings[site_id] = closing
            end_acts(trial, closing.acts)
            dispatch(trial, [site_id], variant)
            if load_wave(trial, site_id):
                return trial
        return None

    starts = takewhile(lambda start: start < before, act_starts(board, book.site, max([*own, least])))
    return first_served(tuple(likely_starts(board, book, sent, starts)), served)


def closed_as_moved(board: Board, site_id: str, variant: Variant, least: int) -> Board | None:
    """Return the board, on which all moved freely, with the site closed: what leaves it last goes around the wave."""
    sorties = [one for one in board.sorties if one.slot.route.site_id == site_id]
    book = board.books[site_id].copy()
    for one in sorties:
        if one.load is not None:
            book.give_back(one.load.people, one.load.items, one.slot.gone_minute)
    starts = act_starts(board, book.site, least)
    since = next(likely_starts(board, book, sorties, starts), board.timeline.until)
    offs = sorted(one.slot.off_minute for one in sorties if one.load is not None)
    since = max([since, *offs[:-_LAST_SORTIES][-1:]])
    trial = board.copy()
    late = [one for one in sorties if one.load is not None and one.slot.off_minute > since]
    recall(trial, order_of(board.ways.network.operation), late)
    return closed_anew(trial, site_id, variant, since)
