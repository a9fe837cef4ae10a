"""Floors under what is kept: where too few would be present, what leaves last before that goes with less, or not.

What is kept left at the same minutes before, so that this happens only where an operation changed: a floor was raised,
people come later, or a site stays open for longer than agreed.
"""

from collections.abc import Iterable
from dataclasses import replace

from repli.planning.board import Board
from repli.planning.limits import Limit
from repli.planning.occupancy import FOREVER
from repli.planning.order import order_of
from repli.planning.recall import recall, waiting_load
from repli.planning.sorties import Sortie

__all__ = ["keep_floors"]

_TRIES = 200
"""Work limit for one site."""


def keep_floors(board: Board, sites: Iterable[str]) -> None:
    """Let less go from each of the sites whose floors would not hold from now to its closing wave, or for ever."""
    now = board.now_minute
    for site_id in sites:
        book, closing = board.books[site_id], board.closings.get(site_id)
        until = closing.wave_start if closing is not None else FOREVER
        for _ in range(_TRIES):
            low = next((one for one in book.limits if one.room(now, until) < 0), None)
            last = None if low is None else _last_before(board, site_id, low, (now, until))
            if last is None:
                break
            _send_less(board, last, until)


def _last_before(board: Board, site_id: str, low: Limit, span: tuple[int, int]) -> Sortie | None:
    """Return the last sortie from a site, from now on, that leaves before a floor first does not hold."""
    now, until = span
    marks = sorted(at for at in {now, *low.marks()} if now <= at < until)
    short = next((at for at in marks if low.room(at, at + 1) < 0), None)
    if short is None:
        return None
    own = (one for one in board.sorties if one.load is not None and one.slot.route.site_id == site_id)
    takes = (one for one in own if now <= one.slot.gone_minute <= short and one.slot.load_minute >= now)
    return max((one for one in takes if _counts(one, low)), key=lambda one: one.slot.gone_minute, default=None)


def _counts(sortie: Sortie, limit: Limit) -> bool:
    """Say whether a floor counts something of a load."""
    load = sortie.load
    if load is None:
        return False
    return any(limit.of_person(lot.line) for lot, _ in load.people) or any(limit.of_item(i.line) for i in load.items)


def _send_less(board: Board, sortie: Sortie, until: int) -> None:
    """Call a sortie back and send it with as much of its people as floors let go; not at all if that is nobody."""
    recall(board, order_of(board.ways.network.operation), [sortie])
    if sortie.load is None or sortie.slot.route.flight is not None:
        return
    slot, load = sortie.slot, waiting_load(board, sortie.load, sortie.slot.route.site_id)
    rooms = board.books[slot.route.site_id].rooms(slot.gone_minute, until)
    people = []
    for lot, count in load.people:
        most = min((rooms[index] // amount for index, amount in lot.counts_in), default=count)
        part = count if most >= count else (0 if lot.line.together is not None else max(most, 0))
        for index, amount in lot.counts_in:
            rooms[index] -= amount * part
        people += [(lot, part)] if part else []
    items = [item for item in load.items if all(rooms[index] >= amount for index, amount in item.counts_in)]
    if len(items) < len(load.items) or not (people or items):
        return
    board.timeline.take(slot.vehicle_id, slot.route, slot.timing)
    board.send(slot, replace(load, people=tuple(people), items=tuple(items)))
