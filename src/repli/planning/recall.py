"""Calling sorties back: their loads wait again, what they held is free, and the board is as if they had never gone.

What a sortie brought to a site inside and another took from there goes back too: that sortie is called back with it. A
flight of a closing wave keeps its slot, since the closing holds it; so does a sortie that is only unloaded.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from repli.planning.board import Board
from repli.planning.hold import Load
from repli.planning.order import Order
from repli.planning.sorties import Slot, Sortie

__all__ = ["in_wave", "recall", "waiting_load", "with_onward"]


def in_wave(board: Board, sortie: Sortie) -> bool:
    """Say whether a sortie is a flight of a closing wave."""
    closing = board.closings.get(sortie.slot.route.site_id)
    return closing is not None and any(slot is sortie.slot for slot in closing.flights)


def with_onward(board: Board, sorties: Iterable[Sortie]) -> list[Sortie]:
    """Return the sorties and those that took on what these brought to a site inside, each once, feeders last."""
    found: list[Sortie] = []
    seen: set[int] = set()
    takers = _Takers(board)

    def visit(sortie: Sortie) -> None:
        if id(sortie) not in seen:
            seen.add(id(sortie))
            for other in takers.onward(sortie):
                visit(other)
            found.append(sortie)

    for sortie in sorties:
        visit(sortie)
    return found


def recall(board: Board, start: Order, sorties: Iterable[Sortie], kept: Collection[int] = ()) -> None:
    """Call sorties back, with those that went on from them; ``start`` is the order when nothing had left.

    Sorties whose id() is in ``kept``, and flights of closing waves, are unloaded and keep their slots.
    """
    gone = with_onward(board, sorties)
    for sortie in gone:
        _unload(board, sortie)
        if id(sortie) not in kept and not in_wave(board, sortie):
            _release(board, sortie.slot)
    ids = {id(sortie) for sortie in gone}
    board.sorties = [sortie for sortie in board.sorties if id(sortie) not in ids]
    if start.before:
        board.order = _order_now(board, start)
    board.cleared = _cleared_now(board)


def waiting_load(board: Board, load: Load, site_id: str) -> Load:
    """Return a load that was given back, with the lots as they wait now."""
    waiting = {(lot.line.line_id, lot.ready): lot for lot in board.books[site_id].people}
    people = tuple((waiting[lot.line.line_id, lot.ready], count) for lot, count in load.people)
    return replace(load, people=people)


class _Takers:
    """Which sorties took what from a site, by line; put in order when first asked for."""

    def __init__(self, board: Board) -> None:
        """Start with nothing known."""
        self.board = board
        self.by_line: dict[str, dict[str, list[int]]] = {}

    def onward(self, sortie: Sortie) -> Iterator[Sortie]:
        """Yield the sorties that may have taken on what a sortie brought to a site inside, in the board's order."""
        there = sortie.slot.route.unload_site
        if there is None:
            return
        if there not in self.by_line:
            self.by_line[there] = self._of(there)
        takers, arrival = self.by_line[there], _arrival(self.board, sortie)
        for place in sorted({place for name in sortie.lines for place in takers.get(name, ())}):
            other = self.board.sorties[place]
            if other.slot.load_minute >= arrival:
                yield other

    def _of(self, site_id: str) -> dict[str, list[int]]:
        """Return the places among the board's sorties of those that took a line from a site."""
        takers: dict[str, list[int]] = {}
        for place, sortie in enumerate(self.board.sorties):
            if sortie.slot.route.site_id == site_id:
                for name in sortie.lines:
                    takers.setdefault(name, []).append(place)
        return takers


def _arrival(board: Board, sortie: Sortie) -> int:
    """Return when what a sortie brings to a site inside is in its stock."""
    route = sortie.slot.route
    site = board.books[route.unload_site or ""].site
    return sortie.slot.timing.work_end[route.drop] + site.transfer_minutes


def _unload(board: Board, sortie: Sortie) -> None:
    """Put a load back where it came from; a site inside to which it went has never seen it."""
    load, route = sortie.load, sortie.slot.route
    if load is None:
        return
    if route.unload_site is not None:
        people = [(lot.line, count) for lot, count in load.people]
        items = [lot.line for lot in load.items]
        board.books[route.unload_site].call_off(people, items, _arrival(board, sortie))
    board.books[route.site_id].give_back(load.people, load.items, sortie.slot.gone_minute)
    if route.flight is not None:
        people_booked, kg = board.booked[sortie.slot.vehicle_id]
        board.booked[sortie.slot.vehicle_id] = (people_booked - load.people_count, kg - load.kg)


def _release(board: Board, slot: Slot) -> None:
    """Give back what a slot held; the seats of a commercial flight hold nothing else."""
    if slot.route.flight is None:
        board.timeline.release(slot.vehicle_id, slot.route, slot.timing)


def _order_now(board: Board, start: Order) -> Order:
    """Return what has left before what, counted again from the sorties and acts that remain."""
    order = start.copy()
    for act in board.acts:
        order.leave(act.item_id, 1, act.end_minute, out=True)
    for sortie in board.sorties:
        out = sortie.slot.route.unload_site is None
        for name, count in (*((one[0], one[1]) for one in sortie.people), *((one[0], 1) for one in sortie.items)):
            order.leave(name, count, sortie.slot.last_off_minute, out=out)
    return order


def _cleared_now(board: Board) -> dict[str, int]:
    """Return by when each site has everything that comes to it, and has ended its acts."""
    cleared: dict[str, int] = {}
    for act in board.acts:
        cleared[act.site_id] = max(act.end_minute, cleared.get(act.site_id, 0))
    for sortie in board.sorties:
        there = sortie.slot.route.unload_site
        if there is not None and sortie.load is not None:
            cleared[there] = max(_arrival(board, sortie), cleared.get(there, 0))
    return cleared
