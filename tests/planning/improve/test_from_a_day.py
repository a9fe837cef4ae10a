"""Drafting anew from a day on: some drafts end sooner, the end asked for is kept, and what left before stays."""

from random import Random

import pytest

from repli.planning import make_plan
from repli.planning.aims import ranked
from repli.planning.draft import draft_of
from repli.planning.improve import State
from repli.planning.improve.from_a_day import from_a_day, sooner
from repli.planning.improve.idle import sent_elsewhere
from tests.planning.elsewhere_operations import port_operation
from tests.planning.improve.states import planned_operations, start_of


@pytest.fixture(scope="module")
def by_road() -> State:
    """The items go to the port by road, days late."""
    operation = port_operation()
    return start_of(operation, make_plan(operation, seed=1, version="test", thorough=False))


def test_vehicles_that_go_to_stand_elsewhere_make_a_late_plan_end_in_time(by_road: State) -> None:
    found = [from_a_day(by_road, Random(seed)) for seed in range(12)]  # noqa: S311 - a search, not a secret
    best = min((one for one in found if one is not None), key=lambda one: ranked(one.objective))
    assert by_road.objective.overrun_days == 6
    assert best.objective.overrun_days < 3
    assert any("@" in name for name in best.board.timeline.diaries)


def test_where_all_is_to_be_out_sooner_the_last_day_is_before_the_last_of_now(by_road: State) -> None:
    found = [sooner(by_road, Random(seed)) for seed in range(12)]  # noqa: S311 - as above
    days = {one.objective.closure_day for one in found if one is not None}
    assert days
    assert max(days) < by_road.objective.closure_day
    assert all(one.board.out_by > one.board.timeline.until for one in found if one is not None)


def test_what_leaves_before_the_day_stays_as_it_is() -> None:
    kept = 0
    for operation, plan in planned_operations(12):
        state = start_of(operation, plan)
        found = from_a_day(state, Random(3))  # noqa: S311 - as above
        if found is not None:
            before, after = draft_of(state.board).movements, draft_of(found.board).movements
            first = min((one.stops[0].off_block_minute for one in set(after) ^ set(before)), default=None)
            kept += sum(first is not None and one.stops[0].off_block_minute < first for one in before)
    assert kept > 0


def test_nobody_goes_elsewhere_who_has_to_be_away_for_good(by_road: State) -> None:
    board = by_road.board.copy()
    last = max(one.closes for one in board.closings.values())
    assert not sent_elsewhere(board, board.timeline.until, last, Random(1))  # noqa: S311 - as above
    assert board.timeline.diaries.keys() == by_road.board.timeline.diaries.keys()
