"""Opening hours against a naive oracle that looks at every minute."""

from hypothesis import given
from hypothesis import strategies as st

from repli.rules.hours import common, first_common, first_minute, first_room, holds, joined, shifted, union
from repli.units import Interval

END = 60
intervals = st.lists(
    st.tuples(st.integers(0, END - 1), st.integers(1, 20)).map(lambda pair: Interval(pair[0], pair[0] + pair[1])),
    max_size=5,
)


def minutes_of(rows: list[Interval]) -> set[int]:
    return {minute for row in rows for minute in range(row.start_minute, row.end_minute)}


@given(intervals, st.integers(0, END), st.integers(0, 15))
def test_a_stay_is_held_where_every_minute_of_it_is_open(rows: list[Interval], start: int, length: int) -> None:
    needed = set(range(start, start + length)) or {start}
    assert holds(joined(rows), start, start + length) == (needed <= minutes_of(rows))


@given(intervals, st.integers(0, END), st.integers(0, 15))
def test_the_first_room_is_the_first_start_that_is_held(rows: list[Interval], minute: int, length: int) -> None:
    hours = joined(rows)
    starts = (start for start in range(minute, END + 30) if holds(hours, start, start + length))
    assert first_room(hours, minute, length) == next(starts, None)


@given(intervals, intervals, intervals, st.integers(0, END))
def test_the_first_common_minute_is_open_in_every_table(
    one: list[Interval], two: list[Interval], three: list[Interval], minute: int
) -> None:
    minutes = minutes_of(one) & minutes_of(two) & minutes_of(three)
    expected = min((m for m in minutes if m >= minute), default=None)
    assert first_common(minute, joined(one), joined(two), joined(three)) == expected


def test_hours_that_touch_are_one() -> None:
    assert joined([Interval(10, 20), Interval(0, 10), Interval(30, 40)]) == [(0, 20), (30, 40)]
    assert shifted([(0, 20)], -5) == [(-5, 15)]


@given(intervals, intervals, st.integers(0, END))
def test_common_hours_and_the_first_open_minute_are_those_of_the_minutes(
    one: list[Interval], other: list[Interval], earliest: int
) -> None:
    both = minutes_of(one) & minutes_of(other)
    found = common(joined(one), joined(other))
    assert {minute for start, end in found for minute in range(start, end)} == both
    assert found == union(found)
    assert first_minute(found, earliest) == min((minute for minute in both if minute >= earliest), default=None)


def test_a_pair_without_a_minute_opens_nothing() -> None:
    assert union([(5, 5), (9, 3), (1, 2), (2, 4)]) == [(1, 4)]
