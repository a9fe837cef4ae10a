"""The bound: by hand on the tiny operation, proven by the rule book, and true for every plan that is found."""

from dataclasses import replace

from hypothesis import given, settings

from repli.errors import PlanningError
from repli.model import Bound, BoundRow, Clearance, Operation
from repli.planning import closure_bound, make_plan
from repli.planning.bound import bound_rows
from repli.planning.least import least_minutes_to_out, only_ways_out
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


def test_by_air_the_least_is_the_work_and_by_road_the_way_to_the_next_field_too() -> None:
    # BASE: 40 of loading; FEED: 40 + 90 on the road + 30 of unloading + 30 of transfer + 40
    assert least_minutes_to_out(tiny_operation(), seats=True) == {"BASE": 40, "FEED": 230}


def test_a_line_ready_late_in_the_day_moves_the_bound_past_midnight() -> None:
    late = edit_row(tiny_operation(), "items", "I6", ready_minute=at(1, 20, 10))
    assert closure_bound(late).closure_day == 2  # 20:10 + 230 minutes = 24:00, the first minute of day 2
    assert closure_bound(edit_row(late, "items", "I6", ready_minute=at(1, 20, 9))).closure_day == 1


def test_by_air_to_a_field_inside_the_way_goes_on_by_road() -> None:
    """FLD1 has no way out: 40 to load, 120 to MID1, 30 to unload, 20 of transfer, then 40 to load and 90 by road."""
    tiny = tiny_operation()
    middle = replace(tiny.field_of["FLD1"], field_id="MID1")
    camp = replace(tiny.site_of["BASE"], site_id="CAMP", field_id="MID1", transfer_minutes=20)
    port = replace(tiny.site_of["HOME"], site_id="PORT", field_id=None)
    across = replace(tiny.leg_of["air", "FLD1", "OUT1"], to_place="MID1")
    border = replace(tiny.leg_of["road", "BASE", "FEED"], leg_id="BORDER", from_place="CAMP", to_place="PORT")
    drive = replace(tiny.passage_of["TRUCK", "BASE-FEED"], leg_id="BORDER")
    operation = replace(
        tiny,
        fields=(*tiny.fields, middle),
        sites=(*tiny.sites, camp, port),
        legs=(across, border),
        passages=(*tiny.passages, drive),
    )
    assert least_minutes_to_out(operation, seats=True) == {"BASE": 40 + 120 + 30 + 20 + 40 + 90, "CAMP": 130}


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
    assert {row.kind for row in bound_rows(only_clearance(limit_per_day=0))} == {"ready"}


def test_nothing_to_move_gives_no_rows() -> None:
    assert closure_bound(tiny_operation(people=(), items=())) == Bound(
        closure_day=0, method="nothing to move", proven=True, rows=()
    )


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
