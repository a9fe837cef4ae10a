"""A forecast: how a plan fares over many replications, under low, base and high assumptions."""

from dataclasses import dataclass

__all__ = [
    "SURE_PERCENT",
    "Band",
    "Cause",
    "Comparison",
    "Forecast",
    "ScenarioForecast",
    "SiteForecast",
    "SweepRow",
    "said_percent",
]

_STEP_PERCENT = 5
SURE_PERCENT = 95
"""What is called sure: the closure quantile of this percentage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """People out at the end of each civil day from as_of's day: 5 %, 50 % and 95 % quantiles over replications."""

    day_starts: tuple[int, ...]
    low_people: tuple[int, ...]
    median_people: tuple[int, ...]
    high_people: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """A disturbance switched off alone, the same luck otherwise: days of closure that vanish, and the chance then.

    ``chance_gain`` is that chance less the one with it on the same replications, ``gain_error`` its standard error.
    """

    name: str
    days_lost: float
    chance_without: float
    chance_gain: float
    gain_error: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteForecast:
    """Closure of one site: median and 90 % quantile, in UTC minutes; ``None`` = not within the horizon.

    ``chance`` to be closed by the deadline; ``closed_on``: replications in which it closes on each civil day.
    """

    site_id: str
    median_minute: int | None
    late_minute: int | None
    chance: float
    closed_on: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioForecast:
    """One set of assumptions: chance of the deadline and of each milestone (0..1), Monte Carlo standard error apart.

    ``closure_quantiles_minute`` are (percent, minute) pairs, ``None`` = not within the horizon; ``milestones`` are
    (milestone_id, chance). ``closed_on``: replications in which the operation closes on each civil day of the band.
    """

    name: str
    chance: float
    standard_error: float
    milestones: tuple[tuple[str, float], ...]
    closure_quantiles_minute: tuple[tuple[int, int | None], ...]
    band: Band
    sites: tuple[SiteForecast, ...]
    causes: tuple[Cause, ...]
    closed_on: tuple[int, ...]

    @property
    def sure_minute(self) -> int | None:
        """Return the minute by which all is closed with a chance of 95 %, None if not within the horizon."""
        return dict(self.closure_quantiles_minute)[SURE_PERCENT]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two plans under the same luck: the chance of each, and the difference (second less first) with its error."""

    first: float
    second: float
    difference: float
    standard_error: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepRow:
    """One combination: vehicles more in each pool, spots more at each field, days more until the deadline, factor.

    ``delay_factor`` stretches what a refused or silent clearance costs. Base assumptions.
    """

    fleet: int
    spots: int
    deadline_days: int
    delay_factor: float
    chance: float
    standard_error: float
    median_minute: int | None
    sure_minute: int | None


def said_percent(chance: float) -> int:
    """Return a chance (0..1) as people are told it: in steps of 5 %; 0 and 100 mean "under 5 %" and "over 95 %"."""
    return round(chance * 100 / _STEP_PERCENT) * _STEP_PERCENT
