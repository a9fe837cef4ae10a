"""An item that an act on site disposes of is present, counted and out as the law says."""

from dataclasses import replace

import pytest

from repli.model import Floor
from repli.rules import check_plan, closure_minute, recompute_objective, strongest_row
from tests.rules.breaches_of_acts import with_act
from tests.rules.judge import broken, restated
from tests.tiny import at, edit_row


def test_a_plan_with_a_good_act_keeps_every_rule() -> None:
    operation, plan = with_act()
    assert check_plan(operation, restated(operation, plan)) == ()


@pytest.mark.parametrize("count", [0, 2])
def test_an_item_that_stays_has_one_act(count: int) -> None:
    operation, plan = with_act()
    wrong = replace(plan, acts=plan.acts * count)
    assert broken(operation, restated(operation, wrong)) == {"out-once"}


def test_the_item_is_present_until_the_end_of_its_act() -> None:
    operation, plan = with_act()
    # BASE has 15,500 kg of items until the act ends at 08:00, R1 goes off block with 2,000 kg at 09:00
    for until, rules in ((at(0, 8), set()), (at(0, 8, 1), {"floor-kg"})):
        floor = Floor(site_id="BASE", quantity="kg", function=None, steps=((at(0), 15_500), (until, 0)))
        edited = replace(operation, floors=(floor,))
        assert broken(edited, restated(edited, plan)) == rules


def test_the_stay_of_the_item_ends_with_its_act() -> None:
    operation, plan = with_act()
    # 39,370,000 + 500 x 480 over 18,000 kg, and people as before: 936.67 + 1,100.28
    assert recompute_objective(operation, plan).stay_minutes == 2_036


def test_a_site_does_not_close_before_its_last_act_ends() -> None:
    operation, plan = with_act(end_minute=at(2, 15))
    assert closure_minute(operation, plan) == at(2, 15)


def test_the_bound_of_an_item_that_stays_is_the_earliest_end_of_its_act() -> None:
    operation = edit_row(with_act()[0], "items", "S1", ready_minute=at(1, 22, 0))
    row = strongest_row(operation, "ready", "S1", at(1, 22, 0))
    assert row is not None
    assert row.value_day == 2
    kg = strongest_row(edit_row(operation, "clearances", "C-AIR", limit_per_day=1), "permits-kg", "FLD1", at(0))
    assert kg is not None
    assert kg.demand == 20_500  # as without S1
