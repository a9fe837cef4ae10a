"""What may go wrong has the moments that the assumptions state: closed forms, within four Monte Carlo errors."""

from dataclasses import replace
from math import asin, exp, log, pi, sqrt

import numpy as np
import pytest
from numpy.typing import NDArray

from repli.forecast.causes import values_of
from repli.forecast.compile import Compiled, compile_plan
from repli.forecast.disturb import disturb
from repli.forecast.draws import draw
from repli.kernel import Disturbances
from repli.model import Operation, Setting
from tests.forecast.settings import CALM, setting
from tests.tiny import at, edit_row, tiny_operation, tiny_plan

MANY = 20_000


def drawn(*settings: Setting, replications: int = MANY) -> tuple[Operation, Compiled, Disturbances]:
    operation = replace(tiny_operation(), settings=settings)
    compiled = compile_plan(operation, tiny_plan(operation))
    draws = draw(compiled.stage, 1, replications)
    return operation, compiled, disturb(compiled.stage, draws, values_of(operation, "base"))


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
    assert_rare_delay(found.hold[:, :6], 0.2, 1.5 * 1440)
    assert not found.hold[:, 6:].any()  # acts need no clearance


def test_a_load_is_late_as_often_as_the_fraction_handed_in_on_time_leaves_open() -> None:
    _, compiled, found = drawn(setting("turn_in_fraction", 1, 0.7, 1), setting("turn_in_delay_days_mean", 0, 2, 0))
    assert compiled.stage.with_items[:6].all()
    assert_rare_delay(found.hold[:, :6], 0.3, 2 * 1440)


def test_only_movements_with_items_wait_for_a_late_load() -> None:
    operation = replace(
        tiny_operation(),
        settings=(setting("turn_in_fraction", 1, 0, 1), setting("turn_in_delay_days_mean", 0, 2, 0)),
    )
    stage = replace(compile_plan(operation, tiny_plan(operation)).stage, with_items=np.array([0, 1, 1, 1, 1, 1, 0, 0]))
    found = disturb(stage, draw(stage, 1, 50), values_of(operation, "base"))
    assert not found.hold[:, 0].any()
    assert found.hold[:, 1:6].all()


def test_a_vehicle_breaks_down_only_where_it_works() -> None:
    _, compiled, found = drawn(setting("breakdown_probability", 0, 0.1, 0), setting("repair_hours_mean", 0, 10, 0))
    works = compiled.stage.works == 1
    assert 0 < works.sum() < len(works)
    assert not found.lost[:, ~works].any()
    assert_rare_delay(found.lost[:, works], 0.1, 10 * 60)


def test_a_vehicle_is_unfit_as_often_as_its_type_and_the_factor_say() -> None:
    _, compiled, found = drawn(setting("repair_hours_mean", 0, 10, 0), setting("unfit_factor", 0, 2, 0))
    lifts, trucks = np.isclose(compiled.stage.unfit, 0.1), np.isclose(compiled.stage.unfit, 0.05)
    assert (int(lifts.sum()), int(trucks.sum())) == (4, 2)
    assert_rare_delay(found.down[:, lifts], 0.2, 10 * 60)
    assert_rare_delay(found.down[:, trucks], 0.1, 10 * 60)
    assert not found.down[:, 6:].any()


def test_a_manifest_is_contested_where_a_load_leaves_a_site() -> None:
    _, compiled, found = drawn(setting("dispute_probability", 0, 0.2, 0), setting("dispute_hours_mean", 0, 5, 0))
    leaves = compiled.stage.manifest == 1
    assert leaves.sum() == 6
    assert_rare_delay(found.lost[:, leaves], 0.2, 5 * 60)
    assert not found.lost[:, ~leaves].any()


def test_silence_delays_only_clearances_that_are_still_asked_for() -> None:
    asked = edit_row(tiny_operation(), "clearances", "C-AIR", state="planned")
    settings = (setting("clearance_silence_probability", 0, 0.3, 0), setting("clearance_silence_days_mean", 0, 2, 0))
    operation = replace(asked, settings=settings)
    stage = compile_plan(operation, tiny_plan(operation)).stage
    found = disturb(stage, draw(stage, 1, MANY), values_of(operation, "base"))
    assert_rare_delay(found.answer[:, 0], 0.3, 2 * 1440)
    assert not found.answer[:, 1:].any()


@pytest.mark.parametrize("name", ["clearance_revocation", "road_closure"])
def test_clearances_are_revoked_and_roads_closed_between_as_of_and_deadline(name: str) -> None:
    operation, _, found = drawn(setting(f"{name}_probability", 0, 0.3, 0), setting(f"{name}_days_mean", 0, 2, 0))
    start, end = (
        (found.revoked_start, found.revoked_end)
        if name == "clearance_revocation"
        else (found.closed_start, found.closed_end)
    )
    assert start.min() >= operation.as_of_minute
    assert start.max() <= operation.agreement.deadline_minute
    assert_rare_delay(end - start, 0.3, 2 * 1440)


def correlation(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
    return float(np.corrcoef(one.ravel(), other.ravel())[0, 1])


def test_political_events_strike_together_as_far_as_they_depend_on_each_other() -> None:
    """At chance 1/2 the copula has P(both) = 1/4 + asin(r) / 2 pi: the indicators correlate by 2 asin(r) / pi."""
    rates = (
        setting("road_closure_probability", 0, 0.5, 0),
        setting("road_closure_days_mean", 0, 1, 0),
        setting("crisis_probability", 0, 0.5, 0),
        setting("crisis_days_mean", 0, 1, 0),
    )
    for share in (0.0, 0.6, 1.0):
        _, _, found = drawn(*rates, setting("political_dependence", 0, share, 0))
        road, crisis = found.closed_end[:, 0] > found.closed_start[:, 0], found.crisis_end > found.crisis_start
        assert correlation(road, crisis) == pytest.approx(2 * asin(share) / pi, abs=4 / sqrt(MANY))


def test_the_weather_of_a_day_strikes_fields_together_as_far_as_it_depends() -> None:
    _, _, found = drawn(
        setting("weather_day_probability_01", 0, 0.5, 0),
        setting("weather_closure_hours", 0, 6, 0),
        setting("weather_dependence", 0, 0.6, 0),
        replications=4000,
    )
    closed = found.weather_end > found.weather_start
    assert correlation(closed[:, 0], closed[:, 1]) == pytest.approx(2 * asin(0.6) / pi, abs=4 / sqrt(closed[:, 0].size))
    assert abs(correlation(closed[:, 0, 1:], closed[:, 0, :-1])) < 4 / sqrt(closed[:, 0, 1:].size)  # days do not


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
    since_midnight = found.weather_start - compiled.stage.timeline.day_starts
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
    assert not any(values.any() for values in (found.hold, found.down, found.arrival, found.lost, found.answer))
    assert (found.weather_start == found.weather_end).all()
    assert (found.crisis_start == found.crisis_end).all()
    assert (found.revoked_start == found.revoked_end).all()
    assert (found.closed_start == found.closed_end).all()
