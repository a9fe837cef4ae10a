"""Clearances: windows with tolerance, and limits per local day."""

from dataclasses import replace

from repli.planning.permits import Permits, permits_of
from tests.tiny import at, tiny_operation

FIELD = ("field", "FLD1")


def permits(**changes: int | str) -> Permits:
    """The tiny clearances: C-AIR from day 0 06:00 to day 3 00:00, tolerance 60 minutes, two off blocks a day."""
    operation = tiny_operation()
    rows = (replace(row, **changes) if row.clearance_id == "C-AIR" else row for row in operation.clearances)
    return permits_of(replace(operation, clearances=tuple(rows)))


def test_the_window_is_widened_by_the_tolerance_on_both_sides() -> None:
    assert permits().next_off(FIELD, "LIFT", at(0)) == (at(0, 5), "C-AIR")
    assert permits().next_off(FIELD, "LIFT", at(3, 0, 59)) == (at(3, 0, 59), "C-AIR")
    assert permits().next_off(FIELD, "LIFT", at(3, 1)) is None


def test_a_day_that_is_used_up_sends_to_the_next_local_midnight() -> None:
    granted = permits()
    granted.use("C-AIR", at(0, 9))
    assert granted.next_off(FIELD, "LIFT", at(0, 10)) == (at(0, 10), "C-AIR")
    granted.use("C-AIR", at(0, 10))
    assert granted.next_off(FIELD, "LIFT", at(0, 10)) == (at(1), "C-AIR")


def test_full_days_in_a_row_are_skipped_together() -> None:
    granted = permits(limit_per_day=1)
    for day in (1, 0):
        granted.use("C-AIR", at(day, 9))
    assert granted.next_off(FIELD, "LIFT", at(0, 10)) == (at(2), "C-AIR")
    granted.use("C-AIR", at(2, 9))
    assert granted.next_off(FIELD, "LIFT", at(0, 10)) == (at(3), "C-AIR")  # the tolerance reaches into day 3


def test_no_limit_is_never_used_up() -> None:
    granted = permits(limit_per_day=0)
    for _ in range(5):
        granted.use("C-AIR", at(0, 9))
    assert granted.next_off(FIELD, "LIFT", at(0, 9)) == (at(0, 9), "C-AIR")


def test_a_copy_keeps_its_own_count() -> None:
    first = permits(limit_per_day=1)
    second = first.copy()
    first.use("C-AIR", at(0, 9))
    assert second.next_off(FIELD, "LIFT", at(0, 9)) == (at(0, 9), "C-AIR")


def test_another_type_or_leg_has_no_clearance() -> None:
    assert permits().next_off(FIELD, "TRUCK", at(0, 9)) is None
    assert not permits().covers(("leg", "BASE-FEED"), "LIFT")


def test_a_planned_clearance_serves_nothing_before_its_lead_and_its_answer() -> None:
    for lead, answer in ((600, 90), (90, 600)):
        planned = permits(state="planned", lead_minutes=lead, answer_minutes=answer)
        assert planned.next_off(FIELD, "LIFT", at(0)) == (at(0, 10), "C-AIR")


def test_a_planned_clearance_that_comes_too_late_covers_nothing() -> None:
    planned = permits(state="planned", lead_minutes=3 * 1440 + 60)
    assert not planned.covers(FIELD, "LIFT")
    assert permits(state="planned", lead_minutes=3 * 1440 + 59).covers(FIELD, "LIFT")
