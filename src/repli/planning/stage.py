"""One stage of a draft: empty a group of sites together, feeders before the sites that receive from them.

First everything moves freely, as if no site had to close: that shows how soon each site could be down to one wave. Then
each closing is fixed where that allows, its wave is held, and movements are dispatched around it. A site whose wave
does not take what remains gets one more flight, or a later act; then all is dispatched again. In a large stage
that would take long: there sites close one by one around what has moved (`repli.planning.closing_anew`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from repli.errors import Phrase, phrase
from repli.planning.acts import end_acts, first_acts
from repli.planning.board import Board
from repli.planning.closing import act_starts, load_wave, reserve_wave
from repli.planning.closing_anew import closed_as_moved
from repli.planning.closing_search import Target, find_closing, go_back, postpone
from repli.planning.dispatch import dispatch
from repli.planning.hold import PEOPLE
from repli.planning.leftover import left_at
from repli.planning.lines import lines_of
from repli.planning.variants import Variant
from repli.planning.waiting import does_not_fit, no_wave
from repli.units import MINUTES_PER_DAY

__all__ = ["Stuck", "emptied_as_moved", "emptied_somehow", "empty_sites", "out_of_order", "sort_lots"]

_ATTEMPTS = 14
_MOST_URGENT = 4
"""So many sites that got stuck come first each day at most, one more with each try."""
_MOST_UNITS = 600
"""A stage that took so many units of work is dispatched once: its sites close one by one around what has moved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuck:
    """Why a stage could not be finished: the site and what is in the way."""

    site_id: str
    reason: Phrase


def emptied_somehow(board: Board, site_ids: Sequence[str], variant: Variant, *, wave_only: bool) -> Board | Stuck:
    """Return a board on which the stage's sites are empty and closed, tried in several ways, or what is in the way.

    Where sites get stuck, value is counted by the minutes of a round. In a large stage those that got stuck then come
    first each day: in their last days more may wait than the vehicles can take that others had used until then.
    """
    begin = board.meter.units
    found = first = empty_sites(board, site_ids, variant, wave_only=wave_only)
    large = board.meter.units > begin + _MOST_UNITS
    if isinstance(found, Stuck) and not variant.by_rate:
        found = empty_sites(board.copy(), site_ids, replace(variant, by_rate=True), wave_only=wave_only)
    if not isinstance(found, Stuck) or not isinstance(first, Stuck):
        return found
    stuck = first.site_id
    for _ in range(_MOST_URGENT if large else 0):
        variant = replace(variant, urgent=variant.urgent | {stuck})
        other = empty_sites(board.copy(), site_ids, variant, wave_only=wave_only)
        if not isinstance(other, Stuck):
            return other
        if other.site_id in variant.urgent:
            break
        stuck = other.site_id
    return found


def empty_sites(board: Board, site_ids: Sequence[str], variant: Variant, *, wave_only: bool) -> Board | Stuck:
    """Return a board on which every site of the stage is empty and closed, or what is in the way."""
    contradiction = _against_stages(board, site_ids)
    if contradiction is not None:
        return contradiction
    sort_lots(board, site_ids, variant)
    first_acts(board, site_ids)
    held = {site_id for site_id in site_ids if wave_only and _fits_one_wave(board, site_id)}
    begin = board.meter.units
    free = board.copy()
    dispatch(free, [site_id for site_id in site_ids if site_id not in held], variant)
    order = _closing_order(board, site_ids, variant)
    if board.meter.units > begin + _MOST_UNITS:
        closed = _closed_in_turn(free, board, order, variant)
        return closed if isinstance(closed, Stuck) else _kept(closed, site_ids)
    targets = {site_id: Target(_first_start(board, site_id)) for site_id in site_ids}
    for _ in range(_ATTEMPTS):
        trial = board.copy()
        for site_id in order:
            closing = find_closing(trial, free, site_id, targets[site_id])
            if closing is None and go_back(targets[site_id]):
                closing = find_closing(trial, free, site_id, targets[site_id])
            if closing is None:
                return Stuck(site_id=site_id, reason=_no_wave(board, free, site_id))
            trial.closings[site_id] = closing
            end_acts(trial, closing.acts)
        dispatch(trial, [site_id for site_id in site_ids if site_id not in held], variant)
        failed = [site_id for site_id in order if not load_wave(trial, site_id)]
        if not failed:
            return _kept(trial, site_ids)
        for site_id in failed:
            postpone(targets[site_id], trial.closings[site_id], _rest_gone(trial, site_id, variant))
    return Stuck(site_id=failed[0], reason=does_not_fit(trial.books[failed[0]]))


def emptied_as_moved(board: Board, site_ids: Sequence[str], variant: Variant) -> Board | Stuck:
    """Return a board on which sites are empty and close in turn around what has moved, or what is in the way.

    What leaves them before may have gone already.
    """
    contradiction = _against_stages(board, site_ids)
    if contradiction is not None:
        return contradiction
    sort_lots(board, site_ids, variant)
    first_acts(board, site_ids)
    free = board.copy()
    dispatch(free, site_ids, variant)
    closed = _closed_in_turn(free, board, _closing_order(board, site_ids, variant), variant)
    return closed if isinstance(closed, Stuck) else _kept(closed, site_ids)


def _closed_in_turn(free: Board, start: Board, order: Sequence[str], variant: Variant) -> Board | Stuck:
    """Return the board on which all moved freely, with one site closed after the other around what has moved."""
    for site_id in order:
        closed = closed_as_moved(free, site_id, variant, _first_start(start, site_id))
        if closed is None:
            return Stuck(site_id=site_id, reason=_no_wave(start, free, site_id))
        free = closed
    return free


