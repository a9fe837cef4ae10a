"""Opening hours: merged, and asked minute by minute as an oracle."""

from hypothesis import given
from hypothesis import strategies as st

from repli.planning.hours import hours_of
from repli.units import Interval

intervals = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: Interval(pair[0], pair[0] + pair[1])), max_size=6
)
minutes = st.integers(-5, 90)
lengths = st.integers(0, 25)


def open_minutes(rows: list[Interval]) -> set[int]:
    return {minute for row in rows for minute in range(row.start_minute, row.end_minute)}


def fits(rows: list[Interval], start: int, length: int) -> bool:
    return all(minute in open_minutes(rows) for minute in range(start, start + max(length, 1)))


@given(intervals, minutes)
def test_the_next_open_minute_is_the_first_one_in_any_interval(rows: list[Interval], minute: int) -> None:
    expected = min((one for one in open_minutes(rows) if one >= minute), default=None)
    assert hours_of(rows).next_open(minute) == expected


@given(intervals, minutes, lengths)
def test_the_next_span_is_the_first_start_after_which_all_minutes_are_open(
    rows: list[Interval], minute: int, length: int
) -> None:
    expected = next((one for one in range(minute, 120) if fits(rows, one, length)), None)
    assert hours_of(rows).next_span(minute, length) == expected


@given(intervals, minutes, lengths)
def test_the_last_span_is_the_last_start_up_to_a_minute(rows: list[Interval], minute: int, length: int) -> None:
    expected = next((one for one in range(minute, -30, -1) if fits(rows, one, length)), None)
    assert hours_of(rows).last_span(minute, length) == expected
