"""What is proven impossible names its row; what this version does not plan is said apart."""

from dataclasses import replace

import pytest

from repli.errors import ImpossibleError, NoPlanError, PlanningError
from repli.model import BalanceLimit, FloorPosition, Operation, SeatBlock, TakenSpots, Team
from repli.planning import make_plan
from repli.planning.lines import leaving_of
from repli.planning.network import network_of
from repli.planning.reach import Reach
from repli.rules.routes import Ways
from repli.units import Interval
from tests.planning.changes import with_air_clearance
from tests.planning.small_operations import small_operation
from tests.tiny import at, edit_row, tiny_operation, without_row


def reasons(operation: Operation, kind: type[PlanningError] = ImpossibleError) -> list[str]:
    with pytest.raises(kind) as caught:
        make_plan(operation, seed=1, version="test")
    assert isinstance(caught.value, ImpossibleError | NoPlanError)
    return [str(reason) for reason in caught.value.reasons]


def refusals(operation: Operation) -> list[str]:
    """What planning refuses, for whatever reason; nothing if there is a plan."""
    try:
        make_plan(operation, seed=1, version="test")
    except (ImpossibleError, NoPlanError) as refused:
        return [str(reason) for reason in refused.reasons]
    return []


def test_an_item_too_heavy_for_every_vehicle_is_named() -> None:
    heavy = reasons(edit_row(tiny_operation(), "items", "I4", kg=12_001))
    assert heavy == [
        "Line I4 at BASE: no vehicle of the fleet, in any configuration and over any legs, can carry it to HOME."
    ]


def test_an_outsize_item_that_no_convoy_takes_is_named() -> None:
    assert "Line I5 at FEED" in reasons(edit_row(tiny_operation(), "items", "I5", item_class="outsize"))[0]


def test_too_many_positions_are_named() -> None:
    assert "Line I3 at BASE" in reasons(edit_row(tiny_operation(), "items", "I3", positions=7))[0]


def test_a_vehicle_that_fits_no_spot_carries_nothing() -> None:
    operation = edit_row(tiny_operation(), "fields", "FLD1", parking_spots=((1, 4),))
    assert len(reasons(operation)) == 10  # every line


def test_a_vehicle_that_fits_no_working_spot_carries_nothing() -> None:
    assert len(reasons(edit_row(tiny_operation(), "fields", "FLD1", working_spots=((1, 4),)))) == 10


def test_a_road_without_a_vehicle_is_no_way_out() -> None:
    assert all("at FEED" in reason for reason in reasons(without_row(tiny_operation(), "vehicles", "T1")))


def test_a_field_that_was_never_cleared_is_named() -> None:
    named = reasons(without_row(tiny_operation(), "clearances", "C-AIR"))
    assert named[0].endswith(
        "no clearance, granted or to be had in time, covers any way out for a type that can carry it."
    )


def test_a_line_ready_after_the_horizon_is_named() -> None:
    named = reasons(edit_row(tiny_operation(), "items", "I1", ready_minute=at(6)))
    assert "Line I1: ready at 2030-01-12T23:00Z, so it cannot be out by the horizon 2030-01-12T23:00Z." in named


def test_an_act_that_lasts_beyond_the_horizon_is_named_with_its_minutes() -> None:
    act = {"disposition": "scrap", "destination_id": "BASE", "act_minutes": 9_000}
    named = reasons(edit_row(tiny_operation(), "items", "I1", **act))
    assert any("Line I1: ready at 2030-01-06T23:00Z and 9000 minutes of its act, so" in one for one in named)


def test_clearances_that_never_carry_enough_are_named() -> None:
    few = with_air_clearance(tiny_operation(), at(0, 6), at(1, 6), limit_per_day=1, tolerance_minutes=0)
    many = edit_row(few, "people", "BASE-STAFF", count=40)
    assert "Field FLD1: its clearances never let out what must leave there (56 by permits-people)." in reasons(many)


def test_a_floor_above_the_strength_is_named() -> None:
    operation = edit_row(tiny_operation(), "people", "BASE-GUARD", count=3)
    assert "Floor at BASE (people guard): 4 must be present at as_of, 3 are." in reasons(operation)


