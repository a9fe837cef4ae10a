"""Random small systems with plans: operations of every kind of input, planned, and everything that may go wrong."""

from collections.abc import Iterator
from dataclasses import replace

from repli.errors import RepliError
from repli.model import Operation, Plan
from repli.planning import make_plan
from tests.forecast.settings import EVERYTHING
from tests.planning.rich_generator import rich_operation_of

__all__ = ["systems"]


def systems(first: int, count: int, *, least_movements: int = 4) -> Iterator[tuple[int, Operation, Plan]]:
    """The first ``count`` (seed, operation, plan) from seed ``first`` on that can be planned."""
    seed = first
    while count:
        operation = rich_operation_of(seed)
        seed += 1
        try:
            plan = make_plan(operation, seed=1, version="test")
        except RepliError:
            continue
        if len(plan.movements) >= least_movements:
            yield seed - 1, replace(operation, settings=EVERYTHING), plan
            count -= 1
