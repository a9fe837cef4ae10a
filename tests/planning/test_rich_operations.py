"""Operations over all inputs: a plan that keeps every rule, or a refusal that names its rows; nothing is ignored."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repli.errors import ImpossibleError, NoPlanError
from repli.model import Operation, Plan
from repli.planning import make_plan
from repli.planning.bound import closure_bound
from repli.planning.impossible import refuse_impossible
from repli.planning.ways import ways_of
from repli.rules import check_plan
from tests.planning.rich_generator import eased, rich_operation_of

Refusal = ImpossibleError | NoPlanError
WIDENED = {
    "parking",
    "working-spots",
    "handling-sets",
    "request-made",
    "dangerous-goods",
    "closure-order",
    "together",
    "before",
    "teams-enough",
    "team-hours",
    "range-kept",
}


def answer_of(operation: Operation) -> Plan | Refusal:
    """What planning says: a plan, or one of the two refusals; anything else fails the test."""
    try:
        return make_plan(operation, seed=1, version="test")
    except (ImpossibleError, NoPlanError) as refusal:
        return refusal


def code_of(answer: Plan | Refusal) -> str:
    return answer.verdict if isinstance(answer, Plan) else type(answer).__name__


def ids_of(operation: Operation) -> set[str]:
    lines = (*operation.people, *operation.items)
    return {
        *operation.site_of,
        *operation.field_of,
        *operation.type_of,
        *(line.line_id for line in lines),
        *(leg.leg_id for leg in operation.legs),
    }


def names_a_row(operation: Operation, reason: str) -> bool:
    words = {word.strip(".,:;()") for word in reason.split()}
    return bool(words & ids_of(operation))


def judge(seed: int) -> str:
    """Fail on whatever is wrong with the answer to a seed's operation; return the answer's name."""
    operation = rich_operation_of(seed)
    answer = answer_of(operation)
    if isinstance(answer, Plan):
        assert check_plan(operation, answer) == ()
        judge_easier(eased(operation), answer)
        return answer.verdict
    reasons = [str(reason) for reason in answer.reasons]
    assert reasons
    assert all(names_a_row(operation, reason) for reason in reasons)
    return code_of(answer)


def judge_easier(easier: Operation, plan: Plan) -> None:
    """A plan keeps the rules with fewer restrictions too, so nothing may be proven there that it refutes."""
    broken = {finding.rule for finding in check_plan(easier, replace(plan, requests=()))}
    assert broken <= {"bound-proven", "stated-verdict"}  # what was proven before need not be so here
    refuse_impossible(ways_of(easier))
    assert closure_bound(easier).closure_day <= plan.objective.closure_day


@settings(max_examples=40)
@given(st.integers(0, 1_000_000_000))
def test_every_plan_keeps_every_rule_and_every_refusal_names_its_rows(seed: int) -> None:
    judge(seed)


def test_a_wave_of_last_resort_starts_after_the_acts_on_site_too() -> None:
    assert judge(807) == "NoPlanError"  # found by the thousand operations below: an act ended in its handover


def test_each_answer_comes_as_often_as_it_is_said_here() -> None:
    """Measured on seeds 0 to 1199, in percent: 0 7, 3 6, 4 15, 5 32, 6 22, 6 for an input not planned yet 20."""
    seen = Counter(judge(seed) for seed in range(100))
    assert min(seen[name] for name in ("kept", "late-proven", "late-not-proven")) >= 2
    assert min(seen[name] for name in ("ImpossibleError", "NoPlanError")) >= 10


def broken_by_easier_plans(seeds: Iterable[int]) -> set[str]:
    """The rules that plans break which were made as if the widening were not there."""
    broken: set[str] = set()
    for seed in seeds:
        operation = rich_operation_of(seed)
        if isinstance(plan := answer_of(eased(operation)), Plan):
            broken |= {finding.rule for finding in check_plan(operation, plan)}
    return broken


def test_each_new_restriction_bites() -> None:
    """Plans made without them break each of their rules, so the plans above keep them by more than chance."""
    assert broken_by_easier_plans(range(70)) >= WIDENED


@pytest.mark.heavy
def test_a_thousand_operations_over_all_inputs() -> None:
    for seed in range(100, 1_100):
        judge(seed)