def test_a_floor_above_the_strength_may_be_met_by_a_wave_that_starts_at_once() -> None:
    operation = edit_row(tiny_operation(), "people", "BASE-GUARD", count=3)
    operation = edit_row(
        operation, "sites", "BASE", notice_minutes=0, office_intervals=(Interval(at(0), at(6)),), last_out_people=3
    )
    assert reasons(operation, NoPlanError)  # not proven, and not found either


def test_too_few_guards_to_leave_last_are_named() -> None:
    operation = edit_row(tiny_operation(floors=()), "people", "FEED-GUARD", count=1)
    assert reasons(operation) == ["Site FEED: 2 guards must leave last, 1 are there."]


def test_a_handover_longer_than_every_office_interval_is_named() -> None:
    operation = edit_row(tiny_operation(), "sites", "BASE", handover_minutes=481)
    assert reasons(operation) == [
        "Site BASE: no office interval before the horizon holds a handover of 481 minutes with notice."
    ]


def test_lines_that_stay_inside_are_not_planned_and_said_so() -> None:
    operation = edit_row(tiny_operation(), "items", "I5", destination_id="BASE")
    assert reasons(operation, NoPlanError) == [
        "Line I5 goes to BASE inside the territory: only what leaves is planned."
    ]


def test_lines_that_arrive_are_not_planned_and_said_so() -> None:
    operation = edit_row(tiny_operation(), "items", "I5", site_id="HOME")
    assert reasons(operation, NoPlanError) == ["Line I5 starts outside at HOME: arrivals are not planned."]


def test_a_duty_too_short_for_any_crew_is_proven_and_named() -> None:
    """LIFT reports 60 before, comes in 120, loads 60, leaves in 120, debriefs 30: 390 minutes, and no rest at FLD1."""
    operation = tiny_operation()
    short, enough = (edit_row(operation, "vehicle_types", "LIFT", duty_max_minutes=minutes) for minutes in (389, 390))
    assert len(reasons(short)) == 10  # every line
    assert all("no crew's duty is long enough" in reason for reason in reasons(short))
    assert refusals(enough) == []


def test_where_the_crew_rests_the_duty_is_cut() -> None:
    rests = edit_row(tiny_operation(), "fields", "FLD1", crew_rest=True)
    assert not any("duty" in one for one in refusals(edit_row(rests, "vehicle_types", "LIFT", duty_max_minutes=300)))


def test_a_field_that_is_never_open_is_named() -> None:
    closed = reasons(edit_row(tiny_operation(), "fields", "FLD1", open_intervals=()))
    assert closed[0].endswith("FLD1 is never open when a vehicle that can carry it could use it; see closures.csv.")


def test_a_road_that_is_closed_from_then_on_is_named() -> None:
    operation = tiny_operation()
    legs = tuple(
        replace(leg, open_intervals=(Interval(at(0, 6), at(1)),)) for leg in operation.legs if leg.mode == "road"
    )
    legs += tuple(leg for leg in operation.legs if leg.mode == "air")
    named = reasons(replace(operation, legs=legs))
    assert named == [
        "Line I6 at FEED: BASE-FEED.back is never open when a vehicle that can carry it could use it; see closures.csv."
    ]


def test_spots_that_other_users_hold_all_along_are_named() -> None:
    all_along = TakenSpots(interval=Interval(at(-1), at(9)), parking_spots=((2, 1), (3, 1)), working_spots=())
    named = reasons(edit_row(tiny_operation(), "fields", "FLD1", taken=(all_along,)))
    assert "no spot of FLD1 is free for a vehicle that can carry it" in named[0]


def test_a_fleet_that_has_gone_by_then_is_named() -> None:
    operation = tiny_operation()
    vehicles = tuple(replace(one, available_to_minute=at(0, 20)) for one in operation.vehicles)
    named = reasons(replace(operation, vehicles=vehicles))
    assert named[0].startswith("Line I6 at FEED: no vehicle that can carry it is available when it could go")


