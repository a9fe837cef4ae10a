"""Two plans under the same luck: equal plans differ by nothing, a later plan is worse by no more than it is late."""

from dataclasses import replace

from repli.forecast import compare_plans
from tests.forecast.settings import EVERYTHING, setting
from tests.tiny import at, edit_stop, tiny_operation, tiny_plan

OPERATION = replace(tiny_operation(), settings=EVERYTHING)


def test_a_plan_compared_with_itself_differs_by_nothing_and_without_error() -> None:
    plan = tiny_plan(OPERATION)
    found = compare_plans(OPERATION, plan, plan, seed=3, replications=300)
    assert (found.first, found.difference, found.standard_error) == (found.second, 0.0, 0.0)


def test_the_paired_error_is_smaller_than_that_of_two_separate_forecasts() -> None:
    """A flight an hour later matters in few replications; all the others cancel."""
    plan = tiny_plan(OPERATION)
    later = edit_stop(plan, "R4", 1, off_block_minute=at(2, 14, 40))
    found = compare_plans(OPERATION, plan, later, seed=3, replications=1000)
    apart = ((found.first * (1 - found.first) + found.second * (1 - found.second)) / 1000) ** 0.5
    assert found.difference <= 0
    assert found.standard_error < apart / 2


def test_a_plan_that_cannot_be_in_time_has_no_chance_and_the_difference_says_it() -> None:
    operation = replace(tiny_operation(), settings=(setting("breakdown_probability", 0, 0, 0),))
    plan = tiny_plan(operation)
    late = edit_stop(plan, "R4", 1, off_block_minute=at(3, 13, 40))
    found = compare_plans(operation, plan, late, seed=3, replications=50)
    assert (found.first, found.second, found.difference) == (1.0, 0.0, -1.0)
