"""A forecast: how a plan fares over many replications, under low, base and high assumptions."""

from dataclasses import dataclass

__all__ = ["Band", "Cause", "Forecast", "ScenarioForecast", "SiteForecast", "said_percent"]

_STEP_PERCENT = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """People out at the end of each civil day from as_of's day: 5 %, 50 % and 95 % quantiles over replications."""

    day_starts: tuple[int, ...]
    low_people: tuple[int, ...]
    median_people: tuple[int, ...]
    high_people: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """A disturbance: mean days of closure delay that vanish when it alone is switched off (common random numbers)."""

    name: str
    days_lost: float
    chance_without: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteForecast:
    """Closure of one site: median and 90 % quantile, in UTC minutes; ``None`` = not within the horizon."""

    site_id: str
    median_minute: int | None
    late_minute: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioForecast:
    """One set of assumptions: chance of the deadline and of each milestone (0..1), Monte Carlo standard error apart.

    ``closure_quantiles_minute`` are (percent, minute) pairs, ``None`` = not within the horizon; ``milestones`` are
    (milestone_id, chance).
    """

    name: str
    chance: float
    standard_error: float
    milestones: tuple[tuple[str, float], ...]
    closure_quantiles_minute: tuple[tuple[int, int | None], ...]
    band: Band
    sites: tuple[SiteForecast, ...]
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The three scenarios (low, base, high), and the assumption that flips the answer, if one does."""

    operation_hash: str
    plan_hash: str
    seed: int
    replications: int
    scenarios: tuple[ScenarioForecast, ...]
    flips: str | None

    def scenario(self, name: str) -> ScenarioForecast:
        """Return the scenario ``low``, ``base`` or ``high``."""
        return next(one for one in self.scenarios if one.name == name)


def said_percent(chance: float) -> int:
    """Return a chance (0..1) as people are told it: in steps of 5 %; 0 and 100 mean "under 5 %" and "over 95 %"."""
    return round(chance * 100 / _STEP_PERCENT) * _STEP_PERCENT
