"""Our planner as it is measured: the first plan there is, then the one that the search makes of it by a work limit."""

import time

from repli import planning
from repli.errors import NoPlanError, Phrase
from repli.model import Bound, Operation, Plan
from repli.planning.board import board_of
from repli.planning.bound import closure_bound
from repli.planning.drafted import drafted
from repli.planning.impossible import refuse_impossible
from repli.planning.improve.state import State, state_of
from repli.planning.prices import priced_bound
from repli.planning.schedule import plan_of
from repli.planning.stage import Stuck
from repli.planning.variants import variants_of
from repli.planning.ways import ways_of

__all__ = ["bound_of", "first_plan", "refined", "written"]

_VERSION = "benchmark"
_NO_BOUND = Bound(closure_day=0, method="none", proven=True, rows=())


def first_plan(operation: Operation, seed: int) -> Plan:
    """Return the first draft of any taste; raise ImpossibleError or NoPlanError."""
    ways = ways_of(operation)
    refuse_impossible(ways)
    start = board_of(ways)
    reasons: list[Phrase] = []
    for variant in variants_of(seed):
        found = drafted(start.copy(), variant)
        if not isinstance(found, Stuck):
            return written(operation, state_of(found, start.order))
        reasons.append(found.reason)
    raise NoPlanError(tuple(dict.fromkeys(reasons)))


def refined(operation: Operation, *, effort: int, seed: int) -> Plan:
    """Return what the product plans with so many units of work; raise ImpossibleError or NoPlanError."""
    return planning.make_plan(operation, seed=seed, version=_VERSION, quest=planning.Quest(effort=effort))


def bound_of(operation: Operation, plan: Plan) -> tuple[Bound, float]:
    """Return the bound with its prices, and the seconds of the processor that it took."""
    start = time.process_time()
    known = closure_bound(operation)
    bound = priced_bound(operation, known, planning_end(plan))
    return bound, time.process_time() - start


def planning_end(plan: Plan) -> int:
    """Return the last off block of a plan."""
    return max((stop.off_block_minute for one in plan.movements for stop in one.stops), default=plan.as_of_minute)


def written(operation: Operation, state: State) -> Plan:
    """Return a state as a plan; its bound is not worked out yet."""
    return plan_of(operation, state, _NO_BOUND, seed=0, version=_VERSION)
