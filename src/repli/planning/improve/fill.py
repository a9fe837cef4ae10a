"""Filling up: all over a plan, two departures of a site that follow each other divide anew what both take.

Slots stay as they are. What a search over single stretches of days has not come to yet is done here at once: nothing
heavy waits behind what is light, or beside an empty place.
"""

from collections.abc import Callable

from repli.planning.aims import Aims, ranked
from repli.planning.board import Board, weights_of
from repli.planning.hold import Load
from repli.planning.improve.pair import divided
from repli.planning.improve.repack import departures, sent_again
from repli.planning.improve.state import State, state_of
from repli.planning.sorties import Sortie

__all__ = ["filled"]

_NEXT = 12
"""With so many of the departures that follow it each one is compared."""
_PASSES = 4
_WORTH_PERCENT = 0.5
"""Two departures are compared if the earlier one may take so much more of its payload."""


def filled(state: State, aims: Aims, stopped: Callable[[], bool] | None = None) -> State:
    """Return the state with more on its earlier departures; the given one if that is no better.

    ``stopped`` is asked site by site; what was divided until then is kept.
    """
    for _ in range(_PASSES):
        found = _passed(state, stopped)
        if found is None or ranked(found.objective, aims) >= ranked(state.objective, aims):
            break
        state = found
    return state


def _passed(state: State, stopped: Callable[[], bool] | None) -> State | None:
    """Return the state after one pass over all departures, each beside the next ones; None if nothing changed."""
    board = state.board.copy()
    changed = [_site_passed(board, site_id) for site_id in sorted(board.books) if stopped is None or not stopped()]
    return state_of(board, state.order) if any(changed) else None


def _site_passed(board: Board, site_id: str) -> bool:
    weights, changed = weights_of(board.ways.network.operation), False
    own = departures(board, site_id)
    for early in range(len(own)):
        for late in range(early + 1, min(len(own), early + 1 + _NEXT)):
            pair = own[early], own[late]
            if own[early].slot.gone_minute < own[late].slot.gone_minute and _may_gain(*pair):
                loads = divided(board, *pair, weights)
                if loads is not None:
                    own[early], own[late] = sent_again(board, pair, loads)
                    changed = True
    return changed


def _may_gain(early: Sortie, late: Sortie) -> bool:
    """Say whether the earlier of two could take more: people on free seats, or kg if items could be cut."""
    if early.load is None or late.load is None:
        return False
    if late.load.people and early.load.people_count < early.load.configuration.seats:
        return True
    spare, least = early.slot.route.payload_kg - early.load.kg, early.slot.route.payload_kg * _WORTH_PERCENT / 100
    return spare >= least and min(spare, _most_kg(early.load, late.load) - early.load.item_kg) >= least


def _most_kg(early: Load, late: Load) -> float:
    """Return no less than the kg that the earlier load could have of the items of both, by its positions."""
    free, most = float(early.configuration.pallet_positions), 0.0
    lines = [lot.line for lot in (*early.items, *late.items)]
    for line in sorted(lines, key=lambda one: (one.positions > 0, -one.kg / max(1, one.positions), one.line_id)):
        share = min(1.0, free / line.positions) if line.positions else 1.0
        most += share * line.kg
        free -= share * line.positions
    return most
