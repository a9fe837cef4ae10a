"""Buckets against a look at every minute."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from repli.planning.hours import hours_of
from repli.planning.prices.grid import Buckets, daily
from repli.units import Interval
from tests.tiny import at, tiny_operation

CUTS = st.lists(st.integers(0, 60), min_size=2, max_size=6, unique=True).map(lambda ones: Buckets(tuple(sorted(ones))))
SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=4)


@given(CUTS, st.integers(-5, 70))
def test_a_minute_is_in_the_bucket_that_holds_it(buckets: Buckets, minute: int) -> None:
    spans = list(zip(buckets.cuts, buckets.cuts[1:], strict=False))
    held = [t for t, (start, end) in enumerate(spans) if max(minute, buckets.cuts[0]) in range(start, end)]
    assert buckets.of(minute) == (held[0] if held else None)


@given(CUTS, SPANS, st.integers(0, 60))
def test_a_bucket_opens_at_its_first_open_minute(buckets: Buckets, spans: list[tuple[int, int]], first: int) -> None:
    hours = hours_of(Interval(start, start + length) for start, length in spans)
    opened = {minute for start, length in spans for minute in range(start, start + length)}
    for t, minute in enumerate(buckets.opened(hours, first)):
        here = [m for m in range(buckets.cuts[t], buckets.cuts[t + 1]) if m in opened and m >= first]
        assert minute == (here[0] if here else None)


def test_days_are_cut_at_midnight_until_the_last_one_asked_for() -> None:
    assert daily(tiny_operation(), at(1, 12)).cuts == (at(0), at(1), at(2), at(6) + 1)
    assert daily(tiny_operation(), at(6)).cuts == (*(at(day) for day in range(7)), at(6) + 1)


@given(CUTS, st.integers(1, 9))
def test_parts_of_buckets_keep_their_cuts_and_are_as_even_as_minutes_allow(buckets: Buckets, parts: int) -> None:
    finer = buckets.finer(parts)
    assert set(buckets.cuts) <= set(finer.cuts)
    assert list(finer.cuts) == sorted(set(finer.cuts))
    spans = list(zip(buckets.cuts, buckets.cuts[1:], strict=False))
    for t, (start, end) in enumerate(spans):
        inside = [cut for cut in finer.cuts if start <= cut < end]
        assert len(inside) == (min(parts, end - start) if t < len(spans) - 1 else 1)
        lengths = [later - cut for cut, later in zip(inside, [*inside[1:], end], strict=True)]
        assert max(lengths) - min(lengths) <= 1


def test_parts_of_one_civil_day_are_found_together() -> None:
    tiny = tiny_operation()
    finer = daily(tiny, at(2)).finer(3)
    spans = list(finer.by_day(tiny, len(finer)))
    assert spans[:2] == [(0, 2), (3, 5)]
    assert [t for first, last in spans for t in range(first, last + 1)] == list(range(len(finer)))
    assert list(finer.by_day(tiny, 4)) == [(0, 2), (3, 3)]


@given(CUTS, st.integers(1, 4))
def test_buckets_taken_together_keep_their_ends_and_the_last_one(buckets: Buckets, together: int) -> None:
    coarser = buckets.coarser(together)
    assert set(coarser.cuts) <= set(buckets.cuts)
    assert coarser.cuts[0] == buckets.cuts[0]
    assert coarser.cuts[-2:] == buckets.cuts[-2:]
    found = [sum(start <= cut < end for cut in buckets.cuts) for start, end in pairwise(coarser.cuts[:-1])]
    assert all(count == together for count in found[:-1])
    assert all(count <= together for count in found)
