"""The operation that a cut leaves, by hand from the tiny plan; a plan of it keeps every rule."""

from dataclasses import replace

from repli.model import Begun, Cut, HandoverAct
from repli.planning import make_plan, rest_of
from repli.rules import check_plan
from repli.units import Interval
from tests.planning.cuts import cut_after_day_0
from tests.tiny import at, edit_row, tiny_operation, tiny_plan


def late_by(cut: Cut, minutes: int) -> Cut:
    """The cut with everything that has begun gone later from its second stop on."""
    begun = tuple(
        replace(
            one,
            came_minutes=(one.came_minutes[0], *(minute + minutes for minute in one.came_minutes[1:])),
            went_minutes=(one.went_minutes[0], *(minute + minutes for minute in one.went_minutes[1:])),
        )
        for one in cut.begun
    )
    return replace(cut, begun=begun)


def test_what_is_left_can_be_planned_by_every_rule_and_is_named_as_in_the_whole() -> None:
    rest = rest_of(tiny_operation(), cut_after_day_0())
    plan = make_plan(rest.operation, seed=1, version="test")
    assert check_plan(rest.operation, plan) == ()
    named = rest.in_names_of_the_whole(plan)
    carried = {cargo.line_id for movement in named.movements for stop in movement.stops for cargo in stop.loads}
    whole = {*tiny_operation().people_of, *tiny_operation().item_of} - {"BASE-STAFF", "I1"}
    assert carried == whole
    assert min(movement.stops[0].on_block_minute for movement in named.movements) >= at(1)


def test_milestones_floors_and_days_are_those_of_the_rest() -> None:
    operation = rest_of(tiny_operation(), cut_after_day_0()).operation
    assert operation.as_of_minute == operation.agreement.day_starts[0] == at(1)
    (milestone,) = operation.agreement.milestones  # 15 of 30 must be out and 14 are: 1 of the 16 that remain
    assert milestone.fraction_ppm == 62_500
    guards = next(one for one in operation.floors if (one.site_id, one.function) == ("BASE", "guard"))
    assert guards.steps == ((at(0), 4),)


def test_a_floor_asks_for_no_more_than_what_stays_when_what_has_begun_is_gone() -> None:
    operation = replace(tiny_operation(), floors=tuple(replace(one, steps=((at(0), 50_000), (at(2), 1)))
                                                       for one in tiny_operation().floors))  # fmt: skip
    floors = rest_of(operation, cut_after_day_0()).operation.floors
    present = {(one.site_id, one.quantity, one.function): one.steps[0][1] for one in floors}
    assert present[("BASE", "people", None)] == 12  # 6 guards and the 6 that C1 brought
    assert present[("BASE", "people", "guard")] == 6
    assert present[("BASE", "kg", None)] == 14_000  # I2 to I5
    assert present[("BASE", "sensitive", None)] == 1


def test_a_vehicle_is_where_and_when_its_last_movement_is_expected_to_end() -> None:
    cut = late_by(cut_after_day_0(), 24 * 60)
    vehicles = rest_of(tiny_operation(), cut).operation.vehicle_of
    assert (vehicles["L1"].start_place, vehicles["L1"].available_from_minute) == ("OUT1", at(1, 12))
    assert vehicles["T1"].available_from_minute == at(1, 11, 45)
    assert vehicles["L2"].available_from_minute == at(1)


def test_an_aircraft_that_has_begun_holds_its_spots_until_it_is_expected_to_go() -> None:
    field = rest_of(tiny_operation(), late_by(cut_after_day_0(), 24 * 60)).operation.field_of["FLD1"]
    (taken,) = field.taken
    assert taken.interval == Interval(at(1, 8), at(1, 9))
    assert (taken.parking_spots, taken.working_spots) == (((2, 1),), ((2, 1),))
    assert rest_of(tiny_operation(), cut_after_day_0()).operation.field_of["FLD1"].taken == ()


def test_what_is_known_to_be_shut_opens_when_it_is_known_to_open() -> None:
    cut = replace(
        cut_after_day_0(), shut_until=(("BASE-FEED", at(1, 9)), ("C-AIR", at(2))), crisis_until_minute=at(1, 12)
    )
    operation = rest_of(tiny_operation(), cut).operation
    opens = {one.clearance_id: one.window.start_minute - one.tolerance_minutes for one in operation.clearances}
    assert opens == {"C-AIR": at(2), "C-FEED": at(1, 12), "C-FEED.back": at(1, 12)}
    assert operation.leg_of["road", "BASE", "FEED"].open_intervals[0] == Interval(at(1, 9), at(1, 18))
    shut = replace(cut, crisis_until_minute=at(3))
    assert rest_of(tiny_operation(), shut).operation.clearances == ()


def test_a_request_that_was_made_is_waited_for_and_not_made_again() -> None:
    asked = edit_row(tiny_operation(), "clearances", "C-AIR", state="planned", answer_minutes=2_000)
    (one,) = [
        clearance
        for clearance in rest_of(
            asked, replace(cut_after_day_0(), requested=(("C-AIR", at(0, 12)),))
        ).operation.clearances
        if clearance.clearance_id == "C-AIR"
    ]
    assert one.state == "granted"
    assert one.window.start_minute - one.tolerance_minutes == at(0, 12) + 2_000


def test_a_site_whose_handover_has_begun_asks_for_nothing_more() -> None:
    plan, cut = tiny_plan(), cut_after_day_0()
    (act,) = [one for one in plan.handovers if one.site_id == "FEED"]
    assert isinstance(act, HandoverAct)
    (c2,) = [one for one in plan.movements if one.movement_id == "C2"]
    more = (
        Begun(planned=act, came_minutes=(act.start_minute,), went_minutes=(act.end_minute,)),
        Begun(
            planned=c2,
            came_minutes=(at(1, 10), at(1, 11, 30), at(1, 14)),
            went_minutes=(at(1, 10), at(1, 12, 30), at(1, 14, 45)),
        ),
    )
    rest = rest_of(tiny_operation(), replace(cut, at_minute=at(2), begun=(*cut.begun, *more)))
    assert rest.operation.site_of["FEED"].handover_minutes == 0
    assert {line.site_id for line in rest.operation.people} == {"BASE"}
