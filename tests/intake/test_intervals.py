"""The algebra of intervals against sets of minutes."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from repli.intake.expand.intervals import common, merged, without
from repli.units import Interval

INTERVALS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 12)).map(lambda pair: Interval(pair[0], sum(pair))), max_size=8
)


def minutes(intervals: tuple[Interval, ...] | list[Interval]) -> set[int]:
    return {minute for one in intervals for minute in range(one.start_minute, one.end_minute)}


def is_tidy(intervals: tuple[Interval, ...]) -> bool:
    """Sorted, apart, and not touching."""
    return all(a.end_minute < b.start_minute for a, b in pairwise(intervals))


@given(INTERVALS)
def test_merging_keeps_the_minutes(left: list[Interval]) -> None:
    assert minutes(merged(left)) == minutes(left)
    assert is_tidy(merged(left))


@given(INTERVALS, INTERVALS)
def test_common_minutes_are_in_both(left: list[Interval], right: list[Interval]) -> None:
    assert minutes(common(left, right)) == minutes(left) & minutes(right)
    assert is_tidy(common(left, right))


@given(INTERVALS, INTERVALS)
def test_what_is_left_over_is_not_in_the_other(left: list[Interval], right: list[Interval]) -> None:
    assert minutes(without(left, right)) == minutes(left) - minutes(right)
    assert is_tidy(without(left, right))
