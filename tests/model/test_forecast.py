"""How a chance is told: in steps of 5 %."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.model import said_percent


@pytest.mark.parametrize(
    ("chance", "percent"),
    [(0.0, 0), (0.024, 0), (0.026, 5), (0.5, 50), (0.849, 85), (0.974, 95), (0.976, 100), (1.0, 100)],
)
def test_a_chance_is_told_by_the_nearest_step(chance: float, percent: int) -> None:
    assert said_percent(chance) == percent


@given(st.floats(min_value=0, max_value=1))
def test_what_is_told_is_a_step_within_two_and_a_half_points(chance: float) -> None:
    told = said_percent(chance)
    assert told % 5 == 0
    assert abs(told - 100 * chance) <= 2.5 + 1e-9
