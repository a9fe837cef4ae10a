"""From a day on: what leaves any site from then on is called back, and all that is left is drafted anew.

These moves grow with the operation: what decides the last day is often weeks before it, in how few vehicles are shared
by many sites. The new draft has another taste, other sites first, and vehicles that stood idle may go to stand
elsewhere. *Sooner* drafts it so that all is out some days before the last day of now: where convoys take days to the
border, the last loads then go by air.
"""

from random import Random

from repli.planning.acts import resume_acts, unattend
from repli.planning.board import Board
from repli.planning.improve.idle import sent_elsewhere
from repli.planning.improve.state import State, finish
from repli.planning.improve.tastes import drawn
from repli.planning.occupancy import FOREVER
from repli.planning.recall import recall
from repli.planning.stage import Stuck, emptied_as_moved
from repli.planning.urgent import drawn_urgent
from repli.units import MINUTES_PER_DAY

__all__ = ["from_a_day", "sooner"]

_SOONER_DAYS = (0, 0, 0, 1, 2, 4)
"""So many days more than one before the last all is to be out."""


def from_a_day(state: State, dice: Random) -> State | None:
    """Return the state in which all that leaves from some day on is drafted anew; None if that gets stuck."""
    last = max((one.closes for one in state.board.closings.values()), default=state.board.now_minute)
    return _drafted(state, dice, last - int((last - state.board.now_minute) * dice.random()), FOREVER)


def sooner(state: State, dice: Random) -> State | None:
    """Return the state in which all is out some days sooner, drafted anew from some day on; None if that gets stuck.

    The last weeks are enough as a rule, and soon tried.
    """
    starts, day = state.board.timeline.permits.day_starts, state.objective.closure_day
    out_by = starts[min(max(day, 0), len(starts) - 1)] - 1 - dice.choice(_SOONER_DAYS) * MINUTES_PER_DAY
    if out_by <= state.board.now_minute:
        return None
    return _drafted(state, dice, out_by - int((out_by - state.board.now_minute) * dice.random() ** 2), out_by)


def _drafted(state: State, dice: Random, since: int, out_by: int) -> State | None:
    """Return the state in which all from a minute on is drafted anew, and out by another one; None if it gets stuck."""
    board, taste = state.board.copy(), drawn(dice)
    variant = drawn_urgent(taste.variant, state.board, dice)
    board.over_midnight, board.out_by = bool(dice.getrandbits(1)), out_by
    last = max((one.closes for one in board.closings.values()), default=since)
    open_sites = _reopen(board, state, since, out_by)
    if dice.getrandbits(1):
        sent_elsewhere(board, since, last, dice)
    for stage in board.ways.stages:
        emptied = emptied_as_moved(board, [one for one in stage if one in open_sites], variant)
        if isinstance(emptied, Stuck):
            return None
        board = emptied
    board.out_by = FOREVER
    return finish(board, state.order, variant)


def _reopen(board: Board, state: State, since: int, out_by: int) -> frozenset[str]:
    """Call back what leaves from a minute on, or is out too late, and how sites end after it; return those sites."""
    begins = {site_id: since for site_id, closing in board.closings.items() if closing.closes > since}
    loaded = [one for one in board.sorties if one.load is not None]
    for one in loaded:
        if one.tally.out > out_by:
            site_id = one.slot.route.site_id
            begins[site_id] = min(one.slot.off_minute, begins.get(site_id, since))
    for site_id, begin in begins.items():
        closing = board.closings.pop(site_id)
        begins[site_id] = min(begin, closing.clear_by, closing.wave_start)
        if closing.act is not None:
            unattend(board, closing.act)
        resume_acts(board, closing.acts)
    never = board.timeline.until + 1
    gone = [one for one in loaded if one.slot.off_minute >= begins.get(one.slot.route.site_id, never)]
    recall(board, state.order, gone)
    return frozenset(begins)
