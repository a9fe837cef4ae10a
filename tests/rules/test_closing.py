"""The end of a site, to the minute: wave, guards, handover."""

from dataclasses import replace

import pytest

from repli.model import Operation, Plan
from repli.rules.waves import endings
from tests.rules.judge import broken, restated
from tests.tiny import at, edit_act, edit_row, tiny_operation, tiny_plan

OPERATION, PLAN = tiny_operation(), tiny_plan()


def judged(operation: Operation, plan: Plan) -> set[str]:
    return broken(operation, restated(operation, plan))


def test_the_wave_starts_its_minutes_before_the_last_off_block() -> None:
    ends = {site_id: (end.wave_start_minute, end.last_off_minute) for site_id, end in endings(OPERATION, PLAN).items()}
    assert ends == {"BASE": (at(2, 10, 40), at(2, 13, 40)), "FEED": (at(1, 9, 30), at(1, 12, 30))}


@pytest.mark.parametrize(("start", "rules"), [(at(2, 10, 40), set()), (at(2, 10, 41), {"handover-before-wave"})])
def test_a_handover_may_start_with_the_wave(start: int, rules: set[str]) -> None:
    assert judged(OPERATION, edit_act(PLAN, "BASE", start_minute=start, end_minute=start + 120)) == rules


@pytest.mark.parametrize(("formation_minutes", "rules"), [(40, set()), (39, {"guards-last"})])
def test_guards_count_from_the_first_minute_of_the_formation_on(formation_minutes: int, rules: set[str]) -> None:
    # R3, with 2 guards of BASE, goes 40 minutes before R4, with 4; the 4 guards of FEED aboard R3 do not count
    operation = edit_row(tiny_operation(formation_minutes=formation_minutes), "sites", "BASE", last_out_people=6)
    assert judged(operation, PLAN) == rules


def test_guards_of_another_site_do_not_count() -> None:
    operation = edit_row(tiny_operation(formation_minutes=60), "sites", "BASE", last_out_people=7)
    assert judged(operation, PLAN) == {"guards-last"}


@pytest.mark.parametrize(("end", "rules"), [(at(2, 13, 40), set()), (at(2, 13, 41), {"handover-before-the-last"})])
def test_a_handover_ends_by_the_last_off_block_unless_it_may_come_after(end: int, rules: set[str]) -> None:
    longer = edit_act(PLAN, "BASE", end_minute=end)
    assert judged(OPERATION, longer) == rules
    assert judged(edit_row(OPERATION, "sites", "BASE", act_after=True), longer) == set()


def test_what_leaves_at_the_very_start_of_the_handover_is_not_present_any_more() -> None:
    free = edit_row(OPERATION, "sites", "FEED", notice_minutes=0)
    at_c1 = edit_act(PLAN, "FEED", start_minute=at(0, 9, 30), end_minute=at(0, 10, 30))
    assert judged(free, at_c1) == set()
    before_c1 = edit_act(PLAN, "FEED", start_minute=at(0, 9, 29), end_minute=at(0, 10, 30))
    assert judged(free, before_c1) == {"handover-of-an-empty-site"}


def test_office_hours_are_one_interval() -> None:
    lunch = tuple(
        half
        for day in OPERATION.site_of["BASE"].office_intervals
        for half in (replace(day, end_minute=day.start_minute + 90), replace(day, start_minute=day.start_minute + 91))
    )
    assert judged(edit_row(OPERATION, "sites", "BASE", office_intervals=lunch), PLAN) == {"handover-in-office-hours"}


@pytest.mark.parametrize("minute", [at(0) - 1, at(1, 8, 31)])
def test_notice_is_neither_before_as_of_nor_too_short(minute: int) -> None:
    assert judged(OPERATION, edit_act(PLAN, "BASE", notice_minute=minute)) == {"handover-notice"}


def test_a_site_is_not_handed_over_twice_and_a_site_outside_never() -> None:
    twice = replace(PLAN, handovers=(*PLAN.handovers, PLAN.handovers[0]))
    assert judged(OPERATION, twice) == {"one-handover-each"}
    outside = replace(PLAN, handovers=(*PLAN.handovers, replace(PLAN.handovers[0], site_id="HOME")))
    assert judged(OPERATION, outside) == {"one-handover-each"}
