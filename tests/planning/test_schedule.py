"""Plans: judged by the rule book, the same for the same seed, late only with the right word."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from repli.errors import ImpossibleError, NoPlanError
from repli.intake import read_operation
from repli.model import BalanceLimit, FloorPosition, Operation, Plan
from repli.planning import make_plan
from repli.planning.variants import variants_of
from repli.rules import check_plan
from tests.planning.changes import lasting
from tests.planning.generator import operation_of, operations
from tests.tiny import at, edit_row, tiny_operation

NIGER = Path(__file__).parents[2] / "examples" / "niger-2024"


def plan_of(operation: Operation, seed: int = 1) -> Plan:
    return make_plan(operation, seed=seed, version="test")


@pytest.fixture(scope="module")
def tiny() -> Plan:
    return plan_of(tiny_operation())


def test_the_tiny_operation_closes_on_the_day_of_its_bound(tiny: Plan) -> None:
    assert check_plan(tiny_operation(), tiny) == ()
    assert tiny.verdict == "kept"
    assert tiny.objective.closure_day == tiny.bound.closure_day == 1


def test_the_plan_names_what_it_was_made_from(tiny: Plan) -> None:
    operation = tiny_operation()
    assert (tiny.operation_id, tiny.operation_hash) == (operation.operation_id, operation.operation_hash)
    assert (tiny.as_of_minute, tiny.seed, tiny.version) == (at(0), 1, "test")


def test_movements_are_named_in_order_of_departure(tiny: Plan) -> None:
    starts = [movement.stops[0].off_block_minute for movement in tiny.movements]
    assert starts == sorted(starts)
    assert {movement.movement_id[0] for movement in tiny.movements} == {"R", "C"}
    assert len({movement.movement_id for movement in tiny.movements}) == len(tiny.movements)


def test_progress_counts_the_drafts() -> None:
    seen: list[tuple[int, int]] = []
    make_plan(tiny_operation(), seed=1, version="test", progress=lambda done, total: seen.append((done, total)))
    assert [done for done, _ in seen] == list(range(1, len(seen) + 1))
    assert len(seen) > len(variants_of(1))
    assert all(done <= total for done, total in seen)


def test_a_deadline_before_the_bound_is_late_and_proven() -> None:
    operation = tiny_operation()
    near = replace(operation, agreement=replace(operation.agreement, deadline_minute=at(1)))  # the bound is day 1
    plan = plan_of(near)
    assert (plan.verdict, plan.objective.overrun_days) == ("late-proven", 1)
    assert check_plan(near, plan) == ()


def test_a_deadline_that_the_bound_does_not_exclude_is_late_and_not_proven() -> None:
    """Vehicles from day 2 on: the bound of the day knows acts and clearances, and no fleet."""
    operation = lasting(tiny_operation())
    late = tuple(replace(one, available_from_minute=at(2)) for one in operation.vehicles)
    operation = replace(operation, vehicles=late)
    plan = plan_of(operation)
    assert (plan.verdict, plan.objective.overrun_days) == ("late-not-proven", 2)
    assert plan.bound.closure_day <= 2
    assert check_plan(operation, plan) == ()


def test_a_missed_milestone_alone_is_late_and_not_proven() -> None:
    operation = tiny_operation()
    milestones = (replace(operation.agreement.milestones[0], fraction_ppm=1_000_000, due_minute=at(0, 8)),)
    plan = plan_of(replace(operation, agreement=replace(operation.agreement, milestones=milestones)))
    assert plan.objective.overrun_days == 0
    assert plan.objective.milestone_shortfall_ppm > 0
    assert plan.verdict == "late-not-proven"


def test_a_vehicle_that_starts_inside_is_flown_out_first() -> None:
    operation = edit_row(tiny_operation(), "vehicles", "L1", start_place="FLD1")
    plan = plan_of(operation)
    assert check_plan(operation, plan) == ()
    first = next(movement for movement in plan.movements if movement.vehicle_id == "L1")
    assert [stop.place_id for stop in first.stops] == ["FLD1", "OUT1"]
    assert not any(stop.loads for stop in first.stops)


def test_nothing_to_move_is_acts_only() -> None:
    operation = tiny_operation(people=(), items=(), floors=())
    plan = plan_of(operation)
    assert plan.movements == ()
    assert {act.site_id for act in plan.handovers} == {"BASE", "FEED"}


def answer_of(operation: Operation) -> Plan | ImpossibleError | NoPlanError:
    """What planning says: a plan, or one of the two refusals; anything else fails the test."""
    try:
        return plan_of(operation)
    except (ImpossibleError, NoPlanError) as refusal:
        return refusal


def test_the_same_seed_gives_the_same_answer() -> None:
    for seed in (9, 41, 87):
        first, second = answer_of(operation_of(seed)), answer_of(operation_of(seed))
        assert isinstance(first, Plan)
        assert first == second


@settings(max_examples=25)
@given(operations())
def test_every_plan_keeps_every_rule_and_nothing_else_ever_happens(operation: Operation) -> None:
    answer = answer_of(operation)
    if isinstance(answer, Plan):
        assert check_plan(operation, answer) == ()
    else:
        assert answer.reasons


def test_the_random_operations_are_worth_their_name() -> None:
    """Among the first two dozen, some are planned, some are impossible, and some are too hard."""
    answers = Counter(type(answer_of(operation_of(seed))).__name__ for seed in range(24))
    assert answers["Plan"] >= 5
    assert answers["ImpossibleError"] >= 5
    assert answers["NoPlanError"] >= 1


@pytest.mark.heavy
def test_the_niger_case_closes_on_the_day_of_its_bound() -> None:
    operation = read_operation(NIGER)
    plan = plan_of(operation)
    assert check_plan(operation, plan) == ()
    assert plan.verdict == "kept"
    assert plan.objective.closure_day == plan.bound.closure_day


def with_floors(operation: Operation) -> Operation:
    """The operation with a floor and limits of balance for every configuration that has positions."""
    kinds = []
    for kind in operation.vehicle_types:
        fits = []
        for fit in kind.configurations:
            count = fit.pallet_positions
            spots = tuple(
                FloorPosition(number=1 + one, row="L" if 2 * one < count else "R", arm_cm=300 + 200 * one, max_kg=3_000)
                for one in range(count)
            )
            middle = 200 + 100 * count
            limits = (
                BalanceLimit(up_to_kg=6_000, forward_arm_cm=middle - 150, aft_arm_cm=middle + 150),
                BalanceLimit(up_to_kg=90_000, forward_arm_cm=middle - 60, aft_arm_cm=middle + 60),
            )
            floored = replace(fit, floor=spots, seats_arm_cm=middle, balance=limits)
            fits.append(floored if count else fit)
        kinds.append(replace(kind, configurations=tuple(fits)))
    return replace(operation, vehicle_types=tuple(kinds))


@settings(max_examples=20)
@given(operations())
def test_loads_on_floors_are_placed_in_balance(operation: Operation) -> None:
    floored = with_floors(operation)
    try:
        plan = plan_of(floored)
    except (ImpossibleError, NoPlanError):
        return
    assert check_plan(floored, plan) == ()


def test_operations_with_floors_are_often_planned_and_keep_every_rule() -> None:
    placed = 0
    for seed in range(30):
        floored = with_floors(operation_of(seed))
        try:
            plan = plan_of(floored)
        except (ImpossibleError, NoPlanError):
            continue
        assert check_plan(floored, plan) == ()
        placed += sum(bool(movement.placements) for movement in plan.movements)
    assert placed > 10
