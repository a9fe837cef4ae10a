"""Builds again what a choice called back: kept slots are loaded in order of time, the rest is dispatched."""

from collections.abc import Iterable

from repli.planning.board import Board
from repli.planning.improve.choice import Choice
from repli.planning.improve.state import State, dispatch_waiting, finish
from repli.planning.improve.tastes import Taste, prepare
from repli.planning.occupancy import FOREVER
from repli.planning.recall import in_wave, recall, with_onward
from repli.planning.sorties import Slot

__all__ = ["rebuilt"]


def rebuilt(state: State, choice: Choice, taste: Taste) -> State | None:
    """Return the state that comes of a choice and a taste; None if something is left over or does not hold."""
    board = state.board.copy()
    gone = with_onward(board, choice.sorties)
    kept = [one.slot for one in gone if id(one) in choice.kept and not in_wave(board, one)]
    recall(board, state.order, choice.sorties, choice.kept)
    prepare(board, taste)
    _reload(board, kept)
    dispatch_waiting(board, taste.variant)
    return finish(board, state.order, taste.variant)


def _reload(board: Board, slots: Iterable[Slot]) -> None:
    """Load the slots in order of time with the best of what waits; those that take nothing are given back."""
    for slot in sorted(slots, key=lambda one: (one.load_minute, one.vehicle_id)):
        route = slot.route
        closing = board.closings.get(route.site_id)
        load = board.load_for(slot, closing.wave_start if closing else FOREVER)
        board.meter.units += 1
        if load is None:
            board.timeline.release(slot.vehicle_id, route, slot.timing)
        else:
            board.send(slot, load)
