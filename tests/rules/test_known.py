"""What a plan names and the operation does not know is reported alone, each thing by itself."""

from dataclasses import replace

import pytest

from repli.model import Cargo, HandoverAct, Plan
from repli.rules import check_plan
from tests.tiny import at, edit_movement, edit_stop, tiny_operation, tiny_plan, without_row

OPERATION, PLAN = tiny_operation(), tiny_plan()
GHOST = (Cargo(line_id="GHOST", quantity=1, site_id="BASE"),)
NOWHERE = (Cargo(line_id="I1", quantity=1, site_id="NOWHERE"),)
ACT = HandoverAct(site_id="NOWHERE", notice_minute=at(0), start_minute=at(1), end_minute=at(2))


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        (edit_movement(PLAN, "R1", vehicle_id="L9"), "There is no vehicle L9."),
        (edit_stop(PLAN, "R1", 1, place_id="BASE"), "There is no field BASE."),  # a site, and aircraft stop at fields
        (edit_stop(PLAN, "C1", 1, place_id="FLD1"), "There is no site FLD1."),
        (edit_stop(PLAN, "R1", 1, loads=GHOST), "There is no line GHOST."),
        (edit_stop(PLAN, "R1", 2, unloads=NOWHERE), "There is no site NOWHERE."),
        (edit_stop(PLAN, "R1", 1, clearance_id="C-9"), "There is no clearance C-9."),
        (replace(PLAN, handovers=(*PLAN.handovers, ACT)), "There is no site NOWHERE."),
    ],
)
def test_each_unknown_thing_is_named(plan: Plan, sentence: str) -> None:
    assert [(one.rule, str(one.message)) for one in check_plan(OPERATION, plan)] == [("known-ids", sentence)]


@pytest.mark.parametrize(
    "plan",
    [
        replace(PLAN, operation_id="other"),
        replace(PLAN, operation_hash=""),
        replace(PLAN, as_of_minute=PLAN.as_of_minute + 1),
    ],
)
def test_a_plan_for_another_operation_is_not_judged_further(plan: Plan) -> None:
    broken_too = replace(plan, verdict="late-proven")
    assert [one.rule for one in check_plan(OPERATION, broken_too)] == ["same-operation"]


def test_a_line_that_the_operation_lost_is_reported_at_each_stop_that_names_it() -> None:
    found = check_plan(without_row(OPERATION, "items", "I1"), PLAN)
    assert [(one.rule, one.subject, one.minute) for one in found] == [
        ("known-ids", "R1", at(0, 8, 10)),
        ("known-ids", "R1", at(0, 11, 10)),
    ]
