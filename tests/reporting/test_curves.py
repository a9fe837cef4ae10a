import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.reporting.curves import out_steps, parked_steps, present_steps, trips, value_at
from tests.tiny import at, drop_movement, tiny_operation, tiny_plan

OPERATION, PLAN = tiny_operation(), tiny_plan()


def test_people_are_out_at_the_off_block_towards_outside() -> None:
    assert out_steps(OPERATION, PLAN) == (
        (at(0), 0),
        (at(0, 9), 14),
        (at(1, 9), 20),
        (at(2, 13), 26),
        (at(2, 13, 40), 30),
    )


def test_present_falls_at_off_block_and_rises_when_people_have_been_handed_on() -> None:
    assert present_steps(OPERATION, PLAN, "BASE", None) == (
        (at(0), 20),
        (at(0, 9), 6),
        (at(0, 12, 5), 12),
        (at(1, 9), 6),
        (at(1, 15, 5), 10),
        (at(2, 13), 4),
        (at(2, 13, 40), 0),
    )


def test_present_of_one_function_counts_nobody_else() -> None:
    guards = present_steps(OPERATION, PLAN, "BASE", "guard")
    assert guards == ((at(0), 6), (at(1, 15, 5), 10), (at(2, 13), 4), (at(2, 13, 40), 0))


def test_vehicles_park_at_stops_and_between_movements() -> None:
    assert parked_steps(OPERATION, PLAN, "FLD1") == (
        (at(0), 0),
        (at(0, 8), 1),
        (at(0, 9), 0),
        (at(1, 8), 1),
        (at(1, 9), 0),
        (at(2, 12), 1),
        (at(2, 12, 40), 2),
        (at(2, 13), 1),
        (at(2, 13, 40), 0),
    )


def test_a_vehicle_that_never_moves_stands_where_it_started() -> None:
    plan = drop_movement(drop_movement(PLAN, "R1"), "R3")
    assert value_at(parked_steps(OPERATION, plan, "OUT1"), at(1, 7)) == 1


def test_trips_are_counted_per_leg_and_mode() -> None:
    assert trips(OPERATION, PLAN) == (
        ("air", "FLD1", "OUT1", 4),
        ("air", "OUT1", "FLD1", 4),
        ("road", "BASE", "FEED", 2),
        ("road", "FEED", "BASE", 2),
    )


@pytest.mark.parametrize(("minute", "value"), [(-1, 0), (0, 5), (9, 5), (10, 7), (99, 7)])
def test_a_step_holds_from_its_minute_on(minute: int, value: int) -> None:
    assert value_at(((0, 5), (10, 7)), minute) == value


@given(st.dictionaries(st.integers(0, 50), st.integers(0, 9), max_size=8), st.integers(-5, 60))
def test_the_value_at_a_minute_is_that_of_the_last_step_not_after_it(steps: dict[int, int], minute: int) -> None:
    earlier = [at_minute for at_minute in steps if at_minute <= minute]
    expected = steps[max(earlier)] if earlier else 0
    assert value_at(tuple(sorted(steps.items())), minute) == expected
