"""A plan with vehicles that stand elsewhere can be gone on from, and made again from any day of it."""

import pytest

from repli.model import Operation, Plan
from repli.planning import Quest, make_plan
from repli.planning.adopt import adopted
from repli.planning.board import board_of
from repli.planning.draft import draft_of
from repli.planning.posted import post_as
from repli.planning.replan import replanned
from repli.planning.terms import Terms
from repli.planning.ways import ways_of
from repli.rules import check_plan
from repli.units import Interval
from tests.planning.elsewhere_operations import port_operation, strip_operation
from tests.tiny import at, edit_row


@pytest.fixture(scope="module", params=[port_operation(), strip_operation()], ids=["port", "strip"])
def case(request: pytest.FixtureRequest) -> tuple[Operation, Plan]:
    operation: Operation = request.param
    return operation, make_plan(operation, seed=1, version="test")


def onward(plan: Plan) -> str:
    """The movement that ends elsewhere."""
    (name,) = (one.movement_id for one in plan.movements if one.stops[0].place_id != one.stops[-1].place_id)
    return name


def test_the_board_of_a_plan_does_what_the_plan_does(case: tuple[Operation, Plan]) -> None:
    operation, plan = case
    assert draft_of(adopted(ways_of(operation), plan)).movements == plan.movements
    resumed = make_plan(operation, seed=1, version="test", quest=Quest(effort=0, resumed=plan))
    assert resumed.movements == plan.movements


@pytest.mark.parametrize("hours", [-24, 4, 12, 30])
def test_made_again_from_any_hour_nothing_changes(case: tuple[Operation, Plan], hours: int) -> None:
    operation, plan = case
    now = max(operation.as_of_minute, at(0, hours) if hours > 0 else 0)
    again = replanned(operation, plan, Terms(now_minute=now), seed=1, version="test")
    assert again.plan.movements == plan.movements
    assert again.forced == ()
    assert check_plan(operation, again.plan) == ()


def test_a_posting_that_is_forbidden_or_cannot_be_any_more_is_not_put_back(case: tuple[Operation, Plan]) -> None:
    operation, plan = case
    board = board_of(ways_of(operation))
    names = set(board.timeline.diaries)
    post_as(board, plan, at(0), {onward(plan)})
    assert set(board.timeline.diaries) == names
    shut = edit_row(operation, "fields", "FLD1", open_intervals=(Interval(at(5), at(12)),))
    bare = board_of(ways_of(shut))
    post_as(bare, plan, at(0))
    assert not any("@" in name for name in bare.timeline.diaries)


def test_what_has_begun_is_put_back_as_it_was(case: tuple[Operation, Plan]) -> None:
    operation, plan = case
    board = board_of(ways_of(operation))
    post_as(board, plan, at(11), {onward(plan)})
    assert sum(name.endswith("@1") for name in board.timeline.diaries) == 1
