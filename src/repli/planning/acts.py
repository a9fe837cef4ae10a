"""When items that stay are transferred, sold, given away, scrapped or destroyed: as soon as floors and teams allow.

An act starts when its item is ready, lasts as long as it needs, and ends before its site is handed over; the item is
present until then (docs/reference/plan-meaning.md, D, E, F). What a floor keeps is ended at the last: by the start of
the handover.
"""

from collections.abc import Iterable

from repli.model import HandoverAct, Site, SiteAct
from repli.planning.board import Board
from repli.planning.lots import NO_LIMIT, ItemLot, SiteBook
from repli.planning.teams import INSPECTION, Need, Use
from repli.planning.timeline import Timeline

__all__ = ["attend", "end_acts", "first_acts", "inspection", "last_acts", "resume_acts", "unattend"]

_TRIES = 200
"""Work limit of the search for one act."""


def first_acts(board: Board, site_ids: Iterable[str]) -> None:
    """Fix the acts of the sites that can end without going under a floor; the others stay in their books."""
    for site_id in site_ids:
        book = board.books[site_id]
        for lot in tuple(book.staying):
            act = _first_act(board, book, lot)
            if act is not None:
                end_acts(board, (act,))


def last_acts(timeline: Timeline, book: SiteBook, clear_by: int, as_of: int) -> tuple[SiteAct, ...] | None:
    """Return acts that end what still stays by ``clear_by``, each as late as it can be; None if one cannot be held."""
    acts = []
    trial = timeline.copy()
    for lot in book.staying:
        act = next((one for one in _late_acts(trial, book, lot, clear_by, as_of)), None)
        if act is None:
            return None
        _take(trial, book.site, act)
        acts.append(act)
    return tuple(acts)


def end_acts(board: Board, acts: Iterable[SiteAct]) -> None:
    """Book acts: their items are out at the end, their teams held, and the site clears no sooner."""
    for act in acts:
        book = board.books[act.site_id]
        board.order.leave(act.item_id, 1, act.end_minute, out=True)
        book.end(next(lot for lot in book.staying if lot.line.line_id == act.item_id), act.end_minute)
        _take(board.timeline, book.site, act)
        board.cleared[act.site_id] = max(act.end_minute, board.cleared.get(act.site_id, 0))
        board.acts.append(act)


def resume_acts(board: Board, acts: Iterable[SiteAct]) -> None:
    """Undo `end_acts`, but for the order of lines and the time when sites clear, which `recall` counts again."""
    for act in acts:
        book = board.books[act.site_id]
        book.resume(act.item_id, act.end_minute)
        board.timeline.teams.release(inspection(book.site, act.start_minute, act.end_minute))
        board.acts.remove(act)


def attend(board: Board, act: HandoverAct) -> None:
    """Hold the inspection teams of an act of handover."""
    site = board.books[act.site_id].site
    if site.inspection_teams and site.handover_minutes:
        board.timeline.teams.take(inspection(site, act.start_minute, act.end_minute))


def unattend(board: Board, act: HandoverAct) -> None:
    """Give back the inspection teams of an act of handover that is not held."""
    use = inspection(board.books[act.site_id].site, act.start_minute, act.end_minute)
    board.timeline.teams.release(use)


def inspection(site: Site, start: int, end: int) -> Use:
    """Return the inspection teams that an act at a site holds."""
    return _inspectors(site).over(start, end)


def _inspectors(site: Site) -> Need:
    return Need(kind=INSPECTION, place_id=site.site_id, count=site.inspection_teams)


def _first_act(board: Board, book: SiteBook, lot: ItemLot) -> SiteAct | None:
    """Return the first act that teams can attend and floors let go; None if there is none before the horizon."""
    minutes = lot.line.act_minutes
    least = board.order.leaves_from(lot.line.line_id) - minutes
    start = max(lot.ready, board.now_minute, least)
    for _ in range(_TRIES):
        start = board.timeline.teams.attend_from(_inspectors(book.site), start, minutes)
        end = start + minutes
        if end > board.timeline.until:
            return None
        if all(book.limits[index].room(end, NO_LIMIT) >= amount for index, amount in lot.counts_in):
            return _act(book.site, lot, start)
        changes = {at for index, _ in lot.counts_in for at in book.limits[index].marks() if at > end}
        if not changes:
            return None
        start = min(changes) - minutes
    return None


def _late_acts(timeline: Timeline, book: SiteBook, lot: ItemLot, clear_by: int, as_of: int) -> Iterable[SiteAct]:
    """Yield the acts that end by ``clear_by``, the last first."""
    site, minutes = book.site, lot.line.act_minutes
    for latest in (clear_by, *timeline.teams.starts_before(INSPECTION, site.site_id, clear_by)):
        start: int | None = latest - minutes
        if site.inspection_teams:
            start = timeline.teams.hours(INSPECTION, site.site_id).last_span(latest - minutes, minutes)
        if start is None or start < max(lot.ready, as_of):
            return
        if timeline.teams.attend_from(_inspectors(site), start, minutes) == start:
            yield _act(site, lot, start)


def _act(site: Site, lot: ItemLot, start: int) -> SiteAct:
    return SiteAct(
        item_id=lot.line.line_id,
        site_id=site.site_id,
        disposition=lot.line.disposition,
        start_minute=start,
        end_minute=start + lot.line.act_minutes,
    )


def _take(timeline: Timeline, site: Site, act: SiteAct) -> None:
    timeline.teams.take(inspection(site, act.start_minute, act.end_minute))
