"""Compiled calendar look-ups against the slow obvious way: minute by minute."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from repli.kernel.arrays import NEVER, records
from repli.kernel.calendar import after_weather, day_of, next_open, next_permitted

DAY_STARTS = np.arange(0, 50, 10, dtype=np.int64)  # five days of ten minutes
CUTS = st.lists(st.integers(0, 49), min_size=2, max_size=8, unique=True).map(sorted)


def intervals(cuts: list[int]) -> tuple[np.ndarray, np.ndarray]:
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return np.array([a for a, _ in pairs], np.int64), np.array([b for _, b in pairs], np.int64)


@given(CUTS, st.integers(0, 60))
def test_the_next_open_minute_is_the_first_inside_an_interval(cuts: list[int], minute: int) -> None:
    starts, ends = intervals(cuts)
    inside = (m for m in range(minute, 60) if any(a <= m < b for a, b in zip(starts, ends, strict=True)))
    openings = records("openings", {"start": starts, "end": ends})
    assert next_open(openings, 0, len(starts), minute) == next(inside, NEVER)


@given(st.integers(-5, 60))
def test_the_day_of_a_minute_is_the_last_day_that_has_begun(minute: int) -> None:
    assert day_of(DAY_STARTS, minute) == sum(start <= minute for start in DAY_STARTS) - 1


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 12)), min_size=5, max_size=5), st.integers(0, 49))
def test_after_the_weather_no_closure_holds_the_minute(closures: list[tuple[int, int]], minute: int) -> None:
    starts = np.array([10 * day + offset for day, (offset, _) in enumerate(closures)], np.int64)
    ends = starts + np.array([length for _, length in closures], np.int64)
    found = after_weather(starts, ends, DAY_STARTS, minute)
    clear = (m for m in range(minute, 200) if not any(a <= m < b for a, b in zip(starts, ends, strict=True)))
    assert found == next(clear)


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20), st.integers(0, 2)), min_size=1, max_size=3),
    st.lists(st.integers(0, 2), min_size=15, max_size=15),
    st.integers(0, 49),
)
def test_the_next_permitted_minute_has_a_window_and_room_on_its_day(
    rows: list[tuple[int, int, int]], used_flat: list[int], minute: int
) -> None:
    start = np.array([row[0] for row in rows], np.int64)
    end = start + np.array([row[1] for row in rows], np.int64)
    limit = np.array([row[2] for row in rows], np.int64)
    used = np.array(used_flat, np.int64).reshape(3, 5)[: len(rows)]
    clearances = records("clearances", {"window_start": start, "window_end": end, "limit": limit})
    found, clearance = next_permitted(clearances, np.arange(len(rows)), used, DAY_STARTS, minute)

    def free(candidate: int) -> bool:
        day = min(candidate // 10, 4)
        return any(
            start[i] <= candidate < end[i] and (limit[i] == 0 or used[i, day] < limit[i]) for i in range(len(rows))
        )

    assert found == next((m for m in range(minute, 70) if free(m)), NEVER)
    assert (clearance >= 0) == (found < NEVER)
