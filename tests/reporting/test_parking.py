"""Boards of fields against counting minute by minute from the stops of the plan."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.model import Field, Operation, Plan, Spots, TakenSpots
from repli.reporting.parking import Stay, _placed, most_at_once, stays_at
from repli.units import Interval
from tests.tiny import at, drop_movement, edit_row, tiny_operation, tiny_plan

OPERATION, PLAN = tiny_operation(), tiny_plan()
FIELD = OPERATION.field_of["FLD1"]


def _taken(field: Field) -> Field:
    """Field one with its large spot held by another user on day 1, 08:30 to 10:00."""
    slot = TakenSpots(interval=Interval(at(1, 8, 30), at(1, 10)), parking_spots=((3, 1),), working_spots=())
    return replace(field, taken=(slot,))


def _minutes_standing(operation: Operation, plan: Plan, field_id: str) -> dict[tuple[str, int], int]:
    """(Vehicle, minute of the first three days) -> 1 where it stands at the field, followed minute by minute."""
    found = {}
    for vehicle in operation.vehicles:
        place: str | None = None
        stops = [movement.stops for movement in plan.movements if movement.vehicle_id == vehicle.vehicle_id]
        comes = {stop.on_block_minute: stop.place_id for some in stops for stop in some[1:]}
        goes = {stop.off_block_minute for some in stops for stop in some[:-1]}
        for minute in range(at(0), at(3)):
            if minute == max(at(0), vehicle.available_from_minute):
                place = vehicle.start_place
            place = comes.get(minute, place)
            if minute in goes:
                place = None
            if place == field_id and minute < vehicle.available_to_minute:
                found[vehicle.vehicle_id, minute] = 1
    return found


@pytest.mark.parametrize("dropped", ["", "R1", "R3"])
@pytest.mark.parametrize("field_id", ["FLD1", "OUT1"])
def test_each_minute_of_each_vehicle_is_where_the_stops_say(field_id: str, dropped: str) -> None:
    plan = drop_movement(PLAN, dropped) if dropped else PLAN
    stays = stays_at(OPERATION, plan, OPERATION.field_of[field_id], at(3))
    drawn = {(stay.vehicle_id, minute): 1 for stay in stays for minute in range(stay.start_minute, stay.end_minute)}
    assert drawn == _minutes_standing(OPERATION, plan, field_id)


def test_the_work_of_a_stop_stands_with_its_stay() -> None:
    stays = [stay for stay in stays_at(OPERATION, PLAN, FIELD, at(3)) if stay.movement_id == "R1"]
    stop = next(one for one in PLAN.movements if one.movement_id == "R1").stops[1]
    assert [(one.start_minute, one.end_minute) for one in stays] == [(stop.on_block_minute, stop.off_block_minute)]
    assert stays[0].works == ((stop.work_start_minute, stop.work_end_minute),)


def test_other_users_hold_their_spots() -> None:
    stays = stays_at(OPERATION, PLAN, _taken(FIELD), at(3))
    other = [stay for stay in stays if not stay.vehicle_id]
    assert [(one.start_minute, one.end_minute, one.spot) for one in other] == [(at(1, 8, 30), at(1, 10), 2)]
    assert most_at_once(stays) == 2


def test_what_finds_no_spot_has_none() -> None:
    operation = edit_row(OPERATION, "fields", "FLD1", parking_spots=((2, 1),))
    stays = stays_at(operation, PLAN, operation.field_of["FLD1"], at(3))
    assert [one.movement_id for one in stays if one.spot is None] == ["R4"]


@st.composite
def _kept_rule(draw: st.DrawFn) -> tuple[Spots, list[Stay]]:
    """Spots of three sizes, and stays that never break the rule of parking: each is dropped that would."""
    spots = tuple((size, draw(st.integers(0, 2))) for size in (1, 2, 3))
    stays: list[Stay] = []
    for number in range(draw(st.integers(0, 10))):
        start = draw(st.integers(0, 20))
        stay = Stay(
            vehicle_id=f"V{number}",
            movement_id="",
            size=draw(st.integers(1, 3)),
            start_minute=start,
            end_minute=start + draw(st.integers(1, 8)),
        )
        if _keeps(spots, [*stays, stay]):
            stays.append(stay)
    return spots, stays


def _keeps(spots: Spots, stays: list[Stay]) -> bool:
    return all(
        sum(one.size >= size and one.start_minute <= minute < one.end_minute for one in stays)
        <= sum(count for spot, count in spots if spot >= size)
        for minute in range(30)
        for size in (1, 2, 3)
    )


@given(_kept_rule())
def test_as_long_as_the_rule_holds_everybody_has_one_spot_that_takes_them_and_nobody_shares_one(
    given_: tuple[Spots, list[Stay]],
) -> None:
    spots, stays = given_
    sizes = [size for size, count in spots for _ in range(count)]
    placed = list(_placed(spots, stays))
    for minute in range(30):
        here = [one for one in placed if one.start_minute <= minute < one.end_minute]
        assert sorted(one.vehicle_id for one in here) == sorted(
            one.vehicle_id for one in stays if one.start_minute <= minute < one.end_minute
        )
        held = [one.spot for one in here]
        assert None not in held
        assert len(set(held)) == len(held)
        assert all(sizes[one.spot - 1] >= one.size for one in here if one.spot is not None)
