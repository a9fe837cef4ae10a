"""Every move leads from a plan that keeps the rules to one that keeps them, and the state is what its plan does."""

from collections import Counter
from dataclasses import replace
from random import Random

from benchmarks.replibench import instance_of
from repli.model import Operation, Plan
from repli.planning import Quest, make_plan
from repli.planning.draft import draft_of
from repli.planning.improve import State
from repli.planning.improve.moves import ELSEWHERE, MOVES
from repli.planning.requests import requests_of
from repli.rules import check_plan
from tests.planning.improve.states import planned_operations, start_of


def findings(operation: Operation, state: State, plan: Plan) -> tuple[object, ...]:
    """What the rule book finds in the state's plan, apart from what is said about bound and verdict."""
    draft = draft_of(state.board)
    own = replace(
        plan,
        movements=draft.movements,
        handovers=draft.handovers,
        acts=draft.acts,
        bookings=draft.bookings,
        objective=state.objective,
        requests=requests_of(operation, draft.movements),
    )
    return tuple(
        one for one in check_plan(operation, own) if one.rule not in {"stated-verdict", "bound", "bound-proven"}
    )


def test_every_plan_of_every_move_keeps_every_rule() -> None:
    made: Counter[str] = Counter()
    for operation, plan in planned_operations(10):
        start = start_of(operation, plan)
        for name, move in MOVES.items():
            state = start
            for seed in range(2):
                found = move(state, Random(seed))  # noqa: S311 - a search, not a secret
                if found is not None:
                    made[name] += 1
                    assert findings(operation, found, plan) == (), name
                    state = found
    assert sum(made.values()) >= 40
    assert set(made) >= set(MOVES) - {
        "repack",
        "forward",
        ELSEWHERE,
    }  # of the last, tests.planning.improve.test_elsewhere


def test_a_move_leaves_the_state_it_starts_from_as_it_was() -> None:
    operation, plan = next(one for one in planned_operations(14) if len(one[1].movements) > 2)
    state = start_of(operation, plan)
    before = draft_of(state.board)
    for move in MOVES.values():
        for seed in range(3):
            move(state, Random(seed))  # noqa: S311 - a search, not a secret
    assert draft_of(state.board) == before
    assert start_of(operation, plan).board.timeline.diaries.keys() == state.board.timeline.diaries.keys()


def test_a_wave_from_which_everything_left_just_before_is_no_wave() -> None:
    """The last flight before the wave may leave at its start, where floors hold no more; it must not take the rest."""
    for seed in (1, 2):
        operation = instance_of("T", 7).operation
        plan = make_plan(operation, seed=seed, version="test", quest=Quest(effort=300))
        assert check_plan(operation, plan) == ()
