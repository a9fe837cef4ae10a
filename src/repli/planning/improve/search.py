"""The search: moves drawn from the seed until the work limit, the best state kept; never a clock.

A state no worse than the present one takes its place. So does one that is a little worse in the second of the chosen
aims alone, by a threshold that falls to nothing: the search can then leave a dead end. How the moves share the work is
told in `repli.planning.improve.shares`. The same state, effort and seed give the same state
(docs/reference/plan-meaning.md, M).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from repli.model import Bound, Objective
from repli.planning.aims import AIMS, Aims, ranked
from repli.planning.improve.elsewhere import can_stand_elsewhere
from repli.planning.improve.fill import filled
from repli.planning.improve.moves import ELSEWHERE, MOVES, Move
from repli.planning.improve.shares import Shares
from repli.planning.improve.state import State

__all__ = ["Search", "Step", "improved"]

_HEAT_PPM = 300
"""How much worse than the best a state may be at first, of the value at the level where it is worse."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Where the search stands: units of work done and in all, and the best objective so far beside its bound."""

    done: int
    total: int
    objective: Objective
    bound: Bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """How long and for what to search: the work limit in units, the seed, the aims, who watches, and who may stop it.

    A unit is a movement sought or a load tried. ``bound`` is shown to who watches. ``stopped`` is asked between moves;
    the best state is kept.
    """

    effort: int
    seed: int
    bound: Bound
    aims: Aims = AIMS
    watch: Callable[[Step], None] | None = None
    stopped: Callable[[], bool] | None = None


def improved(state: State, search: Search, moves: Mapping[str, Move] = MOVES) -> State:
    """Return the best state found, filled up at the end beyond the work limit; the given one if none is better."""
    dice = Random(search.seed)  # noqa: S311 - a search, not a secret
    meter = state.board.meter
    begin = meter.units
    best = current = state
    shares = Shares(name for name in moves if name != ELSEWHERE or can_stand_elsewhere(state.board))
    while (done := meter.units - begin) < search.effort and not (search.stopped and search.stopped()):
        if best.objective.closure_day <= search.bound.closure_day or search.aims[0] != "closure":
            shares.end_soonest()
        name = shares.draw(dice)
        found = moves[name](current, dice)
        meter.units += 1
        shares.spend(name, meter.units - begin - done)
        if found is None:
            continue
        heat = _HEAT_PPM * (search.effort - done) // search.effort
        rank, before = ranked(found.objective, search.aims), ranked(best.objective, search.aims)
        if rank <= ranked(current.objective, search.aims) or _bearable(rank, before, heat):
            current = found
        if rank < before:
            best = found
            shares.like(name)
        if search.watch is not None:
            search.watch(Step(done=done, total=search.effort, objective=best.objective, bound=search.bound))
    if not search.effort:
        return best
    full = filled(best, search.aims, search.stopped)
    if full is not best and search.watch is not None:
        search.watch(Step(done=search.effort, total=search.effort, objective=full.objective, bound=search.bound))
    return full


def _bearable(rank: tuple[int, ...], best: tuple[int, ...], heat_ppm: int) -> bool:
    """Say whether a rank is worse than the best one at its last but one level alone, and by little."""
    return rank[:-2] == best[:-2] and (rank[-2] - best[-2]) * 1_000_000 <= best[-2] * heat_ppm
