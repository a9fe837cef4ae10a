"""The exit codes that claim a proof, 3 and 5, against a search that tries every load in every slot of the rule book.

Operations of `tests.rules.small_world` have one field, two aircraft and at most seven lines; its search finds a plan of
the earliest closure day if there is one at all. Of 400 drawn when this was written 137 were kept, 51 late and proven,
8 late and not proven, 103 impossible; for 101 none was found (6), which claims nothing. No proof was wrong.
"""

from collections import Counter
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repli.errors import ImpossibleError, NoPlanError
from repli.model import Operation
from repli.planning import make_plan
from repli.rules import check_plan
from repli.units import Interval
from tests.rules.small_world import best_plan, operations
from tests.tiny import at

SEEN: Counter[str] = Counter()


def answer_of(operation: Operation) -> str:
    """The verdict of the planner, whose plans break no rule, or `impossible`, or `none`."""
    try:
        plan = make_plan(operation, seed=1, version="test")
    except ImpossibleError:
        return "impossible"
    except NoPlanError:
        return "none"
    assert check_plan(operation, plan) == ()
    return plan.verdict


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(operations(), st.integers(1, 6), st.integers(1, 6))
def test_impossible_and_late_proven_are_never_said_where_the_search_knows_better(
    operation: Operation, deadline: int, until: int
) -> None:
    """The clearance ends on one of six days, so that some operations cannot be done at all."""
    (clearance,) = operation.clearances
    window = Interval(min(clearance.window.start_minute, at(until) - 1), at(until))
    operation = replace(
        operation,
        agreement=replace(operation.agreement, deadline_minute=at(deadline)),
        clearances=(replace(clearance, window=window),),
    )
    best = best_plan(operation)
    assert best is None or check_plan(operation, best) == ()
    said = answer_of(operation)
    SEEN[said] += 1
    if said == "impossible":
        assert best is None
    if said == "late-proven":
        assert best is None or best.verdict != "kept"
    if best is not None and best.verdict != "kept":
        assert said != "kept"


def test_the_search_above_met_what_can_be_kept_what_is_late_and_what_is_impossible() -> None:
    """Runs after it; without all three the comparison would say nothing."""
    assert SEEN["kept"]
    assert SEEN["late-proven"]
    assert SEEN["impossible"]
