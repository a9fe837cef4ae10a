"""The next days of the hand-made tiny plan."""

from dataclasses import replace

from repli.model import Booking, Cargo, ClearanceRequest, SeatBlock, SiteAct
from repli.planning import Duty, next_days
from tests.tiny import at, edit_row, tiny_operation, tiny_plan

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


def kinds_of(duties: tuple[Duty, ...], *kinds: str) -> list[tuple[int, str, str]]:
    return [(duty.minute, duty.kind, str(duty.sentence)) for duty in duties if duty.kind in kinds]


def test_acts_on_site_and_arrivals_are_on_the_list() -> None:
    act = SiteAct(item_id="I5", site_id="FEED", disposition="gift", start_minute=at(0, 9), end_minute=at(0, 10))
    operation = edit_row(OPERATION, "people", "BASE-STAFF", arrives_minute=at(0, 5))
    duties = next_days(operation, replace(PLAN, acts=(act,)), at(0), days=1)
    assert kinds_of(duties, "act", "arrives") == [
        (at(0, 5), "arrives", "14 people of BASE-STAFF arrive at BASE."),
        (at(0, 9), "act", "Act on I5 at FEED starts (gift); both parties sign."),
    ]


def test_people_check_in_for_a_commercial_flight_and_both_sign_when_it_leaves() -> None:
    flight = SeatBlock(
        flight_id="AF1", from_field="FLD1", to_field="OUT1", departs_minute=at(0, 20), arrives_minute=at(0, 23),
        check_in_minutes=90, seats=9, payload_kg=900,
    )  # fmt: skip
    booking = Booking(flight_id="AF1", loads=(Cargo(line_id="BASE-STAFF", quantity=3, site_id="BASE"),))
    operation = replace(OPERATION, seat_blocks=(flight,))
    mine = [one for one in next_days(operation, replace(PLAN, bookings=(booking,)), at(0)) if one.subject == "AF1"]
    assert [(one.minute, one.kind, one.roles) for one in mine] == [
        (at(0, 18, 30), "check-in", ("force",)),
        (at(0, 20), "departs", ("force", "host")),
    ]


def test_teams_attend_acts_and_go_with_convoys() -> None:
    operation = edit_row(edit_row(OPERATION, "sites", "FEED", inspection_teams=2), "legs", "BASE-FEED", escort_teams=1)
    assert kinds_of(next_days(operation, PLAN, at(0)), "team") == [
        (at(0, 7), "team", "1 escort teams go with C1 from BASE."),
        (at(1, 8, 30), "team", "2 inspection teams attend at FEED."),
        (at(1, 10), "team", "1 escort teams go with C2 from BASE."),
    ]
