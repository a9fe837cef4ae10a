"""Pulling forward: each sortie of a stretch of days goes, with its load, as soon as any vehicle of its type can."""

from random import Random

from repli.planning.board import Board
from repli.planning.hold import Load
from repli.planning.improve.choice import loose, most, span
from repli.planning.improve.state import State, finish
from repli.planning.improve.tastes import drawn
from repli.planning.recall import recall, waiting_load
from repli.planning.sorties import Slot, Sortie
from repli.planning.timing import Wish, earliest_slot

__all__ = ["may_leave", "pulled_forward"]

_MOST_ALIKE = 12
"""So many vehicles alike are asked: of a hundred trucks the first dozen."""


def pulled_forward(state: State, dice: Random) -> State | None:
    """Return the state in which the sorties of a stretch of days go earlier; None if none can."""
    board = state.board.copy()
    sorties = [one for one in loose(board) if one.slot.route.unload_site is None and one.slot.route.flight is None]
    if not sorties:
        return None
    focus = dice.choice(sorties).slot
    until = focus.off_minute + span(dice)
    moved = [_earlier(board, state, one) for one in most(one for one in sorties if _within(one, focus, until))]
    return finish(board, state.order, drawn(dice).variant) if any(moved) else None


def _within(one: Sortie, focus: Slot, until: int) -> bool:
    return focus.off_minute <= one.slot.off_minute < until


def _earlier(board: Board, state: State, sortie: Sortie) -> bool:
    """Let a sortie go as early as it can; say whether that is earlier than now."""
    if sortie.load is None:
        return False
    recall(board, state.order, [sortie])
    load, old = waiting_load(board, sortie.load, sortie.slot.route.site_id), sortie.slot
    ready = max([lot.ready for lot, _ in load.people] + [item.ready for item in load.items], default=0)
    names = [lot.line.line_id for lot, _ in load.people] + [item.line.line_id for item in load.items]
    after = max((board.order.leaves_from(name) for name in names), default=0)
    wish = Wish(load_from=ready, off_from=after, off_to=old.off_minute)
    slots = [slot for vehicle_id in _alike(board, old) if (slot := _soonest(board, vehicle_id, old, wish))]
    best = min([old, *(slot for slot in slots if may_leave(board, slot, load))], key=lambda one: one.off_minute)
    board.timeline.take(best.vehicle_id, best.route, best.timing)
    board.send(best, load)
    return best.off_minute < old.off_minute


def _alike(board: Board, slot: Slot) -> list[str]:
    """Return the vehicles that have the route of a slot, its own first."""
    diaries = board.timeline.diaries
    own = diaries[slot.vehicle_id]
    others = [name for name, one in diaries.items() if (one.type_id, one.home) == (own.type_id, own.home)]
    return [slot.vehicle_id, *(name for name in others if name != slot.vehicle_id)][:_MOST_ALIKE]


def _soonest(board: Board, vehicle_id: str, old: Slot, wish: Wish) -> Slot | None:
    """Return the first slot of a vehicle on the route of a slot."""
    board.meter.units += 1
    return earliest_slot(board.timeline, vehicle_id, old.route, wish)


def may_leave(board: Board, slot: Slot, load: Load) -> bool:
    """Say whether floors let a load go with a slot."""
    site_id = slot.route.site_id
    closing = board.closings.get(site_id)
    rooms = board.books[site_id].rooms(slot.gone_minute, closing.wave_start if closing else board.timeline.until)
    for lot, count in load.people:
        for index, amount in lot.counts_in:
            rooms[index] -= amount * count
    for item in load.items:
        for index, amount in item.counts_in:
            rooms[index] -= amount
    return min(rooms, default=0) >= 0
