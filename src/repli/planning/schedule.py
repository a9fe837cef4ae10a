"""Operation -> Plan: drafts of different tastes by the same rules; the best one is made better until the work limit.

A draft empties the feeders first, then the sites that receive from them (`repli.planning.stage`); every draft keeps
every rule by construction, and `repli.rules` judges that with code of its own.

>>> plan = make_plan(operation, seed=1, version="0.1.0")  # doctest: +SKIP
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from repli.errors import NoPlanError, Phrase, UsageError
from repli.model import Bound, Objective, Operation, Plan
from repli.planning.adopt import adopted
from repli.planning.aims import AIMS, Aims, ranked
from repli.planning.board import Board, board_of, weights_of
from repli.planning.bound import closure_bound
from repli.planning.draft import draft_of
from repli.planning.explain import binding_codes
from repli.planning.guide import LEAST_EFFORT, guided, placed
from repli.planning.impossible import refuse_impossible
from repli.planning.improve import Search, State, Step, improved, state_of
from repli.planning.objective import closure_minute_of, day_of
from repli.planning.prices import priced_bound
from repli.planning.rebased import rebased
from repli.planning.requests import requests_of
from repli.planning.stage import Stuck, emptied_somehow, out_of_order
from repli.planning.variants import Variant, variants_of
from repli.planning.ways import Ways, ways_of
from repli.planning.weighed import with_weighed_sites

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
_FEW_SORTIES = 200
"""Up to so many movements, waves over midnight and vehicles elsewhere are drafted too; else only the search tries."""
_ENOUGH_UNITS = 15_000
"""After so many units of work on drafts no other taste is tried, where there is a draft."""


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
    looked for longer. ``progress`` is called with (drafts done, drafts in all). Raise ImpossibleError where no plan can
    keep the rules, with the rows that conflict, and NoPlanError where none was found.
    """
    ways = ways_of(operation)
    refuse_impossible(ways)
    bound = closure_bound(operation)
    if quest.resumed is not None:
        best = _resumed(operation, ways, quest.resumed)
    else:
        best = _best_draft(_starts(operation, ways), seed, quest, thorough=thorough, progress=progress)
    effort = _effort_for(best) if quest.effort is None else quest.effort
    if quest.resumed is None and thorough:
        best, effort = _with_guide(best, seed, quest, effort)
    search = Search(effort=effort, seed=seed, bound=bound, aims=quest.aims, watch=quest.watch, stopped=quest.stopped)
    return plan_of(operation, improved(best, search), bound, seed=seed, version=version)


def bounded(operation: Operation, plan: Plan) -> Plan:
    """Return a plan with the best bounds that prices prove, and the verdict that follows from them."""
    last_minute = closure_minute_of(operation, plan)
    bound = priced_bound(operation, closure_bound(operation), last_minute)
    return replace(plan, bound=bound, verdict=_verdict(operation, plan.objective, bound))


