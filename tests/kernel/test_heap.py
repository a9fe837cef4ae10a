"""The heap gives back what was put in, smallest minute first, then by who."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from repli.kernel.heap import BITS, MASK, pop, push


@given(st.lists(st.tuples(st.integers(-(10**9), 1 << 40), st.integers(0, MASK)), max_size=40))
def test_entries_come_back_in_order_of_minute_then_who(entries: list[tuple[int, int]]) -> None:
    heap, count = np.empty(len(entries) + 1, np.int64), 0
    for minute, who in entries:
        count = push(heap, count, minute, who)
    found = []
    while count:
        key = pop(heap, count)
        count -= 1
        found.append((key >> BITS, key & MASK))
    assert found == sorted(entries)


@given(st.lists(st.one_of(st.none(), st.integers(0, 1000)), max_size=60))
def test_putting_in_and_taking_out_may_mix(steps: list[int | None]) -> None:
    heap, count, held = np.empty(len(steps) + 1, np.int64), 0, []
    for minute in steps:
        if minute is not None:
            count = push(heap, count, minute, 1)
            held.append(minute)
        elif held:
            assert pop(heap, count) >> BITS == min(held)
            held.remove(min(held))
            count -= 1
