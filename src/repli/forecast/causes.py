"""What may go wrong, by name, and the settings that drive it (docs/reference/forecast-meaning.md, section 3)."""

from collections.abc import Mapping

from repli.model import Operation

__all__ = ["DEPENDENCES", "DISTURBANCES", "Values", "pessimistic", "switched_off", "values_of"]

Values = Mapping[str, float]

_MONTHS = tuple(f"weather_day_probability_{month:02d}" for month in range(1, 13))

DISTURBANCES: Mapping[str, tuple[str, ...]] = {
    "ground": ("ground_time_factor_mean", "ground_time_factor_sd"),
    "flight": ("block_time_factor_sd",),
    "breakdown": ("breakdown_probability", "repair_hours_mean"),
    "readiness": ("unfit_factor",),
    "weather": (*_MONTHS, "weather_closure_hours"),
    "clearance": ("clearance_refusal_probability", "clearance_delay_days_mean"),
    "silence": ("clearance_silence_probability", "clearance_silence_days_mean"),
    "revocation": ("clearance_revocation_probability", "clearance_revocation_days_mean"),
    "roads": ("road_closure_probability", "road_closure_days_mean"),
    "customs": ("customs_probability", "customs_days_mean"),
    "turn-in": ("turn_in_fraction", "turn_in_delay_days_mean"),
    "arrivals": ("arrival_late_probability", "arrival_delay_days_mean"),
    "disputes": ("dispute_probability", "dispute_hours_mean"),
    "crisis": ("crisis_probability", "crisis_days_mean"),
}
"""Disturbance -> the settings that drive it."""

DEPENDENCES = ("political_dependence", "weather_dependence")
"""Settings that tie disturbances together; they are no disturbance themselves."""

_CALM = {"ground_time_factor_mean": 1.0, "turn_in_fraction": 1.0}  # every other setting is calm at 0
_SHARED = {"repair_hours_mean"}  # also how long an unfit vehicle takes: not switched off with breakdowns
_NOT_GIVEN = {"unfit_factor": 1.0}  # the vehicle types give their mission-capable rate


def values_of(operation: Operation, scenario: str) -> Values:
    """Return setting -> value in ``scenario`` (``low``, ``base``, ``high``); a setting that is not given is calm.

    ``unfit_factor`` is 1 if it is not given: then the vehicle types' mission-capable rate holds as it stands.
    """
    given = {setting.name: getattr(setting, scenario) for setting in operation.settings}
    names = [*DEPENDENCES, *(name for names in DISTURBANCES.values() for name in names)]
    return {name: given.get(name, _NOT_GIVEN.get(name, _CALM.get(name, 0.0))) for name in names}


def switched_off(values: Values, disturbance: str) -> Values:
    """Return the values with one disturbance calm."""
    own = (name for name in DISTURBANCES[disturbance] if name not in _SHARED)
    return {**values, **{name: _CALM.get(name, 0.0) for name in own}}


def pessimistic(operation: Operation, disturbance: str) -> Values:
    """Return the base values with one disturbance as under the low assumptions."""
    low = values_of(operation, "low")
    return {**values_of(operation, "base"), **{name: low[name] for name in DISTURBANCES[disturbance]}}