def test_an_aircraft_that_starts_where_another_user_holds_the_only_spot_is_proven_impossible() -> None:
    one_spot = edit_row(tiny_operation(), "fields", "FLD1", parking_spots=((2, 1),))
    starts_inside = edit_row(one_spot, "vehicles", "L1", start_place="FLD1")

    def held(end: int) -> Operation:
        slot = TakenSpots(interval=Interval(at(0), end), parking_spots=((2, 1),), working_spots=())
        return edit_row(starts_inside, "fields", "FLD1", taken=(slot,))

    assert "Aircraft L1 stands at FLD1 from 2030-01-06T23:00Z" in reasons(held(at(0, 1)))[0]
    later = edit_row(held(at(0, 1)), "vehicles", "L1", available_from_minute=at(0, 1))
    assert not any("stands at FLD1" in one for one in refusals(later))


def test_people_who_have_a_commercial_flight_need_no_vehicle() -> None:
    seats = SeatBlock(
        flight_id="AF1", from_field="FLD1", to_field="OUT1", departs_minute=at(2), arrives_minute=at(2, 3),
        check_in_minutes=60, seats=9, payload_kg=900,
    )  # fmt: skip
    network = network_of(replace(tiny_operation(vehicles=()), seat_blocks=(seats,)))
    people, item = tiny_operation().people_of["BASE-STAFF"], tiny_operation().item_of["I1"]
    assert Reach(network).arrives(replace(people, ready_minute=at(1, 23)))
    assert not Reach(network).arrives(replace(people, ready_minute=at(1, 23, 1)))
    assert not Reach(network).arrives(item)


def with_teams(operation: Operation, kind: str, count: int, *places: str) -> Operation:
    team = Team(
        team_id="T", kind=kind, count=count, places=frozenset(places), change_minutes=0,
        open_intervals=tuple(Interval(at(day, 8), at(day, 10)) for day in range(6)),
    )  # fmt: skip
    return replace(operation, teams=(team,))


@pytest.mark.parametrize(("count", "places", "proven"), [(1, (), True), (2, ("BASE",), True), (2, ("FEED",), False)])
def test_a_road_with_more_escorts_than_there_are_is_named(count: int, places: tuple[str, ...], *, proven: bool) -> None:
    escorted = edit_row(tiny_operation(), "legs", "BASE-FEED.back", escort_teams=2)
    said = refusals(with_teams(escorted, "escort", count, *places))
    assert any("Line I6 at FEED: no escort or driver team" in one for one in said) is proven


def test_a_type_with_more_drivers_than_there_are_is_named() -> None:
    driven = edit_row(tiny_operation(), "vehicle_types", "TRUCK", drivers=2)
    assert "at FEED: no escort or driver team" in reasons(with_teams(driven, "driver", 1))[0]
    assert refusals(with_teams(driven, "driver", 2)) == []


@pytest.mark.parametrize(("minutes", "count", "proven"), [(121, 1, True), (120, 1, False), (120, 0, True)])
def test_a_handover_that_no_inspection_team_attends_in_office_hours_is_named(
    minutes: int, count: int, *, proven: bool
) -> None:
    """The team works from 08:00 to 10:00, the office from 08:00 to 16:00."""
    site = edit_row(tiny_operation(), "sites", "BASE", handover_minutes=minutes, inspection_teams=1)
    said = refusals(with_teams(site, "inspection", count) if count else site)
    named = (
        f"Site BASE: it needs inspection teams (1) for {minutes} minutes of its office hours, and so many never work "
        "there for so long; see teams.csv."
    )
    assert (named in said) is proven


@pytest.mark.parametrize(("strength", "aft", "proven"), [(1_999, 900, True), (2_000, 900, False), (2_000, 99, True)])
def test_an_item_that_no_floor_carries_in_balance_is_named(strength: int, aft: int, *, proven: bool) -> None:
    floor = tuple(FloorPosition(number=n, row="A", arm_cm=100 * n, max_kg=strength) for n in range(1, 7))
    limits = (BalanceLimit(up_to_kg=99_000, forward_arm_cm=0, aft_arm_cm=aft),)
    fits = tuple(
        replace(one, floor=floor[: one.pallet_positions], seats_arm_cm=100, balance=limits)
        for one in tiny_operation().type_of["LIFT"].configurations
    )
    said = refusals(edit_row(tiny_operation(), "vehicle_types", "LIFT", configurations=fits))
    assert any("Line I2 at BASE: no floor carries it in balance" in one for one in said) is proven


