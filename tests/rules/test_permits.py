"""Permits as an argument: what goes on through a field was loaded elsewhere, and the closure counts that off block."""

from repli.rules import check_plan, strongest_row
from repli.rules.permits import MEASURES
from tests.rules.test_routes import over_night, plan_over_night
from tests.tiny import at


def test_permits_of_a_field_that_is_only_passed_through_do_not_hold_the_closure_back() -> None:
    """Nobody gets out but by FLD2, cleared from day 1 on; yet a plan that keeps the rules closes on day 0."""
    operation, plan = over_night(), plan_over_night()
    assert check_plan(operation, plan) == ()
    for kind in MEASURES:
        row = strongest_row(operation, kind, "FLD2", at(0))
        assert row is None or row.value_day <= plan.objective.closure_day
