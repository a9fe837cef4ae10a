"""What no rule looks at is refused by name, in the operation (see the breaches) and in the plan."""

from dataclasses import replace

import pytest

from repli.model import Booking, Cargo, Placement, Plan
from tests.rules.judge import broken, restated
from tests.tiny import edit_movement, tiny_operation, tiny_plan

PLAN = tiny_plan()
BOOKING = Booking(flight_id="F1", loads=(Cargo(line_id="BASE-STAFF", quantity=1, site_id="BASE"),))


@pytest.mark.parametrize(
    "plan",
    [
        replace(PLAN, bookings=(BOOKING,)),
        edit_movement(PLAN, "R1", placements=(Placement(item_id="I1", position=1),)),
    ],
    ids=["commercial seats", "load plan"],
)
def test_a_plan_that_does_what_no_rule_judges_is_refused(plan: Plan) -> None:
    operation = tiny_operation()
    assert broken(operation, restated(operation, plan)) == {"judged-whole"}
