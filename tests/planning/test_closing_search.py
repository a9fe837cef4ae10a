"""The first start of an act that serves is found with few tries where later ones serve too."""

from hypothesis import given
from hypothesis import strategies as st

from repli.planning.closing_search import first_served


@given(st.integers(0, 3_000), st.integers(0, 3_000))
def test_where_all_later_starts_serve_too_the_first_that_serves_is_found(count: int, first: int) -> None:
    tried: list[int] = []

    def served(start: int) -> int | None:
        tried.append(start)
        return start if start >= first else None

    assert first_served(range(count), served) == (first if first < count else None)
    if first < count:
        assert len(tried) <= 41 + 2 * 13


@given(st.integers(1, 500), st.sets(st.integers(0, 499), max_size=5))
def test_what_is_found_serves_and_near_the_start_and_the_end_nothing_is_passed_over(count: int, good: set[int]) -> None:
    found = first_served(range(count), lambda start: start if start in good else None)
    assert found is None or found in good
    serving = sorted(one for one in good if one < count)
    if serving and (serving[0] <= 40 or serving[-1] >= max(40, count - 40)):
        assert found is not None
    if serving and serving[0] <= 40:
        assert found == serving[0]
