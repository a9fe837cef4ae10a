"""Clearances: windows with tolerance, and limits per local day, by what off blocks the earliest fit finds."""

from dataclasses import replace

from repli.model import Operation
from repli.planning.permits import Permits, permits_of
from repli.planning.timeline import timeline_of
from repli.planning.timing import Wish, fit
from repli.planning.ways import ways_of
from tests.tiny import at, edit_row, tiny_operation

FIELD = ("field", "FLD1")


def with_permit(**changes: int | str) -> Operation:
    """The tiny operation, its field always open and roomy.

    C-AIR is from day 0 06:00 to day 3 00:00, tolerance 60 minutes, two off blocks a day.
    """
    always = next(field.open_intervals for field in tiny_operation().fields if field.field_id == "OUT1")
    roomy = edit_row(tiny_operation(), "fields", "FLD1", open_intervals=always, parking_spots=(), working_spots=())
    return edit_row(roomy, "clearances", "C-AIR", **changes)


def permits(**changes: int | str) -> Permits:
    return permits_of(with_permit(**changes))


def next_off(minute: int, *used: int, **changes: int | str) -> int | None:
    """The first off block at FLD1 from a minute on when off blocks at ``used`` minutes have been taken."""
    ways = ways_of(with_permit(**changes))
    timeline, route = timeline_of(ways.network), ways.routes["LIFT", "OUT1", "BASE"][0]
    for off in used:
        taken = fit(timeline, route, frozenset(), Wish(off_from=off, off_to=off))
        assert taken is not None
        timeline.hold(route, taken)
    found = fit(timeline, route, frozenset(), Wish(off_from=minute))
    assert found is None or found.clearances == (None, "C-AIR", None)
    return None if found is None else found.off[1]


def test_the_window_is_widened_by_the_tolerance_on_both_sides() -> None:
    assert next_off(at(0)) == at(0, 5)
    assert next_off(at(3, 0, 59)) == at(3, 0, 59)
    assert next_off(at(3, 1)) is None


def test_a_day_that_is_used_up_sends_to_the_next_local_midnight() -> None:
    assert next_off(at(0, 10), at(0, 9)) == at(0, 10)
    assert next_off(at(0, 10), at(0, 9), at(0, 10)) == at(1)


def test_full_days_in_a_row_are_skipped_together() -> None:
    assert next_off(at(0, 10), at(1, 9), at(0, 9), limit_per_day=1) == at(2)
    days = [at(day, 9) for day in range(3)]
    assert next_off(at(0, 10), *days, limit_per_day=1) == at(3)  # the tolerance reaches into day 3
    assert next_off(at(0, 10), *days, at(3, 0, 30), limit_per_day=1) is None


def test_no_limit_is_never_used_up() -> None:
    assert next_off(at(0, 9), *[at(0, 9)] * 5, limit_per_day=0) == at(0, 9)


def test_of_two_clearances_the_one_that_lets_go_first_is_used() -> None:
    operation = with_permit(limit_per_day=1)
    first = next(one for one in operation.clearances if one.clearance_id == "C-AIR")
    ways = ways_of(replace(operation, clearances=(*operation.clearances, replace(first, clearance_id="D-AIR"))))
    timeline, route = timeline_of(ways.network), ways.routes["LIFT", "OUT1", "BASE"][0]
    used = []
    for _ in range(3):
        found = fit(timeline, route, frozenset(), Wish(off_from=at(0, 9)))
        assert found is not None
        timeline.hold(route, found)
        used.append((found.off[1], found.clearances[1]))
    assert used == [(at(0, 9), "C-AIR"), (at(0, 9), "D-AIR"), (at(1), "C-AIR")]


def test_a_clearance_that_is_given_back_is_offered_again() -> None:
    ways = ways_of(with_permit(limit_per_day=1))
    timeline, route = timeline_of(ways.network), ways.routes["LIFT", "OUT1", "BASE"][0]
    found = fit(timeline, route, frozenset(), Wish(off_from=at(0, 9)))
    assert found is not None
    timeline.hold(route, found)
    timeline.hold(route, found, by=-1)
    assert fit(timeline, route, frozenset(), Wish(off_from=at(0, 9))) == found


def test_another_type_or_leg_has_no_clearance() -> None:
    assert not permits().covers(FIELD, "TRUCK")
    assert not permits().covers(("leg", "BASE-FEED"), "LIFT")


def test_a_planned_clearance_serves_nothing_before_its_lead_and_its_answer() -> None:
    for lead, answer in ((600, 90), (90, 600)):
        assert next_off(at(0), state="planned", lead_minutes=lead, answer_minutes=answer) == at(0, 10)


def test_a_planned_clearance_that_comes_too_late_covers_nothing() -> None:
    planned = permits(state="planned", lead_minutes=3 * 1440 + 60)
    assert not planned.covers(FIELD, "LIFT")
    assert permits(state="planned", lead_minutes=3 * 1440 + 59).covers(FIELD, "LIFT")
