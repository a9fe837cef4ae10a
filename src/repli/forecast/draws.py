"""What may go wrong, drawn once per seed and scaled by the assumptions (common random numbers).

Distributions: ground and block factors lognormal with the stated mean and standard deviation; breakdown before an off
block Bernoulli, repair exponential; weather closes a field for part of a civil day, Bernoulli by month, start uniform
over the day; a clearance is refused or answered late for a whole movement, Bernoulli, then an exponential delay; a
load comes late likewise (turn-in); one political crisis stops every off block inside, start uniform between as_of and
deadline, length exponential. All are assumptions of this version: `assumptions.csv` of the operation gives the values.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from repli.forecast.compile import Compiled
from repli.kernel import Disturbances
from repli.kernel.arrays import FloatArray, IntArray
from repli.model import Operation
from repli.units import MINUTES_PER_DAY, MINUTES_PER_HOUR, datetime_of_minute

__all__ = ["DISTURBANCES", "Draws", "disturb", "draw", "switched_off", "values_of"]

Values = Mapping[str, float]

DISTURBANCES: Mapping[str, tuple[str, ...]] = {
    "ground": ("ground_time_factor_mean", "ground_time_factor_sd"),
    "flight": ("block_time_factor_sd",),
    "breakdown": ("breakdown_probability", "repair_hours_mean"),
    "weather": (*(f"weather_day_probability_{month:02d}" for month in range(1, 13)), "weather_closure_hours"),
    "clearance": ("clearance_refusal_probability", "clearance_delay_days_mean"),
    "turn-in": ("turn_in_fraction", "turn_in_delay_days_mean"),
    "crisis": ("crisis_probability", "crisis_days_mean"),
}
"""Disturbance -> the settings that drive it."""

_CALM = {"ground_time_factor_mean": 1.0, "turn_in_fraction": 1.0}  # every other setting is calm at 0


def values_of(operation: Operation, scenario: str) -> Values:
    """Return setting -> value in ``scenario`` (``low``, ``base``, ``high``); a setting that is not given is calm."""
    given = {setting.name: getattr(setting, scenario) for setting in operation.settings}
    return {name: given.get(name, _CALM.get(name, 0.0)) for names in DISTURBANCES.values() for name in names}


def switched_off(values: Values, disturbance: str) -> Values:
    """Return the values with one disturbance calm."""
    return {**values, **{name: _CALM.get(name, 0.0) for name in DISTURBANCES[disturbance]}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """Uniform (``_u``), standard normal (``_n``) and unit exponential (``_e``) numbers; shapes as in Disturbances."""

    hold_u: FloatArray
    hold_e: FloatArray
    turn_u: FloatArray
    turn_e: FloatArray
    block_n: FloatArray
    ground_n: FloatArray
    break_u: FloatArray
    repair_e: FloatArray
    weather_u: FloatArray
    weather_hour_u: FloatArray
    crisis_u: FloatArray
    crisis_at_u: FloatArray
    crisis_e: FloatArray


def draw(compiled: Compiled, fields: int, seed: int, replications: int) -> Draws:
    """Draw everything for ``replications``; each kind has its own stream, so one more kind moves no other."""
    movements, stops = len(compiled.movements), len(compiled.timeline.stops)
    days = len(compiled.timeline.day_starts)
    shapes = {
        "hold": (replications, movements),
        "turn": (replications, movements),
        "stop": (replications, stops),
        "weather": (replications, fields, days),
        "crisis": (replications,),
    }
    streams = iter(np.random.SeedSequence(seed).spawn(13))

    def uniform(shape: str) -> FloatArray:
        return np.random.default_rng(next(streams)).random(shapes[shape])

    def normal(shape: str) -> FloatArray:
        return np.random.default_rng(next(streams)).standard_normal(shapes[shape])

    def exponential(shape: str) -> FloatArray:
        return np.random.default_rng(next(streams)).standard_exponential(shapes[shape])

    return Draws(
        hold_u=uniform("hold"),
        hold_e=exponential("hold"),
        turn_u=uniform("turn"),
        turn_e=exponential("turn"),
        block_n=normal("stop"),
        ground_n=normal("stop"),
        break_u=uniform("stop"),
        repair_e=exponential("stop"),
        weather_u=uniform("weather"),
        weather_hour_u=uniform("weather"),
        crisis_u=uniform("crisis"),
        crisis_at_u=uniform("crisis"),
        crisis_e=exponential("crisis"),
    )


def disturb(operation: Operation, compiled: Compiled, draws: Draws, values: Values) -> Disturbances:
    """Return the disturbances of every replication under ``values``."""
    weather_start, weather_end = _weather(compiled, draws, values)
    crisis_start = operation.as_of_minute + draws.crisis_at_u * (
        operation.agreement.deadline_minute - operation.as_of_minute
    )
    length = np.where(draws.crisis_u < values["crisis_probability"], draws.crisis_e, 0.0)
    late_load = (draws.turn_u >= values["turn_in_fraction"]) & (compiled.items_loaded == 1)
    refused = draws.hold_u < values["clearance_refusal_probability"]
    works = compiled.timeline.stops["works"] == 1
    broken = (draws.break_u < values["breakdown_probability"]) & works
    return Disturbances(
        hold=_minutes(np.where(refused, draws.hold_e, 0.0) * values["clearance_delay_days_mean"] * MINUTES_PER_DAY),
        turn_in=_minutes(np.where(late_load, draws.turn_e, 0.0) * values["turn_in_delay_days_mean"] * MINUTES_PER_DAY),
        block_factor=_lognormal(draws.block_n, 1.0, values["block_time_factor_sd"]),
        ground_factor=_lognormal(draws.ground_n, values["ground_time_factor_mean"], values["ground_time_factor_sd"]),
        repair=_minutes(np.where(broken, draws.repair_e, 0.0) * values["repair_hours_mean"] * MINUTES_PER_HOUR),
        weather_start=weather_start,
        weather_end=weather_end,
        crisis_start=_minutes(crisis_start),
        crisis_end=_minutes(crisis_start) + _minutes(length * values["crisis_days_mean"] * MINUTES_PER_DAY),
    )


def _minutes(values: FloatArray) -> IntArray:
    return np.ceil(values).astype(np.int64)


def _lognormal(normal: FloatArray, mean: float, sd: float) -> FloatArray:
    """Return lognormal values with this mean and standard deviation (moment equations of the lognormal law)."""
    variance = np.log1p((sd / mean) ** 2)
    return np.asarray(np.exp(np.log(mean) - variance / 2 + np.sqrt(variance) * normal))


def _weather(compiled: Compiled, draws: Draws, values: Values) -> tuple[IntArray, IntArray]:
    """Return each field's closure on each day: probability by the month of the day's noon (UTC)."""
    day_starts = compiled.timeline.day_starts
    noons = (datetime_of_minute(int(start)) + timedelta(hours=12) for start in day_starts)
    chance = np.array([values[f"weather_day_probability_{noon.month:02d}"] for noon in noons])
    start = day_starts + np.floor(draws.weather_hour_u * MINUTES_PER_DAY).astype(np.int64)
    length = int(np.ceil(values["weather_closure_hours"] * MINUTES_PER_HOUR))
    closed = draws.weather_u < chance
    return start, start + np.where(closed, length, 0)