def _with_guide(best: State, seed: int, quest: Quest, effort: int) -> tuple[State, int]:
    """Return the best of a draft and those guided from it, and the work that is left: half of it at least."""
    if effort < LEAST_EFFORT or _is_stopped(quest):
        return best, effort
    begin = best.board.meter.units

    def rank(state: State) -> tuple[int, ...]:
        return ranked(state.objective, quest.aims)

    if len(best.board.sorties) > _FEW_SORTIES:
        best = placed(best, variants_of(seed), lambda board, taste: _drawn(board, taste, quest), rank, effort)
    else:
        best = guided(best, variants_of(seed)[0], rank, effort)
    return best, max(effort // 2, effort + begin - best.board.meter.units)


def _effort_for(state: State) -> int:
    """Return the work limit that suits a draft: so much for each of its movements, up to a limit."""
    return min(_MOST_EFFORT, _EFFORT_EACH * len(state.board.sorties))


def _starts(operation: Operation, ways: Ways) -> tuple[Board, ...]:
    """Return the boards to start from: each site by its own ways out, then, if there is another one, other ways.

    First nothing straight from a feeder, then over the road to hubs as well.
    """
    by_hubs, across = ways_of(operation, by_hubs=True), ways_of(operation, straight=False)
    starts = [ways]
    starts += [across] if across.routes != ways.routes else []
    starts += [by_hubs] if by_hubs.receiver != ways.receiver else []
    return tuple(board_of(one) for one in starts)


def _resumed(operation: Operation, ways: Ways, plan: Plan) -> State:
    """Return the state in which a plan stands: by the sites' own ways out, or over the road to hubs as well."""
    try:
        return state_of(adopted(ways, plan), board_of(ways).order)
    except UsageError:
        by_hubs = ways_of(operation, by_hubs=True)
        if by_hubs.receiver == ways.receiver:
            raise
    return state_of(adopted(by_hubs, plan), board_of(by_hubs).order)


def _best_draft(
    starts: Sequence[Board], seed: int, quest: Quest, *, thorough: bool, progress: Callable[[int, int], None] | None
) -> State:
    """Return the best draft over the tastes; raise NoPlanError where none is found, KeyboardInterrupt if stopped."""
    variants = variants_of(seed)
    reasons: list[Phrase] = []
    best: State | None = None
    for number, start in enumerate(starts):
        first = number * len(variants)

        def tell(done: int, first: int = first) -> None:
            if progress is not None:
                progress(first + done, first + len(variants))

        best, taste = _best_of(start, variants, quest, reasons, tell)
        if best is not None and thorough:
            best = _bettered(start, best, taste, seed, quest)
        if best is not None or _is_stopped(quest):
            break
    if best is None and _is_stopped(quest):
        raise KeyboardInterrupt
    if best is None and thorough:
        best = next((one for start in starts if (one := _last_resort(start, variants, quest)) is not None), None)
    if best is None:
        raise NoPlanError(tuple(dict.fromkeys(reasons)))
    return best


def _best_of(
    start: Board, variants: Sequence[Variant], quest: Quest, reasons: list[Phrase], tell: Callable[[int], None]
) -> tuple[State | None, Variant]:
    """Return the best draft from one start, None if none is found, and its taste; add why each got stuck."""
    best: State | None = None
    taste, begin = variants[0], start.meter.units
    for done, variant in enumerate(variants, start=1):
        board = _draft(start.copy(), variant)
        if isinstance(board, Stuck):
            reasons.append(board.reason)
        else:
            state = state_of(board, start.order)
            if best is None or ranked(state.objective, quest.aims) < ranked(best.objective, quest.aims):
                best, taste = state, variant
        tell(done)
        if _is_stopped(quest) or (best is not None and start.meter.units > begin + _ENOUGH_UNITS):
            break
    return best, taste


def _bettered(start: Board, best: State, taste: Variant, seed: int, quest: Quest) -> State:
    """Return the best draft with vehicles elsewhere too, waves over midnight, and, if it is large, sites weighed."""
    if len(best.board.sorties) > _FEW_SORTIES:
        best, taste = _weighed(start, best, taste, quest)
        found, start = _rebased(start, best, taste, quest)
        return _weighed(start, found or best, taste, quest)[0]
    if best.objective.closure_day > closure_bound(start.ways.network.operation).closure_day:
        late = start.copy()
        late.over_midnight = True
        other, its_taste = _best_of(late, variants_of(seed), quest, [], lambda _: None)
        if other is not None and ranked(other.objective, quest.aims) < ranked(best.objective, quest.aims):
            start, best, taste = late, other, its_taste
    found, start = _rebased(start, best, taste, quest)
    return _one_site_first(start, found or best, taste, quest)


def _one_site_first(start: Board, best: State, taste: Variant, quest: Quest) -> State:
    """Return the best of a draft and of those in which each day's resources go to one site first, each in turn."""
    for site_id in (site_id for stage in start.ways.stages for site_id in stage):
        found = _drawn(start.copy(), replace(taste, urgent=frozenset({site_id})), quest)
        if found is not None and ranked(found.objective, quest.aims) < ranked(best.objective, quest.aims):
            best = found
    return best


def _weighed(start: Board, best: State, taste: Variant, quest: Quest) -> tuple[State, Variant]:
    """Return the best of a draft and of those in which sites that closed late weigh more, and its taste."""

    def draw(taste: Variant) -> State | None:
        return _drawn(start.copy(), taste, quest)

    return with_weighed_sites(best, taste, draw, lambda state: ranked(state.objective, quest.aims))


def _rebased(start: Board, best: State | None, taste: Variant, quest: Quest) -> tuple[State | None, Board]:
    """Return the best draft of a taste in which vehicles stand elsewhere, or the given one, and its board to start."""

    def draw(board: Board) -> State | None:
        return _drawn(board, taste, quest)

    large = best is not None and len(best.board.sorties) > _FEW_SORTIES
    return rebased(start, best, draw, lambda state: ranked(state.objective, quest.aims), large=large)


def _drawn(board: Board, taste: Variant, quest: Quest) -> State | None:
    """Return the draft of a taste on a board; None where it gets stuck, or the search is to stop."""
    if _is_stopped(quest):
        return None
    order = board.order.copy()
    drafted = _draft(board, taste)
    return None if isinstance(drafted, Stuck) else state_of(drafted, order)


def _is_stopped(quest: Quest) -> bool:
    return quest.stopped is not None and quest.stopped()


def _last_resort(start: Board, variants: Sequence[Variant], quest: Quest) -> State | None:
    """Return the first draft of any taste for which closing waves are looked for longer, or with vehicles elsewhere."""
    for variant in variants:
        trial = start.copy()
        trial.last_resort = True
        board = _draft(trial, variant)
        if not isinstance(board, Stuck):
            return state_of(board, start.order)
    late = start.copy()
    late.over_midnight = True
    return _rebased(late, None, variants[0], quest)[0]


def _draft(board: Board, variant: Variant) -> Board | Stuck:
    """Return the finished board of one taste, or what is in its way."""
    operation, stages = board.ways.network.operation, board.ways.stages
    board.weights = weights_of(operation, variant.person_percent)
    for depth, site_ids in enumerate(stages, start=1):
        wave_only = variant.last_wave_only if depth == len(stages) else variant.feeders_wave_only
        emptied = emptied_somehow(board, site_ids, variant, wave_only=wave_only)
        if isinstance(emptied, Stuck):
            return emptied
        board = emptied
    unordered = out_of_order(board)
    if unordered is not None:
        return unordered
    return board


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
