"""The entry: a plan is run through every scenario, and what threatens it most is found by switching it off."""

from collections.abc import Callable, Iterator

import numpy as np

from repli.forecast.compile import Compiled, compile_plan
from repli.forecast.draws import DISTURBANCES, Draws, Values, disturb, draw, switched_off, values_of
from repli.kernel import Outcome, run_replications
from repli.kernel.arrays import IntArray
from repli.model import Band, Cause, Forecast, Operation, Plan, ScenarioForecast, SiteForecast
from repli.units import MINUTES_PER_DAY, PPM

__all__ = ["simulate"]

_SCENARIOS = ("low", "base", "high")
_EVEN = 0.5
_CAUSE_REPLICATIONS = 2000
_QUANTILES = (5, 25, 50, 75, 90, 95)


def simulate(
    operation: Operation,
    plan: Plan,
    *,
    plan_hash: str,
    seed: int,
    replications: int = 10_000,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Forecast:
    """Return the forecast of ``plan`` over ``replications`` of each scenario; same inputs and seed, same result.

    ``progress`` is told (runs done, runs in all).
    """
    compiled = compile_plan(operation, plan)
    draws = draw(compiled, len(operation.fields), seed, replications)
    few = draw(compiled, len(operation.fields), seed, min(replications, _CAUSE_REPLICATIONS))
    total = len(_SCENARIOS) + 1 + 2 * len(DISTURBANCES)
    done = iter(range(1, total + 1))

    def run(with_draws: Draws, values: Values) -> Outcome:
        outcome = run_replications(compiled.timeline, disturb(operation, compiled, with_draws, values))
        progress(next(done), total)
        return outcome

    outcomes = {name: run(draws, values_of(operation, name)) for name in _SCENARIOS}
    base = run(few, values_of(operation, "base"))
    causes = tuple(_causes(operation, base, lambda values: run(few, values)))
    scenarios = tuple(
        _scenario(operation, compiled, name, outcome, causes if name == "base" else ())
        for name, outcome in outcomes.items()
    )
    return Forecast(
        operation_hash=operation.operation_hash,
        plan_hash=plan_hash,
        seed=seed,
        replications=replications,
        scenarios=scenarios,
        flips=_flips(operation, base, lambda values: run(few, values)),
    )


def _closure(outcome: Outcome) -> IntArray:
    """Return (R,) the minute at which the last site is closed and the last movement is out."""
    return np.asarray(outcome.closure.max(axis=1))


def _chance(operation: Operation, outcome: Outcome) -> float:
    return float((_closure(outcome) <= operation.agreement.deadline_minute).mean())


def _days_late(operation: Operation, outcome: Outcome) -> float:
    """Return mean closure in days after as_of; what never happens counts as the horizon."""
    return (
        float(np.minimum(_closure(outcome), operation.horizon_minute).mean() - operation.as_of_minute) / MINUTES_PER_DAY
    )


def _causes(operation: Operation, base: Outcome, run: Callable[[Values], Outcome]) -> Iterator[Cause]:
    """Yield each disturbance with the days that vanish and the chance when it alone is switched off, worst first."""
    values, days = values_of(operation, "base"), _days_late(operation, base)
    found = []
    for name in DISTURBANCES:
        without = run(switched_off(values, name))
        lost = days - _days_late(operation, without)
        found.append(Cause(name=name, days_lost=lost, chance_without=_chance(operation, without)))
    yield from sorted(found, key=lambda cause: (-cause.days_lost, cause.name))


def _flips(operation: Operation, base: Outcome, run: Callable[[Values], Outcome]) -> str | None:
    """Return the disturbance whose pessimistic values alone turn "likely" into "unlikely", the strongest; else None."""
    if _chance(operation, base) < _EVEN:
        return None
    values, low = values_of(operation, "base"), values_of(operation, "low")
    chances = {
        name: _chance(operation, run({**values, **{key: low[key] for key in keys}}))
        for name, keys in DISTURBANCES.items()
    }
    name = min(chances, key=lambda one: (chances[one], one))
    return name if chances[name] < _EVEN else None


def _scenario(
    operation: Operation, compiled: Compiled, name: str, outcome: Outcome, causes: tuple[Cause, ...]
) -> ScenarioForecast:
    chance = _chance(operation, outcome)
    replications = len(outcome.closure)
    minutes = np.percentile(_closure(outcome), _QUANTILES, method="inverted_cdf")
    return ScenarioForecast(
        name=name,
        chance=chance,
        standard_error=float(np.sqrt(chance * (1 - chance) / replications)),
        milestones=tuple(_milestones(operation, compiled, outcome)),
        closure_quantiles_minute=tuple(
            (q, _within(operation, int(m))) for q, m in zip(_QUANTILES, minutes, strict=True)
        ),
        band=_band(operation, compiled, outcome),
        sites=tuple(_sites(operation, compiled, outcome)),
        causes=causes,
    )


def _within(operation: Operation, minute: int) -> int | None:
    return minute if minute <= operation.horizon_minute else None


def _sites(operation: Operation, compiled: Compiled, outcome: Outcome) -> Iterator[SiteForecast]:
    quantiles = np.percentile(outcome.closure, (50, 90), axis=0, method="inverted_cdf")
    for index, site in enumerate(compiled.sites):
        median, late = (_within(operation, int(value)) for value in quantiles[:, index])
        yield SiteForecast(site_id=site.site_id, median_minute=median, late_minute=late)


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
    for movement, people in enumerate(compiled.people_out):
        inside = outcome.out[:, movement] < starts[-1]
        rows = np.flatnonzero(inside)
        np.add.at(out, (rows, days[rows, movement]), people)
    low, median, high = np.percentile(out.cumsum(axis=1), (5, 50, 95), axis=0, method="inverted_cdf")
    return Band(
        day_starts=operation.agreement.day_starts,
        low_people=tuple(int(value) for value in low),
        median_people=tuple(int(value) for value in median),
        high_people=tuple(int(value) for value in high),
    )
