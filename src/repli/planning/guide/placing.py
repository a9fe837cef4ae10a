"""Drafts of large operations whose vehicles stand where a coarse program has them stand.

The program is solved with and without haste, vehicles follow it later or sooner, and each way to place them is drafted
in several tastes. Where the plan at hand is late, sites also keep pace with the program; and what a better draft closes
late comes first in another one.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from repli.planning.board import Board, board_of
from repli.planning.guide.coarse import coarse_sheet
from repli.planning.guide.moves import Move, moves_of, pace_of, send_all
from repli.planning.guide.trips import trips_of
from repli.planning.improve.state import State
from repli.planning.prices.solver import SolverError
from repli.planning.urgent import urgent_sites
from repli.planning.variants import Variant

__all__ = ["placed"]

_LEAST_EFFORT = 2_000
_HASTES = (0, 30)
_SLACKS = (0.9, 0.5)
"""Vehicles follow the program when more than so much of one is wanted elsewhere."""
_LEAD = 0.5
"""Sites keep a pace that is so much of a part ahead of the program."""
_COLUMNS_A_UNIT = 10
_DRAFTED_A_UNIT = 3
"""So many variables of a program, and so many units of work on drafts, take as long as a unit of the search."""


def placed(
    best: State,
    tastes: Sequence[Variant],
    draw: Callable[[Board, Variant], State | None],
    rank: Callable[[State], tuple[int, ...]],
    effort: int,
) -> State:
    """Return the best of a state and the drafts with vehicles placed; none is begun after half of the effort.

    With little effort nothing is. ``draw`` drafts a board in a taste. Work counts on the meter of the state, as much as
    it takes beside the search.
    """
    if effort < _LEAST_EFFORT:
        return best
    meter, start, until = best.board.meter, board_of(best.board.ways), effort // 2 * _DRAFTED_A_UNIT
    for board, taste in _ways(start, best, tastes, until):
        urgent = frozenset[str]()
        while start.meter.units < until:
            state = draw(board.copy(), replace(taste, urgent=urgent))
            if state is None or rank(state) >= rank(best):
                break
            best, urgent = state, urgent_sites(state.board)
            if not urgent or not _is_late(best):
                break
        if start.meter.units >= until:
            break
    best.board.meter = meter
    meter.units += start.meter.units // _DRAFTED_A_UNIT
    return best


def _ways(start: Board, plan: State, tastes: Sequence[Variant], until: int) -> Iterator[tuple[Board, Variant]]:
    """Yield boards with vehicles placed, each with a taste, most promising first; none where a program fails.

    No program is solved that would take more than ``until`` units of work.
    """
    trips = trips_of(start)
    for haste in _HASTES:
        sheet = coarse_sheet(start, plan.board, trips, haste)
        start.meter.units += len(sheet.program.gains) // _COLUMNS_A_UNIT * _DRAFTED_A_UNIT
        if start.meter.units >= until:
            return
        try:
            values = sheet.program.solve_priced()[0]
        except SolverError:
            continue
        pace = pace_of(sheet, values, _LEAD)
        paced = [replace(tastes[0], pace=pace)] if _is_late(plan) else []
        places = dict.fromkeys(moves_of(sheet, values, slack) for slack in _SLACKS)
        boards = [_placed(start, moves) for moves in places if moves]
        yield from ((board, taste) for taste in (*paced, *tastes) for board in boards)


def _placed(start: Board, moves: Sequence[Move]) -> Board:
    board = start.copy()
    send_all(board, moves)
    return board


def _is_late(state: State) -> bool:
    return state.objective.overrun_days > 0
