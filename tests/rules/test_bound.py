"""The bound: rows worked out by hand, refused if they claim more, never above a plan found by trying everything."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, event, given, settings

from repli.model import Bound, BoundRow, Least, Operation
from repli.rules import check_plan, prove_bound, strongest_row
from repli.rules.permits import MEASURES
from repli.rules.routes import Ways
from repli.units import Interval
from tests.rules.plain_world import certificate_of, plain_operation
from tests.rules.small_world import best_plan, operations
from tests.tiny import at, daily, edit_row, tiny_operation, without_row

OPERATION = tiny_operation()
ONE_A_DAY = edit_row(OPERATION, "clearances", "C-AIR", limit_per_day=1)


def row_of(operation: Operation, kind: str, subject: str, from_minute: int) -> tuple[int, int] | None:
    row = strongest_row(operation, kind, subject, from_minute)
    return None if row is None else (row.demand, row.value_day)


def bound_of(*rows: BoundRow) -> Bound:
    return Bound(closure_day=max(row.value_day for row in rows), method="rows", proven=True, rows=rows)


def all_rows(operation: Operation) -> list[BoundRow]:
    """The strongest row of every line, and of every kind at every ready minute."""
    lines = (*operation.people, *operation.items)
    keys = [("ready", line.line_id, line.ready_minute) for line in lines]
    keys += [(kind, "FLD1", line.ready_minute) for kind in MEASURES for line in lines]
    rows = (strongest_row(operation, *key) for key in keys)
    return [row for row in rows if row is not None]


@pytest.mark.parametrize(
    ("ready", "day"),
    [
        (at(1), 1),
        # 40 to load, 90 on the road, 30 to unload, 30 to transfer, 40 to load: 19:59, the last minute FLD1 is open
        (at(1, 16, 9), 1),
        (at(1, 16, 10), 2),
        (at(2, 16, 10), None),  # day 3 would be next, and the clearance ends at 01:00 of it: never
    ],
)
def test_a_line_from_a_road_site_needs_convoy_transfer_and_flight(ready: int, day: int | None) -> None:
    operation = edit_row(OPERATION, "items", "I6", ready_minute=ready)
    never = len(OPERATION.agreement.day_starts)
    assert row_of(operation, "ready", "I6", ready) == (0, never if day is None else day)


def test_a_row_of_a_line_that_stays_or_with_another_minute_proves_nothing() -> None:
    assert strongest_row(OPERATION, "ready", "I6", at(1) + 1) is None
    assert strongest_row(OPERATION, "ready", "NONE", at(1)) is None
    stays = edit_row(OPERATION, "items", "I6", destination_id="BASE")
    assert strongest_row(stays, "ready", "I6", at(1)) is None


@pytest.mark.parametrize(
    ("kind", "demand"),
    [
        # 17,500 kg of items and 30 people of 100 kg on 12,000 kg a day; 10 positions on 6; 30 people on 20 seats
        ("permits-kg", 20_500),
        ("permits-positions", 10),
        ("permits-people", 30),
    ],
)
def test_one_flight_a_day_takes_two_days_and_two_flights_take_one(kind: str, demand: int) -> None:
    assert row_of(ONE_A_DAY, kind, "FLD1", at(0)) == (demand, 1)
    assert row_of(OPERATION, kind, "FLD1", at(0)) == (demand, 0)


def test_capacity_counts_from_the_first_day_on_which_it_can_be_used() -> None:
    later = edit_row(ONE_A_DAY, "fields", "FLD1", open_intervals=OPERATION.field_of["FLD1"].open_intervals[1:])
    assert row_of(later, "permits-kg", "FLD1", at(0)) == (20_500, 2)
    # only I6, 1,500 kg, is ready on day 1 or later
    assert row_of(ONE_A_DAY, "permits-kg", "FLD1", at(1)) == (1_500, 1)
    assert row_of(ONE_A_DAY, "permits-kg", "FLD1", at(1, 0, 1)) is None


def test_clearances_that_are_used_up_before_all_is_out_mean_never() -> None:
    heavy = edit_row(ONE_A_DAY, "items", "I3", kg=30_000)
    assert row_of(heavy, "permits-kg", "FLD1", at(0)) == (47_500, len(OPERATION.agreement.day_starts))


@pytest.mark.parametrize("window", [Interval(at(1), at(6)), Interval(at(0), at(1))])
def test_the_tolerance_of_a_clearance_counts_before_and_after_its_window(window: Interval) -> None:
    """With the hour before, or after, the window two days hold an off block by day 1; without it they do not."""
    always = edit_row(ONE_A_DAY, "fields", "FLD1", open_intervals=daily(0, 24))
    tolerant = edit_row(always, "clearances", "C-AIR", window=window, tolerance_minutes=60)
    assert row_of(tolerant, "permits-kg", "FLD1", at(0)) == (20_500, 1)
    strict = edit_row(tolerant, "clearances", "C-AIR", tolerance_minutes=0)
    assert row_of(strict, "permits-kg", "FLD1", at(0)) != (20_500, 1)


def test_a_clearance_without_a_limit_proves_nothing() -> None:
    free = edit_row(OPERATION, "clearances", "C-AIR", limit_per_day=0)
    assert row_of(free, "permits-kg", "FLD1", at(0)) is None


def with_border_road() -> Operation:
    """One flight a day, and a road from FEED to a site outside, at the field of HOME."""
    port = replace(OPERATION.site_of["HOME"], site_id="PORT")
    leg = replace(OPERATION.legs[0], leg_id="FEED-PORT", from_place="FEED", to_place="PORT")
    passage = replace(OPERATION.passages[2], leg_id="FEED-PORT")
    permit = replace(OPERATION.clearance_of["C-FEED"], clearance_id="C-PORT", scope_id="FEED-PORT")
    return replace(
        ONE_A_DAY,
        sites=(*OPERATION.sites, port),
        legs=(*OPERATION.legs, leg),
        passages=(*OPERATION.passages, passage),
        clearances=(*ONE_A_DAY.clearances, permit),
    )


def test_by_road_a_line_is_out_when_it_is_on_block_outside() -> None:
    """Ready at 00:00 of day 1, loaded by 00:40, the road opens at 06:00, 90 minutes to drive."""
    ways = Ways(with_border_road())
    assert ways.out(ways.lines["I6"])["road", "FEED"] == at(1, 7, 30)


def test_a_second_way_out_empties_the_demand() -> None:
    """With FEED's own road to a site outside, only what starts at BASE, and cannot go back to FEED, must fly."""
    two_ways = with_border_road()
    assert row_of(two_ways, "permits-kg", "FLD1", at(0)) == (8_000, 0)  # too heavy for a truck
    one_way = without_row(two_ways, "clearances", "C-FEED")
    # BASE: 15,000 kg of items and 20 people
    assert row_of(one_way, "permits-kg", "FLD1", at(0)) == (17_000, 1)


