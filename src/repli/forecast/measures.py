"""What an outcome says: chances, quantiles, histograms, the band; never is later than every day."""

from collections.abc import Iterator

import numpy as np

from repli.forecast.compile import Compiled
from repli.kernel import Outcome
from repli.kernel.arrays import IntArray
from repli.model import SURE_PERCENT, Band, Cause, Operation, ScenarioForecast, SiteForecast
from repli.units import MINUTES_PER_DAY, PPM

__all__ = ["chance", "mean_days", "on_time", "quantile_minute", "scenario_forecast", "standard_error"]

_QUANTILES = (5, 25, 50, 75, 90, SURE_PERCENT)
_SITE_QUANTILES = (50, 90)
_BAND = (5, 50, 95)


def on_time(operation: Operation, outcome: Outcome) -> IntArray:
    """Return (R,) 1 where the deadline is met."""
    return (outcome.closed <= operation.agreement.deadline_minute).astype(np.int64)


def chance(operation: Operation, outcome: Outcome) -> float:
    """Return the share of replications in which the deadline is met."""
    return float(on_time(operation, outcome).mean())


def standard_error(share: float, replications: int) -> float:
    """Return the Monte Carlo standard error of a share."""
    return float(np.sqrt(share * (1 - share) / replications))


def mean_days(operation: Operation, outcome: Outcome) -> float:
    """Return mean closure in days after as_of; what never happens counts as the horizon."""
    mean = np.minimum(outcome.closed, operation.horizon_minute).mean()
    return float(mean - operation.as_of_minute) / MINUTES_PER_DAY


def quantile_minute(operation: Operation, minutes: IntArray, percent: int) -> int | None:
    """Return a quantile of minutes, None beyond the horizon."""
    minute = int(np.percentile(minutes, percent, method="inverted_cdf"))
    return minute if minute <= operation.horizon_minute else None


def scenario_forecast(
    operation: Operation, compiled: Compiled, name: str, outcome: Outcome, causes: tuple[Cause, ...]
) -> ScenarioForecast:
    """Return everything that is said about one scenario."""
    share, closed = chance(operation, outcome), outcome.closed
    return ScenarioForecast(
        name=name,
        chance=share,
        standard_error=standard_error(share, len(closed)),
        milestones=tuple(_milestones(operation, compiled, outcome)),
        closure_quantiles_minute=tuple((q, quantile_minute(operation, closed, q)) for q in _QUANTILES),
        band=_band(operation, compiled, outcome),
        sites=tuple(_sites(operation, compiled, outcome)),
        causes=causes,
        closed_on=_closed_on(operation, closed),
    )


def _closed_on(operation: Operation, closed: IntArray) -> tuple[int, ...]:
    """Return how many replications close on each civil day; an instant at midnight belongs to the day that ends."""
    starts = np.array(operation.agreement.day_starts, np.int64)
    days = np.searchsorted(starts, closed, side="left") - 1
    inside = days[(days >= 0) & (closed <= starts[-1])]
    return tuple(int(count) for count in np.bincount(inside, minlength=len(starts)))


def _sites(operation: Operation, compiled: Compiled, outcome: Outcome) -> Iterator[SiteForecast]:
    for index, site in enumerate(compiled.sites):
        closed = outcome.closure[:, index]
        median, late = (quantile_minute(operation, closed, percent) for percent in _SITE_QUANTILES)
        yield SiteForecast(
            site_id=site.site_id,
            median_minute=median,
            late_minute=late,
            chance=float((closed <= operation.agreement.deadline_minute).mean()),
            closed_on=_closed_on(operation, closed),
        )


def _milestones(operation: Operation, compiled: Compiled, outcome: Outcome) -> Iterator[tuple[str, float]]:
    """Yield (milestone, chance): the share of replications in which enough people or kg are out before it is due."""
    for milestone in operation.agreement.milestones:
        weights = compiled.people_out if milestone.quantity == "people" else compiled.kg_out
        out = (outcome.out < milestone.due_minute) @ weights
        yield milestone.milestone_id, float((out * PPM >= milestone.fraction_ppm * weights.sum()).mean())


def _band(operation: Operation, compiled: Compiled, outcome: Outcome) -> Band:
    """Return people out at the end of each civil day: quantiles over replications."""
    starts = np.array(operation.agreement.day_starts, np.int64)
    out = np.zeros((len(outcome.out), len(starts)), np.int64)
    days = np.searchsorted(starts, outcome.out, side="right") - 1
    for agent, people in enumerate(compiled.people_out):
        rows = np.flatnonzero(outcome.out[:, agent] < starts[-1])
        np.add.at(out, (rows, days[rows, agent]), people)
    low, median, high = np.percentile(out.cumsum(axis=1), _BAND, axis=0, method="inverted_cdf")
    return Band(
        day_starts=operation.agreement.day_starts,
        low_people=tuple(int(value) for value in low),
        median_people=tuple(int(value) for value in median),
        high_people=tuple(int(value) for value in high),
    )
