"""The first minute of a closing wave: by hand, and against a look at every minute."""

from dataclasses import replace

import pytest

from repli.model import Floor, Operation, SeatBlock
from repli.planning.prices.ground import Ground
from repli.planning.prices.waves import handover_start
from repli.units import Interval
from tests.planning.rich_generator import rich_operation_of
from tests.planning.small_operations import small_operation
from tests.tiny import at, edit_row, tiny_operation

STEP = at(2)


def crowded(*, seats: int = 8, floor: int = 20, **cells: object) -> Operation:
    """Two aircraft with so many seats; so many people stay at BASE until day 2, and nobody after."""
    fit = replace(tiny_operation().type_of["LIFT"].configurations[0], seats=seats)
    operation = edit_row(tiny_operation(), "vehicle_types", "LIFT", configurations=(fit,))
    operation = edit_row(operation, "sites", "BASE", **{"last_out_people": 0, **cells})
    steps = ((at(0), floor), (STEP, 0))
    return replace(
        operation,
        vehicles=tuple(one for one in operation.vehicles if one.vehicle_id != "T1"),
        floors=(Floor(site_id="BASE", quantity="people", function=None, steps=steps),),
    )


def first(operation: Operation, start: int = at(1, 8)) -> int | None:
    return Ground(operation).waves.first("BASE", start)


def test_the_wave_waits_until_the_floor_lets_two_aircraft_take_all_who_stay() -> None:
    """16 seats for 20 people: after the step of day 2, with a handover from 08:00, when nobody has to be there."""
    assert first(crowded()) == at(2, 8)
    assert first(crowded(floor=16)) == at(1, 8)
    assert first(crowded(seats=10)) == at(1, 8)


def test_without_a_handover_the_step_itself_counts() -> None:
    """One minute after the step no more people need be there; hours and clearances allow it from 06:00 on."""
    open_field = edit_row(crowded(handover_minutes=0), "fields", "FLD1", open_intervals=(Interval(at(0), at(6)),))
    legs = tuple(replace(leg, open_intervals=(Interval(at(0), at(6)),)) for leg in open_field.legs)
    assert first(replace(open_field, legs=legs)) == STEP + 1
    assert first(crowded(handover_minutes=0)) == at(2, 6) - 180


def test_the_handover_is_what_empties_the_site() -> None:
    """In office hours from 14:00 on: on day 1 it would start with 20 people there, whenever the wave comes."""
    office = (Interval(at(1, 14), at(1, 16)), Interval(at(2, 14), at(2, 16)))
    assert first(crowded(office_intervals=office)) == at(2, 14)
    assert first(crowded(office_intervals=office), at(1, 14)) == at(2, 14)
    assert first(crowded(office_intervals=office[:1]), at(1, 14)) is None
    assert first(crowded(office_intervals=office[:1], floor=16), at(1, 14)) == at(1, 14)


def test_guards_who_leave_last_go_in_one_formation() -> None:
    """17 guards in 30 minutes, and 16 seats: never."""
    assert first(crowded(floor=0, last_out_people=17)) is None
    assert first(crowded(floor=0, last_out_people=16)) == at(1, 8)


def test_the_last_off_block_lies_in_hours_or_is_a_flight() -> None:
    """The field closes at 20:00, so no wave starts between 17:00 and 03:00."""
    assert first(crowded(floor=0), at(1, 16, 59)) == at(1, 16, 59)
    assert first(crowded(floor=0), at(1, 17)) == at(2, 6) - 180
    flight = SeatBlock(
        flight_id="F",
        from_field="FLD1",
        to_field="OUT1",
        departs_minute=at(1, 21, 30),
        arrives_minute=at(2),
        check_in_minutes=60,
        seats=9,
        payload_kg=9_000,
    )
    assert first(replace(crowded(floor=0), seat_blocks=(flight,)), at(1, 17)) == at(1, 18, 30)


def test_seats_of_a_flight_help_to_lift() -> None:
    flight = SeatBlock(
        flight_id="F",
        from_field="FLD1",
        to_field="OUT1",
        departs_minute=at(1, 13),
        arrives_minute=at(1, 20),
        check_in_minutes=60,
        seats=4,
        payload_kg=9_000,
    )
    assert first(replace(crowded(), seat_blocks=(flight,))) == at(1, 10)


def stepped(operation: Operation, site_id: str) -> bool:
    """Compare the first minutes with a look at every minute, from a few starts on."""
    ground = Ground(operation)
    wave = ground.waves.of(site_id)
    last = operation.horizon_minute - operation.wave_minutes
    site = operation.site_of[site_id]
    start = operation.as_of_minute - operation.wave_minutes
    if site.handover_minutes > 0:
        held = handover_start(ground.firsts, site)
        start = last + 1 if held is None else held
        start = start if site.act_after else max(start, start + site.handover_minutes - operation.wave_minutes)
    can = [minute for minute in range(start, last + 1) if wave.possible(minute)]
    for begin in range(start, last + 1, 311):
        assert wave.first(begin) == next((minute for minute in can if minute >= begin), None), begin
    return bool(can) and can[0] > start


def compare(draw: object, seeds: range) -> int:
    """How many sites had to wait."""
    waited = 0
    for seed in seeds:
        operation: Operation = draw(seed)  # type: ignore[operator]
        for site in operation.sites:
            if site.inside and operation.horizon_minute - operation.as_of_minute < 20_000:
                waited += stepped(operation, site.site_id)
    return waited


def test_only_minutes_are_skipped_at_which_nothing_turns_possible() -> None:
    assert compare(small_operation, range(12)) >= 8


@pytest.mark.heavy
def test_only_such_minutes_are_skipped_in_100_more() -> None:
    assert compare(small_operation, range(12, 112)) >= 30
    assert compare(rich_operation_of, range(30)) >= 4
