"""Commercial seats: who checks in leaves the stock, is not present, and is out when the flight departs."""

from dataclasses import replace

import pytest

from repli.model import Booking, Cargo, Floor, Operation, Plan
from repli.rules import recompute_objective
from tests.rules.breaches_of_resources import with_seats
from tests.rules.judge import broken, restated
from tests.tiny import at, edit_row


def judged(operation: Operation, plan: Plan) -> set[str]:
    return broken(operation, restated(operation, plan))


def test_a_booking_that_fits_keeps_every_rule() -> None:
    assert judged(*with_seats()) == set()


def test_who_flies_is_out_at_departure_three_hours_after_the_others() -> None:
    operation, plan = with_seats()
    # R1 is out at 9:00 of day 0, F1 at 12:00: 180 minutes of one of 30 people, half of their mean
    before = (56_200 / 30 + 39_370_000 / 17_500) / 2
    assert recompute_objective(operation, plan).stay_minutes == int(before + 180 / 60)


def test_nobody_is_booked_twice_or_taken_from_where_they_are_not() -> None:
    operation, plan = with_seats()
    twice = replace(plan, bookings=plan.bookings * 2)
    assert judged(operation, twice) == {"seats-enough", "stock-not-negative", "out-once", "floor-people"}


@pytest.mark.parametrize(
    ("line", "site", "rule"),
    [
        ("I1", "BASE", {"seats-on-the-way", "stock-not-negative", "out-once"}),
        ("BASE-STAFF", "FEED", {"seats-on-the-way", "stock-not-negative"}),
    ],
)
def test_only_people_at_the_flights_field_are_booked(line: str, site: str, rule: set[str]) -> None:
    operation, plan = with_seats()
    wrong = Booking(flight_id="F1", loads=(Cargo(line_id=line, quantity=1, site_id=site),))
    assert judged(operation, replace(plan, bookings=(wrong,))) >= rule


def test_nobody_checks_in_before_they_are_ready() -> None:
    operation, plan = with_seats()
    late = edit_row(operation, "people", "BASE-STAFF", ready_minute=at(0, 10, 1))
    assert "ready" in judged(late, plan)


def test_from_check_in_on_nobody_is_present() -> None:
    operation, plan = with_seats()
    # R1 leaves 6 guards, the feeder's 6 staff from 12:05 on, and the one who checks in at 10:00
    for until, rules in ((at(0, 10), set[str]()), (at(0, 10) + 1, {"floor-people"})):
        floor = Floor(site_id="BASE", quantity="people", function=None, steps=((at(0), 7), (until, 0)))
        assert judged(replace(operation, floors=(floor,)), plan) == rules


def test_a_flight_may_not_depart_after_the_horizon_or_under_an_unknown_name() -> None:
    operation, plan = with_seats(departs_minute=at(6) + 1)
    assert "within-horizon" in judged(operation, plan)
    unknown = replace(plan, bookings=(replace(plan.bookings[0], flight_id="F9"),))
    assert broken(operation, unknown) == {"known-ids"}


def test_who_leaves_by_air_is_no_guard_who_leaves_last() -> None:
    operation, plan = with_seats(departs_minute=at(2, 13, 45))
    # F1 is the last to leave BASE now: its wave starts at 10:45 and the guards of R3 and R4 are in the formation
    assert "guards-last" not in judged(operation, plan)
    late, plan = with_seats(departs_minute=at(2, 16))
    assert "guards-last" in judged(late, plan)
