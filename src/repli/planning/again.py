"""The rest of a plan around what is kept: what waits is dispatched, and sites close as agreed or, if need be, anew.

Stages go in their order, feeders first. What an agreed wave cannot take as it is goes with more flights in the same
wave, else the wave is loaded again, else the site closes anew, at the first act of handover whose wave takes it: only
what left with its wave, and what that brought on, is called back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from repli.planning.acts import first_acts, unattend
from repli.planning.board import Board
from repli.planning.closing import MOST_FLIGHTS, best_slot, load_wave
from repli.planning.closing_anew import closed_anew
from repli.planning.dispatch import dispatch
from repli.planning.improve.state import State, dispatch_waiting, finish, wave_of
from repli.planning.kept_floors import keep_floors
from repli.planning.order import Order
from repli.planning.recall import recall
from repli.planning.sorties import Slot
from repli.planning.stage import sort_lots
from repli.planning.timing import Wish
from repli.planning.variants import Variant

__all__ = ["Ends", "closed_sooner", "completed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """By site: ``since`` when what leaves it was its end, and the ``least`` minute of an act where it closes anew."""

    since: Mapping[str, int]
    least: Mapping[str, int]


def completed(board: Board, order: Order, variant: Variant, ends: Ends) -> State | str:
    """Return the finished board; else the site whose closing does not take what waits."""
    for stage in board.ways.stages:
        sort_lots(board, stage, variant)
        first_acts(board, stage)
        for site_id in stage:
            if site_id not in board.closings:
                closed = _closed(board, order, site_id, variant, ends)
                if closed is None:
                    return site_id
                board = closed
        dispatch(board, [site_id for site_id in stage if not board.books[site_id].empty], variant)
        for site_id in stage:
            if not board.books[site_id].empty:
                closed = _wave_filled(board, order, site_id) or _closed(board, order, site_id, variant, ends)
                if closed is None:
                    return site_id
                board = closed
    return finish(board, order, variant) or ""


def closed_sooner(state: State, site_id: str, variant: Variant, since: int, least: int) -> State | None:
    """Return the state in which what left a site from ``since`` on goes anew, so that it closes from ``least`` on.

    None if it does not close sooner than it did.
    """
    board = state.board.copy()
    _reopen(board, state.order, site_id, since)
    keep_floors(board, [site_id])
    sort_lots(board, [site_id], variant)
    before = state.board.closings[site_id].closes
    closed = closed_anew(board, site_id, variant, least, before)
    if closed is None or closed.closings[site_id].closes >= before:
        return None
    dispatch_waiting(closed, variant)
    return finish(closed, state.order, variant)


def _closed(board: Board, order: Order, site_id: str, variant: Variant, ends: Ends) -> Board | None:
    """Return the board on which a site closes anew, its agreed wave called back; None if no closing is found."""
    board = board.copy()
    _reopen(board, order, site_id, ends.since.get(site_id, board.timeline.until))
    keep_floors(board, [site_id])
    sort_lots(board, [site_id], variant)
    return closed_anew(board, site_id, variant, ends.least.get(site_id, 0))


def _reopen(board: Board, order: Order, site_id: str, since: int) -> None:
    """Give back the act and the wave of a site, and call back what leaves it from a minute on."""
    closing = board.closings.pop(site_id, None)
    clear_by = since if closing is None else min(closing.clear_by, closing.wave_start, since)
    own = [one for one in board.sorties if one.load is not None and one.slot.route.site_id == site_id]
    late = [one for one in own if one.slot.gone_minute >= clear_by and one.slot.load_minute >= board.now_minute]
    recall(board, order, late)
    used = {id(one.slot) for one in own}
    for slot in () if closing is None else closing.flights:
        if id(slot) not in used:
            _give_back(board, slot)
    if closing is not None and closing.act is not None and closing.act.start_minute >= board.now_minute:
        unattend(board, closing.act)


def _give_back(board: Board, slot: Slot) -> None:
    if slot.route.flight is None:
        board.timeline.release(slot.vehicle_id, slot.route, slot.timing)


def _wave_filled(board: Board, order: Order, site_id: str) -> Board | None:
    """Return the board with all that waits at a site on its wave; None if the wave does not take it."""
    more = board.copy()
    if _with_more_flights(more, site_id):
        return more
    again = board.copy()
    recall(again, order, wave_of(again, site_id))
    return again if load_wave(again, site_id) else None


def _with_more_flights(board: Board, site_id: str) -> bool:
    """Let what waits go in the agreed wave with flights of its own; say whether all of it does."""
    book = board.books[site_id]
    while not book.empty:
        closing = board.closings[site_id]
        wish = Wish(load_from=min(book.ready_minutes()), off_from=closing.wave_start, off_to=closing.last_off)
        full = len(closing.flights) >= MOST_FLIGHTS or not closing.flights
        slot = None if full else best_slot(board, board.timeline, book, wish, closing.wave_start)
        load = None if slot is None else board.load_for(slot, closing.wave_start)
        if slot is None or load is None:
            return False
        board.timeline.take(slot.vehicle_id, slot.route, slot.timing)
        board.send(slot, load)
        board.closings[site_id] = replace(closing, flights=(*closing.flights, slot))
    return True
