"""What is used up in the only week of the tiny plan, by hand; rests, teams and seats on edits of it."""

from dataclasses import replace

from repli.model import Booking, Cargo, Operation, Plan, SeatBlock, Team
from repli.planning import weeks_of
from repli.units import Interval
from tests.tiny import at, edit_row, edit_stop, tiny_operation, tiny_plan


def tight(operation: Operation, plan: Plan) -> dict[str, int]:
    return {str(what): days for week in weeks_of(operation, plan) for what, days in week.tight}


def test_the_week_of_the_tiny_plan_names_every_resource_that_was_used_up() -> None:
    (week,) = weeks_of(tiny_operation(), tiny_plan())
    assert week.first_day == 0
    assert {str(what): days for what, days in week.tight} == {
        "every working spot of FLD1 in use": 3,
        "floor of BASE reached (sensitive items)": 3,
        "floor of BASE reached (people)": 2,
        "all 1 TRUCK under way": 2,
        "clearance C-FEED for BASE-FEED at its limit of 1 a day": 2,
        "clearance C-FEED.back for BASE-FEED.back at its limit of 1 a day": 2,
        "all 2 LIFT under way": 1,
        "clearance C-AIR for FLD1 at its limit of 2 a day": 1,
        "every parking spot of FLD1 held": 1,
    }
    assert [days for _, days in week.tight] == sorted((days for _, days in week.tight), reverse=True)


def test_weeks_are_counted_from_as_of() -> None:
    plan = replace(tiny_plan(), movements=())
    later = replace(plan, movements=tuple(one for one in tiny_plan().movements if one.movement_id == "R3"))
    days = edit_row(tiny_operation(), "clearances", "C-AIR", limit_per_day=1)
    agreement = replace(days.agreement, day_starts=tuple(at(day - 6) for day in range(20)))
    found = weeks_of(replace(days, agreement=agreement), later)
    assert [week.first_day for week in found][-1] == 7  # day 2 is day 8 of the table, in its second week


def test_a_spot_that_another_user_holds_counts_as_held() -> None:
    free = edit_row(tiny_operation(), "fields", "FLD1", parking_spots=((2, 2), (3, 1)))
    assert "every parking spot of FLD1 held" not in tight(free, tiny_plan())


def test_an_aircraft_that_leaves_when_its_crew_has_rested_is_named() -> None:
    """A rest at FLD1 takes 480 + 30 + 60 minutes; L1 arrives 08:00 on day 0 and leaves 570 minutes later."""
    rests = edit_row(tiny_operation(), "fields", "FLD1", crew_rest=True)
    held = edit_stop(tiny_plan(), "R1", 1, off_block_minute=at(0, 8) + 570)
    assert tight(rests, held)["L1 waits for its crew's rest"] == 1
    assert "L1 waits for its crew's rest" not in tight(rests, tiny_plan())
    assert "L1 waits for its crew's rest" not in tight(edit_row(rests, "fields", "FLD1", crew_base=True), held)


def test_the_one_inspection_team_is_in_use_on_both_days_of_handover() -> None:
    team = Team(
        team_id="J1", kind="inspection", count=1, places=frozenset(), change_minutes=0,
        open_intervals=(Interval(at(0), at(6)),),
    )  # fmt: skip
    operation = replace(tiny_operation(), teams=(team,))
    operation = edit_row(edit_row(operation, "sites", "BASE", inspection_teams=1), "sites", "FEED", inspection_teams=1)
    assert tight(operation, tiny_plan())["all of J1 in use (teams: 1)"] == 2
    two = replace(operation, teams=(replace(team, count=2),))
    assert "all of J1 in use (teams: 2)" not in tight(two, tiny_plan())


def test_escorts_and_drivers_are_in_use_while_the_convoy_drives() -> None:
    escort, driver = (
        Team(team_id=name, kind=name, count=1, places=frozenset(), change_minutes=0, open_intervals=())
        for name in ("escort", "driver")
    )
    operation = edit_row(replace(tiny_operation(), teams=(escort, driver)), "legs", "BASE-FEED", escort_teams=1)
    found = tight(edit_row(operation, "vehicle_types", "TRUCK", drivers=1), tiny_plan())
    assert found["all of escort in use (teams: 1)"] == 2
    assert found["all of driver in use (teams: 1)"] == 2


def test_a_flight_with_every_seat_booked_is_named() -> None:
    flight = SeatBlock(
        flight_id="AF1", from_field="FLD1", to_field="OUT1", departs_minute=at(1, 20), arrives_minute=at(1, 23),
        check_in_minutes=60, seats=2, payload_kg=900,
    )  # fmt: skip
    operation = replace(tiny_operation(), seat_blocks=(flight,))
    booked = replace(
        tiny_plan(),
        bookings=(Booking(flight_id="AF1", loads=(Cargo(line_id="BASE-GUARD", quantity=2, site_id="BASE"),)),),
    )
    assert tight(operation, booked)["every seat of AF1 booked"] == 1
