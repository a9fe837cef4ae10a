"""Compiled look-ups in hours, against looking at every minute."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from repli.kernel.counts import FOREVER
from repli.kernel.departing import last_span, next_in, next_span

openings = st.lists(st.integers(0, 60), min_size=2, max_size=8, unique=True).map(
    lambda marks: list(zip(sorted(marks)[::2], sorted(marks)[1::2], strict=False))
)


def hours(spans: list[tuple[int, int]]) -> np.ndarray:
    """The spans as rows 1 and on of a table whose first row is of somebody else."""
    return np.array([[99, *(start for start, _ in spans)], [999, *(end for _, end in spans)]], np.int64)


def is_open(spans: list[tuple[int, int]], start: int, length: int) -> bool:
    return any(begin <= start and start + length <= end for begin, end in spans)


@given(openings, st.integers(0, 70))
def test_the_next_open_minute_is_the_first_that_lies_in_an_opening(spans: list[tuple[int, int]], minute: int) -> None:
    expected = next((one for one in range(minute, 80) if is_open(spans, one, 1)), FOREVER)
    assert next_in(hours(spans), 1, len(spans) + 1, minute) == expected


@given(openings, st.integers(0, 70), st.integers(1, 20))
def test_spans_are_the_first_and_the_last_that_an_opening_holds(
    spans: list[tuple[int, int]], minute: int, length: int
) -> None:
    fitting = [one for one in range(90) if is_open(spans, one, length)]
    first, last = 1, len(spans) + 1
    later, earlier = [one for one in fitting if one >= minute], [one for one in fitting if one <= minute]
    assert next_span(hours(spans), first, last, minute, length) == min(later, default=FOREVER)
    assert last_span(hours(spans), first, last, minute, length) == max(earlier, default=-1)


def test_what_has_no_hours_is_always_open() -> None:
    nothing = hours([])
    assert next_in(nothing, -1, -1, 7) == next_span(nothing, -1, -1, 7, 5) == last_span(nothing, -1, -1, 7, 5) == 7
