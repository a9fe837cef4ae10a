"""Clearances: who needs one, to the minute of its window, and counted by civil days."""

from dataclasses import replace

import pytest

from repli.model import Operation
from repli.rules import check_plan
from repli.units import Interval
from tests.rules.judge import broken
from tests.tiny import at, edit_row, edit_stop, tiny_operation, tiny_plan

OPERATION, PLAN = tiny_operation(), tiny_plan()


def test_coming_in_needs_no_clearance_and_going_out_does() -> None:
    assert PLAN.movements[2].stops[0].clearance_id is None
    assert broken(OPERATION, edit_stop(PLAN, "C1", 0, clearance_id=None)) == {"clearance-granted"}
    assert broken(OPERATION, edit_stop(PLAN, "C1", 1, clearance_id=None)) == {"clearance-granted"}


@pytest.mark.parametrize("clearance_id", ["C-FEED", "C-FEED.back"])
def test_a_clearance_for_another_place_does_not_serve(clearance_id: str) -> None:
    assert broken(OPERATION, edit_stop(PLAN, "R1", 1, clearance_id=clearance_id)) == {"clearance-granted"}


def test_a_clearance_for_another_type_does_not_serve() -> None:
    # the bound rests on I6, which could not go out at all then: only the flights are looked at
    operation = edit_row(OPERATION, "clearances", "C-AIR", types=frozenset({"TRUCK"}))
    found = [one.subject for one in check_plan(operation, PLAN) if one.rule == "clearance-granted"]
    assert found == ["R1", "R2", "R3", "R4"]


@pytest.mark.parametrize(
    ("window", "holds"),
    [
        (Interval(at(0, 10), at(3)), True),  # R1 goes at 09:00, the tolerance is an hour
        (Interval(at(0, 10, 1), at(3)), False),
        (Interval(at(0, 6), at(2, 12, 41)), True),  # R4 goes on day 2 at 13:40
        (Interval(at(0, 6), at(2, 12, 40)), False),
    ],
)
def test_the_widened_window_is_half_open(window: Interval, *, holds: bool) -> None:
    operation = edit_row(OPERATION, "clearances", "C-AIR", window=window)
    assert broken(operation, PLAN) == (set() if holds else {"clearance-window"})


def limit_findings(operation: Operation) -> list[tuple[str, int | None]]:
    return [(one.subject, one.minute) for one in check_plan(operation, PLAN) if one.rule == "clearance-limit"]


def test_the_limit_counts_by_civil_day_and_names_the_first_too_many() -> None:
    once = edit_row(OPERATION, "clearances", "C-AIR", limit_per_day=1)
    assert limit_findings(once) == [("C-AIR", at(2, 13, 40))]
    # with a midnight at 13:30 R3 and R4 fall on two days
    midnights = tuple(sorted((*once.agreement.day_starts, at(2, 13, 30))))
    assert limit_findings(replace(once, agreement=replace(once.agreement, day_starts=midnights))) == []


def test_no_limit_is_written_as_zero() -> None:
    assert limit_findings(edit_row(OPERATION, "clearances", "C-AIR", limit_per_day=0)) == []