def test_the_bound_of_the_strongest_rows_holds_and_a_day_or_a_kilogram_more_does_not() -> None:
    rows = all_rows(ONE_A_DAY)
    assert prove_bound(ONE_A_DAY, bound_of(*rows)) == ()
    for row in rows:
        for wrong in (replace(row, value_day=row.value_day + 1), replace(row, demand=row.demand + 1)):
            assert [finding.rule for finding in prove_bound(ONE_A_DAY, bound_of(wrong))] == ["bound-proven"]
        assert prove_bound(ONE_A_DAY, bound_of(replace(row, value_day=row.value_day - 1))) == ()


@pytest.mark.parametrize(
    "bound",
    [
        Bound(closure_day=1, method="none", proven=True, rows=()),
        bound_of(BoundRow(kind="miracle", subject="FLD1", from_minute=at(0), demand=0, value_day=0)),
        replace(bound_of(*all_rows(ONE_A_DAY)), closure_day=2),
    ],
)
def test_a_bound_without_its_proof_is_refused(bound: Bound) -> None:
    assert len(prove_bound(ONE_A_DAY, bound)) == 1
    assert prove_bound(ONE_A_DAY, replace(bound, proven=False)) == ()


def test_the_day_of_as_of_needs_no_proof() -> None:
    assert prove_bound(OPERATION, Bound(closure_day=0, method="none", proven=True, rows=())) == ()


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(operations())
def test_no_plan_closes_before_any_row(operation: Operation) -> None:
    plan = best_plan(operation)
    rows = all_rows(operation)
    event("no plan" if plan is None else f"slack {plan.objective.closure_day - max(row.value_day for row in rows)}")
    if plan is not None:
        assert check_plan(operation, plan) == ()
        assert max(row.value_day for row in rows) <= plan.objective.closure_day
        assert prove_bound(operation, bound_of(*rows)) == ()


