"""The way on from a site until out, by hand; the planner's own count is held against it in its tests."""

from dataclasses import replace

from repli.model import SeatBlock
from repli.rules.bound import prove_bound, strongest_row
from repli.rules.onward import onward_minutes
from repli.rules.routes import Ways
from tests.border import OUT_MINUTES, border_operation
from tests.rules.test_routes import over_night
from tests.tiny import at, tiny_operation, tiny_plan


def test_a_convoy_drives_to_the_border_and_what_it_brings_to_a_field_may_fly_at_once() -> None:
    assert onward_minutes(Ways(border_operation()), "FEED") == OUT_MINUTES
    assert onward_minutes(Ways(tiny_operation()), "FEED") == 90
    assert onward_minutes(Ways(tiny_operation()), "BASE") == 0
    assert onward_minutes(Ways(over_night()), "BASE") == 120  # to FLD2, and out from there


def test_where_a_commercial_flight_departs_nothing_more_is_sure() -> None:
    flight = SeatBlock(
        flight_id="F1",
        from_field="FLD1",
        to_field="OUT1",
        departs_minute=at(2, 12),
        arrives_minute=at(2, 15),
        check_in_minutes=60,
        seats=1,
        payload_kg=100,
    )
    assert onward_minutes(Ways(replace(over_night(), seat_blocks=(flight,))), "BASE") == 0


def test_a_row_that_counts_more_than_the_way_on_proves_nothing() -> None:
    operation = border_operation()
    row = strongest_row(operation, "wave", "FEED", at(3, 11))
    assert row is not None
    assert row.value_day == 3
    assert strongest_row(operation, "wave", "FEED", at(3, 11) + 1) is None
    bound = replace(tiny_plan().bound, closure_day=4, rows=(replace(row, value_day=4),))
    assert [one.rule for one in prove_bound(operation, bound)] == ["bound-proven"]


def test_what_would_be_out_after_the_horizon_never_is() -> None:
    operation = border_operation()
    slow = replace(operation, horizon_minute=at(3, 10))
    row = strongest_row(slow, "wave", "FEED", at(3, 11))
    assert row is not None
    assert row.value_day == len(operation.agreement.day_starts)
