"""What one more of each scarce thing gains: both sides planned again by the same planner, and judged by the rule book.

>>> gains(case.operation, plan, seed=1, tries=12)  # doctest: +SKIP
"""

from collections.abc import Callable

from repli import planning, rules
from repli.commission.plans import make_plan
from repli.errors import NoPlanError, Phrase, PlanningError, UsageError
from repli.model import Bound, Operation, Plan
from repli.planning import Gains, Quest, Solver

__all__ = ["gains"]

_EFFORT_EACH, _MOST_EFFORT = 15, 1_250
"""Units of work of each search where no effort is asked for: a quarter of what `repli plan` takes."""


def gains(
    operation: Operation,
    plan: Plan,
    *,
    seed: int,
    tries: int,
    effort: int | None = None,
    stopped: Callable[[], bool] = lambda: False,
    tell: Callable[[int, int, Phrase], None] = lambda _done, _total, _what: None,
) -> Gains:
    """Return the gains of the ``tries`` most promising things; each plan behind them keeps every rule.

    ``effort`` is the work limit of each search. Ctrl-C (``stopped``) keeps what was verified by then; raise NoPlanError
    if the plan given breaks a rule, so that it cannot be compared with.
    """
    if findings := rules.check_plan(operation, plan):
        raise NoPlanError(tuple(one.message for one in findings))
    units = min(_MOST_EFFORT, _EFFORT_EACH * len(plan.movements)) if effort is None else effort

    def solve(changed: Operation, with_seed: int, start: Plan | None) -> Plan | None:
        quest = Quest(effort=units, resumed=start, stopped=stopped)
        try:
            return make_plan(changed, seed=with_seed, thorough=False, quest=quest)
        except (PlanningError, UsageError):
            return None

    solver = Solver(plan=solve, prove=_proven_bound, stopped=stopped, tell=tell)
    return planning.gains_of(operation, plan, solver, seed=seed, tries=tries)


def _proven_bound(operation: Operation, plan: Plan) -> Bound:
    """Return the best bound that the rule book proves again; the plan's own if it does not."""
    better = planning.bounded(operation, plan)
    return plan.bound if rules.check_plan(operation, better) else better.bound
