"""Two plans of one operation under the same luck (common random numbers).

Weather, politics, roads and clearances are alike; what belongs to a movement is drawn by its place in the plan.
"""

from concurrent.futures import Executor

import numpy as np

from repli.forecast.causes import values_of
from repli.forecast.compile import compile_plan
from repli.forecast.measures import on_time
from repli.forecast.run import Runner
from repli.model import Comparison, Operation, Plan

__all__ = ["compare_plans"]


def compare_plans(
    operation: Operation,
    first: Plan,
    second: Plan,
    *,
    seed: int,
    replications: int = 10_000,
    executor: Executor | None = None,
) -> Comparison:
    """Return the chance of both plans and of the difference its paired standard error, base assumptions."""
    values = values_of(operation, "base")
    met = []
    for plan in (first, second):
        run = Runner(stage=compile_plan(operation, plan).stage, seed=seed, executor=executor)
        met.append(on_time(operation, run(values, replications)))
    gained = met[1] - met[0]
    return Comparison(
        first=float(met[0].mean()),
        second=float(met[1].mean()),
        difference=float(gained.mean()),
        standard_error=float(gained.std() / np.sqrt(replications)),
    )
