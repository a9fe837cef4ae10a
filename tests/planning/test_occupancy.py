"""Spots of nested sizes, against counting every minute."""

from hypothesis import given
from hypothesis import strategies as st

from repli.planning.occupancy import FOREVER, Occupancy, occupancy_of

stands = st.lists(st.tuples(st.integers(1, 3), st.integers(0, 30), st.integers(1, 12)), max_size=8)
spots = st.lists(
    st.tuples(st.integers(1, 3), st.integers(1, 2)), min_size=1, max_size=3, unique_by=lambda pair: pair[0]
)


def is_free(spots: list[tuple[int, int]], held: list[tuple[int, int, int]], size: int, start: int, end: int) -> bool:
    """The definition: at every minute and for each k, vehicles of size >= k are at most the spots of size >= k."""
    for minute in range(start, end):
        sizes = [size, *(one for one, begin, finish in held if begin <= minute < finish)]
        for k in range(1, 5):
            if sum(one >= k for one in sizes) > sum(count for one, count in spots if one >= k):
                return False
    return True


def filled(
    spots: list[tuple[int, int]], wanted: list[tuple[int, int, int]]
) -> tuple[Occupancy, list[tuple[int, int, int]]]:
    """An occupancy with those of the wanted stands that fit, in order."""
    occupancy, held = occupancy_of(tuple(sorted(spots))), []
    for size, start, length in wanted:
        if is_free(spots, held, size, start, start + length):
            occupancy.take(size, start, start + length)
            held.append((size, start, start + length))
    return occupancy, held


@given(spots, stands, st.integers(1, 3), st.integers(0, 40), st.integers(1, 12))
def test_a_spot_is_free_exactly_when_counting_says_so(
    spots: list[tuple[int, int]], wanted: list[tuple[int, int, int]], size: int, start: int, length: int
) -> None:
    occupancy, held = filled(spots, wanted)
    free = occupancy.next_free(size, start, start + length) == start
    assert free == is_free(spots, held, size, start, start + length)


@given(spots, stands, st.integers(1, 3), st.integers(0, 40), st.integers(1, 12))
def test_following_the_advice_finds_the_first_free_start(
    spots: list[tuple[int, int]], wanted: list[tuple[int, int, int]], size: int, start: int, length: int
) -> None:
    occupancy, held = filled(spots, wanted)
    at = start
    while at < FOREVER and (later := occupancy.next_free(size, at, at + length)) != at:
        at = later
    expected = next((one for one in range(start, 100) if is_free(spots, held, size, one, one + length)), FOREVER)
    assert at == expected


def test_a_spot_freed_at_a_minute_may_be_taken_at_it() -> None:
    occupancy = occupancy_of(((2, 1),))
    occupancy.take(2, 10, 20)
    assert occupancy.next_free(2, 20, 25) == 20
    assert occupancy.next_free(2, 19, 25) == 20


def test_no_spots_given_is_no_limit() -> None:
    occupancy = occupancy_of(())
    for _ in range(3):
        occupancy.take(3, 0, 10)
    assert occupancy.next_free(3, 0, 10) == 0
