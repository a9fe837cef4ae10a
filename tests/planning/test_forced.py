"""The proven minimum of what moves is never more than in any plan that keeps the rules, and sometimes just as much."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, islice

from hypothesis import given
from hypothesis import strategies as st

from repli.errors import ImpossibleError, NoPlanError
from repli.model import Operation, Plan
from repli.planning import make_plan
from repli.planning.board import board_of
from repli.planning.forced import forced_of, least_moved, most_kept
from repli.planning.moved import calendar_of
from repli.planning.past import agreed_of
from repli.planning.ways import ways_of
from repli.units import Interval
from tests.planning.exhaustive import kept_plans
from tests.planning.small_operations import small_operation
from tests.tiny import at, edit_row

spans = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)).map(lambda one: (one[0], sum(one))), max_size=6)


def plain_most(some: list[tuple[int, int]], there: list[tuple[int, int]]) -> int:
    """The most that can be kept, by trying every choice."""
    for count in range(len(some), 0, -1):
        for choice in combinations(some, count):
            if all(
                sum(a <= minute < b for a, b in choice) <= sum(a <= minute < b for a, b in there)
                for minute in range(16)
            ):
                return count
    return 0


@given(spans, st.integers(0, 2), st.lists(st.integers(4, 14), max_size=2))
def test_of_spans_that_ask_at_once_no_choice_keeps_more(
    some: list[tuple[int, int]], always: int, until: list[int]
) -> None:
    there = [(0, 99)] * always + [(0, end) for end in until]
    assert most_kept(some, there) == plain_most(some, there)


def incidents(operation: Operation, plan: Plan) -> Iterator[Operation]:
    """What may go wrong: field shut, aircraft lost, latest times, who is ready later or comes, fewer clearances."""
    offs = [stop.off_block_minute for one in plan.movements for stop in one.stops if stop.loads]
    for shut in sorted(offs)[:2]:
        hours = operation.field_of["FLD1"].open_intervals
        parts = [(one.start_minute, min(one.end_minute, shut - 120)) for one in hours]
        parts += [(max(one.start_minute, shut + 120), one.end_minute) for one in hours]
        kept = tuple(Interval(*one) for one in sorted(set(parts)) if one[0] < one[1])
        yield edit_row(operation, "fields", "FLD1", open_intervals=kept)
    yield edit_row(operation, "vehicles", operation.vehicles[0].vehicle_id, available_to_minute=at(0) + 1)
    latest = max(offs, default=0) - 60
    yield replace(operation, items=tuple(replace(one, latest_minute=latest) for one in operation.items))
    yield replace(operation, people=tuple(replace(one, latest_minute=latest) for one in operation.people))
    last = max(operation.people, key=lambda one: one.count)
    later = max(offs, default=0) + 180
    yield edit_row(operation, "people", last.line_id, ready_minute=later)
    come = replace(last, line_id="COME", arrives_minute=None, together=None, before=(), ready_minute=later)
    yield replace(operation, people=(*operation.people, come))
    limited = tuple(replace(one, limit_per_day=1) if one.limit_per_day else one for one in operation.clearances)
    yield replace(operation, clearances=limited)


def test_no_plan_that_keeps_the_rules_moves_fewer() -> None:
    seen, late, reached = 0, 0, 0
    for seed in range(24):
        operation = small_operation(seed)
        try:
            agreed = make_plan(operation, seed=1, version="test")
        except (ImpossibleError, NoPlanError):
            continue
        minutes = frozenset(stop.off_block_minute for one in agreed.movements for stop in one.stops if stop.loads)
        for changed in incidents(operation, agreed):
            start = board_of(ways_of(changed))
            to_come = agreed_of(changed, agreed)
            proven = least_moved(start, start, to_come, forced_of(start, to_come, {}, 30), 30)
            calendar = calendar_of(changed, agreed, changed.as_of_minute, 30)
            for plan in islice(kept_plans(changed, minutes=minutes), 4):
                moved, least = len(calendar.moved(plan)), proven.at(plan.objective.latest_missed_days)
                assert moved >= least, (seed, moved, least)
                seen += least > 0
                late += least > proven.anyway
                reached += moved == least > 0
    assert seen >= 10
    assert late >= 3
    assert reached >= 1
