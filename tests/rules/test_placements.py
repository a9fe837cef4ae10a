"""Where items stand, and the balance of a leg: both sides of each limit, on the floor of the tiny LIFT."""

from dataclasses import replace

import pytest

from repli.model import BalanceLimit, Operation, Placement, Plan
from repli.rules import check_plan
from tests.rules.breaches_of_movements import with_floor
from tests.rules.judge import broken
from tests.tiny import edit_movement, edit_row

# R1 takes 2,000 kg at 500 cm (or 700) and 1,400 kg at 600: 1,840,000 kg cm on 3,400 kg are 541.18 cm
R1_KG = 3_400


def said(operation: Operation, plan: Plan) -> list[tuple[str, str]]:
    return [(one.subject, str(one.message)) for one in check_plan(operation, plan)]


def of_r1(*placements: tuple[str, int]) -> tuple[Operation, Plan]:
    operation, plan = with_floor()
    stated = tuple(Placement(item_id=item, position=position) for item, position in placements)
    return operation, edit_movement(plan, "R1", placements=stated)


def test_a_floor_on_which_everything_stands_is_kept() -> None:
    assert check_plan(*with_floor()) == ()


@pytest.mark.parametrize(
    ("placements", "message"),
    [
        ((), "I1 stands nowhere on the floor."),
        ((("I1", 1), ("I1", 2)), "I1 has 2 places on the floor."),
        ((("I1", 1), ("I3", 2)), "I3 has a place on the floor and takes none there."),
        ((("I1", 3),), "I1 takes 1 positions from 3 on, and no row has them."),
    ],
    ids=["not placed", "placed twice", "not aboard", "off the floor"],
)
def test_each_item_aboard_stands_once_on_the_floor(placements: tuple[tuple[str, int], ...], message: str) -> None:
    assert said(*of_r1(*placements)) == [("R1", message)]


def test_positions_of_two_rows_do_not_follow_each_other() -> None:
    operation, plan = of_r1(("I1", 1))
    cargo, pax = operation.type_of["LIFT"].configurations
    wide = edit_row(operation, "items", "I1", positions=2)
    assert "load-plan" not in broken(wide, plan)
    apart = replace(pax, floor=(pax.floor[0], replace(pax.floor[1], row="B")))
    wide = edit_row(wide, "vehicle_types", "LIFT", configurations=(cargo, apart))
    assert [one.subject for one in check_plan(wide, plan) if one.rule == "load-plan"] == ["R1"]


@pytest.mark.parametrize(("max_kg", "rules"), [(2_000, set()), (1_999, {"load-plan"})])
def test_a_position_carries_its_strength_and_no_kilogram_more(max_kg: int, rules: set[str]) -> None:
    operation, plan = with_floor()
    cargo, pax = operation.type_of["LIFT"].configurations
    weak = replace(pax, floor=tuple(replace(spot, max_kg=max_kg) for spot in pax.floor))
    assert broken(edit_row(operation, "vehicle_types", "LIFT", configurations=(cargo, weak)), plan) == rules


def test_a_configuration_without_a_floor_list_has_no_places() -> None:
    operation, plan = with_floor()
    cargo, pax = operation.type_of["LIFT"].configurations
    bare = edit_row(operation, "vehicle_types", "LIFT", configurations=(cargo, replace(pax, floor=())))
    assert broken(bare, plan) == {"load-plan"}


@pytest.mark.parametrize(
    ("limit", "subjects"),
    [
        ((R1_KG, 541, 700), []),
        ((R1_KG, 542, 700), ["R1"]),
        ((R1_KG, 500, 542), []),
        ((R1_KG, 500, 541), ["R1"]),
        ((R1_KG - 1, 0, 9_000), ["R1"]),
    ],
    ids=["at the front", "before the front", "at the back", "behind the back", "heavier than every limit"],
)
def test_the_centre_of_gravity_lies_within_the_limits_for_its_weight(
    limit: tuple[int, int, int], subjects: list[str]
) -> None:
    up_to, forward, aft = limit
    operation, plan = with_floor(BalanceLimit(up_to_kg=up_to, forward_arm_cm=forward, aft_arm_cm=aft))
    found = [one.subject for one in check_plan(operation, plan) if one.rule == "balance"]
    assert [name for name in found if name == "R1"] == subjects


def test_the_first_limit_that_reaches_the_weight_counts() -> None:
    narrow = BalanceLimit(up_to_kg=R1_KG, forward_arm_cm=600, aft_arm_cm=600)
    wide = BalanceLimit(up_to_kg=9_000, forward_arm_cm=0, aft_arm_cm=9_000)
    operation, plan = with_floor(narrow, wide)
    heavier = edit_row(operation, "items", "I1", kg=2_001)
    assert "R1" in {one.subject for one in check_plan(operation, plan) if one.rule == "balance"}
    assert "R1" not in {one.subject for one in check_plan(heavier, plan) if one.rule == "balance"}
