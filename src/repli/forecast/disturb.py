"""From numbers drawn and assumptions to what goes wrong in each replication.

A setting of 0 is calm. With everything else equal, a rarer or shorter disturbance never hits where a more frequent or
longer one does not: the same numbers are compared with other thresholds.
"""

import math
from collections.abc import Sequence
from datetime import timedelta
from statistics import NormalDist

import numpy as np

from repli.forecast.causes import Values
from repli.forecast.compile import Stage
from repli.forecast.draws import Draws
from repli.kernel import Disturbances
from repli.kernel.arrays import FloatArray, IntArray
from repli.units import MINUTES_PER_DAY, MINUTES_PER_HOUR, datetime_of_minute

__all__ = ["disturb"]

Boolean = np.typing.NDArray[np.bool_]


def disturb(stage: Stage, draws: Draws, values: Values) -> Disturbances:
    """Return the disturbances of every replication under ``values``."""
    weather_start, weather_end = _weather(stage, draws, values)
    revoked = _struck(draws.revoked_n, draws, values, "clearance_revocation_probability")
    closed = _struck(draws.road_n, draws, values, "road_closure_probability")
    crisis = _struck(draws.crisis_n, draws, values, "crisis_probability")
    revoked_at, road_at, crisis_at = (
        _moment(stage, one) for one in (draws.revoked_at_u, draws.road_at_u, draws.crisis_at_u)
    )
    return Disturbances(
        hold=np.maximum(_refused(stage, draws, values), _handed_in_late(stage, draws, values)),
        down=_days(draws.unfit_u < stage.unfit * values["unfit_factor"], draws.unfit_e, _repair_days(values)),
        arrival=_late(draws, values),
        block_factor=_lognormal(draws.block_n, 1.0, values["block_time_factor_sd"]),
        ground_factor=_lognormal(draws.ground_n, values["ground_time_factor_mean"], values["ground_time_factor_sd"]),
        lost=_lost(stage, draws, values),
        weather_start=weather_start,
        weather_end=weather_end,
        look_back=1 + math.ceil(values["weather_closure_hours"] * MINUTES_PER_HOUR) // MINUTES_PER_DAY,
        answer=_silent(stage, draws, values),
        revoked_start=revoked_at,
        revoked_end=revoked_at + _days(revoked, draws.revoked_e, values["clearance_revocation_days_mean"]),
        closed_start=road_at,
        closed_end=road_at + _days(closed, draws.road_e, values["road_closure_days_mean"]),
        crisis_start=crisis_at,
        crisis_end=crisis_at + _days(crisis, draws.crisis_e, values["crisis_days_mean"]),
    )


def _repair_days(values: Values) -> float:
    return values["repair_hours_mean"] * MINUTES_PER_HOUR / MINUTES_PER_DAY


def _days(struck: Boolean, amount: FloatArray, mean_days: float) -> IntArray:
    """Return whole minutes of an amount in means, rounded up, where something strikes; few are struck."""
    found = np.zeros(struck.shape, np.int64)
    at = np.flatnonzero(struck)
    found.reshape(-1)[at] = np.ceil(amount.ravel()[at] * (mean_days * MINUTES_PER_DAY))
    return found


def _quantile(probability: float) -> float:
    """Return the standard normal quantile, also at the ends."""
    if probability <= 0:
        return -np.inf
    return np.inf if probability >= 1 else NormalDist().inv_cdf(probability)


def _struck(own: FloatArray, draws: Draws, values: Values, name: str) -> Boolean:
    """Say where a political event strikes: normal numbers, correlated by the common factor, below the quantile."""
    share = values["political_dependence"]
    common = draws.politics_n.reshape(-1, *[1] * (own.ndim - 1))
    return np.asarray(np.sqrt(share) * common + np.sqrt(1 - share) * own < _quantile(values[name]))


def _moment(stage: Stage, uniform: FloatArray) -> IntArray:
    """Return minutes uniform between as_of and deadline."""
    span = max(stage.deadline_minute - stage.as_of_minute, 0)
    return np.ceil(stage.as_of_minute + uniform * span).astype(np.int64)


def _refused(stage: Stage, draws: Draws, values: Values) -> IntArray:
    refused = _struck(draws.hold_n, draws, values, "clearance_refusal_probability") & (stage.cleared == 1)
    return _days(refused, draws.hold_e, values["clearance_delay_days_mean"])


def _handed_in_late(stage: Stage, draws: Draws, values: Values) -> IntArray:
    late = (draws.turn_u >= values["turn_in_fraction"]) & (stage.with_items == 1)
    return _days(late, draws.turn_e, values["turn_in_delay_days_mean"])


def _late(draws: Draws, values: Values) -> IntArray:
    late = draws.late_u < values["arrival_late_probability"]
    return _days(late, draws.late_e, values["arrival_delay_days_mean"])


def _silent(stage: Stage, draws: Draws, values: Values) -> IntArray:
    silent = _struck(draws.silent_n, draws, values, "clearance_silence_probability") & (stage.asked == 1)
    return _days(silent, draws.silent_e, values["clearance_silence_days_mean"])


def _lost(stage: Stage, draws: Draws, values: Values) -> IntArray:
    """Return what breakdowns, customs and disputes cost before an off block."""
    broken = (draws.broken_u < values["breakdown_probability"]) & (stage.works == 1)
    stopped = (draws.customs_u < values["customs_probability"]) & (stage.customs == 1)
    disputed = (draws.dispute_u < values["dispute_probability"]) & (stage.manifest == 1)
    hours = values["dispute_hours_mean"] * MINUTES_PER_HOUR / MINUTES_PER_DAY
    return (
        _days(broken, draws.repair_e, _repair_days(values))
        + _days(stopped, draws.customs_e, values["customs_days_mean"])
        + _days(disputed, draws.dispute_e, hours)
    )


def _lognormal(normal: FloatArray, mean: float, sd: float) -> FloatArray:
    """Return lognormal values with this mean and standard deviation (moment equations of the lognormal law)."""
    variance = np.log1p((sd / mean) ** 2)
    return np.asarray(np.exp(np.log(mean) - variance / 2 + np.sqrt(variance) * normal))


def _weather(stage: Stage, draws: Draws, values: Values) -> tuple[IntArray, IntArray]:
    """Return each field's closure on each day: probability by the month of the day's noon (UTC)."""
    day_starts = stage.timeline.day_starts
    share = values["weather_dependence"]
    felt = np.sqrt(share) * draws.sky_n[:, None, :] + np.sqrt(1 - share) * draws.weather_n
    closed = felt < np.array([_quantile(values[name]) for name in _month_settings(day_starts)])
    start = day_starts + np.floor(draws.weather_hour_u * MINUTES_PER_DAY).astype(np.int64)
    length = int(np.ceil(values["weather_closure_hours"] * MINUTES_PER_HOUR))
    return start, start + closed * length


def _month_settings(day_starts: Sequence[int] | IntArray) -> list[str]:
    noons = (datetime_of_minute(int(start)) + timedelta(hours=12) for start in day_starts)
    return [f"weather_day_probability_{noon.month:02d}" for noon in noons]
