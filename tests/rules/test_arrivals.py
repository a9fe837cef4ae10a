"""People who arrive are in no count before, can be loaded from then on, and stay from then on."""

from dataclasses import replace

import pytest

from repli.model import Floor, Operation
from repli.rules import check_plan, recompute_objective, strongest_row
from tests.rules.judge import broken, restated
from tests.tiny import at, edit_row, tiny_operation, tiny_plan

# R1 loads the 14 of BASE-STAFF on day 0 at 08:10; R2 is the first to load FEED-STAFF at FLD1
LINE = "BASE-STAFF"


def _arriving(minute: int) -> Operation:
    bare = tiny_operation(floors=())
    return edit_row(bare, "people", LINE, arrives_minute=minute)


@pytest.mark.parametrize(("arrives", "rules"), [(at(0, 8, 10), set()), (at(0, 8, 11), {"stock-not-negative"})])
def test_nobody_is_loaded_before_the_arrival(arrives: int, rules: set[str]) -> None:
    operation = _arriving(arrives)
    assert broken(operation, restated(operation, tiny_plan(operation))) == rules


def test_nobody_is_present_before_the_arrival() -> None:
    # BASE has 6 guards, and 14 more from 07:00 on
    for counted_from, rules in ((at(0, 7), set()), (at(0, 6, 59), {"floor-people"})):
        floor = Floor(site_id="BASE", quantity="people", function=None, steps=((counted_from, 20), (at(0, 9), 0)))
        operation = replace(_arriving(at(0, 7)), floors=(floor,))
        assert broken(operation, restated(operation, tiny_plan(operation))) == rules


def test_the_stay_begins_with_the_arrival() -> None:
    operation = _arriving(at(0, 7))
    # (56,200 - 14 x 420) over 30 is 1,677.33; half of it and half of 2,249.71
    assert recompute_objective(operation, tiny_plan(operation)).stay_minutes == 1_963


def test_an_arrival_before_the_start_of_planning_changes_nothing() -> None:
    operation = _arriving(at(-1))
    assert check_plan(operation, tiny_plan(operation)) == ()


def test_nobody_arrives_after_the_last_departure() -> None:
    operation = _arriving(at(2, 13, 41))  # BASE's last off block is at 13:40
    plan = tiny_plan(operation)
    assert "nobody-after-the-last" in broken(operation, restated(operation, plan))


def test_the_bound_looks_from_the_arrival_on() -> None:
    operation = _arriving(at(1, 19, 30))  # 40 minutes of loading, and FLD1 closes at 20:00
    for stated in (at(0), at(1, 19, 30)):
        row = strongest_row(operation, "ready", LINE, stated)
        assert row is not None
        assert row.value_day == 2
    people = strongest_row(edit_row(operation, "clearances", "C-AIR", limit_per_day=1), "permits-people", "FLD1", at(1))
    assert people is not None
    assert people.demand == 14
