"""Finished states of random operations, for the tests of the search."""

from collections.abc import Iterator
from functools import cache

from repli.errors import ImpossibleError, NoPlanError
from repli.model import Operation, Plan
from repli.planning import make_plan
from repli.planning.adopt import adopted
from repli.planning.board import board_of
from repli.planning.improve import State, state_of
from repli.planning.ways import ways_of
from tests.planning.generator import operation_of
from tests.planning.rich_generator import rich_operation_of

__all__ = ["planned_operations", "start_of"]


def planned_operations(count: int) -> Iterator[tuple[Operation, Plan]]:
    """Yield random operations for which there is a plan, with that plan."""
    for seed in range(count):
        for rich in (False, True):
            found = _planned(seed, rich=rich)
            if found is not None:
                yield found


@cache
def _planned(seed: int, *, rich: bool) -> tuple[Operation, Plan] | None:
    operation = rich_operation_of(seed) if rich else operation_of(seed)
    try:
        return operation, make_plan(operation, seed=1, version="test")
    except (ImpossibleError, NoPlanError):
        return None


def start_of(operation: Operation, plan: Plan) -> State:
    """The state of a plan."""
    ways = ways_of(operation)
    return state_of(adopted(ways, plan), board_of(ways).order)
