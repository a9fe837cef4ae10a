"""Stated 90 % intervals hold nine times in ten, over random operations that an independent model lives through."""

from math import sqrt

import pytest

from tests.forecast.calibration import coverage
from tests.forecast.systems import systems


def test_stated_intervals_hold_within_four_standard_errors_on_a_few_operations() -> None:
    count = 400
    found = coverage(list(systems(0, 8)), count, seed=1)
    assert abs(found - 0.9) <= 4 * sqrt(0.9 * 0.1 / count)


@pytest.mark.heavy
def test_stated_intervals_hold_89_to_91_times_in_a_hundred_on_5000_operations() -> None:
    assert 0.89 <= coverage(list(systems(0, 100)), 5_000, seed=2) <= 0.91
