"""Crew duty: where a stay cuts it, and where cutting a journey into two movements does not."""

from dataclasses import replace

import pytest

from repli.model import Operation, Plan
from repli.rules import check_plan
from tests.rules.judge import broken
from tests.tiny import at, edit_movement, edit_row, edit_stop, tiny_operation, tiny_plan

OPERATION, PLAN = tiny_operation(), tiny_plan()
REST = 480 + 30 + 60  # rest, debrief and report of LIFT


def long_stop(minutes: int) -> Plan:
    """R1 stays ``minutes`` longer at FLD1: with 600 minutes of duty, 210 more are allowed."""
    field, out = PLAN.movements[2].stops[1:]
    plan = edit_stop(PLAN, "R1", 1, off_block_minute=field.off_block_minute + minutes)
    names = ("on_block_minute", "work_start_minute", "work_end_minute", "off_block_minute")
    return edit_stop(plan, "R1", 2, **{name: getattr(out, name) + minutes for name in names})


def crew_findings(operation: Operation, plan: Plan) -> list[tuple[str, int | None]]:
    return [(one.subject, one.minute) for one in check_plan(operation, plan) if one.rule == "crew-duty"]


def test_a_duty_may_last_its_maximum_and_no_minute_more() -> None:
    assert crew_findings(OPERATION, long_stop(210)) == []
    assert crew_findings(OPERATION, long_stop(211)) == [("R1", at(0, 6))]


@pytest.mark.parametrize(
    ("stay", "rests", "allowed"), [(REST - 1, True, False), (REST, True, True), (REST, False, False)]
)
def test_a_long_stop_cuts_the_duty_only_at_a_field_with_crew_rest(stay: int, *, rests: bool, allowed: bool) -> None:
    operation = edit_row(OPERATION, "fields", "FLD1", crew_rest=rests)
    assert (crew_findings(operation, long_stop(stay - 60)) == []) == allowed


def test_at_a_crew_base_any_stop_cuts_the_duty() -> None:
    operation = edit_row(OPERATION, "fields", "FLD1", crew_base=True)
    assert crew_findings(operation, long_stop(400)) == []


def cut_in_two(wait: int) -> Plan:
    """R1, empty, ends at FLD1, and the same aircraft goes on from there as R1b."""
    start, field, out = PLAN.movements[2].stops
    ended = replace(field, loads=(), clearance_id=None)
    leaves = field.off_block_minute + wait
    again = replace(field, **dict.fromkeys(MINUTES, leaves), loads=())
    home = replace(out, **{name: getattr(out, name) + wait for name in MINUTES}, unloads=())
    first = edit_movement(PLAN, "R1", stops=(start, ended)).movements
    second = replace(PLAN.movements[2], movement_id="R1b", stops=(again, home))
    return replace(PLAN, movements=(*first, second))


MINUTES = ("on_block_minute", "work_start_minute", "work_end_minute", "off_block_minute")


def test_two_movements_without_a_rest_between_them_are_one_duty() -> None:
    assert crew_findings(OPERATION, cut_in_two(211)) == [("R1", at(0, 6))]
    assert crew_findings(OPERATION, cut_in_two(210)) == []
    resting = edit_row(OPERATION, "fields", "FLD1", crew_rest=True)
    assert crew_findings(resting, cut_in_two(REST - 60)) == []


def test_a_convoy_that_starts_at_its_own_site_has_a_fresh_crew() -> None:
    # C1 and C2 start at BASE, where T1 belongs; each is on duty 30 + 240 + 30 = 300 minutes
    assert broken(edit_row(OPERATION, "vehicle_types", "TRUCK", duty_max_minutes=300), PLAN) == set()
    assert broken(edit_row(OPERATION, "vehicle_types", "TRUCK", duty_max_minutes=299), PLAN) == {"crew-duty"}
