"""Drafts with vehicles placed keep every rule, and no plan gets worse by them."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.replibench import instance_of
from repli.planning.aims import ranked
from repli.planning.board import Board, board_of
from repli.planning.bound import closure_bound
from repli.planning.drafting import best_draft, starts_of
from repli.planning.guide import placed, placing
from repli.planning.guide.moves import Move, send_all
from repli.planning.improve.state import State
from repli.planning.pace import Pace
from repli.planning.postings import last_posting
from repli.planning.schedule import plan_of
from repli.planning.stands import stands_of
from repli.planning.variants import Variant, variants_of
from repli.planning.ways import ways_of
from repli.rules import check_plan
from tests.planning.elsewhere_operations import drawn_elsewhere
from tests.planning.guide.toured import drafted, drafting

EFFORT = 3_000


def rank(state: State) -> tuple[int, ...]:
    return ranked(state.objective)


def all_drafts(state: State, effort: int = EFFORT) -> tuple[State, list[State]]:
    """The best state, and every draft that was made."""
    made: list[State] = []

    def draw(board: Board, taste: Variant) -> State | None:
        found = drafting().draw(board, taste)
        made.extend([found] if found is not None else [])
        return found

    return placed(state, variants_of(1), draw, rank, effort), made


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 100_000), st.randoms(use_true_random=False))
def test_drafts_keep_every_rule_wherever_vehicles_are_sent_and_whatever_pace_is_kept(seed: int, dice: Random) -> None:
    operation = drawn_elsewhere(seed)
    state = drafted(operation)
    if state is None:
        return
    board, days = board_of(state.board.ways), len(operation.agreement.day_starts)
    minutes = sorted(dice.choice(operation.agreement.day_starts[:6]) for _ in range(3))
    names = sorted(name for name, one in board.timeline.diaries.items() if one.type_id in operation.type_of)
    for minute in minutes:
        name = dice.choice(names)
        diary = board.timeline.diaries[last_posting(board, name)]
        places = stands_of(board.ways, diary.type_id, diary.home)
        send_all(board, [Move(minute, name, dice.choice(places))] if places else [])
    courses = {
        (type_id, site_id): tuple(float(day * dice.randint(0, 3)) for day in range(days))
        for type_id in operation.type_of
        for site_id in operation.site_of
    }
    found = drafting().draw(board, replace(variants_of(1)[0], pace=Pace(courses)))
    if found is not None:
        plan = plan_of(operation, found, closure_bound(operation), seed=1, version="test")
        assert check_plan(operation, plan) == ()


def test_the_best_draft_is_kept_or_the_state_if_none_is_better() -> None:
    state = drafted(drawn_elsewhere(11))
    assert state is not None
    best, made = all_drafts(state)
    assert len(made) > 1
    assert rank(best) == min(map(rank, [state, *made]))
    late = max(made, key=rank)
    better, more = all_drafts(late)
    assert rank(better) == min(map(rank, [late, *more])) < rank(late)


def test_the_same_state_is_placed_the_same_way_and_work_counts() -> None:
    state = drafted(drawn_elsewhere(11))
    assert state is not None
    meter, before = state.board.meter, state.board.meter.units
    (once, made), (again, _) = (all_drafts(state) for _ in range(2))
    assert made
    assert once.objective == again.objective
    assert [one.slot.timing for one in once.board.sorties] == [one.slot.timing for one in again.board.sorties]
    assert once.board.meter is meter
    assert meter.units > before


def test_no_draft_is_begun_after_half_of_the_effort(monkeypatch: pytest.MonkeyPatch) -> None:
    state = drafted(drawn_elsewhere(11))
    assert state is not None
    most = len(all_drafts(state)[1])
    assert all_drafts(state, effort=placing._LEAST_EFFORT - 1) == (state, [])
    monkeypatch.setattr(placing, "_LEAST_EFFORT", 0)
    assert all_drafts(state, effort=2) == (state, [])
    before = state.board.meter.units
    some = all_drafts(state, effort=100)[1]
    spent = state.board.meter.units - before
    assert 0 < len(some) < most
    assert 50 <= spent <= 50 + spent // len(some)


@pytest.mark.heavy
def test_replibench_m_3_closes_weeks_sooner_with_vehicles_placed() -> None:
    """The best draft without closes on day 140 or later."""
    operation = instance_of("M", 3).operation
    state = best_draft(starts_of(operation, ways_of(operation)), drafting(thorough=False))
    best, made = all_drafts(state, effort=6_000)
    assert made
    plan = plan_of(operation, best, closure_bound(operation), seed=1, version="test")
    assert check_plan(operation, plan) == ()
    assert plan.objective.closure_day + 40 < state.objective.closure_day
