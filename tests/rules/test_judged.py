"""What no rule looks at is refused by name, in the operation (see the breaches) and in the plan."""

from dataclasses import replace

import pytest

from repli.model import Booking, Cargo, Plan
from tests.rules.judge import broken, restated
from tests.tiny import tiny_operation, tiny_plan

PLAN = tiny_plan()
BOOKING = Booking(flight_id="F1", loads=(Cargo(line_id="BASE-STAFF", quantity=1, site_id="BASE"),))


@pytest.mark.parametrize(
    "plan",
    [
        replace(PLAN, bookings=(BOOKING,)),
    ],
    ids=["commercial seats"],
)
def test_a_plan_that_does_what_no_rule_judges_is_refused(plan: Plan) -> None:
    operation = tiny_operation()
    assert broken(operation, restated(operation, plan)) == {"judged-whole"}
