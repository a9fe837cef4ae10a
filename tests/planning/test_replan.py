"""A plan made again keeps what it can, moves what it must, and breaks no rule; what cannot hold is refused by name."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from repli.errors import ImpossibleError, NoPlanError, UsageError
from repli.model import Movement, Operation, Plan
from repli.planning import Ban, Terms, make_plan, replanned
from repli.rules import check_plan
from repli.units import Interval
from tests.planning.generator import operation_of
from tests.planning.rich_generator import rich_operation_of
from tests.tiny import at, edit_row, tiny_operation

SEEDS = range(10)


@cache
def agreed_plans() -> tuple[tuple[Operation, Plan], ...]:
    """Random operations that have a plan, with it."""
    return tuple(_agreed_plans())


def _agreed_plans() -> Iterator[tuple[Operation, Plan]]:
    for seed in SEEDS:
        for operation in (operation_of(seed), rich_operation_of(seed)):
            try:
                plan = make_plan(operation, seed=1, version="test")
            except (ImpossibleError, NoPlanError):
                continue
            if plan.movements:
                yield operation, plan


def quarter(operation: Operation, plan: Plan, share: int) -> int:
    """The minute at so many quarters of a plan."""
    last = max(stop.off_block_minute for one in plan.movements for stop in one.stops)
    return operation.as_of_minute + (last - operation.as_of_minute) * share // 4


def again(operation: Operation, plan: Plan, now: int, **terms: object) -> Plan:
    """The plan made again."""
    return replanned(operation, plan, Terms(now_minute=now, **terms), seed=1, version="test").plan  # type: ignore[arg-type]  # by name


def off_minute(movement: Movement) -> int:
    """The off block with the load."""
    return next(stop.off_block_minute for stop in movement.stops if stop.loads)


def minutes_of(movement: Movement) -> tuple[int | str, ...]:
    """The vehicle and its off blocks: what may load something else on the way is no new movement."""
    return (movement.vehicle_id, *(stop.off_block_minute for stop in movement.stops))


def test_where_nothing_has_happened_nothing_changes() -> None:
    seen = 0
    for operation, plan in agreed_plans():
        for share in range(4):
            found = again(operation, plan, quarter(operation, plan, share))
            assert (found.movements, found.handovers) == (plan.movements, plan.handovers)
            assert (found.acts, found.bookings) == (plan.acts, plan.bookings)
            assert found.objective == plan.objective
            seen += 1
    assert seen >= 16


def test_after_a_movement_is_forbidden_the_plan_keeps_the_rules_and_the_past() -> None:
    seen = 0
    for operation, plan in agreed_plans():
        now = quarter(operation, plan, 1)
        later = [
            one for one in plan.movements if one.stops[0].off_block_minute >= now and any(s.loads for s in one.stops)
        ]
        for one in later[:2]:
            ban: Ban = ("movement", one.movement_id)
            try:
                found = replanned(operation, plan, Terms(now_minute=now, bans=frozenset({ban})), seed=1, version="test")
            except NoPlanError:
                continue
            seen += 1
            assert check_plan(operation, found.plan) == ()
            assert (one.vehicle_id, one.stops) not in {(two.vehicle_id, two.stops) for two in found.plan.movements}
            past = {two for two in plan.movements if two.stops[-1].off_block_minute < now}
            assert past <= set(found.plan.movements)
            new = {minutes_of(two) for two in found.plan.movements} - {minutes_of(two) for two in plan.movements}
            assert all(int(minutes[1]) >= now for minutes in new)
    assert seen >= 7


def test_a_closed_field_forces_what_would_stand_there_and_frees_the_rest() -> None:
    operation = tiny_operation()
    plan = make_plan(operation, seed=1, version="test")
    second = sorted(plan.movements, key=lambda one: one.stops[0].off_block_minute)
    movement = next(one for one in second if one.stops[1].place_id == "FLD1" and off_minute(one) > at(0, 12))
    field = operation.field_of["FLD1"]
    start, end = movement.stops[1].on_block_minute, movement.stops[1].off_block_minute
    hours = [
        Interval(one.start_minute, min(one.end_minute, start))
        for one in field.open_intervals
        if one.start_minute < start
    ]
    hours += [
        Interval(max(one.start_minute, end + 1), one.end_minute)
        for one in field.open_intervals
        if one.end_minute > end + 1
    ]
    changed = edit_row(operation, "fields", "FLD1", open_intervals=tuple(hours))
    found = replanned(changed, plan, Terms(now_minute=start - 600), seed=1, version="test")
    assert movement.movement_id in found.forced
    assert check_plan(changed, found.plan) == ()
    before = {one.stops for one in plan.movements if one.stops[-1].off_block_minute < start - 600}
    assert before <= {one.stops for one in found.plan.movements}


def test_a_lost_vehicle_flies_no_more_and_another_of_its_type_takes_over_at_the_same_minutes() -> None:
    operation = tiny_operation()
    spare = replace(operation.vehicle_of["L1"], vehicle_id="L9", available_from_minute=at(0))
    operation = replace(operation, vehicles=(*operation.vehicles, spare))
    plan = make_plan(operation, seed=1, version="test")
    now = at(0, 12)
    lost = next(one.vehicle_id for one in plan.movements if off_minute(one) > now and one.vehicle_id in {"L1", "L9"})
    found = again(operation, plan, now, bans=frozenset({("vehicle", lost)}))
    assert all(one.stops[0].off_block_minute < now for one in found.movements if one.vehicle_id == lost)
    assert check_plan(operation, found) == ()


def test_nothing_is_asked_for_before_now() -> None:
    for operation, plan in agreed_plans():
        now = quarter(operation, plan, 1)
        asked = {one.clearance_id: one.request_minute for one in plan.requests}
        for one in again(operation, plan, now).requests:
            assert one.request_minute >= now or asked[one.clearance_id] == one.request_minute


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"now_minute": at(90)}, "outside the operation"),
        ({"bans": frozenset({("vehicle", "NONE")})}, "vehicle:NONE"),
        ({"bans": frozenset({("planet", "MARS")})}, "planet:MARS"),
        ({"pins": frozenset({"R999"})}, "R999"),
        ({"pins": frozenset({"R001"}), "bans": frozenset({("movement", "R001")})}, "both"),
    ],
)
def test_terms_that_cannot_hold_are_refused_by_name(changes: dict[str, object], words: str) -> None:
    operation = tiny_operation()
    plan = make_plan(operation, seed=1, version="test")
    values: dict[str, object] = {"now_minute": at(0)} | changes
    with pytest.raises(UsageError, match=words):
        replanned(operation, plan, Terms(**values), seed=1, version="test")  # type: ignore[arg-type]  # by name


def test_a_pin_that_cannot_stay_is_refused_by_name() -> None:
    operation = tiny_operation()
    plan = make_plan(operation, seed=1, version="test")
    last = max(plan.movements, key=off_minute)
    terms = Terms(now_minute=at(0, 12), pins=frozenset({last.movement_id}), bans=frozenset({("field", "FLD1")}))
    with pytest.raises(UsageError, match=last.movement_id):
        replanned(operation, plan, terms, seed=1, version="test")


def test_where_no_clearance_is_left_at_a_field_no_plan_is_said_to_empty_it() -> None:
    operation = tiny_operation()
    plan = make_plan(operation, seed=1, version="test")
    bare = replace(operation, clearances=())
    with pytest.raises(NoPlanError) as refused:
        again(bare, plan, operation.as_of_minute)
    assert any("clearance" in str(one) for one in refused.value.reasons)
