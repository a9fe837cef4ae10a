"""Guided drafts keep every rule, and no plan gets worse by them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.replibench import instance_of
from repli.planning import Quest, make_plan
from repli.planning.aims import ranked
from repli.planning.board import board_of
from repli.planning.bound import closure_bound
from repli.planning.guide import LEAST_EFFORT, guided
from repli.planning.guide.guided import _drafted
from repli.planning.guide.trips import trips_of
from repli.planning.improve.state import State
from repli.planning.schedule import plan_of
from repli.planning.variants import variants_of
from repli.rules import check_plan
from tests.planning.elsewhere_operations import drawn_elsewhere
from tests.planning.guide.toured import drafted

TASTE = variants_of(1)[0]


def rank(state: State) -> tuple[int, ...]:
    return ranked(state.objective)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 100_000), st.sampled_from([100, 60, 40]))
def test_every_guided_draft_keeps_every_rule(seed: int, percent: int) -> None:
    operation = drawn_elsewhere(seed)
    state = drafted(operation)
    if state is None:
        return
    start = board_of(state.board.ways)
    found = _drafted(start, state, TASTE, trips_of(start), percent)
    if found is not None:
        plan = plan_of(operation, found, closure_bound(operation), seed=1, version="test")
        assert check_plan(operation, plan) == ()


def test_some_guided_drafts_are_better_and_none_that_is_kept_is_worse() -> None:
    better = 0
    for seed in range(12):
        state = drafted(drawn_elsewhere(seed))
        if state is not None:
            found = guided(state, TASTE, rank, LEAST_EFFORT)
            assert rank(found) <= rank(state)
            better += rank(found) < rank(state)
    assert better > 0


def test_the_same_state_is_guided_the_same_way() -> None:
    state = drafted(drawn_elsewhere(8))
    assert state is not None
    once, again = (guided(state, TASTE, rank, LEAST_EFFORT) for _ in range(2))
    assert once.objective == again.objective
    assert [one.slot.timing for one in once.board.sorties] == [one.slot.timing for one in again.board.sorties]


@pytest.mark.heavy
def test_replibench_s_3_closes_a_day_earlier_with_a_guide() -> None:
    """Without one it closes on day 9 (`tests.planning.test_rebased`)."""
    operation = instance_of("S", 3).operation
    plan = make_plan(operation, seed=1, version="test", quest=Quest(effort=1_000))
    assert check_plan(operation, plan) == ()
    assert plan.objective.closure_day == 8
