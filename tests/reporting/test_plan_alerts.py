"""What the tiny plan alone says needs a person, by hand, and each alert on an edit that brings it or takes it away."""

from dataclasses import replace

import pytest

from repli.model import Operation, Plan
from repli.progress import State
from repli.progress.state import MovementState, TallyState
from repli.reporting.plan_alerts import alerts_of_plan, alerts_of_state
from tests.tiny import at, drop_movement, edit_act, edit_row, tiny_operation, tiny_plan


def said(operation: Operation | None = None, plan: Plan | None = None) -> dict[str, str]:
    """Cause -> severity."""
    found = alerts_of_plan(operation or tiny_operation(), plan or tiny_plan())
    return {str(alert.cause): alert.severity for alert in found}


def test_the_alerts_of_the_tiny_plan() -> None:
    """20 of 30 people are out at 09:00 of day 1, 15 hours before the milestone is due at 24:00."""
    assert said() == {
        "Milestone half is met with 0 days to spare.": "medium",
        "Only one of its type, and how many movements hang on it: T1 (2).": "medium",
        "The notice of the handover of BASE is due by 2030-01-08T07:00Z.": "medium",
        "The notice of the handover of FEED is due by 2030-01-07T07:00Z.": "medium",
        "Floors with nothing to spare, and on how many days: BASE sensitive (3), BASE people (2).": "low",
    }


def test_every_alert_proposes_a_fix() -> None:
    assert all(str(alert.fix).endswith(".") for alert in alerts_of_plan(tiny_operation(), tiny_plan()))


def test_a_milestone_that_is_missed_is_urgent() -> None:
    assert (
        said(plan=drop_movement(drop_movement(tiny_plan(), "R2"), "R3"))[
            "The plan misses milestone half, due 2030-01-08T23:00Z."
        ]
        == "high"
    )


def test_a_milestone_with_more_than_a_week_to_spare_is_not_told() -> None:
    agreement = tiny_operation().agreement
    far = replace(agreement, milestones=(replace(agreement.milestones[0], due_minute=at(8, 9)),))
    assert not any("Milestone" in cause for cause in said(tiny_operation(agreement=far)))


def test_a_milestone_of_kg_counts_items_only() -> None:
    """13,000 of 17,500 kg are out with R2 on day 1, so half of them were in time, and nine tenths are not."""
    agreement = tiny_operation().agreement
    for ppm, kept in ((500_000, True), (900_000, False)):
        one = replace(agreement.milestones[0], quantity="kg", fraction_ppm=ppm)
        causes = said(tiny_operation(agreement=replace(agreement, milestones=(one,))))
        assert any("misses" in cause for cause in causes) is not kept


def test_a_line_that_leaves_after_its_latest_time_is_named() -> None:
    late = edit_row(tiny_operation(), "people", "BASE-GUARD", latest_minute=at(1))
    assert said(late)["Lines that leave after their latest time: BASE-GUARD."] == "high"


def test_two_of_a_type_are_no_single_vehicle() -> None:
    operation = tiny_operation()
    spare = replace(operation.vehicle_of["T1"], vehicle_id="T2")
    assert not any("Only one" in cause for cause in said(replace(operation, vehicles=(*operation.vehicles, spare))))


def test_a_notice_that_is_due_later_is_not_told_yet() -> None:
    later = edit_act(tiny_plan(), "BASE", notice_minute=at(7))
    assert not any("handover of BASE is due" in cause for cause in said(plan=later))


@pytest.mark.parametrize(("end", "told"), [(at(2, 15, 30), True), (at(2, 15), False)])
def test_an_act_that_ends_just_before_the_office_closes_is_told(end: int, *, told: bool) -> None:
    causes = said(plan=edit_act(tiny_plan(), "BASE", end_minute=end))
    assert ("The handover of BASE ends 30 minutes before the office hours do." in causes) is told


def test_people_who_still_arrive_are_named() -> None:
    causes = said(edit_row(tiny_operation(), "people", "BASE-STAFF", arrives_minute=at(0, 3)))
    assert causes["The plan counts on people who still arrive: BASE-STAFF 2030-01-07T02:00Z."] == "low"


def test_what_one_party_signed_alone_and_what_is_counted_differently_is_urgent() -> None:
    movement = MovementState(movement="R2", event="", grade="unilateral", people=6, items=2, kg=11_000)
    tallies = (
        TallyState(movement="R3", party="force", people=6, items=2),
        TallyState(movement="R3", party="host", people=5, items=2),
        TallyState(movement="R4", party="force", people=4, items=1),
    )
    found = alerts_of_state(State(movements=(movement,), tallies=tallies))
    assert [(one.severity, str(one.cause)) for one in found] == [
        ("high", "Departures signed by one party alone: R2."),
        ("high", "Departures that the parties count differently: R3."),
    ]
    agreed = State(movements=(replace(movement, grade="joint"),), tallies=tallies[2:])
    assert list(alerts_of_state(agreed)) == []
