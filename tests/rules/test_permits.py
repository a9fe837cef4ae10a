"""Permits as an argument: what goes on through a field was loaded elsewhere, and is not out before it goes on."""

from repli.rules import check_plan, strongest_row
from repli.rules.permits import MEASURES
from tests.rules.test_routes import over_night, plan_over_night
from tests.tiny import at


def test_permits_of_a_field_that_is_only_passed_through_hold_the_closure_of_the_operation_back() -> None:
    """Nobody gets out but by FLD2, cleared from day 1 on; the only site closes on day 0, the operation on day 1."""
    operation, plan = over_night(), plan_over_night()
    assert check_plan(operation, plan) == ()
    assert plan.objective.closure_day == 1
    values = {kind: strongest_row(operation, kind, "FLD2", at(0)) for kind in MEASURES}
    assert {kind: None if row is None else row.value_day for kind, row in values.items()} == {
        "permits-kg": 1,
        "permits-people": 1,
        "permits-positions": None,
    }
