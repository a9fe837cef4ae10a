"""Costs for every weight between two bounds at once, against each weight by itself."""

from hypothesis import given
from hypothesis import strategies as st

from repli.rules.pairs import cost_at, least

LINES = st.lists(st.tuples(st.integers(-50, 50), st.integers(-500, 500)), min_size=1, max_size=8)


@given(LINES, st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_the_least_of_many_costs_is_exact_for_every_weight(
    lines: list[tuple[int, int]], low: int, more: int, step: int
) -> None:
    high, kg = low + more, low + min(step, more)
    pairs = least((by_kg * low + fixed, by_kg * high + fixed) for by_kg, fixed in lines)
    assert cost_at(pairs, low, high, kg) == min(by_kg * kg + fixed for by_kg, fixed in lines)


def test_where_there_is_no_way_there_is_no_cost() -> None:
    assert cost_at([], 1, 2, 1) is None
    assert cost_at(least([(7, 7), (5, 5)]), 3, 3, 3) == 5
