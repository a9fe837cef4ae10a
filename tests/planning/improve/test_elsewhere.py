"""The move by which a vehicle stands elsewhere, or stays: better plans, every one of them by the rules."""

from collections import Counter
from random import Random

import pytest

from repli.errors import ImpossibleError, NoPlanError
from repli.model import Operation, Plan
from repli.planning import Quest, make_plan
from repli.planning.aims import ranked
from repli.planning.bound import closure_bound
from repli.planning.draft import draft_of
from repli.planning.improve.elsewhere import can_stand_elsewhere, stood_elsewhere
from repli.planning.improve.moves import ELSEWHERE, MOVES
from repli.planning.schedule import plan_of
from repli.rules import check_plan
from tests.planning.elsewhere_operations import drawn_elsewhere, port_operation
from tests.planning.improve.states import start_of
from tests.tiny import tiny_operation


@pytest.fixture(scope="module")
def by_road() -> tuple[Operation, Plan]:
    """The items go to the port by road, days late."""
    operation = port_operation()
    return operation, make_plan(operation, seed=1, version="test", thorough=False)


def test_it_is_a_move_of_the_search() -> None:
    assert MOVES[ELSEWHERE] is stood_elsewhere
    assert ELSEWHERE == "stand elsewhere"


def test_the_move_alone_turns_a_late_plan_into_one_that_keeps_the_deadline(by_road: tuple[Operation, Plan]) -> None:
    operation, plan = by_road
    state = start_of(operation, plan)
    found = [stood_elsewhere(state, Random(seed)) for seed in range(4)]  # noqa: S311 - a search, not a secret
    best = min((one for one in found if one is not None), key=lambda one: ranked(one.objective))
    assert (plan.objective.overrun_days, best.objective.overrun_days) == (6, 0)
    assert draft_of(state.board).movements == plan.movements


def test_the_search_finds_it_and_the_same_again(by_road: tuple[Operation, Plan]) -> None:
    operation, plan = by_road
    quest = Quest(effort=600, resumed=plan)
    after = make_plan(operation, seed=1, version="test", quest=quest)
    assert (after.objective.overrun_days, check_plan(operation, after)) == (0, ())
    assert make_plan(operation, seed=1, version="test", quest=quest) == after


def test_a_vehicle_that_went_on_may_stay_after_all(by_road: tuple[Operation, Plan]) -> None:
    operation, _ = by_road
    plan = make_plan(operation, seed=1, version="test")
    state = start_of(operation, plan)
    found = [stood_elsewhere(state, Random(seed)) for seed in range(8)]  # noqa: S311 - a search, not a secret
    stayed = [one for one in found if one is not None and not any("@" in name for name in one.board.timeline.diaries)]
    assert stayed
    assert all(ranked(one.objective) > ranked(state.objective) for one in stayed)


def test_where_nobody_has_anywhere_better_to_stand_it_is_not_drawn() -> None:
    operation = tiny_operation()
    state = start_of(operation, make_plan(operation, seed=1, version="test"))
    assert not can_stand_elsewhere(state.board)
    assert stood_elsewhere(state, Random(1)) is None  # noqa: S311 - as above


def test_every_plan_of_the_move_keeps_every_rule() -> None:
    made: Counter[str] = Counter()
    for seed in range(16):
        operation = drawn_elsewhere(seed)
        try:
            plan = make_plan(operation, seed=1, version="test", thorough=False)
        except (NoPlanError, ImpossibleError):
            continue
        state = start_of(operation, plan)
        for number in range(4):
            found = stood_elsewhere(state, Random(number))  # noqa: S311 - as above
            if found is not None:
                after = plan_of(operation, found, closure_bound(operation), seed=1, version="test")
                assert check_plan(operation, after) == ()
                made["better" if ranked(found.objective) < ranked(state.objective) else "not better"] += 1
                state = found
    assert made["better"] >= 2
    assert made.total() >= 8
