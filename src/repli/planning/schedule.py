"""Operation -> Plan: drafts of different tastes by the same rules; the best one is made better until the work limit.

A draft empties the feeders first, then the sites that receive from them (`repli.planning.stage`); every draft keeps
every rule by construction, and `repli.rules` judges that with code of its own.

>>> plan = make_plan(operation, seed=1, version="0.1.0")  # doctest: +SKIP
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from repli.errors import UsageError
from repli.model import Bound, Objective, Operation, Plan
from repli.planning.adopt import adopted
from repli.planning.aims import AIMS, Aims, ranked
from repli.planning.board import board_of
from repli.planning.bound import closure_bound
from repli.planning.draft import draft_of
from repli.planning.drafting import Drafting, best_draft, is_large, starts_of
from repli.planning.explain import binding_codes
from repli.planning.guide import LEAST_EFFORT, guided, placed
from repli.planning.impossible import refuse_impossible
from repli.planning.improve import Search, State, Step, improved, state_of
from repli.planning.objective import closure_minute_of, day_of
from repli.planning.prices import priced_bound
from repli.planning.requests import requests_of
from repli.planning.variants import variants_of
from repli.planning.ways import Ways, ways_of

__all__ = ["Quest", "bounded", "make_plan", "plan_of"]

_EFFORT_EACH, _MOST_EFFORT = 60, 30_000
"""Units of work of the search where no effort is asked for: for each movement of the draft, and at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quest:
    """How a plan is looked for beyond the first drafts.

    ``effort`` is the work limit of the search in units; 0 keeps the best draft, None takes what suits the size of the
    operation. ``aims`` are the last three levels of the objective in the order wanted. ``resumed`` is a plan of this
    operation to go on from, instead of drafts. ``watch`` is told how the search stands; ``stopped`` may end it early.
    """

    effort: int | None = 0
    aims: Aims = AIMS
    resumed: Plan | None = None
    watch: Callable[[Step], None] | None = None
    stopped: Callable[[], bool] | None = None


_DRAFTS = Quest()


def make_plan(
    operation: Operation,
    *,
    seed: int,
    version: str,
    thorough: bool = True,
    progress: Callable[[int, int], None] | None = None,
    quest: Quest = _DRAFTS,
) -> Plan:
    """Return the best plan found, the same for the same operation, seed, effort and version (plan-meaning.md, M).

    ``thorough``: drafts have vehicles elsewhere and waves over midnight too, and where none is found, closing waves are
    looked for longer. ``progress`` is called with (drafts made, drafts in all, as far as is known). Raise
    ImpossibleError where no plan can keep the rules, with the rows that conflict, NoPlanError where none was found.
    """
    ways = ways_of(operation)
    refuse_impossible(ways)
    bound = closure_bound(operation)
    drafting = Drafting(
        variants=variants_of(seed),
        rank=lambda state: ranked(state.objective, quest.aims),
        thorough=thorough,
        stopped=quest.stopped,
        progress=progress,
    )
    if quest.resumed is not None:
        best = _resumed(operation, ways, quest.resumed)
    else:
        best = best_draft(starts_of(operation, ways), drafting)
    effort = _effort_for(best) if quest.effort is None else quest.effort
    if quest.resumed is None and thorough:
        best, effort = _with_guide(best, drafting, effort)
    search = Search(effort=effort, seed=seed, bound=bound, aims=quest.aims, watch=quest.watch, stopped=quest.stopped)
    return plan_of(operation, improved(best, search), bound, seed=seed, version=version)


def bounded(operation: Operation, plan: Plan) -> Plan:
    """Return a plan with the best bounds that prices prove, and the verdict that follows from them."""
    last_minute = closure_minute_of(operation, plan)
    bound = priced_bound(operation, closure_bound(operation), last_minute)
    return replace(plan, bound=bound, verdict=_verdict(operation, plan.objective, bound))


def _with_guide(best: State, drafting: Drafting, effort: int) -> tuple[State, int]:
    """Return the best of a draft and those guided from it, and the work that is left: half of it at least."""
    if effort < LEAST_EFFORT or drafting.is_stopped():
        return best, effort
    begin = best.board.meter.units
    if is_large(best):
        best = placed(best, drafting.variants, drafting.draw, drafting.rank, effort)
    else:
        best = guided(best, drafting.variants[0], drafting.rank, effort)
    return best, max(effort // 2, effort + begin - best.board.meter.units)


def _effort_for(state: State) -> int:
    """Return the work limit that suits a draft: so much for each of its movements, up to a limit."""
    return min(_MOST_EFFORT, _EFFORT_EACH * len(state.board.sorties))


def _resumed(operation: Operation, ways: Ways, plan: Plan) -> State:
    """Return the state in which a plan stands: by the sites' own ways out, or over the road to hubs as well."""
    try:
        return state_of(adopted(ways, plan), board_of(ways).order)
    except UsageError:
        by_hubs = ways_of(operation, by_hubs=True)
        if by_hubs.receiver == ways.receiver:
            raise
    return state_of(adopted(by_hubs, plan), board_of(by_hubs).order)


def plan_of(operation: Operation, state: State, bound: Bound, *, seed: int, version: str) -> Plan:
    """Write the draft down, with its bound, its verdict and what holds it back."""
    draft, objective = draft_of(state.board), state.objective
    plan = Plan(
        operation_id=operation.operation_id,
        operation_hash=operation.operation_hash,
        as_of_minute=operation.as_of_minute,
        seed=seed,
        version=version,
        verdict=_verdict(operation, objective, bound),
        movements=draft.movements,
        handovers=draft.handovers,
        acts=draft.acts,
        bookings=draft.bookings,
        objective=objective,
        bound=bound,
        binding=(),
        requests=requests_of(operation, draft.movements),
    )
    return replace(plan, binding=binding_codes(operation, plan))


def _verdict(operation: Operation, objective: Objective, bound: Bound) -> str:
    """Return how the plan ends: commitments kept, or late and whether that is proven (plan-meaning.md, J)."""
    if objective.as_tuple()[:3] == (0, 0, 0):
        return "kept"
    deadline_day = day_of(operation, operation.agreement.deadline_minute - 1)
    return "late-proven" if bound.closure_day > deadline_day else "late-not-proven"
