"""Planning from progress: what is out no longer counts, and milestones keep their meaning."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.errors import UsageError
from repli.model import Milestone, Operation
from repli.planning import make_plan, objective_of, remaining_operation
from repli.rules import check_plan
from tests.tiny import at, drop_movement, tiny_operation, tiny_plan

NOON = at(0, 12)


def after_day_0() -> Operation:
    """R1 and C1 of the tiny plan were run: 14 people and I1 are out."""
    return remaining_operation(tiny_operation(), {"BASE-STAFF": 14}, {"I1"}, NOON)


def test_what_is_out_is_gone_from_the_lines() -> None:
    operation = after_day_0()
    assert "BASE-STAFF" not in operation.people_of
    assert sorted(operation.item_of) == ["I2", "I3", "I4", "I5", "I6"]
    assert operation.people_of["BASE-GUARD"].count == 6


def test_part_of_a_line_stays() -> None:
    operation = remaining_operation(tiny_operation(), {"BASE-STAFF": 5}, (), NOON)
    assert operation.people_of["BASE-STAFF"].count == 9


def test_time_starts_at_the_new_minute() -> None:
    operation = remaining_operation(tiny_operation(), {}, (), at(1, 12))
    assert operation.as_of_minute == at(1, 12)
    assert operation.agreement.day_starts[0] == at(1)
    assert {vehicle.available_from_minute for vehicle in operation.vehicles} == {at(1, 12)}


def test_a_plan_from_progress_keeps_the_rules() -> None:
    operation = after_day_0()
    plan = make_plan(operation, seed=1, version="test")
    assert check_plan(operation, plan) == ()
    assert all(movement.stops[0].off_block_minute >= NOON for movement in plan.movements)


def test_a_milestone_asks_for_what_is_missing_of_the_whole() -> None:
    (milestone,) = after_day_0().agreement.milestones
    # 15 of 30 must be out and 14 are: 1 of the 16 that remain
    assert milestone.fraction_ppm == 62_500


def test_a_milestone_that_is_met_is_dropped() -> None:
    operation = remaining_operation(tiny_operation(), {"BASE-STAFF": 14, "BASE-GUARD": 1}, (), NOON)
    assert operation.agreement.milestones == ()


@given(st.integers(0, 14), st.integers(1, 1_000_000), st.sampled_from([at(1), at(2), at(3)]))
def test_the_rest_meets_a_milestone_exactly_when_the_whole_does(out: int, fraction_ppm: int, due: int) -> None:
    whole = tiny_operation()
    milestone = Milestone(milestone_id="m", quantity="people", fraction_ppm=fraction_ppm, due_minute=due)
    whole = replace(whole, agreement=replace(whole.agreement, milestones=(milestone,)))
    # the tiny plan, of which R1 has taken all of BASE-STAFF that is out; who of them is not out yet goes with nobody
    plan = tiny_plan(whole)
    early, rest = plan.movements[:3], drop_movement(plan, "R1").movements[2:]
    del early
    later = remaining_operation(whole, {"BASE-STAFF": out}, (), at(0, 10))
    met_later = objective_of(later, replace(plan, movements=rest, handovers=())).milestone_shortfall_ppm == 0
    people_out = out + {at(1): 0, at(2): 6, at(3): 16}[due]
    assert met_later == (people_out * 1_000_000 >= fraction_ppm * 30)


def test_a_site_that_was_handed_over_needs_nothing_more() -> None:
    gone = {"FEED-STAFF": 6, "FEED-GUARD": 4, "BASE-STAFF": 14}
    operation = remaining_operation(tiny_operation(), gone, {"I5", "I6"}, NOON, closed_sites={"FEED"})
    plan = make_plan(operation, seed=1, version="test")
    assert check_plan(operation, plan) == ()
    assert [act.site_id for act in plan.handovers] == ["BASE"]


@pytest.mark.parametrize(
    ("people", "items", "minute"),
    [
        ({"BASE-STAFF": 15}, (), NOON),
        ({"BASE-STAFF": -1}, (), NOON),
        ({"NOBODY": 1}, (), NOON),
        ({}, ("I9",), NOON),
        ({}, (), at(-1)),
        ({}, (), at(6)),
    ],
)
def test_figures_that_the_operation_does_not_hold_are_refused(
    people: dict[str, int], items: tuple[str, ...], minute: int
) -> None:
    with pytest.raises(UsageError):
        remaining_operation(tiny_operation(), people, items, minute)
