"""What counts as moved is what the difference of two plans counts, by code of its own."""

from dataclasses import replace

from repli.model import Movement, Plan
from repli.planning import make_plan
from repli.planning.moved import calendar_of
from repli.reporting import difference_of, record_of
from tests.tiny import tiny_operation

OPERATION = tiny_operation()
PLAN = make_plan(OPERATION, seed=1, version="test")


def shifted(movement: Movement, minutes: int) -> Movement:
    """A movement so much later."""
    stops = tuple(
        replace(
            stop,
            on_block_minute=stop.on_block_minute + minutes,
            work_start_minute=stop.work_start_minute + minutes,
            work_end_minute=stop.work_end_minute + minutes,
            off_block_minute=stop.off_block_minute + minutes,
        )
        for stop in movement.stops
    )
    return replace(movement, stops=stops)


def counted(plan: Plan, now: int) -> tuple[int, int]:
    """Moved or dropped, counted here and by the difference."""
    found = difference_of(
        record_of(OPERATION, PLAN, None).departures,
        record_of(OPERATION, plan, None).departures,
        now_minute=now,
        tolerance_minutes=30,
    )
    moved = calendar_of(OPERATION, PLAN, now, 30).moved(plan)
    return len(moved), len(found.moved) + len(found.dropped)


def test_shifts_drops_and_lost_loads_count_as_in_the_difference() -> None:
    now, (first, *_) = OPERATION.as_of_minute, [one for one in PLAN.movements if any(s.loads for s in one.stops)]
    for minutes, moved in ((0, 0), (30, 0), (31, 1), (-31, 1)):
        plan = replace(PLAN, movements=tuple(shifted(one, minutes) if one == first else one for one in PLAN.movements))
        assert counted(plan, now) == (moved, moved)
    fewer = replace(PLAN, movements=tuple(one for one in PLAN.movements if one != first))
    assert counted(fewer, now) == (1, 1)
    bare = replace(first, stops=tuple(replace(stop, loads=stop.loads[:1]) for stop in first.stops))
    light = replace(PLAN, movements=tuple(bare if one == first else one for one in PLAN.movements))
    assert counted(light, now)[0] == counted(light, now)[1]


def test_what_has_left_by_now_does_not_count() -> None:
    last = max(stop.off_block_minute for one in PLAN.movements for stop in one.stops)
    assert counted(replace(PLAN, movements=()), last) == (0, 0)
