"""A drafted operation, and the tour that a guide makes of it: what the tests of a guide begin with."""

from collections.abc import Sequence

from repli.errors import ImpossibleError, NoPlanError
from repli.model import Operation
from repli.planning.aims import ranked
from repli.planning.board import board_of
from repli.planning.drafting import Drafting, best_draft, starts_of
from repli.planning.guide.appointments import closed_as
from repli.planning.guide.scene import Scene
from repli.planning.guide.tour import Tour, first_sheet, tour_of
from repli.planning.guide.trips import Trip, trips_of
from repli.planning.impossible import refuse_impossible
from repli.planning.improve.state import State
from repli.planning.variants import variants_of
from repli.planning.ways import ways_of

__all__ = ["drafted", "drafting", "first_scene", "scene_of", "tour_after"]


def drafting(*, thorough: bool = True) -> Drafting:
    """All tastes of seed 1, ranked as ever."""
    return Drafting(variants=variants_of(1), rank=lambda state: ranked(state.objective), thorough=thorough)


def drafted(operation: Operation) -> State | None:
    """The best draft without any guide; None where there is none."""
    ways = ways_of(operation)
    try:
        refuse_impossible(ways)
        return best_draft(starts_of(operation, ways), drafting())
    except (ImpossibleError, NoPlanError):
        return None


def tour_after(state: State, trips: Sequence[Trip] | None = None) -> Tour:
    """The vehicles of a state as they set out again, its closings kept."""
    board = board_of(state.board.ways)
    known = trips_of(board) if trips is None else trips
    return tour_of(board, closed_as(board, state.board), known, board.timeline.until)


def first_scene(state: State) -> Scene:
    """The scene in which vehicles set out again."""
    return first_sheet(tour_after(state)).scene


def scene_of(operation: Operation) -> Scene:
    """The first scene of an operation that has a draft."""
    state = drafted(operation)
    assert state is not None
    return first_scene(state)
