"""The objective counted from sorties is that of the plan written down, on drawn boards of every kind."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from repli.planning import make_plan
from repli.planning.draft import draft_of
from repli.planning.improve import State
from repli.planning.improve.moves import MOVES
from repli.planning.objective import objective_of
from repli.rules import recompute_objective
from tests.planning.improve.states import planned_operations, start_of
from tests.planning.rich_generator import rich_operation_of

STARTS = [start_of(operation, plan) for operation, plan in planned_operations(11)]


def written_down(state: State) -> object:
    """The objective of the plan that a state is."""
    return objective_of(state.board.ways.network.operation, draft_of(state.board))


@settings(max_examples=60)
@given(st.sampled_from(STARTS), st.sampled_from(sorted(MOVES)), st.integers(0, 2**32))
def test_it_is_the_objective_of_the_plan_written_down(state: State, name: str, seed: int) -> None:
    assert state.objective == written_down(state)
    found = MOVES[name](state, Random(seed))  # noqa: S311 - a search, not a secret
    if found is not None:
        assert found.objective == written_down(found)


def test_what_flies_on_outside_is_late_by_the_leg_on_which_it_got_out() -> None:
    operation = rich_operation_of(527)
    plan = make_plan(operation, seed=1, version="test")
    assert plan.objective.latest_missed_days > 0
    assert plan.objective == recompute_objective(operation, plan)


def test_what_is_half_done_counts_to_the_horizon() -> None:
    for state in STARTS:
        board = state.board.copy()
        while board.sorties:
            board.sorties.pop()
            acts = [one.act for one in board.closings.values() if one.act is not None]
            counted = board.account.objective(board.sorties, board.acts, acts)
            flying = sum(one.slot.route.flying_minutes for one in board.sorties)
            assert counted.flying_minutes == flying
            assert counted.stay_minutes >= state.objective.stay_minutes
