"""A plan in force made again: as little as possible changes, and the new plan holds the past, so that it can be judged.

What can stay stays at its own minutes (`repli.planning.kept`), and the rest is planned around it. Where commitments
would be missed that way, more is let go: first what is late, then all that is neither frozen nor pinned. The best comes
first by commitments, then by how few agreed movements change (`Terms.changes_first`), then by the other aims.

>>> found = replanned(operation, agreed, Terms(now_minute=now), seed=1, version="0.1.0")  # doctest: +SKIP
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from repli.errors import NoPlanError, Phrase, UsageError, phrase
from repli.model import Booking, Movement, Operation, Plan
from repli.planning.adopt import slot_of
from repli.planning.again import completed
from repli.planning.aims import ranked
from repli.planning.board import Board, board_of
from repli.planning.bound import closure_bound
from repli.planning.draft import draft_of
from repli.planning.improve.state import State
from repli.planning.kept import Agreed, Intent, agreed_of, kept
from repli.planning.posted import post_as
from repli.planning.same_slot import same_again
from repli.planning.schedule import plan_of
from repli.planning.terms import Terms, checked_terms, seen_operation
from repli.planning.variants import variants_of
from repli.planning.ways import Ways, ways_of

__all__ = ["Replanned", "replanned"]

_TASTES = 3
"""So many variants of dispatching are tried with what is kept."""
Stays = Callable[[Agreed], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Replanned:
    """The new plan; ``frozen`` are agreed movements to come that had to stay, ``forced`` those that cannot stay.

    No vehicle of its type can make a forced movement at its minutes, give or take the tolerance, though nothing else is
    planned: their number is a proven minimum of what changes.
    """

    plan: Plan
    frozen: tuple[str, ...]
    forced: tuple[str, ...]


def replanned(
    operation: Operation, agreed: Plan, terms: Terms, *, seed: int, version: str, tolerance_minutes: int = 0
) -> Replanned:
    """Return the plan that changes least; raise UsageError for terms that cannot hold, NoPlanError if none is found."""
    terms = checked_terms(operation, agreed, terms)
    ways = ways_of(seen_operation(operation, agreed, terms))
    to_come = [one for one in agreed_of(operation, agreed) if one.load_minute >= terms.now_minute]
    frozen = {one.name for one in to_come if one.off_minute < terms.now_minute + terms.freeze_minutes}
    bare = board_of(ways)
    post_as(bare, agreed, terms.now_minute)
    forced = tuple(one.name for one in to_come if _is_forced(bare, one, tolerance_minutes))
    _refuse_pins(terms, forced)
    state = _best(ways, agreed, terms, frozen, seed)
    _refuse_other_past(state, agreed, terms)
    plan = plan_of(operation, state, closure_bound(operation), seed=seed, version=version)
    return Replanned(
        plan=_named_as_agreed(plan, agreed), frozen=tuple(sorted(frozen - set(forced))), forced=tuple(sorted(forced))
    )


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


def _best(ways: Ways, agreed: Plan, terms: Terms, frozen: set[str], seed: int) -> State:
    """Return the best of the plans that keep more or less; raise NoPlanError where there is none."""
    best: tuple[tuple[int, ...], State] | None = None
    stuck: list[str] = []
    commitments = agreed.objective.as_tuple()[:3]
    for stays in _policies(ways, agreed, terms, frozen):
        for variant in variants_of(seed)[:_TASTES]:
            found = _planned(ways, Intent(plan=agreed, terms=terms, variant=variant, stays=stays))
            if isinstance(found, str):
                stuck.append(found)
                continue
            rank = _rank(found, agreed, terms)
            if best is None or rank < best[0]:
                best = (rank, found)
            if best[0][:3] <= commitments and _changed(best[1], agreed) == 0:
                break
        if best is not None and best[0][:3] <= commitments:
            return best[1]
    if best is None:
        raise NoPlanError(tuple(_reason(site_id) for site_id in dict.fromkeys(stuck)))
    return best[1]


def _reason(site_id: str) -> Phrase:
    if not site_id:
        return phrase("Around what is kept no plan was found that keeps floors, order and closings.")
    return phrase("Site {site}: around what is kept no closing was found that takes what waits.", site=site_id)


def _policies(ways: Ways, agreed: Plan, terms: Terms, frozen: set[str]) -> Iterator[Stays]:
    """Yield what stays, first as much as possible, then less."""
    banned, held = terms.banned("movement"), frozen | terms.pins
    late = _late(ways.network.operation, agreed) - held
    yield lambda one: one.name not in banned
    if late:
        yield lambda one: one.name not in banned and one.name not in late
    yield lambda one: one.name in held and one.name not in banned


def _late(operation: Operation, agreed: Plan) -> set[str]:
    """Return the movements that carry a line after its latest time."""
    found = set()
    for one in agreed_of(operation, agreed):
        loads = one.what.loads if isinstance(one.what, Booking) else [c for s in one.what.stops for c in s.loads]
        lines = (operation.people_of.get(c.line_id) or operation.item_of.get(c.line_id) for c in loads)
        if any(line and line.latest_minute is not None and line.latest_minute < one.off_minute for line in lines):
            found.add(one.name)
    return found


def _planned(ways: Ways, intent: Intent) -> State | str:
    """Return the state around what stays; a site whose closing cannot stay is closed anew, each once."""
    order = board_of(ways).order
    least = {act.site_id: act.start_minute for act in intent.plan.handovers}
    anew: set[str] = set()
    while True:
        seeds = kept(ways, intent, anew)
        found = completed(seeds.board, order, intent.variant, least)
        if not isinstance(found, str) or not found or found in seeds.to_close:
            return found
        anew = seeds.to_close | {found}


def _rank(state: State, agreed: Plan, terms: Terms) -> tuple[int, ...]:
    """Return the objective with the number of changes in its place."""
    levels, changed = ranked(state.objective), _changed(state, agreed)
    return (*levels[:3], changed, *levels[3:]) if terms.changes_first else (*levels, changed)


def _changed(state: State, agreed: Plan) -> int:
    """Return how many agreed movements and acts are not found again as they were."""
    draft = draft_of(state.board)
    made, acts = {_look(one) for one in draft.movements}, {*draft.handovers, *draft.acts}
    changed = sum(_look(one) not in made for one in agreed.movements)
    return changed + sum(one not in acts for one in (*agreed.handovers, *agreed.acts))


def _look(one: Movement) -> tuple[object, ...]:
    """Return what must be the same for a movement to be the same; any vehicle of the type may make it."""
    return one.configuration_id, one.stops


def _is_forced(bare: Board, one: Agreed, tolerance_minutes: int) -> bool:
    """Say whether a movement cannot stay whatever else is planned: it is closed out by itself."""
    if isinstance(one.what, Booking):
        return False
    slot = slot_of(bare, one.what)
    return slot is None or same_again(bare, slot, tolerance_minutes) is None


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
