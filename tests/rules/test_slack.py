"""The slack of each floor of the tiny plan, worked out by hand from its movements."""

from dataclasses import replace

from repli.model import Booking, Cargo, SeatBlock, SiteAct
from repli.rules import floor_slacks
from tests.tiny import at, edit_row, tiny_operation, tiny_plan

SLACKS = {
    (one.floor.site_id, one.floor.quantity, one.floor.function): one
    for one in floor_slacks(tiny_operation(), tiny_plan())
}


def test_people_at_the_base_are_at_their_floor_after_each_flight_until_the_next_convoy() -> None:
    """20 - 14 = 6 from day 0 09:00 to 12:05, 12 - 6 = 6 from day 1 09:00 to 15:05, and 6 must be there."""
    one = SLACKS["BASE", "people", None]
    assert (one.least, one.least_minute, one.days_at_floor) == (0, at(0, 9), (0, 1))


def test_guards_never_come_within_two_of_their_floor() -> None:
    one = SLACKS["BASE", "people", "guard"]
    assert (one.least, one.days_at_floor) == (2, ())


def test_kg_count_what_came_from_the_feeder() -> None:
    """After R2: I2 of 2,000 kg and I5 of 1,000 kg from FEED, and 2,000 must be there: I5 could still leave."""
    one = SLACKS["BASE", "kg", None]
    assert (one.least, one.least_minute, one.days_at_floor) == (1_000, at(1, 9), ())


def test_the_only_sensitive_item_may_not_leave_before_the_wave() -> None:
    one = SLACKS["BASE", "sensitive", None]
    assert (one.least, one.days_at_floor) == (0, (0, 1, 2))


def test_acts_on_site_and_commercial_seats_take_away_too() -> None:
    flight = SeatBlock(
        flight_id="AF1", from_field="FLD1", to_field="OUT1", departs_minute=at(1, 20), arrives_minute=at(1, 23),
        check_in_minutes=60, seats=9, payload_kg=900,
    )  # fmt: skip
    operation = replace(tiny_operation(), seat_blocks=(flight,))
    plan = replace(
        tiny_plan(),
        acts=(SiteAct(item_id="I5", site_id="BASE", disposition="gift", start_minute=at(1), end_minute=at(1, 1)),),
        bookings=(Booking(flight_id="AF1", loads=(Cargo(line_id="BASE-GUARD", quantity=2, site_id="BASE"),)),),
    )
    slacks = {(one.floor.site_id, one.floor.quantity, one.floor.function): one for one in floor_slacks(operation, plan)}
    assert slacks["BASE", "people", "guard"].least == 2
    assert slacks["BASE", "kg", None].least == 0  # I5 has gone by an act


def test_people_who_arrive_count_from_then_on() -> None:
    late = edit_row(tiny_operation(), "people", "BASE-GUARD", arrives_minute=at(0, 5))
    slack = next(one for one in floor_slacks(late, tiny_plan()) if one.floor.function == "guard")
    assert (slack.least, slack.least_minute) == (-4, at(0))
