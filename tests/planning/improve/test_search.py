"""The search is never worse than its start, the same for the same seed and effort, and can be stopped and gone on."""

from pathlib import Path

import pytest

from repli.intake import read_operation
from repli.model import Operation, Plan
from repli.planning import AIMS, Quest, Step, aims_from, make_plan
from repli.planning.aims import ranked
from repli.rules import check_plan

NIGER = Path(__file__).parents[3] / "examples" / "niger-2024"


@pytest.fixture(scope="module")
def niger() -> Operation:
    return read_operation(NIGER)


def plan_of(operation: Operation, quest: Quest, seed: int = 1) -> Plan:
    return make_plan(operation, seed=seed, version="test", quest=quest)


@pytest.fixture(scope="module")
def drafted(niger: Operation) -> Plan:
    return plan_of(niger, Quest())


@pytest.fixture(scope="module")
def searched(niger: Operation, drafted: Plan) -> Plan:
    return plan_of(niger, Quest(effort=900, resumed=drafted))


def test_the_search_finds_a_better_plan_of_the_niger_case(niger: Operation, drafted: Plan, searched: Plan) -> None:
    assert ranked(searched.objective) < ranked(drafted.objective)
    assert check_plan(niger, searched) == ()


def test_the_same_seed_and_effort_give_the_same_plan(niger: Operation, drafted: Plan, searched: Plan) -> None:
    assert plan_of(niger, Quest(effort=900, resumed=drafted)) == searched
    other = plan_of(niger, Quest(effort=900, resumed=drafted), seed=2)
    assert other.movements != searched.movements


def test_a_plan_that_is_gone_on_from_is_never_made_worse(niger: Operation, searched: Plan) -> None:
    for effort, seed in ((0, 1), (200, 3), (300, 4)):
        after = plan_of(niger, Quest(effort=effort, resumed=searched), seed=seed)
        assert ranked(after.objective) <= ranked(searched.objective)
        assert check_plan(niger, after) == ()
    assert plan_of(niger, Quest(effort=0, resumed=searched)).movements == searched.movements


def test_who_stops_the_search_gets_the_best_plan_so_far(niger: Operation, drafted: Plan, searched: Plan) -> None:
    steps: list[Step] = []
    quest = Quest(effort=900, resumed=drafted, watch=steps.append, stopped=lambda: len(steps) >= 5)
    stopped = plan_of(niger, quest)
    assert len(steps) == 5
    assert stopped.objective == steps[-1].objective
    assert ranked(searched.objective) <= ranked(stopped.objective) <= ranked(drafted.objective)
    assert check_plan(niger, stopped) == ()


def test_what_is_told_on_the_way_only_gets_better(niger: Operation, drafted: Plan) -> None:
    steps: list[Step] = []
    plan = plan_of(niger, Quest(effort=500, resumed=drafted, watch=steps.append))
    ranks = [ranked(step.objective) for step in steps]
    assert ranks == sorted(ranks, reverse=True)
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert steps[-1].objective == plan.objective
    assert {step.total for step in steps} == {500}


def test_flying_less_can_come_first(niger: Operation, drafted: Plan) -> None:
    aims = aims_from("flying")
    assert aims == ("flying", "closure", "stay")
    assert aims_from("closure") == AIMS
    plan = plan_of(niger, Quest(effort=1200, aims=aims, resumed=drafted))
    assert plan.objective.flying_minutes < drafted.objective.flying_minutes
    assert ranked(plan.objective, aims) <= ranked(drafted.objective, aims)
    assert check_plan(niger, plan) == ()
