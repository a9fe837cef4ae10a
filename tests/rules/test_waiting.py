"""What was ready beside R1 and stayed: 6 guards, I2 (2 t, 1 position), I3 (3 t, 2 positions) and the outsize I4.

No security floor is set here, but where a test says so. R1 takes 14 people and I1 (2 t, 1 position) in "pax": 20 seats,
2 positions, no outsize; 3,400 kg of 12,000.
"""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from repli.model import BalanceLimit, Configuration, Operation, Plan
from repli.rules.carriage import carriages
from repli.rules.waiting import depot_of
from tests.rules.breaches_of_movements import with_floor
from tests.tiny import at, drop_movement, edit_row, edit_stop, tiny_operation, tiny_plan

TINY = tiny_operation(floors=())


def beside_r1(operation: Operation, plan: Plan | None = None) -> tuple[Mapping[str, int], Mapping[str, int]]:
    plan = plan or tiny_plan(operation)
    leg = next(one for one in carriages(operation, plan) if one.trip.name == "R1" and one.stop.loads)
    waiting = depot_of(operation, plan).beside(leg)
    return waiting.people, waiting.items


def with_pax(operation: Operation, **changes: object) -> Operation:
    cargo, pax = operation.type_of["LIFT"].configurations
    return edit_row(operation, "vehicle_types", "LIFT", configurations=(cargo, replace(pax, **changes)))  # type: ignore[arg-type]


def bare_floor(*limits: BalanceLimit) -> tuple[Operation, Plan]:
    operation, plan = with_floor(*limits)
    return replace(operation, floors=()), plan


def floor_of(operation: Operation) -> Configuration:
    return operation.type_of["LIFT"].configurations[1]


def test_each_unit_stays_for_the_first_limit_that_shuts_it_out() -> None:
    assert beside_r1(TINY) == ({"": 6}, {"": 1, "positions": 1, "outsize": 1})


def test_what_fits_an_outsize_configuration_is_counted_by_its_positions() -> None:
    assert beside_r1(with_pax(TINY, outsize=True)) == ({"": 6}, {"": 1, "positions": 2})


def test_when_the_last_seat_is_taken_people_stay_for_want_of_seats() -> None:
    assert beside_r1(with_pax(TINY, seats=14))[0] == {"seats": 6}


@pytest.mark.parametrize(("payload_kg", "items"), [(5_399, {"payload": 1}), (5_400, {"": 1})])
def test_an_item_stays_for_the_payload_from_the_first_kilogram_too_many(payload_kg: int, items: dict[str, int]) -> None:
    passages = tuple(replace(one, payload_kg=payload_kg) for one in TINY.passages)
    assert beside_r1(replace(TINY, passages=passages))[1] == items | {"positions": 1, "outsize": 1}


def test_dangerous_goods_stay_for_the_class_of_what_is_aboard() -> None:
    operation = edit_row(TINY, "items", "I2", dangerous_class="1.2")
    assert beside_r1(operation)[1][""] == 1
    assert beside_r1(replace(operation, segregation=frozenset({("1.2", "people")})))[1]["class"] == 1


def test_a_floor_without_a_strong_free_place_keeps_an_item() -> None:
    operation, plan = bare_floor()
    assert beside_r1(operation, plan)[1][""] == 1
    one, two = floor_of(operation).floor
    assert beside_r1(with_pax(operation, floor=(one, replace(two, max_kg=1_999))), plan)[1]["place"] == 1


@pytest.mark.parametrize(("aft_arm_cm", "items"), [(600, {"": 1}), (599, {"balance": 1})])
def test_an_item_stays_where_its_only_free_place_puts_the_load_out_of_balance(
    aft_arm_cm: int, items: dict[str, int]
) -> None:
    """I2 at 700 cm beside 3,400 kg with a moment of 1,840,000: 3,240,000 on 5,400 kg are 600 cm."""
    limit = BalanceLimit(up_to_kg=9_000, forward_arm_cm=500, aft_arm_cm=aft_arm_cm)
    people, found = beside_r1(*bare_floor(limit))
    assert found == items | {"positions": 1, "outsize": 1}
    assert people == {"": 6}


def test_what_a_security_floor_keeps_is_said_so_where_no_limit_of_the_vehicle_does() -> None:
    """6 people are to stay at BASE, and the weapon I2; no seat is free for a guard where only 14 are."""
    assert beside_r1(tiny_operation()) == ({"floor": 6}, {"floor": 1, "positions": 1, "outsize": 1})
    assert beside_r1(with_pax(tiny_operation(), seats=14))[0] == {"seats": 6}


def test_nothing_waits_that_is_not_ready_or_was_taken_by_then() -> None:
    later = replace(
        TINY,
        items=tuple(replace(one, ready_minute=at(0, 8, 11)) for one in TINY.items),
        people=tuple(replace(one, ready_minute=at(0, 8, 11)) for one in TINY.people),
    )
    assert beside_r1(later) == ({}, {})  # R1 is worked from 08:10 on
    taken = edit_stop(tiny_plan(), "R4", 1, work_start_minute=at(0, 8, 10))
    assert beside_r1(TINY, taken)[0] == {"": 2}  # 4 of the 6 guards


def test_what_comes_by_road_waits_from_the_minute_it_is_in_stock() -> None:
    """C1 brings 6 people and I5 into the stock of BASE at 12:05 on day 0; R1 would leave at noon without them."""
    for minute, people in ((at(0, 12, 4), 6), (at(0, 12, 5), 12)):
        plan = edit_stop(drop_movement(tiny_plan(), "R2"), "R1", 1, work_start_minute=minute)
        assert beside_r1(TINY, plan)[0] == {"": people}


def test_a_convoy_to_a_base_takes_what_goes_on_from_there() -> None:
    leg = next(one for one in carriages(TINY, tiny_plan()) if one.trip.name == "C1" and one.stop.loads)
    waiting = depot_of(TINY, tiny_plan()).beside(leg)
    assert (waiting.people, waiting.items) == ({"": 4}, {})  # the guards of FEED; I6 is ready on day 1