def _no_wave(start: Board, free: Board, site_id: str) -> Phrase:
    """Return that no wave takes what remains at a site when all else has gone."""
    rest = left_at(start.books[site_id], free.sorties, start.timeline.until)
    return no_wave(rest, start.ways.network.operation.as_of_minute)


def _closing_order(board: Board, site_ids: Sequence[str], variant: Variant) -> list[str]:
    """Return the sites in the order in which their closings are fixed: agreed order first, then the last ready."""
    waiting = sorted(site_ids, key=lambda site_id: (board.books[site_id].last_ready(), variant.rank(site_id)))
    order: list[str] = []
    while waiting:
        free = (one for one in waiting if not set(board.books[one].site.closes_after) & set(waiting))
        order.append(next(free, waiting[0]))
        waiting.remove(order[-1])
    return order


def _against_stages(board: Board, site_ids: Sequence[str]) -> Stuck | None:
    """Return a site of the stage that must close after one of a later stage (docs/reference/plan-meaning.md, F)."""
    planned = {site_id for stage in board.ways.stages for site_id in stage}
    later = planned - set(site_ids) - set(board.closings)
    for site_id in site_ids:
        for other in board.books[site_id].site.closes_after:
            if other in later:
                return Stuck(site_id=site_id, reason=_closes_too_soon(site_id, other))
    return None


def sort_lots(board: Board, site_ids: Sequence[str], variant: Variant) -> None:
    """Put the lots into loading order: what has a latest time, then priority, then by the variant's taste.

    As a last resort goods that may not go with people come first: those who leave last cannot take them along.
    """
    last = board.timeline.until
    apart = board.ways.network.operation.segregation if board.last_resort else frozenset()
    alone = {one for pair in apart if PEOPLE in pair for one in pair}
    for site_id in site_ids:
        board.books[site_id].sort(
            lambda lot: (lot.line.latest_minute or last, lot.line.priority, lot.ready),
            lambda lot: (
                lot.line.dangerous_class not in alone,
                lot.line.latest_minute or last,
                lot.line.priority,
                -lot.line.kg // max(lot.line.positions, 1) if variant.dense_first else lot.ready,
            ),
        )


def _first_start(board: Board, site_id: str) -> int:
    """Return the first start of an act worth trying: a day before everything is ready, and not before as_of.

    Where no hours lie in that day, it is the last one before. At as_of, as a last resort: a floor above what is present
    holds nothing once the wave has started.
    """
    as_of = board.ways.network.operation.as_of_minute
    if board.last_resort:
        return as_of
    book = board.books[site_id]
    starts = takewhile(lambda start: start <= book.last_ready(), act_starts(board, book.site, as_of))
    return max(as_of, min(book.last_ready() - MINUTES_PER_DAY, max(starts, default=book.last_ready())))


def _fits_one_wave(board: Board, site_id: str) -> bool:
    """Say whether some wave takes everything that is at a site."""
    book = board.books[site_id]
    starts = act_starts(board, book.site, _first_start(board, site_id))
    start = next(starts, None)
    return start is not None and reserve_wave(board.copy(), book.site, start, book, 0) is not None


def _rest_gone(trial: Board, site_id: str, variant: Variant) -> int:
    """Return by when so much of the rest would be gone, if the site stayed open, that a wave like this one is enough.

    0 where one more flight or a little more time may do.
    """
    free = trial.copy()
    wave = len(free.closings.pop(site_id).flights)
    dispatch(free, [site_id], variant)
    sent = free.sorties[len(trial.sorties) :]
    offs = sorted(one.slot.off_minute for one in sent if one.slot.route.site_id == site_id)
    return offs[-1 - wave] if len(offs) > wave else 0


def _kept(board: Board, site_ids: Sequence[str]) -> Board | Stuck:
    """Return the board if every floor of the stage holds up to the wave: some may be above what is there at as_of."""
    as_of = board.ways.network.operation.as_of_minute
    for site_id in site_ids:
        until = board.closings[site_id].wave_start
        if any(limit.agreed and limit.room(as_of, until) < 0 for limit in board.books[site_id].limits):
            reason = phrase("Site {site}: a floor is above what is present before the closing wave.", site=site_id)
            return Stuck(site_id=site_id, reason=reason)
    return board


def out_of_order(board: Board) -> Stuck | None:
    """Return the first line of a finished draft that leaves before one that goes before it; None if none does."""
    operation = board.ways.network.operation
    first: dict[str, int] = {act.item_id: act.end_minute for act in board.acts}
    for sortie in board.sorties:
        for line_id in (*(one[0] for one in sortie.people), *(one[0] for one in sortie.items)):
            first[line_id] = min(sortie.slot.off_minute, first.get(line_id, sortie.slot.off_minute))
    for line in lines_of(operation):
        for later in line.before:
            if later in first and board.order.leaves_from(later) > first[later]:
                reason = phrase(
                    "Line {line}: before names {later}, and no order was found in which it goes first.",
                    line=line.line_id,
                    later=later,
                )
                return Stuck(site_id=line.site_id, reason=reason)
    return None


def _closes_too_soon(site_id: str, other: str) -> Phrase:
    return phrase(
        "Site {site}: closes_after names {other}, but what {site} holds leaves with more changes of vehicle, so it is "
        "emptied first.",
        site=site_id,
        other=other,
    )
