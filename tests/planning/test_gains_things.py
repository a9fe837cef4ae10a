"""Every scarce thing that an operation limits is there, and one more of it never forbids what was allowed."""

from dataclasses import replace

import pytest

from repli.model import Operation
from repli.planning import make_plan
from repli.planning.gains_things import things_of
from repli.rules import BOUND_RULE, check_plan
from tests.planning.shuttle import shuttle
from tests.planning.small_operations import small_operation
from tests.planning.test_gains import planned
from tests.tiny import at, edit_row, tiny_operation

_OF_BOUNDS = {BOUND_RULE, "stated-verdict"}
"""What says how far a plan is from the best: with more of something that may be further."""


def kinds(operation: Operation) -> set[str]:
    return {one.kind for one in things_of(operation, operation.horizon_minute)}


def test_what_the_tiny_operation_limits_is_there() -> None:
    assert kinds(tiny_operation()) >= {
        "fleet", "parking", "work", "hours", "crew", "permits", "window", "road", "ready-last", "office", "notice",
        "floor",
    }  # fmt: skip


def test_what_is_not_limited_is_not_there() -> None:
    assert kinds(shuttle(at(0))) == {"fleet", "hours", "crew"}


def test_handling_sets_and_seats_and_teams_are_there_where_they_are_limited() -> None:
    operations = [small_operation(seed) for seed in range(40)]
    assert any("sets" in kinds(one) for one in operations)
    assert any("seats" in kinds(one) for one in operations)
    assert any("team" in kinds(one) for one in operations)


def test_a_clearance_that_opens_after_the_plan_closes_is_left_out() -> None:
    operation = tiny_operation()
    late = replace(operation.clearance_of["C-AIR"], clearance_id="LATE", window=operation.clearances[0].window)
    late = replace(late, window=replace(late.window, start_minute=at(2), end_minute=at(3)))
    operation = replace(operation, clearances=(*operation.clearances, late))
    assert "LATE" in {one.subject for one in things_of(operation, at(2))}
    assert "LATE" not in {one.subject for one in things_of(operation, at(1))}


def test_hours_stay_between_as_of_and_the_horizon_and_meet_where_they_touch() -> None:
    operation = shuttle(at(0))
    later = next(one for one in things_of(operation, at(9)) if "shuts" in str(one.text))
    hours = later.more(operation).field_of["FLD1"].open_intervals
    assert [(one.start_minute, one.end_minute) for one in hours][:2] == [
        (at(0, 8), at(0, 13)),
        (at(1, 8), at(1, 13)),
    ]
    whole = (replace(hours[0], start_minute=at(0), end_minute=at(7)),)
    always = edit_row(operation, "fields", "FLD1", open_intervals=whole)
    assert "hours" not in kinds(always)


@pytest.mark.parametrize("start", range(0, 24, 8))
def test_every_plan_is_a_plan_of_the_loosened_operation_too(start: int) -> None:
    tried = 0
    for seed in range(start, start + 8):
        operation = small_operation(seed)
        plan = planned(operation)
        for thing in things_of(operation, operation.horizon_minute) if plan is not None else ():
            assert plan is not None
            findings = [one for one in check_plan(thing.more(operation), plan) if one.rule not in _OF_BOUNDS]
            assert findings == [], (seed, str(thing.text))
            tried += 1
    assert tried > 20


def test_one_more_of_everything_of_the_tiny_operation_can_be_planned() -> None:
    operation = tiny_operation()
    for thing in things_of(operation, operation.horizon_minute):
        loosened = thing.more(operation)
        assert check_plan(loosened, make_plan(loosened, seed=1, version="test")) == (), str(thing.text)
