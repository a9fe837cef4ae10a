"""A commission that plans again inside a forecast: from a cut to a new plan, by the same planner and rule book.

chance = replanned(operation, plan, scenario="base", every_days=14, seed=1, replications=50)
"""

from functools import partial

from repli import planning
from repli.commission.forecasts import pool
from repli.commission.plans import Advance, make_plan
from repli.errors import ImpossibleError, NoPlanError
from repli.model import Cut, Operation, Plan, ReplanForecast
from repli.planning import Quest

__all__ = ["plan_again", "replanned"]

_DRAFTS = Quest(effort=0)
"""The best of the first drafts: a search at every cut of every replication would take hours."""


def plan_again(operation: Operation, cut: Cut, *, seed: int) -> Plan | None:
    """Return a plan of what has not begun; None if closure is still expected on the day promised, or there is no plan.

    The plan is judged by the rule book against what is left, then named as the whole operation names things.
    """
    agreement = operation.agreement
    days = [sum(start < one for start in agreement.day_starts) for one in (cut.promised_minute, cut.expected_minute)]
    if days[1] <= days[0]:
        return None
    rest = planning.rest_of(operation, cut)
    try:
        return rest.in_names_of_the_whole(make_plan(rest.operation, seed=seed, thorough=False, quest=_DRAFTS))
    except (ImpossibleError, NoPlanError):
        return None


def _silent(_done: int, _total: int) -> None:
    """Tell nobody."""


def replanned(
    operation: Operation,
    plan: Plan,
    *,
    scenario: str,
    every_days: int,
    seed: int,
    replications: int = 50,
    workers: int | None = None,
    progress: Advance = _silent,
) -> ReplanForecast:
    """Return how a plan fares that is followed, and one that is planned again every ``every_days``, same luck."""
    from repli.forecast import replan_forecast  # noqa: PLC0415 - see `repli.commission.forecasts`

    with pool(workers) as executor:
        return replan_forecast(
            operation,
            plan,
            partial(plan_again, seed=seed),
            scenario=scenario,
            every_days=every_days,
            seed=seed,
            replications=replications,
            executor=executor,
            progress=progress,
        )
