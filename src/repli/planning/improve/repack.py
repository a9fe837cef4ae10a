"""Re-packing: slots stay as they are; two sorties of a site divide anew what both take, pair by pair over some days."""

from itertools import combinations
from random import Random

from repli.planning.board import Board, weights_of
from repli.planning.hold import Load
from repli.planning.improve.choice import span
from repli.planning.improve.pair import divided
from repli.planning.improve.state import State, state_of
from repli.planning.recall import recall, waiting_load
from repli.planning.sorties import Sortie

__all__ = ["departures", "repacked", "sent_again"]

_MOST = 10


def repacked(state: State, dice: Random) -> State | None:
    """Return the state in which loads of one site went earlier over a stretch of days; None if none did."""
    sites = sorted({one.slot.route.site_id for one in state.board.sorties if one.load is not None})
    if not sites:
        return None
    board = state.board.copy()
    weights = weights_of(board.ways.network.operation)
    near = _stretch(board, dice, dice.choice(sites))
    changed = False
    for early, late in combinations(range(len(near)), 2):
        if near[early].slot.gone_minute < near[late].slot.gone_minute:
            loads = divided(board, near[early], near[late], weights)
            if loads is not None:
                near[early], near[late] = sent_again(board, (near[early], near[late]), loads)
                changed = True
    return state_of(board, state.order) if changed else None


def departures(board: Board, site_id: str) -> list[Sortie]:
    """Return what takes something out from a site by a movement of its own, in order of time."""
    own = [one for one in board.sorties if one.slot.route.site_id == site_id and one.load is not None]
    own = [one for one in own if one.slot.route.unload_site is None and one.slot.route.flight is None]
    return sorted(own, key=lambda one: (one.slot.gone_minute, one.slot.vehicle_id))


def _stretch(board: Board, dice: Random, site_id: str) -> list[Sortie]:
    """Return what leaves a site from a random sortie on, in order of time, within a stretch of days."""
    own = departures(board, site_id)
    if not own:
        return []
    first = dice.randrange(len(own))
    until = own[first].slot.gone_minute + 2 * span(dice)
    return [one for one in own[first:] if one.slot.gone_minute <= until][:_MOST]


def sent_again(board: Board, sorties: tuple[Sortie, Sortie], loads: tuple[Load, Load]) -> tuple[Sortie, Sortie]:
    """Send two sorties with other loads, and return them."""
    recall(board, board.order, sorties, {id(one) for one in sorties})
    for one, load in zip(sorties, loads, strict=True):
        board.send(one.slot, waiting_load(board, load, one.slot.route.site_id))
    return board.sorties[-2], board.sorties[-1]
