"""Step functions of how many stand at once, against counting every minute."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from repli.kernel.counts import FOREVER, Counts, change, free_from, latest

LEVELS = ((0, 3), (2, 1))
"""Three spots, one of them for size 2 or more."""

stands = st.lists(st.tuples(st.integers(1, 3), st.integers(0, 30), st.integers(0, 12)), max_size=8)


def empty() -> Counts:
    return Counts(
        np.zeros((2, 40), np.int64), np.zeros((2, 40), np.int64), np.zeros(2, np.int64), np.array(LEVELS, np.int64)
    )


def counted(held: list[tuple[int, int, int]], least: int, minute: int) -> int:
    return sum(size >= least and start <= minute < start + length for size, start, length in held)


def read(counts: Counts, row: int, minute: int) -> int:
    """What the step function says of a minute."""
    index = latest(counts.times[row], 0, counts.sizes[row], minute)
    return int(counts.counts[row, index]) if index >= 0 else 0


@given(stands)
def test_each_row_counts_who_stands_there_at_every_minute(held: list[tuple[int, int, int]]) -> None:
    counts = empty()
    for size, start, length in held:
        change(counts, 0, 2, size, start, start + length, 1)
    for row, (least, _) in enumerate(LEVELS):
        assert [read(counts, row, minute) for minute in range(50)] == [
            counted(held, least, minute) for minute in range(50)
        ]


@given(stands, stands)
def test_what_is_given_back_leaves_no_trace(kept: list[tuple[int, int, int]], gone: list[tuple[int, int, int]]) -> None:
    counts, other = empty(), empty()
    for size, start, length in kept:
        change(other, 0, 2, size, start, start + length, 1)
    for size, start, length in gone + kept:
        change(counts, 0, 2, size, start, start + length, 1)
    for size, start, length in gone:
        change(counts, 0, 2, size, start, start + length, -1)
    assert counts.sizes.tolist() == other.sizes.tolist()
    for row, size in enumerate(counts.sizes):
        assert counts.times[row, :size].tolist() == other.times[row, :size].tolist()
        assert counts.counts[row, :size].tolist() == other.counts[row, :size].tolist()


@given(stands, st.integers(1, 3), st.integers(0, 40), st.integers(1, 12), st.integers(1, 4))
def test_following_the_advice_finds_the_first_start_with_room(
    held: list[tuple[int, int, int]], size: int, start: int, length: int, units: int
) -> None:
    counts = empty()
    for one, begin, minutes in held:
        change(counts, 0, 2, one, begin, begin + minutes, 1)

    def has_room(at: int) -> bool:
        return all(
            counted(held, least, minute) + units <= most
            for minute in range(at, at + length)
            for least, most in LEVELS
            if least <= size
        )

    at = start
    while at < FOREVER and (later := free_from(counts, 0, 2, size, at, at + length, units)) != at:
        assert later > at
        at = later
    assert at == next((one for one in range(start, 60) if has_room(one)), FOREVER)
