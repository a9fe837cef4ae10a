"""The next days of the hand-made tiny plan."""

from dataclasses import replace

from repli.model import ClearanceRequest
from repli.planning import next_days
from tests.tiny import at, tiny_operation, tiny_plan

OPERATION, PLAN = tiny_operation(), tiny_plan()


def test_the_first_day_of_the_tiny_plan() -> None:
    duties = next_days(OPERATION, PLAN, at(0), days=1)
    assert [(duty.minute, duty.kind, duty.subject) for duty in duties] == [
        (at(0, 8), "notice", "FEED"),
        (at(0, 8, 10), "ready", "R1"),
        (at(0, 8, 40), "ready", "C1"),
        (at(0, 9), "clearance", "C-AIR"),
        (at(0, 9), "departs", "R1"),
        (at(0, 9, 30), "clearance", "C-FEED.back"),
        (at(0, 9, 30), "departs", "C1"),
    ]


def test_departures_are_signed_by_both_parties_and_name_what_leaves() -> None:
    (departs,) = (
        duty for duty in next_days(OPERATION, PLAN, at(0), days=1) if duty.subject == "R1" and duty.kind == "departs"
    )
    assert departs.roles == ("force", "host")
    assert str(departs.sentence) == "R1 leaves BASE with 14 people and 1 items; both parties sign."


def test_a_clearance_says_how_much_of_its_day_is_used() -> None:
    used = [str(duty.sentence) for duty in next_days(OPERATION, PLAN, at(2), days=1) if duty.kind == "clearance"]
    assert used == [
        "R3 uses clearance C-AIR of host; 2 of 2 that day.",
        "R4 uses clearance C-AIR of host; 2 of 2 that day.",
    ]


def test_acts_are_signed_by_both_and_notices_given_by_the_force() -> None:
    roles = {duty.kind: duty.roles for duty in next_days(OPERATION, PLAN, at(0)) if duty.kind in {"notice", "handover"}}
    assert roles == {"notice": ("force",), "handover": ("force", "host")}


def test_a_week_holds_everything_of_a_three_day_plan() -> None:
    kinds = [duty.kind for duty in next_days(OPERATION, PLAN, at(0))]
    assert (kinds.count("departs"), kinds.count("handover"), kinds.count("notice")) == (6, 2, 2)


def test_nothing_is_due_after_the_plan() -> None:
    assert next_days(OPERATION, PLAN, at(4)) == ()


def test_a_planned_clearance_is_requested_in_time_by_the_force() -> None:
    plan = replace(PLAN, requests=(ClearanceRequest(clearance_id="C-AIR", request_minute=at(0, 1)),))
    first = next_days(OPERATION, plan, at(0), days=1)[0]
    assert (first.minute, first.kind, first.subject, first.roles) == (at(0, 1), "request", "C-AIR", ("force",))
    assert str(first.sentence) == "Clearance C-AIR for FLD1 is requested of host by now at the latest."
