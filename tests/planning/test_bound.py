"""The bound: by hand on the tiny operation, proven by the rule book, and true for every plan that is found."""

from dataclasses import replace

from hypothesis import given, settings

from repli.errors import PlanningError
from repli.model import Bound, BoundRow, Clearance, Operation
from repli.planning import closure_bound, make_plan
from repli.planning.bound import bound_rows
from repli.planning.gates import only_ways_out
from repli.rules import prove_bound
from repli.units import Interval
from tests.planning.generator import operation_of, operations
from tests.tiny import at, edit_row, tiny_operation


def row_of(operation: Operation, kind: str) -> BoundRow:
    return next(row for row in bound_rows(operation) if row.kind == kind)


def only_clearance(**changes: object) -> Operation:
    """The tiny operation with changes of its one clearance for the field."""
    operation = tiny_operation()
    rows: tuple[Clearance, ...] = tuple(
        replace(row, **changes) if row.clearance_id == "C-AIR" else row  # type: ignore[arg-type]  # as many types as the fields
        for row in operation.clearances
    )
    return replace(operation, clearances=rows)


def test_the_tiny_operation_cannot_close_before_its_last_line_is_ready() -> None:
    bound = closure_bound(tiny_operation())
    assert (bound.closure_day, bound.proven) == (1, True)
    assert BoundRow(kind="ready", subject="I6", from_minute=at(1), demand=0, value_day=1) in bound.rows


def test_a_line_ready_late_in_the_day_moves_the_bound_past_midnight() -> None:
    """FEED: 40 of loading, 90 on the road, 30 of unloading, 30 of transfer, 40 of loading at the field: 230 minutes."""
    hours = Interval(at(0), at(6))
    open_field = edit_row(tiny_operation(floors=()), "fields", "FLD1", open_intervals=(hours,))
    legs = tuple(replace(leg, open_intervals=(hours,)) for leg in open_field.legs)
    late = edit_row(replace(open_field, legs=legs), "items", "I6", ready_minute=at(1, 20, 10))
    assert row_of(late, "ready").value_day == 2  # 20:10 + 230 minutes = 24:00, the first minute of day 2
    assert row_of(edit_row(late, "items", "I6", ready_minute=at(1, 20, 9)), "ready").value_day == 1


def test_the_notice_of_a_handover_moves_the_bound() -> None:
    """Office hours 08:30 to 10:30; the wave of 180 minutes comes after the start of the act."""
    office = tuple(Interval(at(day, 8, 30), at(day, 10, 30)) for day in range(6))
    operation = edit_row(tiny_operation(), "sites", "BASE", office_intervals=office, notice_minutes=3 * 1_440)
    rows = {row.subject: row for row in bound_rows(operation) if row.kind == "handover"}
    assert (rows["BASE"].from_minute, rows["BASE"].value_day) == (at(3, 11, 30), 3)
    assert closure_bound(operation).closure_day == 3


def test_everything_in_tiny_leaves_by_one_field() -> None:
    assert only_ways_out(tiny_operation(), seats=True) == {"BASE": "FLD1", "FEED": "FLD1"}


def test_permits_carry_their_daily_limit_with_the_largest_load() -> None:
    # 17,500 kg of items and 3,000 kg of people; one off block of 12,000 kg a day: two days
    row = row_of(only_clearance(limit_per_day=1), "permits-kg")
    assert row == BoundRow(kind="permits-kg", subject="FLD1", from_minute=at(0), demand=20_500, value_day=1)


def test_permits_that_begin_later_carry_later() -> None:
    late = only_clearance(limit_per_day=1, window=Interval(at(3, 6), at(6)))
    assert row_of(late, "permits-people").value_day == 4  # 30 people, 20 seats
    assert row_of(late, "permits-kg").value_day == 4


def test_the_tolerance_of_a_clearance_counts_before_and_after_its_window() -> None:
    early = only_clearance(limit_per_day=1, window=Interval(at(1), at(6)), tolerance_minutes=60)
    assert row_of(early, "permits-kg").value_day == 1  # the last hour of day 0 counts: two off blocks by day 1
    late = only_clearance(limit_per_day=1, window=Interval(at(0), at(1)), tolerance_minutes=60)
    assert row_of(late, "permits-kg").value_day == 1  # and so does the first hour of day 1
    for row in (early, late):
        strict = edit_row(row, "clearances", "C-AIR", tolerance_minutes=0)
        assert row_of(strict, "permits-kg").value_day > 1


def test_permits_without_a_limit_prove_nothing() -> None:
    assert {row.kind for row in bound_rows(only_clearance(limit_per_day=0))} == {"handover", "ready", "wave"}


def test_with_nothing_to_move_only_the_handovers_count() -> None:
    empty = tiny_operation(people=(), items=())
    assert {row.kind for row in closure_bound(empty).rows} == {"handover"}
    bare = replace(empty, sites=tuple(replace(site, handover_minutes=0) for site in empty.sites))
    assert closure_bound(bare) == Bound(closure_day=0, method="nothing to move", proven=True, rows=())


def test_the_rule_book_proves_every_row_of_every_operation() -> None:
    for seed in range(150):
        operation = operation_of(seed)
        rows = bound_rows(operation)
        known = tuple(row for row in rows if row.value_day < len(operation.agreement.day_starts) - 1)
        best = max((row.value_day for row in known), default=0)
        assert prove_bound(operation, Bound(closure_day=best, method="all", proven=True, rows=known)) == (), seed


@settings(max_examples=15)
@given(operations())
def test_no_plan_closes_before_the_bound(operation: Operation) -> None:
    try:
        plan = make_plan(operation, seed=1, version="test")
    except PlanningError:
        return
    assert plan.bound == closure_bound(operation)
    assert plan.bound.closure_day <= plan.objective.closure_day


def test_who_gets_out_by_road_may_still_have_one_field_on_every_way_to_their_goal() -> None:
    tiny = tiny_operation()
    home = next(site for site in tiny.sites if site.site_id == "HOME")
    leg = next(leg for leg in tiny.legs if leg.mode == "road")
    road = replace(leg, leg_id="ROAD", from_place="FEED", to_place="PORT")
    passage = next(one for one in tiny.passages if one.leg_id == leg.leg_id)
    operation = replace(
        tiny,
        sites=(*tiny.sites, replace(home, site_id="PORT", field_id=None)),
        legs=(*tiny.legs, road),
        passages=(*tiny.passages, replace(passage, leg_id="ROAD")),
    )
    assert only_ways_out(operation, seats=False) == {}
    assert only_ways_out(operation, seats=False, goal="HOME") == {"BASE": "FLD1", "FEED": "FLD1"}
    assert only_ways_out(operation, seats=False, goal="PORT") == {}