def test_the_search_finds_plans_and_the_bound_is_often_exact() -> None:
    tight, found = 0, 0
    for operation in _some_operations(40):
        plan = best_plan(operation)
        if plan is not None:
            found += 1
            tight += max(row.value_day for row in all_rows(operation)) == plan.objective.closure_day
    assert found >= 20
    assert tight * 2 >= found


def _some_operations(count: int) -> list[Operation]:
    drawn: list[Operation] = []

    @settings(max_examples=count, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow])
    @given(operations())
    def collect(operation: Operation) -> None:
        drawn.append(operation)

    collect()
    return drawn


def test_the_notice_of_a_handover_holds_the_closure_back() -> None:
    """Notice of a day, office from 08:00, 120 minutes: BASE closes at 10:00 of day 1; its wave ends at 11:00."""
    alone = replace(OPERATION, people=(), items=(), floors=())
    ways = Ways(alone)
    assert strongest_row(alone, "handover", "BASE", at(1, 10), ways=ways) == BoundRow(
        kind="handover", subject="BASE", from_minute=at(1, 10), demand=0, value_day=1
    )
    assert strongest_row(alone, "handover", "BASE", at(1, 10) + 1, ways=ways) is None
    assert row_of(OPERATION, "handover", "BASE", at(1, 11)) == (0, 1)
    assert row_of(edit_row(OPERATION, "sites", "BASE", handover_minutes=0), "handover", "BASE", at(1, 11)) is None
    assert row_of(OPERATION, "handover", "HOME", at(1, 11)) is None
    never = len(OPERATION.agreement.day_starts)
    long = edit_row(OPERATION, "sites", "BASE", handover_minutes=481)
    assert row_of(long, "handover", "BASE", OPERATION.horizon_minute + 1) == (0, never)


PERMITS = edit_row(plain_operation(3, 3), "clearances", "C-AIR", limit_per_day=1)


def priced(day: int) -> Bound:
    """The closure at the beginning of a day, by the permits up to it."""
    cuts = tuple(at(one) for one in range(1, 4))
    rows = (("permits", "C-AIR", 0, day - 1, 1),)
    position = (1,) * day + (0,) * (4 - day)
    one = certificate_of(PERMITS, "closure", day, cuts=cuts, position=position, rows=rows)
    row = BoundRow(kind="prices", subject="closure", from_minute=at(day), demand=0, value_day=day)
    return Bound(closure_day=day, method="prices", proven=True, rows=(row,), certificates=(one,))


def messages(bound: Bound) -> list[str]:
    return [str(finding.message) for finding in prove_bound(PERMITS, bound)]


def test_a_row_of_prices_stands_on_its_certificate() -> None:
    assert messages(priced(2)) == []
    assert messages(priced(3)) == ["Before bucket 3 all could be over: the prices are worth 0."]
    assert messages(replace(priced(2), certificates=())) == ["This row proves nothing."]
    later = replace(priced(2).rows[0], value_day=3)
    assert messages(replace(priced(2), closure_day=3, rows=(later,))) == ["The row says day 3, and day 2 is proven."]
    elsewhere = replace(priced(2).rows[0], subject="BASE")
    assert messages(replace(priced(2), rows=(elsewhere,))) == ["This row proves nothing."]


def test_a_figure_in_minutes_is_that_of_its_certificate_or_an_estimate() -> None:
    stay = certificate_of(PERMITS, "stay", 80, cuts=(), doors=False)
    least = Least(minutes=80, level="alone", proven=True)
    bound = Bound(
        closure_day=0, method="none", proven=False, rows=(), stay=least, alone_minutes=80, certificates=(stay,)
    )
    assert messages(bound) == []
    assert messages(replace(bound, certificates=())) == [
        "The bound is called proven and has no certificate that proves it."
    ]
    assert messages(replace(bound, stay=replace(least, minutes=79))) == [
        "The bound says 79 minutes, and its certificate says 80."
    ]
    assert messages(replace(bound, alone_minutes=81)) == ["The plan states 81, and 80 is right."]
    assert messages(replace(bound, stay=replace(least, minutes=9_999, proven=False))) == []
    flying = replace(bound, flying=Least(minutes=1, level="prices", proven=True))
    assert messages(flying) == ["The bound is called proven and has no certificate that proves it."]
