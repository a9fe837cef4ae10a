"""Buckets: which one holds a minute, and which ones an opening meets."""

from hypothesis import given
from hypothesis import strategies as st

from repli.rules.grid import Grid
from repli.rules.hours import union

GRIDS = st.sets(st.integers(0, 40), min_size=2, max_size=8).map(lambda minutes: Grid(minutes=tuple(sorted(minutes))))
SPANS = st.lists(st.tuples(st.integers(-5, 45), st.integers(-5, 45)), max_size=5)


@given(GRIDS, SPANS, st.integers(-5, 45))
def test_a_bucket_is_met_if_one_of_its_minutes_is_open(grid: Grid, spans: list[tuple[int, int]], earliest: int) -> None:
    hours = union(spans)
    minutes = [minute for minute in range(-5, 46) if any(start <= minute < end for start, end in hours)]
    for bucket, (start, end) in enumerate(zip(grid.minutes, grid.minutes[1:], strict=False)):
        inside = [minute for minute in minutes if start <= minute < end]
        assert (bucket in grid.met_by(hours)) == bool(inside)
        assert grid.first_in(hours, bucket, earliest) == min((one for one in inside if one >= earliest), default=None)
    assert grid.met_by(hours) == sorted(set(grid.met_by(hours)))


def test_what_comes_before_is_in_the_first_bucket_and_what_comes_after_in_none() -> None:
    grid = Grid(minutes=(10, 20, 30))
    assert [grid.bucket(minute) for minute in (0, 10, 19, 20, 29, 30)] == [0, 0, 0, 1, 1, None]
