"""The commission plans again where closure is expected later than promised, and keeps the plan everywhere else."""

from dataclasses import replace

from repli import commission
from repli.commission.replans import plan_again
from tests.forecast.settings import setting
from tests.planning.cuts import cut_after_day_0
from tests.tiny import at, tiny_operation, tiny_plan


def test_on_the_promised_day_the_plan_is_kept_and_after_it_a_new_one_made_in_the_names_of_the_whole() -> None:
    operation, cut = tiny_operation(), cut_after_day_0()
    assert plan_again(operation, cut, seed=1) is None
    assert plan_again(operation, replace(cut, expected_minute=at(2, 23)), seed=1) is None
    plan = plan_again(operation, replace(cut, expected_minute=at(4, 12)), seed=1)
    assert plan is not None
    carried = {cargo.line_id for movement in plan.movements for stop in movement.stops for cargo in stop.loads}
    assert carried <= {*operation.people_of, *operation.item_of}


def test_where_there_is_no_plan_the_commission_goes_on_with_the_old_one() -> None:
    nothing_allowed = replace(tiny_operation(), clearances=())
    assert plan_again(nothing_allowed, replace(cut_after_day_0(), expected_minute=at(4)), seed=1) is None


def test_replanning_is_told_beside_following_with_its_error() -> None:
    late = (setting("clearance_refusal_probability", 0.5, 0.5, 0.5), setting("clearance_delay_days_mean", 2, 2, 2))
    operation = tiny_operation(settings=late)
    found = commission.replanned(
        operation, tiny_plan(operation), scenario="low", every_days=1, seed=1, replications=10, workers=1
    )
    assert (found.scenario, found.every_days, found.replications) == ("low", 1, 10)
    assert found.asked > 0
    assert found.standard_error >= 0
