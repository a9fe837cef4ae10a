"""What may go wrong has the moments that the assumptions state: closed forms, within four Monte Carlo errors."""

from dataclasses import fields as fields_of
from dataclasses import replace
from math import exp, log, sqrt

import numpy as np
import pytest
from numpy.typing import NDArray

from repli.forecast.compile import Compiled, compile_plan
from repli.forecast.draws import DISTURBANCES, Draws, disturb, draw, switched_off, values_of
from repli.kernel import Disturbances
from repli.model import Operation, Setting
from repli.model.settings import KNOWN_SETTINGS
from tests.forecast.settings import CALM, ROUGH, setting
from tests.tiny import at, tiny_operation, tiny_plan

MANY = 20_000


def drawn(*settings: Setting, replications: int = MANY) -> tuple[Operation, Compiled, Disturbances]:
    operation = replace(tiny_operation(), settings=settings)
    compiled = compile_plan(operation, tiny_plan(operation))
    draws = draw(compiled, len(operation.fields), 1, replications)
    return operation, compiled, disturb(operation, compiled, draws, values_of(operation, "base"))


def assert_mean(values: NDArray[np.float64], mean: float, sd: float, *, rounding: float = 0.0) -> None:
    """The sample mean lies within four standard errors of ``mean``; rounding up adds less than ``rounding``."""
    error = 4 * sd / sqrt(values.size)
    assert mean - error <= float(values.mean()) <= mean + error + rounding


def assert_lognormal(values: NDArray[np.float64], mean: float, sd: float) -> None:
    """Mean and standard deviation of a lognormal sample; the error of the latter needs the law's own kurtosis."""
    assert_mean(values, mean, sd)
    s = log(1 + (sd / mean) ** 2)
    kurtosis = exp(4 * s) + 2 * exp(3 * s) + 3 * exp(2 * s) - 3
    assert abs(float(values.std()) - sd) <= 4 * sd * sqrt((kurtosis - 1) / (4 * values.size))
    assert float(np.median(values)) == pytest.approx(mean / sqrt(1 + (sd / mean) ** 2), rel=0.01)


def assert_rare_delay(values: NDArray[np.int64], chance: float, mean_minutes: float) -> None:
    """Zero but for a share of ``chance``, and then exponential: E = p m, Var = 2 p m^2 - (p m)^2."""
    delays = values.astype(float).ravel()
    assert_mean((delays > 0).astype(float), chance, sqrt(chance * (1 - chance)))
    variance = 2 * chance * mean_minutes**2 - (chance * mean_minutes) ** 2
    assert_mean(delays, chance * mean_minutes, sqrt(variance), rounding=chance)


def test_ground_factors_are_lognormal_with_the_stated_mean_and_deviation() -> None:
    _, _, found = drawn(setting("ground_time_factor_mean", 1, 1.2, 1), setting("ground_time_factor_sd", 0, 0.4, 0))
    assert_lognormal(found.ground_factor.ravel(), 1.2, 0.4)


def test_block_factors_are_lognormal_around_the_planned_time() -> None:
    _, _, found = drawn(setting("block_time_factor_sd", 0, 0.1, 0))
    assert_lognormal(found.block_factor.ravel(), 1.0, 0.1)


def test_a_refused_clearance_holds_a_movement_for_an_exponential_delay() -> None:
    _, _, found = drawn(
        setting("clearance_refusal_probability", 0, 0.2, 0), setting("clearance_delay_days_mean", 0, 1.5, 0)
    )
    assert_rare_delay(found.hold, 0.2, 1.5 * 1440)


def test_a_load_is_late_as_often_as_the_fraction_handed_in_on_time_leaves_open() -> None:
    _, compiled, found = drawn(setting("turn_in_fraction", 1, 0.7, 1), setting("turn_in_delay_days_mean", 0, 2, 0))
    assert compiled.items_loaded.all()
    assert_rare_delay(found.turn_in, 0.3, 2 * 1440)


