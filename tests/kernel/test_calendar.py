"""Compiled calendar look-ups against the slow obvious way: minute by minute."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from repli.kernel.arrays import NEVER, records
from repli.kernel.calendar import after, after_weather, day_of, first_fit, next_open, next_permitted
from tests.kernel.stations import bare_timeline, nothing_wrong

DAY_STARTS = np.arange(0, 50, 10, dtype=np.int64)  # five days of ten minutes: far from the usual length
CUTS = st.lists(st.integers(0, 49), min_size=2, max_size=8, unique=True).map(sorted)


def intervals(cuts: list[int]) -> tuple[np.ndarray, np.ndarray]:
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return np.array([a for a, _ in pairs], np.int64), np.array([b for _, b in pairs], np.int64)


@given(CUTS, st.integers(0, 60))
def test_the_next_open_minute_is_the_first_inside_an_interval(cuts: list[int], minute: int) -> None:
    starts, ends = intervals(cuts)
    inside = (m for m in range(minute, 60) if any(a <= m < b for a, b in zip(starts, ends, strict=True)))
    found = next(inside, NEVER)
    openings = records("openings", {"start": starts, "end": ends})
    timeline = bare_timeline(openings=openings, gates=records("gates", {"open_from": [0], "open_to": [len(starts)]}))
    for cursor in range(len(starts) + 1):  # wherever the last search ended
        cursors = np.array([cursor], np.int64)
        assert next_open(timeline, cursors, 0, minute) == found
        assert next_open(timeline, cursors, 0, minute) == found


@given(st.integers(-5, 60))
def test_the_day_of_a_minute_is_the_last_day_that_has_begun(minute: int) -> None:
    assert day_of(DAY_STARTS, minute) == sum(start <= minute for start in DAY_STARTS) - 1


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 12)), min_size=5, max_size=5), st.integers(0, 49))
def test_after_the_weather_no_closure_holds_the_minute(closures: list[tuple[int, int]], minute: int) -> None:
    starts = np.array([10 * day + offset for day, (offset, _) in enumerate(closures)], np.int64)
    ends = starts + np.array([length for _, length in closures], np.int64)
    found = after_weather(starts, ends, DAY_STARTS, minute, 2)
    clear = (m for m in range(minute, 200) if not any(a <= m < b for a, b in zip(starts, ends, strict=True)))
    assert found == next(clear)


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20), st.integers(0, 2)), min_size=1, max_size=3),
    st.lists(st.integers(0, 2), min_size=15, max_size=15),
    st.integers(0, 49),
    st.lists(st.integers(0, 15), min_size=3, max_size=3),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 15)), min_size=3, max_size=3),
)
def test_the_next_permitted_minute_has_a_window_and_room_on_its_day(
    rows: list[tuple[int, int, int]],
    used_flat: list[int],
    minute: int,
    answers: list[int],
    revocations: list[tuple[int, int]],
) -> None:
    start = np.array([row[0] for row in rows], np.int64)
    end = start + np.array([row[1] for row in rows], np.int64)
    limit = np.array([row[2] for row in rows], np.int64)
    used = np.array(used_flat, np.int64).reshape(3, 5)[: len(rows)]
    clearances = records("clearances", {"window_start": start, "window_end": end, "limit": limit})
    late = np.array([answers[: len(rows)]], np.int64)
    revoked = np.array([[a for a, _ in revocations[: len(rows)]]], np.int64)
    restored = revoked + np.array([[n for _, n in revocations[: len(rows)]]], np.int64)
    timeline = bare_timeline(
        clearances=clearances,
        choices=np.arange(len(rows)),
        permits=records("permits", {"choice_from": [0], "choice_to": [len(rows)]}),
    )
    luck = nothing_wrong(1, timeline)._replace(answer=late, revoked_start=revoked, revoked_end=restored)
    found, clearance = next_permitted(timeline, luck, 0, 0, used, minute)

    def free(candidate: int) -> bool:
        day = min(candidate // 10, 4)
        return any(
            start[i] + late[0, i] <= candidate < end[i]
            and not revoked[0, i] <= candidate < restored[0, i]
            and (limit[i] == 0 or used[i, day] < limit[i])
            for i in range(len(rows))
        )

    assert found == next((m for m in range(minute, 70) if free(m)), NEVER)
    assert (clearance >= 0) == (found < NEVER)


@given(CUTS, st.integers(0, 60), st.integers(1, 20))
def test_the_first_fit_is_the_first_minute_from_which_the_whole_length_is_open(
    cuts: list[int], minute: int, length: int
) -> None:
    starts, ends = intervals(cuts)
    fits = (m for m in range(minute, 60) if any(a <= m and m + length <= b for a, b in zip(starts, ends, strict=True)))
    openings = records("openings", {"start": starts, "end": ends})
    assert first_fit(openings, 0, len(starts), minute, length) == next(fits, NEVER)


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 40))
def test_after_an_interval_is_its_end_if_it_holds_the_minute(start: int, length: int, minute: int) -> None:
    held = minute in range(start, start + length)
    assert after(start, start + length, minute) == (start + length if held else minute)
