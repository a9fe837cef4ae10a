"""The entry: a plan is run through every scenario, and what threatens it most is found by switching it off."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future

import numpy as np

from repli.forecast.causes import DISTURBANCES, Values, pessimistic, switched_off, values_of
from repli.forecast.compile import compile_plan
from repli.forecast.measures import chance, mean_days, on_time, scenario_forecast
from repli.forecast.run import Runner
from repli.kernel import Outcome
from repli.model import Cause, Forecast, Operation, Plan

__all__ = ["simulate"]

_SCENARIOS = ("low", "base", "high")
_EVEN = 0.5
_CAUSE_REPLICATIONS = 1000

Started = list[Future[Outcome] | Outcome]


def simulate(
    operation: Operation,
    plan: Plan,
    *,
    plan_hash: str,
    seed: int,
    replications: int = 10_000,
    policy: str = "dispatch",
    executor: Executor | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Forecast:
    """Return the forecast of ``plan`` over ``replications`` of each scenario; same inputs and seed, same result.

    ``executor`` is any executor whose processes can import Repli; without one all is run here. ``progress`` is told
    (replications done, replications in all).
    """
    compiled = compile_plan(operation, plan, policy=policy)
    base, few = values_of(operation, "base"), min(replications, _CAUSE_REPLICATIONS)
    threats = {name: off for name in DISTURBANCES if (off := switched_off(base, name)) != base}
    count = _counter(len(_SCENARIOS) * replications + len(threats) * few, progress)
    run = Runner(stage=compiled.stage, seed=seed, executor=executor, progress=count)
    started = {name: run.start(values_of(operation, name), replications) for name in _SCENARIOS}
    without = {name: run.start(values, few) for name, values in threats.items()}
    outcomes = {name: run.finish(one) for name, one in started.items()}
    first = Outcome(*(part[:few] for part in outcomes["base"]))
    causes = tuple(_causes(operation, first, {name: run.finish(one) for name, one in without.items()}))
    return Forecast(
        operation_hash=operation.operation_hash,
        plan_hash=plan_hash,
        seed=seed,
        replications=replications,
        scenarios=tuple(
            scenario_forecast(operation, compiled, name, outcome, causes if name == "base" else ())
            for name, outcome in outcomes.items()
        ),
        flips=_flips(operation, outcomes, lambda values: run(values, few)),
    )


def _counter(total: int, progress: Callable[[int, int], None]) -> Callable[[int], None]:
    """Return a function that adds up what is done and tells it."""
    done = 0

    def add(count: int) -> None:
        nonlocal done
        done = min(done + count, total)
        progress(done, total)

    return add


def _causes(operation: Operation, base: Outcome, without: Mapping[str, Outcome]) -> Iterator[Cause]:
    """Yield each disturbance with the days that vanish and the chance when it alone is switched off, worst first."""
    met, days = on_time(operation, base), mean_days(operation, base)
    found = []
    for name, outcome in without.items():
        gained = on_time(operation, outcome) - met
        found.append(
            Cause(
                name=name,
                days_lost=days - mean_days(operation, outcome),
                chance_without=chance(operation, outcome),
                chance_gain=float(gained.mean()),
                gain_error=float(gained.std() / np.sqrt(len(gained))),
            )
        )
    yield from sorted(found, key=lambda cause: (-cause.days_lost, cause.name))


def _flips(operation: Operation, outcomes: Mapping[str, Outcome], run: Callable[[Values], Outcome]) -> str | None:
    """Return the disturbance whose pessimistic values alone turn "likely" into "unlikely", the strongest; else None.

    Under all pessimistic values together the chance is lower still: if it is likely then, nothing alone flips it.
    """
    if chance(operation, outcomes["base"]) < _EVEN or chance(operation, outcomes["low"]) >= _EVEN:
        return None
    base = values_of(operation, "base")
    lower = {name: pessimistic(operation, name) for name in DISTURBANCES}
    chances = {name: chance(operation, run(values)) for name, values in lower.items() if values != base}
    name = min(chances, key=lambda one: (chances[one], one))
    return name if chances[name] < _EVEN else None
