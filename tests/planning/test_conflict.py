"""Conflicts are enough and not more than enough, repairs are plans that the rule book accepts, limits are kept."""

from dataclasses import replace

import pytest

from repli.errors import ImpossibleError, NoPlanError
from repli.model import Operation, Plan
from repli.planning import Conflict, Repair, explain_no_plan, make_plan
from repli.planning.impossible import refuse_impossible
from repli.planning.requirements import requirements_of
from repli.planning.setting_aside import all_aside
from repli.planning.ways import ways_of
from repli.rules import check_plan
from tests.planning.small_operations import small_operation
from tests.tiny import edit_row, tiny_operation


def solve(operation: Operation) -> Plan | None:
    try:
        plan = make_plan(operation, seed=1, version="test")
    except (ImpossibleError, NoPlanError):
        return None
    assert check_plan(operation, plan) == ()
    return plan


def impossible(operation: Operation) -> bool:
    try:
        refuse_impossible(ways_of(operation))
    except ImpossibleError:
        return True
    except NoPlanError:
        return False
    return False


def explained(operation: Operation, most_plans: int = 60) -> tuple[Conflict, tuple[Repair, ...]]:
    return explain_no_plan(operation, solve, proven=impossible(operation), most_plans=most_plans)


def said(repair: Repair) -> tuple[int | None, str]:
    return repair.value, " + ".join(str(one.text) for one in repair.requirements)


def test_a_floor_above_the_strength_conflicts_alone_and_the_highest_floor_with_a_plan_is_found() -> None:
    operation = edit_row(tiny_operation(), "sites", "BASE", last_out_people=3)
    operation = edit_row(operation, "people", "BASE-GUARD", count=3)
    conflict, repairs = explained(operation)
    assert conflict.proven
    texts = [str(one.text) for one in conflict.requirements]
    assert "the floor of 4 at BASE (people, guard; floors.csv)" in texts
    assert (3, "the floor of 4 at BASE (people, guard; floors.csv)") in [said(one) for one in repairs]


def test_the_longest_duty_is_repaired_by_the_fewest_hours_that_suffice() -> None:
    """390 minutes are needed (tests/planning/test_impossible.py), so 7 hours are the first whole hours."""
    conflict, repairs = explained(edit_row(tiny_operation(), "vehicle_types", "LIFT", duty_max_minutes=300))
    assert [str(one.text) for one in conflict.requirements] == [
        "the longest duty of 5 hours of LIFT (vehicle_types.csv)"
    ]
    assert [said(one)[0] for one in repairs] == [7]


def test_notice_and_handover_conflict_and_each_has_its_own_repair() -> None:
    conflict, repairs = explained(edit_row(tiny_operation(), "sites", "BASE", notice_minutes=200 * 60))
    assert {one.kind for one in conflict.requirements} == {"notice", "handover", "horizon"}
    assert len(repairs) == 2


def test_two_causes_that_are_both_in_the_way_are_repaired_together() -> None:
    operation = edit_row(tiny_operation(), "vehicle_types", "LIFT", duty_max_minutes=300)
    operation = edit_row(operation, "fields", "FLD1", open_intervals=())
    _, repairs = explained(operation)
    (repair,) = repairs
    assert {one.kind for one in repair.requirements} == {"duty", "hours"}
    assert check_plan(all_aside(operation, repair.requirements), repair.plan) == ()


def test_what_no_row_can_mend_has_an_empty_conflict_and_no_repair() -> None:
    operation = replace(tiny_operation(), vehicles=())
    assert explained(operation) == (Conflict(requirements=(), proven=True, whole=True), ())


@pytest.fixture(scope="module")
def proven() -> tuple[Operation, ...]:
    """The first small operations that are proven impossible."""
    return tuple(one for one in map(small_operation, range(60)) if impossible(one))[:15]


def test_a_proven_conflict_leaves_no_plan_alone_and_needs_each_of_its_requirements(
    proven: tuple[Operation, ...],
) -> None:
    assert len(proven) == 15
    for operation in proven:
        conflict, _ = explain_no_plan(operation, solve, proven=True, most_plans=0)
        names = {str(one.text) for one in conflict.requirements}
        others = tuple(one for one in requirements_of(operation) if str(one.text) not in names)
        alone = all_aside(operation, others)
        assert conflict.whole
        assert impossible(alone)
        for one in conflict.requirements:
            assert not impossible(one.without(alone)), str(one.text)


def test_every_repair_is_a_plan_of_the_operation_so_repaired(proven: tuple[Operation, ...]) -> None:
    repaired = 0
    for operation in proven[:7]:
        for repair in explained(operation, most_plans=25)[1]:
            assert check_plan(_changed(operation, repair), repair.plan) == ()
            repaired += 1
    assert repaired >= 5


def test_where_only_the_search_finds_none_nothing_is_called_proven_and_limits_are_kept() -> None:
    given_up = [one for one in map(small_operation, range(40)) if not impossible(one) and solve(one) is None][:3]
    assert given_up
    named = 0
    for operation in given_up:
        tried = []

        def counted(changed: Operation, tried: list[Operation] = tried) -> Plan | None:
            tried.append(changed)
            return solve(changed)

        conflict, repairs = explain_no_plan(operation, counted, proven=False, most_plans=30)
        assert not conflict.proven
        assert len(tried) <= 30
        named += bool(conflict.requirements)
        for repair in repairs:
            assert check_plan(_changed(operation, repair), repair.plan) == ()
    assert named


def _changed(operation: Operation, repair: Repair) -> Operation:
    """The operation with a repair put into it."""
    if repair.value is None:
        return all_aside(operation, repair.requirements)
    assert repair.value in repair.requirements[0].values
    return repair.requirements[0].weaker(repair.value)(operation)


def test_without_any_trial_nothing_is_left_out_and_nothing_repaired() -> None:
    conflict, repairs = explain_no_plan(tiny_operation(), solve, proven=False, most_plans=0)
    assert (conflict.whole, repairs) == (False, ())


def test_a_customs_team_that_is_too_few_is_the_conflict_and_not_a_floor() -> None:
    conflict, repairs = explained(edit_row(tiny_operation(), "sites", "BASE", customs_teams=1))
    assert conflict.proven
    named = "the customs teams at every loading at BASE (sites.csv, teams.csv)"
    assert [str(one.text) for one in conflict.requirements] == [named]
    assert named in [said(one)[1] for one in repairs]


def test_an_aircraft_that_cannot_fill_its_tanks_to_come_back_is_named_as_the_conflict() -> None:
    """Full tanks last to the field inside, where there is no fuel, and not for the way out."""
    leg = next(one for one in tiny_operation().legs if one.mode == "air")
    operation = edit_row(tiny_operation(), "vehicle_types", "LIFT", range_km=leg.distance_km)
    conflict, _ = explained(operation)
    named = f"the {leg.distance_km} km that LIFT flies between two fillings (vehicle_types.csv, fields.csv)"
    assert named in [str(one.text) for one in conflict.requirements]
