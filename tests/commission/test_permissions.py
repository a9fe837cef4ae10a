"""A permission that is lost gives a new plan that does without it, and the chance before and after."""

import pytest

from repli.commission import effect_of_loss
from repli.errors import UsageError
from repli.units import SECONDS_PER_MINUTE, minute_from_text
from tests.demo_run import CASE, DemoRun

LOST = "AGZ-3"
NOW = minute_from_text("2024-06-08T18:00Z")


def test_nothing_uses_a_lost_permission_from_now_on_and_both_chances_are_told(demo: DemoRun) -> None:
    effect = effect_of_loss(
        demo.out / "plan.json", CASE, LOST, second=NOW * SECONDS_PER_MINUTE, seed=1, replications=200
    )
    before, after = effect.renewal.agreed, effect.renewal.plan
    assert any(stop.clearance_id == LOST for one in before.movements for stop in one.stops)
    late = [stop for one in after.movements for stop in one.stops if stop.off_block_minute >= NOW]
    assert late
    assert not [stop for stop in late if stop.clearance_id == LOST]
    assert effect.renewal.forced
    assert effect.renewal.under_way == ()
    assert effect.after.scenario("base").chance <= effect.before.scenario("base").chance


def test_a_permission_that_the_operation_has_not_is_refused_by_name(demo: DemoRun) -> None:
    with pytest.raises(UsageError, match="no clearance X-1"):
        effect_of_loss(demo.out / "plan.json", CASE, "X-1", second=0, seed=1, replications=200)
