"""Standing elsewhere: from some day on a vehicle works from another place, or no longer goes on to where it went.

What it would have done from then on is called back, and so is what leaves the sites that close later: they are closed
anew around what is left. The empty movement counts in flying minutes; the objective alone says whether it was worth it.
"""

from random import Random

from repli.planning.acts import unattend
from repli.planning.again import Ends, completed
from repli.planning.board import Board
from repli.planning.improve.state import State
from repli.planning.improve.tastes import drawn, prepare
from repli.planning.postings import diaries_before, last_posting, stay_on
from repli.planning.recall import recall
from repli.planning.sorties import MARK
from repli.planning.stands import send_on, stands_of

__all__ = ["can_stand_elsewhere", "stood_elsewhere"]


_FEW_SORTIES = 200
"""Beyond so many movements sites take too long to close anew one by one: all is drafted from a day on instead."""


def can_stand_elsewhere(board: Board) -> bool:
    """Say whether any vehicle could be of more use elsewhere, or went on already, and the plan is not too large."""
    return len(board.sorties) <= _FEW_SORTIES and any(_choices(board))


def stood_elsewhere(state: State, dice: Random) -> State | None:
    """Return the state in which one vehicle stands elsewhere from some day on, or stays; None if it cannot."""
    choices = list(_choices(state.board))
    if not choices:
        return None
    board, taste = state.board.copy(), drawn(dice)
    board.over_midnight = bool(dice.getrandbits(1))
    name, place = dice.choice(choices)
    diary = board.timeline.diaries[name]
    begins = [diary.free_from, *(int(off) for off in diary.absences[:, 0])]
    if place is None:
        before, onward = diaries_before(name)
        since = board.timeline.diaries[before].free_to
        _call_back(board, state, {name, onward}, since)
        stay_on(board, before)
    else:
        since = dice.choice(begins)
        _call_back(board, state, {name}, since)
    prepare(board, taste)
    if place is not None and send_on(board, name, place, since) is None:
        return None
    found = completed(board, state.order, taste.variant, Ends(since={}, least={}))
    return None if isinstance(found, str) else found


def _choices(board: Board) -> list[tuple[str, str | None]]:
    """Return the last posting of each vehicle with each place to go on to; None: not to have gone there at all."""
    choices: list[tuple[str, str | None]] = []
    for vehicle in board.ways.network.operation.vehicles:
        if vehicle.vehicle_id not in board.timeline.diaries:
            continue
        name = last_posting(board, vehicle.vehicle_id)
        diary = board.timeline.diaries[name]
        if diary.free_from < diary.free_to:
            choices += [(name, place) for place in stands_of(board.ways, diary.type_id, diary.home)]
        if MARK in name:
            choices.append((name, None))
    return choices


def _call_back(board: Board, state: State, names: set[str], since: int) -> None:
    """Call back what vehicles do from a minute on, and what leaves, from then on, the sites that close after it."""
    late = [site_id for site_id, closing in board.closings.items() if closing.flights and closing.closes > since]
    for site_id in late:
        closing = board.closings.pop(site_id)
        if closing.act is not None:
            unattend(board, closing.act)
    gone = [
        one
        for one in board.sorties
        if one.load is not None
        and (
            (one.slot.vehicle_id in names and one.slot.timing.off[0] >= since)
            or (one.slot.route.site_id in late and one.slot.off_minute >= since)
        )
    ]
    recall(board, state.order, gone)
