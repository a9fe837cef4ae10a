"""Tanks last from one filling to the next: on the way where the plan says so, between movements where there is fuel."""

from dataclasses import replace

import pytest

from repli.model import Operation, Plan
from tests.rules.breaches_of_resources import with_range
from tests.rules.judge import broken, restated
from tests.tiny import edit_row, edit_stop


def judged(operation: Operation, plan: Plan) -> set[str]:
    return broken(operation, restated(operation, plan))


def filling(operation: Operation, **times: int) -> Operation:
    """The operation in which LIFT can fill its tanks beside whatever else it does."""
    rows = operation.type_of["LIFT"].operation_times
    more = tuple(replace(one, operations=one.operations | {"refuel"}, **times) for one in rows)
    return edit_row(operation, "vehicle_types", "LIFT", operation_times=(*rows, *more))


def test_there_and_back_is_within_a_range_of_2000_km() -> None:
    # each rotation is 1,000 km in and 1,000 km out, and OUT1 has fuel
    assert judged(*with_range(2_000, "OUT1")) == set()
    assert judged(*with_range(1_999, "OUT1")) == {"range-kept"}


def test_without_fuel_between_two_movements_the_km_go_on() -> None:
    operation, plan = with_range(4_000)
    flown = dict.fromkeys(operation.vehicle_of, 0)
    for movement in plan.movements:
        if movement.movement_id.startswith("R"):
            flown[movement.vehicle_id] += 2_000
    assert max(flown.values()) == 4_000
    assert judged(operation, plan) == set()
    assert judged(*with_range(3_999)) == {"range-kept"}


def test_filling_on_the_way_starts_the_count_anew_and_takes_its_time() -> None:
    operation, plan = with_range(1_000, "OUT1", "FLD1")
    assert judged(filling(operation), plan) == {"range-kept"}
    for name in ("R1", "R2", "R3", "R4"):
        plan = edit_stop(plan, name, 1, refuels=True)
    assert judged(filling(operation), plan) == set()
    assert judged(operation, plan) == {"possible-work"}
    assert judged(filling(operation, ground_minutes=600), plan) == {"ground-time"}


@pytest.mark.parametrize("index", [0, 2])
def test_nothing_is_filled_at_the_first_or_last_stop(index: int) -> None:
    operation, plan = with_range(0, "OUT1", "FLD1")
    assert "fuel-there" in judged(filling(operation), edit_stop(plan, "R1", index, refuels=True))


def test_a_convoy_fills_no_tanks_on_its_way() -> None:
    operation, plan = with_range(0, "FLD1")
    assert "fuel-there" in judged(operation, edit_stop(plan, "C1", 1, refuels=True))
