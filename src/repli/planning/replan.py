"""A plan in force made again: as little as possible changes, and the new plan holds the past, so that it can be judged.

What can stay stays at its own minutes (`repli.planning.kept`), and the rest is planned around it. Where commitments
would be missed that way, more is let go: first what is late, then all that is neither frozen nor pinned. The best comes
first by commitments, then by how few agreed movements change (`Terms.changes_first`), then by the other aims.

>>> found = replanned(operation, agreed, Terms(now_minute=now), seed=1, version="0.1.0")  # doctest: +SKIP
"""

from dataclasses import dataclass, replace

from repli.errors import NoPlanError, UsageError, phrase
from repli.model import Movement, Operation, Plan
from repli.planning.board import board_of
from repli.planning.bound import closure_bound
from repli.planning.collecting import uncollected
from repli.planning.draft import draft_of
from repli.planning.forced import forced_of, least_moved
from repli.planning.impossible import refuse_stranded
from repli.planning.improve.state import State
from repli.planning.moved import calendar_of
from repli.planning.past import Ground, ground_of
from repli.planning.repair import EFFORT, Search, repaired
from repli.planning.schedule import plan_of
from repli.planning.terms import Terms, checked_terms, seen_operation
from repli.planning.uncarried import uncarried
from repli.planning.variants import variants_of
from repli.planning.ways import ways_of

__all__ = ["Replanned", "replanned"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Replanned:
    """The new plan; ``frozen`` are agreed movements to come that had to stay, ``forced`` those that cannot stay.

    No vehicle of its type can make a forced movement at its minutes, give or take the tolerance, though nothing else is
    planned. ``least_moved`` is a proven minimum of the agreed departures that move, these among them, in every plan
    that misses latest times by no more days in sum than this one.
    """

    plan: Plan
    frozen: tuple[str, ...]
    forced: tuple[str, ...]
    least_moved: int


def replanned(
    operation: Operation,
    agreed: Plan,
    terms: Terms,
    *,
    seed: int,
    version: str,
    tolerance_minutes: int = 0,
    effort: int = EFFORT,
) -> Replanned:
    """Return the plan that changes least; raise UsageError for terms that cannot hold, NoPlanError if none is found."""
    terms = checked_terms(operation, agreed, terms)
    with uncollected():
        return _replanned(operation, agreed, terms, (seed, version), (tolerance_minutes, effort))


def _replanned(
    operation: Operation, agreed: Plan, terms: Terms, marks: tuple[int, str], limits: tuple[int, int]
) -> Replanned:
    """Return the plan for ``marks`` (seed and version) and ``limits`` (tolerance in minutes and work limit)."""
    (seed, version), (tolerance_minutes, effort) = marks, limits
    ways = ways_of(seen_operation(operation, agreed, terms))
    start = board_of(ways)
    ground = ground_of(start, agreed, terms, variants_of(seed)[0])
    _refuse_stranded(ground)
    frozen = {one.name for one in ground.to_come if one.off_minute < terms.now_minute + terms.freeze_minutes}
    start.now_minute = terms.now_minute
    forced = forced_of(start, ground.to_come, ground.slots, tolerance_minutes)
    least = least_moved(start, ground.board, ground.to_come, forced, tolerance_minutes)
    _refuse_pins(terms, forced)
    state = repaired(
        Search(
            ground=ground,
            calendar=calendar_of(operation, agreed, terms.now_minute, tolerance_minutes),
            held=frozenset(frozen | terms.pins),
            least=least,
            target=agreed.objective.as_tuple()[:3],
            seed=seed,
            effort=effort,
        )
    )
    _refuse_other_past(state, agreed, terms)
    plan = plan_of(operation, state, closure_bound(operation), seed=seed, version=version)
    return Replanned(
        plan=_named_as_agreed(plan, agreed),
        frozen=tuple(sorted(frozen - set(forced))),
        forced=tuple(sorted(forced)),
        least_moved=least.at(plan.objective.latest_missed_days),
    )


def _refuse_stranded(ground: Ground) -> None:
    """Raise NoPlanError where something still waits at a site to which no vehicle has a way any more."""
    board = ground.board
    held = {site_id for site_id in board.ways.stranded if not board.books[site_id].empty}
    if held:
        reasons = tuple(dict.fromkeys(uncarried(board.ways.network)))
        if reasons:
            raise NoPlanError(reasons)
        refuse_stranded(board.ways, held)


def _refuse_pins(terms: Terms, forced: tuple[str, ...]) -> None:
    for name in sorted(terms.pins):
        if name in forced:
            raise UsageError(
                phrase("{name} cannot stay: at its time no vehicle of its type can make it any more.", name=name),
                phrase("Leave it out of what is to be kept."),
            )


def _refuse_other_past(state: State, agreed: Plan, terms: Terms) -> None:
    """Raise NoPlanError where a wave that has begun would have to be loaded again."""
    made = {_look(one) for one in draft_of(state.board).movements}
    for one in agreed.movements:
        loads = any(stop.loads and stop.work_start_minute < terms.now_minute for stop in one.stops)
        if loads and _look(one) not in made:
            raise NoPlanError(
                (phrase("{name} has begun, and no plan was found that leaves it so.", name=one.movement_id),)
            )


def _look(one: Movement) -> tuple[object, ...]:
    """Return what must be the same for a movement to be the same; any vehicle of the type may make it."""
    return one.configuration_id, one.stops


def _named_as_agreed(plan: Plan, agreed: Plan) -> Plan:
    """Return the plan in which a movement that stays has its agreed name, and a new one a name of its own."""
    names = {(one.vehicle_id, one.stops[0].off_block_minute): one.movement_id for one in agreed.movements}
    last = max((int(one.movement_id[1:]) for one in agreed.movements), default=0)
    named = []
    for one in plan.movements:
        name = names.get((one.vehicle_id, one.stops[0].off_block_minute))
        if name is None:
            last += 1
            name = f"{one.movement_id[0]}{last:03d}"
        named.append(replace(one, movement_id=name))
    return replace(plan, movements=tuple(named))
