"""The objective, by hand on the tiny plan, and against the rule book's own code on plans of random operations."""

from dataclasses import replace

from hypothesis import given, settings

from repli.errors import PlanningError
from repli.model import Milestone, Movement, Operation
from repli.planning import make_plan, objective_of
from repli.rules import recompute_objective
from tests.planning.generator import operations
from tests.tiny import at, drop_movement, edit_row, tiny_operation, tiny_plan

PLAN = tiny_plan()


def by_hand(operation: Operation, movements: tuple[Movement, ...] = PLAN.movements) -> tuple[int, ...]:
    return objective_of(operation, replace(PLAN, movements=movements)).as_tuple()


def with_milestone(fraction_ppm: int, due_minute: int, quantity: str = "people") -> Operation:
    operation = tiny_operation()
    milestone = Milestone(milestone_id="m", quantity=quantity, fraction_ppm=fraction_ppm, due_minute=due_minute)
    return replace(operation, agreement=replace(operation.agreement, milestones=(milestone,)))


def test_the_tiny_plan_has_the_values_worked_out_by_hand() -> None:
    assert by_hand(tiny_operation()) == (0, 0, 0, 2, 2_061, 960)


def test_overrun_counts_civil_days_after_the_deadlines_day() -> None:
    operation = tiny_operation()
    agreement = replace(operation.agreement, deadline_minute=at(1))  # 24:00 of day 0; the plan closes on day 2
    assert by_hand(replace(operation, agreement=agreement))[0] == 2


def test_a_milestone_is_short_by_what_is_missing_of_the_whole() -> None:
    assert by_hand(with_milestone(1_000_000, at(2)))[1] == 333_334  # 20 of 30 people: 666,666 ppm


def test_out_at_the_due_minute_is_too_late() -> None:
    assert by_hand(with_milestone(1_000_000, at(2, 13)))[1] == 333_334  # R3 is out at 13:00 of day 2
    assert by_hand(with_milestone(1_000_000, at(2, 13) + 1))[1] == 133_334  # with its 6 people: 866,666 ppm


def test_a_milestone_in_kg_counts_items_only() -> None:
    assert by_hand(with_milestone(1_000_000, at(2), "kg"))[1] == 1_000_000 - 13_000 * 1_000_000 // 17_500


def test_a_latest_time_is_missed_by_civil_days() -> None:
    assert (
        by_hand(edit_row(tiny_operation(), "items", "I2", latest_minute=at(1)))[2] == 2
    )  # 24:00 of day 0; out on day 2
    assert (
        by_hand(edit_row(tiny_operation(), "items", "I2", latest_minute=at(2, 12)))[2] == 1
    )  # the same day counts one
    assert by_hand(edit_row(tiny_operation(), "items", "I2", latest_minute=at(2, 13)))[2] == 0


def test_what_never_gets_out_stays_to_the_horizon() -> None:
    operation = tiny_operation()
    rest = drop_movement(PLAN, "R4").movements  # 4 people and 1,000 kg stay for 8,640 minutes instead of 3,700
    more = 8_640 - 3_700
    assert by_hand(operation, rest)[4] == int(((56_200 + 4 * more) / 30 + (39_370_000 + 1_000 * more) / 17_500) / 2)


def test_nothing_to_move_is_closed_at_once() -> None:
    empty = tiny_operation(people=(), items=())
    assert objective_of(empty, replace(PLAN, movements=(), handovers=())).as_tuple() == (0, 0, 0, 0, 0, 0)


@settings(max_examples=15)
@given(operations())
def test_the_rule_book_computes_the_same(operation: Operation) -> None:
    try:
        plan = make_plan(operation, seed=1, version="test")
    except PlanningError:
        return
    assert recompute_objective(operation, plan) == plan.objective
