"""Random small systems with plans: operations of every kind of input, planned, and everything that may go wrong."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count as numbers
from itertools import islice

from repli.errors import RepliError
from repli.model import Operation, Plan
from repli.planning import make_plan
from tests.forecast.settings import EVERYTHING
from tests.planning.rich_generator import rich_operation_of

__all__ = ["systems", "systems_of"]


def systems(first: int, count: int) -> Iterator[tuple[int, Operation, Plan]]:
    """The first ``count`` (seed, operation, plan) from seed ``first`` on that can be planned."""
    return islice(systems_of(numbers(first)), count)


def systems_of(
    seeds: Iterable[int], *, thorough: bool = True, least_movements: int = 4
) -> Iterator[tuple[int, Operation, Plan]]:
    """(seed, operation, plan) of each seed whose operation can be planned with some movements."""
    for seed in seeds:
        operation = rich_operation_of(seed)
        try:
            plan = make_plan(operation, seed=1, version="test", thorough=thorough)
        except RepliError:
            continue
        if len(plan.movements) >= least_movements:
            yield seed, replace(operation, settings=EVERYTHING), plan
