"""Drafts guided by a program: sites close as in the plan at hand, all else is planned again by prices.

Vehicles are on tour by prices for a part of the days; then the present way of drafting goes on around the closing
waves. The program is asked first: where it promises hardly less stay than the plan has, nothing is drafted.
"""

from collections.abc import Callable

from repli.planning.again import Ends, completed
from repli.planning.board import Board, board_of
from repli.planning.closing import load_wave
from repli.planning.dispatch import dispatch
from repli.planning.guide.appointments import closed_as
from repli.planning.guide.tour import first_sheet, send_on_tour, tour_of
from repli.planning.guide.trips import Trip, trips_of
from repli.planning.improve.state import State
from repli.planning.prices.solver import SolverError
from repli.planning.stage import sort_lots
from repli.planning.variants import Variant
from repli.units import MINUTES_PER_DAY

__all__ = ["LEAST_EFFORT", "guided"]

LEAST_EFFORT = 300
"""With less work than this nothing is guided."""
_MUCH_EFFORT = 1_000
_PERCENTS = (40, 60, 80, 20)
"""For how much of the days to the last closing vehicles are on tour; with little effort only the first."""
_PROMISE_PERCENT = 97
"""Drafts are made where the program promises at most so much of the plan's stay."""


def guided(best: State, taste: Variant, rank: Callable[[State], tuple[int, ...]], effort: int) -> State:
    """Return the best of a state and the drafts guided from it.

    Work counts on the meter of the state; what it took to see that nothing is worth drafting does not.
    """
    start, plan = board_of(best.board.ways), best
    trips = trips_of(start)
    promised = _promised(start, plan, taste, trips)
    if promised is None or promised * 100 > plan.objective.stay_minutes * _PROMISE_PERCENT:
        return best
    best.board.meter.units += start.meter.units
    start.meter = best.board.meter
    for percent in _PERCENTS if effort >= _MUCH_EFFORT else _PERCENTS[:1]:
        found = _drafted(start, plan, taste, trips, percent)
        if found is not None and rank(found) < rank(best):
            best = found
    return best


def _promised(start: Board, plan: State, taste: Variant, trips: tuple[Trip, ...]) -> float | None:
    """Return the stay in minutes that the program promises for what goes by vehicles; None if it has no solution.

    What it leaves is not counted.
    """
    board = _ready(start, taste)
    sheet = first_sheet(tour_of(board, closed_as(board, plan.board), trips, _out_by(plan)))
    try:
        values = sheet.program.solve()
    except SolverError:
        return None
    days = -sum(values[one] * sheet.program.gains[one] for one in sheet.taken.values())
    operation = start.ways.network.operation
    as_of = operation.as_of_minute
    waits = sum(sheet.person * one.count * max(0, (one.arrives_minute or as_of) - as_of) for one in operation.people)
    acts = sum(sheet.each_kg * operation.item_of[one.item_id].kg * (one.end_minute - as_of) for one in board.acts)
    return days * MINUTES_PER_DAY - waits + acts


def _ready(start: Board, taste: Variant) -> Board:
    """Return a board on which nothing has left, its lots in the order of a taste."""
    board = start.copy()
    for stage in board.ways.stages:
        sort_lots(board, stage, taste)
    return board


def _out_by(plan: State) -> int:
    """Return the last minute of the day on which a state closes the operation."""
    starts, after = plan.board.ways.network.operation.agreement.day_starts, plan.objective.closure_day + 1
    return starts[after] - 1 if after < len(starts) else plan.board.timeline.until


def _drafted(start: Board, plan: State, taste: Variant, trips: tuple[Trip, ...], percent: int) -> State | None:
    """Return the draft whose vehicles are on tour for a part of the days; None where it gets stuck."""
    board = _ready(start, taste)
    appointments = closed_as(board, plan.board)
    try:
        send_on_tour(tour_of(board, appointments, trips, _out_by(plan)), percent)
    except SolverError:
        return None
    for stage in board.ways.stages:
        dispatch(board, [site_id for site_id in stage if not board.books[site_id].empty], taste)
        for site_id in stage:
            if site_id in board.closings and not board.books[site_id].empty:
                load_wave(board, site_id)
    found = completed(board, plan.order, taste, Ends(since={}, least={}))
    return None if isinstance(found, str) else found
