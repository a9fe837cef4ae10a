"""When the closing wave of a site is possible: worked out by hand on one field, one type and one floor."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

from repli.model import Floor, Operation, SeatBlock
from repli.rules.closingwave import ClosingWave
from repli.rules.ends import Ends
from repli.rules.routes import Ways
from tests.rules.plain_world import plain_operation
from tests.tiny import at, edit_row, tiny_operation

GUARD = tiny_operation().people_of["BASE-GUARD"]


def guarded(
    *steps: tuple[int, int],
    limit: int = 1,
    seats: int = 10,
    **of_site: Any,  # noqa: ANN401 - as many types as fields
) -> Operation:
    """100 guards at BASE from 06:00 on, a floor with ``steps`` in days, so many aircraft a day, so many seats."""
    bare = plain_operation(0, 3)
    cabin = replace(bare.type_of["LIFT"].configurations[0], seats=seats)
    operation = replace(
        bare,
        people=(replace(GUARD, count=100, ready_minute=at(0, 6)),),
        floors=(Floor(site_id="BASE", quantity="people", function=None, steps=tuple((at(d), n) for d, n in steps)),),
        vehicle_types=(replace(bare.type_of["LIFT"], configurations=(cabin,)),),
        wave_minutes=180,
    )
    operation = edit_row(operation, "clearances", "C-AIR", limit_per_day=limit)
    return edit_row(operation, "sites", "BASE", **of_site) if of_site else operation


def wave_of(operation: Operation) -> int | None:
    return Ends(Ways(operation)).wave_start("BASE")


def test_it_starts_when_the_floor_has_fallen_to_what_the_clearances_of_a_day_let_out() -> None:
    """The floor is kept in the last minute before the wave, so the step of day 3 counts from the minute after it."""
    assert wave_of(guarded((0, 90), (3, 10))) == at(3) + 1
    assert wave_of(guarded((0, 10))) == at(0, 3, 40)  # they are loaded in 40 minutes, and off block at 06:40


def test_over_a_midnight_the_clearances_of_two_days_count() -> None:
    assert wave_of(guarded((0, 90), (3, 20))) == at(4) - 180
    assert wave_of(guarded((0, 90), (3, 21))) is None


def test_each_vehicle_comes_once_in_a_wave_that_is_shorter_than_its_cycle() -> None:
    """120 minutes away, 120 back, 60 on the ground: three aircraft, three times ten seats."""
    assert wave_of(guarded((0, 90), (2, 30), limit=0)) == at(2) + 1
    assert wave_of(guarded((0, 90), (2, 31), limit=0)) is None


def test_parking_and_working_spots_and_handling_sets_hold_it_back() -> None:
    """A parking spot for 60 minutes each: four in 180. Nine who wait, and four more in 40 minutes each on one spot."""

    def at_field(least: int, seats: int, **field: Any) -> int | None:  # noqa: ANN401 - as many types as fields
        few = guarded((0, 90), (2, least), limit=0, seats=seats)
        many = replace(few, vehicles=tuple(replace(few.vehicles[0], vehicle_id=f"V{n}") for n in range(19)))
        return wave_of(edit_row(many, "fields", "FLD1", **field))

    assert at_field(40, 10, parking_spots=((2, 1),)) == at(2) + 1
    assert at_field(41, 10, parking_spots=((2, 1),)) is None
    for place in ({"working_spots": ((2, 1),)}, {"handling_sets": 1}):
        assert at_field(65, 5, parking_spots=((2, 9),), **place) == at(2) + 1
        assert at_field(66, 5, parking_spots=((2, 9),), **place) is None


def test_commercial_seats_that_depart_in_the_wave_help() -> None:
    flight = SeatBlock(
        flight_id="F1",
        from_field="FLD1",
        to_field="OUT1",
        departs_minute=at(3, 12),
        arrives_minute=at(3, 15),
        check_in_minutes=60,
        seats=50,
        payload_kg=10_000,
    )
    assert wave_of(replace(guarded((0, 90), (2, 60)), seat_blocks=(flight,))) == at(3, 9)


def test_guards_who_leave_last_leave_together() -> None:
    """20 guards within 30 minutes need two of the day's aircraft, so two days: a midnight in the formation."""
    assert wave_of(guarded((0, 10), last_out_people=20)) == at(1) - 180
    assert wave_of(guarded((0, 10), last_out_people=21)) is None


def test_after_a_handover_has_begun_nothing_goes_before_the_wave() -> None:
    """The act of two hours starts by 14:00: what is there then goes with the wave, whenever that is."""
    office = tiny_operation().site_of["BASE"].office_intervals
    handed = guarded((0, 90), (2, 10), handover_minutes=120, notice_minutes=0, office_intervals=office)
    assert wave_of(handed) == at(2, 8)
    early = replace(handed, floors=(replace(handed.floors[0], steps=((at(0), 90), (at(2, 15), 10))),))
    assert wave_of(early) == at(3, 8)


def test_a_site_waits_for_the_one_that_closes_first() -> None:
    """BASE closes after EAST, whose floor falls on day 3; both are at the same field."""
    base = guarded((0, 10))
    east = replace(base.site_of["BASE"], site_id="EAST")
    operation = replace(
        base,
        sites=(replace(base.site_of["BASE"], closes_after=("EAST",)), east, *base.sites[1:]),
        people=(*base.people, replace(base.people[0], line_id="E", site_id="EAST")),
        floors=(*base.floors, replace(base.floors[0], site_id="EAST", steps=((at(0), 90), (at(3), 10)))),
    )
    ends = Ends(Ways(operation))
    assert (ends.wave_start("EAST"), ends.wave_start("BASE")) == (at(3) + 1, at(3) + 1)


def test_between_its_turns_a_wave_never_becomes_possible() -> None:
    for operation in (guarded((0, 90), (1, 20)), guarded((0, 30), (2, 5), limit=2, seats=7), guarded((0, 10))):
        wave = ClosingWave(Ways(operation), operation.site_of["BASE"])
        possible = [wave.is_possible(minute) for minute in range(at(0), at(5), 7)]
        turned = [at(0) + 7 * n for n, (before, now) in enumerate(pairwise(possible), 1) if now > before]
        assert all(any(minute - 7 < turn <= minute for turn in wave.turns) for minute in turned)
