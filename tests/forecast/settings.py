"""Settings for tests: none is a fact about the world."""

from repli.model import Setting

__all__ = ["CALM", "EVERYTHING", "ROUGH", "setting"]

CALM: tuple[Setting, ...] = ()


def setting(name: str, low: float, base: float, high: float) -> Setting:
    return Setting(name=name, unit="", low=low, base=base, high=high, source="", assumed="made up for a test")


ROUGH = (
    setting("ground_time_factor_mean", 1.3, 1.1, 1.0),
    setting("ground_time_factor_sd", 0.3, 0.2, 0.1),
    setting("block_time_factor_sd", 0.1, 0.05, 0.02),
    setting("breakdown_probability", 0.1, 0.05, 0.01),
    setting("repair_hours_mean", 20, 10, 5),
    setting("weather_day_probability_01", 0.3, 0.1, 0.02),
    setting("weather_closure_hours", 6, 4, 2),
    setting("clearance_refusal_probability", 0.2, 0.05, 0.01),
    setting("clearance_delay_days_mean", 2, 1, 0.5),
    setting("turn_in_fraction", 0.55, 0.9, 1),
    setting("turn_in_delay_days_mean", 2, 1, 0.5),
    setting("crisis_probability", 0.1, 0.02, 0),
    setting("crisis_days_mean", 5, 3, 1),
)

EVERYTHING = (
    *ROUGH,
    setting("clearance_silence_probability", 0.3, 0.2, 0.1),
    setting("clearance_silence_days_mean", 2, 1, 0.5),
    setting("clearance_revocation_probability", 0.2, 0.1, 0.05),
    setting("clearance_revocation_days_mean", 2, 1, 0.5),
    setting("road_closure_probability", 0.3, 0.2, 0.1),
    setting("road_closure_days_mean", 2, 1, 0.5),
    setting("customs_probability", 0.3, 0.2, 0.1),
    setting("customs_days_mean", 2, 1, 0.5),
    setting("arrival_late_probability", 0.3, 0.2, 0.1),
    setting("arrival_delay_days_mean", 2, 1, 0.5),
    setting("dispute_probability", 0.2, 0.1, 0.05),
    setting("dispute_hours_mean", 10, 5, 2),
    setting("political_dependence", 0.6, 0.3, 0),
    setting("weather_dependence", 0.8, 0.5, 0),
)
"""Every disturbance at once, so often that few replications go as planned."""
