"""Lines that go together and lines that go before others, in plans of the tiny operation."""

import pytest

from repli.errors import ImpossibleError
from repli.model import Operation, Plan
from repli.planning import make_plan
from repli.planning.occupancy import FOREVER
from repli.planning.order import order_of
from repli.rules import check_plan
from tests.tiny import edit_row, tiny_operation

FREE = tiny_operation(floors=())


def planned(operation: Operation) -> Plan:
    plan = make_plan(operation, seed=1, version="0")
    assert check_plan(operation, plan) == ()
    return plan


def off_blocks(plan: Plan, line_id: str) -> list[int]:
    """The off blocks at which a line is loaded."""
    stops = (stop for movement in plan.movements for stop in movement.stops)
    return [stop.off_block_minute for stop in stops if any(cargo.line_id == line_id for cargo in stop.loads)]


def test_a_line_waits_until_all_of_those_before_it_have_left_for_the_last_time() -> None:
    order = order_of(edit_row(FREE, "people", "BASE-STAFF", before=("I1",)))
    count = FREE.people_of["BASE-STAFF"].count
    assert order.leaves_from("I1") == FOREVER
    assert not order.leave("BASE-STAFF", count - 1, 500, out=True)
    assert not order.leave("BASE-STAFF", 1, 400, out=False)  # to another site: it leaves again
    assert order.leave("BASE-STAFF", 1, 600, out=True)
    assert order.leaves_from("I1") == 600
    assert order.leaves_from("I2") == 0


def test_an_item_leaves_after_everybody_who_goes_before_it() -> None:
    plan = planned(edit_row(FREE, "people", "BASE-STAFF", before=("I1",)))
    assert max(off_blocks(plan, "BASE-STAFF")) <= min(off_blocks(plan, "I1"))


def test_a_group_leaves_on_one_movement() -> None:
    operation = edit_row(FREE, "people", "BASE-STAFF", together="team", count=6)
    operation = edit_row(operation, "items", "I2", together="team")
    plan = planned(operation)
    assert off_blocks(plan, "BASE-STAFF") == off_blocks(plan, "I2")
    assert len(off_blocks(plan, "I2")) == 1


def test_a_group_that_no_vehicle_takes_whole_is_impossible_and_named() -> None:
    operation = edit_row(FREE, "people", "BASE-STAFF", together="team", count=100)
    with pytest.raises(ImpossibleError) as refusal:
        make_plan(operation, seed=1, version="0")
    assert [str(one) for one in refusal.value.reasons] == [
        "Group team (BASE-STAFF): no vehicle takes all of it at once."
    ]
