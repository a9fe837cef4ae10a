"""Less going wrong never makes it worse: each disturbance switched off alone, over random operations, the same luck."""

import pytest

from repli.forecast import simulate
from repli.forecast.causes import DISTURBANCES
from repli.model import Cause
from tests.forecast.systems import systems

FEW, MANY = 6, 60
REPLICATIONS = 400


def causes(first: int, count: int) -> list[tuple[int, Cause]]:
    return [
        (seed, cause)
        for seed, operation, plan in systems(first, count)
        for cause in simulate(operation, plan, plan_hash="", seed=3, replications=REPLICATIONS).scenario("base").causes
    ]


def worsened(found: list[tuple[int, Cause]], errors: float) -> list[tuple[int, str]]:
    """Those whose chance falls by more than some Monte Carlo errors (at least one replication counts as one)."""
    least = 1 / REPLICATIONS
    return [(seed, one.name) for seed, one in found if one.chance_gain < -errors * max(one.gain_error, least)]


def test_no_disturbance_switched_off_worsens_the_chance_beyond_monte_carlo_error() -> None:
    found = causes(0, FEW)
    assert {one.name for _, one in found} == set(DISTURBANCES)
    assert worsened(found, 4) == []
    assert any(one.chance_gain > 4 * one.gain_error for _, one in found)  # and some are a gain


@pytest.mark.heavy
def test_no_disturbance_switched_off_worsens_the_chance_on_many_operations() -> None:
    assert worsened(causes(100, MANY), 4) == []