def test_only_movements_with_items_wait_for_a_late_load() -> None:
    operation = replace(
        tiny_operation(),
        settings=(setting("turn_in_fraction", 1, 0, 1), setting("turn_in_delay_days_mean", 0, 2, 0)),
    )
    compiled = compile_plan(operation, tiny_plan(operation))
    without = replace(compiled, items_loaded=np.array([0, 1, 1, 1, 1, 1]))
    found = disturb(operation, without, draw(without, 2, 1, 50), values_of(operation, "base"))
    assert not found.turn_in[:, 0].any()
    assert found.turn_in[:, 1:].all()


def test_a_vehicle_breaks_down_only_where_it_works() -> None:
    _, compiled, found = drawn(setting("breakdown_probability", 0, 0.1, 0), setting("repair_hours_mean", 0, 10, 0))
    works = compiled.timeline.stops["works"] == 1
    assert 0 < works.sum() < len(works)
    assert not found.repair[:, ~works].any()
    assert_rare_delay(found.repair[:, works], 0.1, 10 * 60)


def test_weather_closes_a_field_for_the_stated_hours_on_the_stated_share_of_days_of_its_month() -> None:
    _, compiled, found = drawn(
        setting("weather_day_probability_01", 0, 0.25, 0),
        setting("weather_day_probability_02", 0, 1, 0),  # the tiny operation plays in January only
        setting("weather_closure_hours", 0, 6, 0),
        replications=4000,
    )
    length = found.weather_end - found.weather_start
    assert set(np.unique(length)) == {0, 6 * 60}
    assert_mean((length > 0).astype(float), 0.25, sqrt(0.25 * 0.75))
    since_midnight = found.weather_start - compiled.timeline.day_starts
    assert since_midnight.min() >= 0
    assert since_midnight.max() < 1440
    assert_mean(since_midnight.astype(float), 1439 / 2, 1440 / sqrt(12))


def test_a_crisis_starts_between_as_of_and_deadline_and_lasts_an_exponential_time() -> None:
    operation, _, found = drawn(setting("crisis_probability", 0, 0.3, 0), setting("crisis_days_mean", 0, 4, 0))
    assert found.crisis_start.min() >= operation.as_of_minute
    assert found.crisis_start.max() <= operation.agreement.deadline_minute
    span = operation.agreement.deadline_minute - operation.as_of_minute
    assert span == at(3) - at(0)
    assert_mean((found.crisis_start - operation.as_of_minute).astype(float), span / 2, span / sqrt(12), rounding=1)
    assert_rare_delay(found.crisis_end - found.crisis_start, 0.3, 4 * 1440)


def test_without_settings_nothing_goes_wrong() -> None:
    _, _, found = drawn(*CALM, replications=50)
    assert (found.block_factor == 1).all()
    assert (found.ground_factor == 1).all()
    assert not any(values.any() for values in (found.hold, found.turn_in, found.repair))
    assert (found.weather_start == found.weather_end).all()
    assert (found.crisis_start == found.crisis_end).all()


def test_fewer_replications_are_the_first_of_more() -> None:
    compiled = compile_plan(tiny_operation(), tiny_plan())
    few, more = draw(compiled, 2, 9, 10), draw(compiled, 2, 9, 25)
    for field in fields_of(Draws):
        assert (getattr(few, field.name) == getattr(more, field.name)[:10]).all(), field.name


@pytest.mark.parametrize("name", DISTURBANCES)
def test_switching_one_disturbance_off_changes_its_own_settings_and_nothing_else(name: str) -> None:
    operation = replace(tiny_operation(), settings=ROUGH)
    values, calm = values_of(operation, "base"), values_of(tiny_operation(), "base")
    off = switched_off(values, name)
    assert {key: off[key] for key in DISTURBANCES[name]} == {key: calm[key] for key in DISTURBANCES[name]}
    others = set(values) - set(DISTURBANCES[name])
    assert {key: off[key] for key in others} == {key: values[key] for key in others}


def test_intake_and_simulation_know_the_same_inputs() -> None:
    assert set(KNOWN_SETTINGS) == {name for names in DISTURBANCES.values() for name in names}
