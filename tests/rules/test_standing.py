"""Spot minutes, against counting minute by minute."""

from hypothesis import given
from hypothesis import strategies as st

from repli.rules.hours import union
from repli.rules.standing import SpotMinutes, closed_stretches, spots_of_size

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5)
TAKEN = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 3)), max_size=3)


@given(
    SPANS,
    st.integers(0, 40),
    st.integers(0, 3),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 3)), max_size=3),
    st.integers(0, 70),
)
def test_open_minutes_count_for_each_spot_that_nobody_has_taken(
    spans: list[tuple[int, int]], as_of: int, spots: int, taken: list[tuple[int, int, int]], until: int
) -> None:
    held = [(start, end, count) for start, end, count in taken if start < end]
    minutes = SpotMinutes.of(union(spans), as_of, spots, held)
    counted = sum(
        max(0, spots - sum(count for start, end, count in held if start <= minute < end))
        for minute in range(as_of, until)
        if any(start <= minute < end for start, end in spans)
    )
    assert minutes.until(until) == counted


def test_a_closed_stretch_lies_between_two_openings_that_are_not_over_at_as_of() -> None:
    hours = [(0, 10), (20, 30), (50, 60)]
    assert closed_stretches(hours, 0) == [(20, 10), (50, 20)]
    assert closed_stretches(hours, 10) == [(20, 10), (50, 20)]
    assert closed_stretches(hours, 11) == [(50, 20)]


def test_a_spot_takes_vehicles_of_its_size_and_smaller_ones() -> None:
    assert [spots_of_size(((1, 4), (3, 2)), size) for size in (0, 1, 2, 3, 4)] == [6, 6, 2, 2, 0]
