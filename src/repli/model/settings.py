"""The inputs that the simulation knows: a misspelt one must not be lost in silence.

Kinds: ``share`` lies between 0 and 1, ``amount`` is 0 or more, ``factor`` is above 0.
"""

from collections.abc import Mapping

__all__ = ["KNOWN_SETTINGS"]

KNOWN_SETTINGS: Mapping[str, str] = {
    "ground_time_factor_mean": "factor",
    "ground_time_factor_sd": "amount",
    "block_time_factor_sd": "amount",
    "breakdown_probability": "share",
    "repair_hours_mean": "amount",
    **{f"weather_day_probability_{month:02d}": "share" for month in range(1, 13)},
    "weather_closure_hours": "amount",
    "clearance_refusal_probability": "share",
    "clearance_delay_days_mean": "amount",
    "turn_in_fraction": "share",
    "turn_in_delay_days_mean": "amount",
    "unfit_factor": "amount",
    "clearance_silence_probability": "share",
    "clearance_silence_days_mean": "amount",
    "clearance_revocation_probability": "share",
    "clearance_revocation_days_mean": "amount",
    "road_closure_probability": "share",
    "road_closure_days_mean": "amount",
    "customs_probability": "share",
    "customs_days_mean": "amount",
    "arrival_late_probability": "share",
    "arrival_delay_days_mean": "amount",
    "dispute_probability": "share",
    "dispute_hours_mean": "amount",
    "political_dependence": "share",
    "weather_dependence": "share",
    "crisis_probability": "share",
    "crisis_days_mean": "amount",
}
