"""The best draft of an operation: several tastes, vehicles elsewhere, waves over midnight, sites first or weighed.

What is drafted beyond the tastes depends on the size: a draft of a small operation takes a tenth of a second, of a
large one seconds (decision 21, docs/background/replibench.md).

>>> best = best_draft(starts, drafting)  # doctest: +SKIP
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from repli.errors import NoPlanError, Phrase
from repli.model import Operation
from repli.planning.board import Board, board_of
from repli.planning.bound import closure_bound
from repli.planning.drafted import drafted
from repli.planning.improve.state import State, state_of
from repli.planning.rebased import rebased
from repli.planning.stage import Stuck
from repli.planning.variants import Variant
from repli.planning.ways import Ways, ways_of
from repli.planning.weighed import with_weighed_sites

__all__ = ["Drafting", "best_draft", "is_large", "starts_of"]

_FEW_SORTIES = 200
"""An operation of more movements is large."""
_ENOUGH_UNITS = 15_000
"""After so many units of work on drafts no other taste is tried, where there is a draft."""
_LIKELY = 40
"""So many drafts are said to be to come, until there are more."""


@dataclass(slots=True, kw_only=True)
class Drafting:
    """In which tastes drafts are made, how they are ranked, who may stop them, and who is told how many are made.

    ``thorough``: not the tastes alone. ``progress`` is called with (drafts made, drafts in all, as far as is known).
    """

    variants: Sequence[Variant]
    rank: Callable[[State], tuple[int, ...]]
    thorough: bool = True
    stopped: Callable[[], bool] | None = None
    progress: Callable[[int, int], None] | None = None
    made: int = 0

    def draw(self, board: Board, taste: Variant) -> State | None:
        """Return the draft of a taste on a board; None where it gets stuck, or drafting is to stop."""
        found = None if self.is_stopped() else self.make(board, taste)
        return found if isinstance(found, State) else None

    def make(self, board: Board, taste: Variant) -> State | Stuck:
        """Return the draft of a taste on a board, or what is in its way."""
        order = board.order.copy()
        found = drafted(board, taste)
        self.made += 1
        if self.progress is not None:
            likely = _LIKELY if self.thorough else len(self.variants)
            self.progress(self.made, max(self.made, likely))
        return found if isinstance(found, Stuck) else state_of(found, order)

    def is_stopped(self) -> bool:
        """Say whether drafting is to stop."""
        return self.stopped is not None and self.stopped()

    def better(self, state: State, best: State | None) -> bool:
        """Say whether a draft is better than the best so far."""
        return best is None or self.rank(state) < self.rank(best)


def is_large(state: State) -> bool:
    """Say whether an operation is so large that a draft of it takes long."""
    return len(state.board.sorties) > _FEW_SORTIES


def starts_of(operation: Operation, ways: Ways) -> tuple[Board, ...]:
    """Return the boards to start from: each site by its own ways out, then, if there is another one, other ways.

    First nothing straight from a feeder, then over the road to hubs as well.
    """
    by_hubs, across = ways_of(operation, by_hubs=True), ways_of(operation, straight=False)
    starts = [ways]
    starts += [across] if across.routes != ways.routes else []
    starts += [by_hubs] if by_hubs.receiver != ways.receiver else []
    return tuple(board_of(one) for one in starts)


def best_draft(starts: Sequence[Board], drafting: Drafting) -> State:
    """Return the best draft; raise NoPlanError where none is found, KeyboardInterrupt if stopped before there is one.

    Boards to start from are tried in turn until there is a draft.
    """
    reasons: list[Phrase] = []
    best: State | None = None
    for start in starts:
        best, taste = _best_of(start, drafting, reasons)
        if best is not None and drafting.thorough:
            best = _bettered(start, best, taste, drafting)
        if best is not None or drafting.is_stopped():
            break
    if best is None and drafting.is_stopped():
        raise KeyboardInterrupt
    if best is None and drafting.thorough:
        best = next((one for start in starts if (one := _last_resort(start, drafting)) is not None), None)
    if best is None:
        raise NoPlanError(tuple(dict.fromkeys(reasons)))
    return best


def _best_of(start: Board, drafting: Drafting, reasons: list[Phrase]) -> tuple[State | None, Variant]:
    """Return the best draft from one start, None if none is found, and its taste; add why each got stuck."""
    best: State | None = None
    taste, begin = drafting.variants[0], start.meter.units
    for variant in drafting.variants:
        state = drafting.make(start.copy(), variant)
        if isinstance(state, Stuck):
            reasons.append(state.reason)
        elif drafting.better(state, best):
            best, taste = state, variant
        if drafting.is_stopped() or (best is not None and start.meter.units > begin + _ENOUGH_UNITS):
            break
    return best, taste


def _bettered(start: Board, best: State, taste: Variant, drafting: Drafting) -> State:
    """Return the best draft with vehicles elsewhere too, waves over midnight, and sites weighed or first."""
    if is_large(best):
        best, taste = _weighed(start, best, taste, drafting)
        found, start = _rebased(start, best, taste, drafting)
        return _weighed(start, found or best, taste, drafting)[0]
    if best.objective.closure_day > closure_bound(start.ways.network.operation).closure_day:
        late = start.copy()
        late.over_midnight = True
        other, its_taste = _best_of(late, drafting, [])
        if other is not None and drafting.better(other, best):
            start, best, taste = late, other, its_taste
    found, start = _rebased(start, best, taste, drafting)
    return _one_site_first(start, found or best, taste, drafting)


def _one_site_first(start: Board, best: State, taste: Variant, drafting: Drafting) -> State:
    """Return the best of a draft and of those in which each day's resources go to one site first, each in turn."""
    for site_id in (site_id for stage in start.ways.stages for site_id in stage):
        found = drafting.draw(start.copy(), replace(taste, urgent=frozenset({site_id})))
        if found is not None and drafting.better(found, best):
            best = found
    return best


def _weighed(start: Board, best: State, taste: Variant, drafting: Drafting) -> tuple[State, Variant]:
    """Return the best of a draft and of those in which sites that closed late weigh more, and its taste."""
    return with_weighed_sites(best, taste, lambda taste: drafting.draw(start.copy(), taste), drafting.rank)


def _rebased(start: Board, best: State | None, taste: Variant, drafting: Drafting) -> tuple[State | None, Board]:
    """Return the best draft of a taste in which vehicles stand elsewhere, or the given one, and its board to start."""
    large = best is not None and is_large(best)
    return rebased(start, best, lambda board: drafting.draw(board, taste), drafting.rank, large=large)


def _last_resort(start: Board, drafting: Drafting) -> State | None:
    """Return the first draft of any taste for which closing waves are looked for longer, or with vehicles elsewhere."""
    for variant in drafting.variants:
        trial = start.copy()
        trial.last_resort = True
        state = drafting.make(trial, variant)
        if not isinstance(state, Stuck):
            return state
    late = start.copy()
    late.over_midnight = True
    return _rebased(late, None, drafting.variants[0], drafting)[0]