def test_more_people_than_the_seats_of_the_only_flights_are_named() -> None:
    seats = SeatBlock(
        flight_id="AF1", from_field="FLD1", to_field="OUT1", departs_minute=at(2), arrives_minute=at(2, 3),
        check_in_minutes=60, seats=19, payload_kg=9_000,
    )  # fmt: skip
    grounded = edit_row(tiny_operation(items=(), floors=()), "vehicle_types", "LIFT", configurations=())
    said = reasons(replace(grounded, seat_blocks=(seats,)))
    lines = "Lines BASE-GUARD BASE-STAFF FEED-GUARD FEED-STAFF"
    assert said == [f"{lines}: only commercial flights take these 30 people, and AF1 have 19 seats."]


def test_whatever_is_never_in_time_for_the_rule_book_is_not_carried_either() -> None:
    """An independent search for the earliest out (`repli.rules.routes`): where it finds none, none may arrive here."""
    met = 0
    for seed in range(120):
        operation = small_operation(seed)
        reach, ways = Reach(network_of(operation)), Ways(operation)
        for line in leaving_of(operation):
            if not ways.out(ways.lines[line.line_id]):
                met += 1
                assert not reach.arrives(line), (seed, line.line_id)
    assert met >= 20


def test_a_horizon_too_near_for_closing_waves_finds_no_plan() -> None:
    operation = edit_row(tiny_operation(horizon_minute=at(1, 16)), "sites", "BASE", notice_minutes=1440)
    assert any("Site BASE" in reason for reason in reasons(operation, NoPlanError))


@pytest.mark.parametrize(("count", "teams", "work", "proven"), [
    (1, 1, 120, False), (1, 1, 121, True), (2, 1, 60, True), (2, 2, 60, False), (1, 0, 60, True),
])  # fmt: skip
def test_a_site_whose_customs_teams_are_too_few_or_go_before_loading_ends_is_named(
    count: int, teams: int, work: int, *, proven: bool
) -> None:
    """Customs work two hours a day (see `with_teams`): nothing that takes a minute longer can be loaded."""
    asked = edit_row(tiny_operation(), "sites", "BASE", customs_teams=count)
    lift = next(one for one in asked.vehicle_types if one.type_id == "LIFT")
    times = tuple(replace(one, ground_minutes=work, work_minutes=work) for one in lift.operation_times)
    slow = edit_row(asked, "vehicle_types", "LIFT", operation_times=times, duty_max_minutes=2_000)
    said = refusals(with_teams(slow, "customs", teams) if teams else slow)
    assert any("Line I1 at BASE: too few customs teams work there" in one for one in said) is proven


def test_what_no_aircraft_reaches_with_full_tanks_is_named() -> None:
    leg = next(one for one in tiny_operation().legs if one.mode == "air")
    short = edit_row(tiny_operation(), "vehicle_types", "LIFT", range_km=leg.distance_km - 1)
    assert "flies so far with full tanks; see vehicle_types.csv." in reasons(short)[0]


@pytest.mark.parametrize(("end", "proven"), [(at(4), False), (at(3), True)])
def test_a_group_that_is_ready_only_when_the_clearances_are_over_is_named(end: int, *, proven: bool) -> None:
    """I1 is ready at once; its group is loaded whole, so it waits for I2 (docs/reference/plan-meaning.md, C)."""
    cleared = with_air_clearance(tiny_operation(), at(0, 6), end, limit_per_day=9, tolerance_minutes=0)
    early = edit_row(cleared, "items", "I1", together="G")
    late = edit_row(early, "items", "I2", together="G", ready_minute=at(2, 22))
    assert any("Line I1 at BASE: no clearance" in one for one in refusals(late)) is proven
