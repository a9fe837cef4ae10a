"""Stated 90 % intervals hold nine times in ten, over random operations that an independent model lives through."""

from math import sqrt

import pytest

from tests.forecast.calibration import coverage, coverage_of_separate
from tests.forecast.systems import systems


def test_stated_intervals_hold_within_four_standard_errors_on_a_few_operations() -> None:
    count = 400
    found = coverage(list(systems(0, 8)), count, seed=1)
    assert abs(found.held - 0.9) <= 4 * sqrt(0.9 * 0.1 / count)
    assert abs(found.later - 0.05) <= 4 * sqrt(0.05 * 0.95 / count)


@pytest.mark.heavy
def test_stated_intervals_hold_nine_times_in_ten_on_300_operations_that_are_all_different() -> None:
    count = 300
    found = coverage_of_separate(count)
    assert abs(found.held - 0.9) <= 3 * sqrt(0.9 * 0.1 / count)


@pytest.mark.heavy
def test_stated_intervals_hold_89_to_91_times_in_a_hundred_over_5000_lives_of_100_operations() -> None:
    assert 0.89 <= coverage(list(systems(0, 100)), 5_000, seed=2).held <= 0.91
