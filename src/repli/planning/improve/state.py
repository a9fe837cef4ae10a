"""A finished board with its objective, and what makes a board finished.

Every lot is out, every closing wave is loaded, no wave holds a flight that it does not need, every floor holds up to
the wave, lines leave in their order, and no commercial flight is booked twice.
"""

from dataclasses import dataclass, replace

from repli.model import Objective
from repli.planning.board import Board, Closing
from repli.planning.closing import load_wave
from repli.planning.dispatch import dispatch
from repli.planning.order import Order
from repli.planning.postings import flown
from repli.planning.recall import recall
from repli.planning.sorties import Sortie
from repli.planning.stage import out_of_order
from repli.planning.variants import Variant

__all__ = ["State", "dispatch_waiting", "finish", "state_of", "wave_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A finished board, never changed again, its objective, and the order of its lines when nothing had left."""

    board: Board
    objective: Objective
    order: Order


def state_of(board: Board, order: Order) -> State:
    """Return a finished board with its objective."""
    handovers = [closing.act for closing in board.closings.values() if closing.act is not None]
    objective = board.account.objective(flown(board), board.acts, handovers)
    return State(board=board, objective=objective, order=order)


def dispatch_waiting(board: Board, variant: Variant) -> None:
    """Dispatch what waits at every site, feeders first."""
    for stage in board.ways.stages:
        waiting = [site_id for site_id in stage if not board.books[site_id].empty]
        if waiting:
            dispatch(board, waiting, variant)


def finish(board: Board, order: Order, variant: Variant) -> State | None:
    """Return the board with its waves loaded, as a state; None if something of it does not hold."""
    for stage in board.ways.stages:
        for site_id in stage:
            if not board.books[site_id].empty and not _wave_again(board, order, site_id, variant):
                return None
    own = _by_site(board)
    for site_id, closing in list(board.closings.items()):
        wave = _wave_among(own.get(site_id, []), closing)
        if closing.flights and not wave:
            return None  # what leaves last left too soon to be a wave
        _give_unused_back(board, site_id, wave)
    return state_of(board, order) if _holds(board, own) else None


def _by_site(board: Board) -> dict[str, list[Sortie]]:
    """Return the sorties by the site that they take something from."""
    own: dict[str, list[Sortie]] = {}
    for sortie in board.sorties:
        own.setdefault(sortie.slot.route.site_id, []).append(sortie)
    return own


def _wave_again(board: Board, order: Order, site_id: str, variant: Variant) -> bool:
    """Load a site's closing wave again, with what still waits; False if it does not take all."""
    if site_id not in board.closings:
        return False
    before = len(board.sorties)
    wave = wave_of(board, site_id)
    recall(board, order, wave)
    if len(board.sorties) < before - len(wave):
        dispatch(board, [board.ways.receiver[site_id]], variant)
    return load_wave(board, site_id)


def wave_of(board: Board, site_id: str) -> list[Sortie]:
    """Return the sorties of a site's closing wave."""
    return _wave_among(board.sorties, board.closings[site_id])


def _wave_among(sorties: list[Sortie], closing: Closing) -> list[Sortie]:
    """Return those of the sorties that are a closing's wave."""
    slots = {id(slot) for slot in closing.flights}
    return [sortie for sortie in sorties if id(sortie.slot) in slots]


def _give_unused_back(board: Board, site_id: str, wave: list[Sortie]) -> None:
    """Free the flights that a site holds and its wave does not need."""
    closing = board.closings[site_id]
    used = {id(sortie.slot) for sortie in wave}
    for slot in closing.flights:
        if id(slot) not in used:
            if slot.route.flight is None:
                board.timeline.release(slot.vehicle_id, slot.route, slot.timing)
            else:
                board.timeline.diaries[slot.vehicle_id] = board.timeline.diaries[slot.vehicle_id].at_home()
    flights = tuple(slot for slot in closing.flights if id(slot) in used)
    if len(flights) < len(closing.flights):
        board.closings[site_id] = replace(closing, flights=flights)


def _holds(board: Board, own: dict[str, list[Sortie]]) -> bool:
    """Say whether floors, order and seats hold, and every wave still ends when its closing says."""
    as_of = board.ways.network.operation.as_of_minute
    for site_id, closing in board.closings.items():
        wave = _wave_among(own.get(site_id, []), closing)
        if not _closed_in_time(board, site_id, own.get(site_id, []), wave):
            return False
        limits = [limit for limit in board.books[site_id].limits if wave or limit.agreed]
        if any(limit.room(as_of, closing.wave_start) < 0 for limit in limits):
            return False
    return _seats_hold(board) and (not board.order.before or out_of_order(board) is None)


def _closed_in_time(board: Board, site_id: str, own: list[Sortie], wave: list[Sortie]) -> bool:
    """Say whether the wave ends when the closing says, all else is gone by then, and sites close in their order."""
    closing = board.closings[site_id]
    if wave and max(sortie.slot.off_minute for sortie in wave) != closing.last_off:
        return False
    slots = {id(sortie.slot) for sortie in wave}
    for sortie in own:
        early = sortie.load is not None and id(sortie.slot) not in slots
        if early and sortie.slot.off_minute > closing.clear_by:
            return False
    before = board.books[site_id].site.closes_after
    return all(board.closings[one].closes <= closing.last_off for one in before if one in board.closings)


def _seats_hold(board: Board) -> bool:
    """Say whether no commercial flight is booked beyond its seats and payload."""
    flights = board.ways.network.operation.seat_block_of
    return all(
        people <= flights[name].seats and kg <= flights[name].payload_kg for name, (people, kg) in board.booked.items()
    )
