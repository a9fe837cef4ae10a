"""Drafts in which vehicles stand elsewhere: one after the other is sent where that makes the plan better.

First one vehicle of each type and home is sent to each place where it is of more use (`repli.planning.stands`), each
alone, and all of it is drafted again. The best of these drafts stays, and all is tried again from there on: another
vehicle goes, or one that went goes on to yet another place when it has done its work there, or half of it. A draft of a
large operation takes seconds: there, from the best on, as many vehicles as make the plan better go to one place, then
to the next best place.

>>> best, board = rebased(start, best, draw, rank)  # doctest: +SKIP
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from repli.planning.board import Board
from repli.planning.improve.state import State
from repli.planning.postings import last_posting
from repli.planning.stands import send_on, stands_of

__all__ = ["rebased"]

_Step = tuple[str, str, int]
"""A vehicle goes on to a place, not before a minute."""
_Choice = tuple[str, str, str]
"""A type, its home, and a place where it may be of more use."""

_MOST_DRAFTS, _MOST_FIRST = 24, 10
"""So many drafts are made in all, and so many of them to see what a first vehicle is worth elsewhere."""
_MOST_UNITS = 160_000
"""No further draft is made after so many units of work."""
_PARTS = (1, 2)
"""A vehicle goes on when it has done its work at its last posting, or half of it."""


def rebased(
    start: Board,
    best: State | None,
    draw: Callable[[Board], State | None],
    rank: Callable[[State], tuple[int, ...]],
    *,
    large: bool = False,
) -> tuple[State | None, Board]:
    """Return the best draft with vehicles elsewhere; the given one, if there is one, where none is better.

    With it the board that it was drafted from, on which vehicles are sent; ``draw`` drafts a board.
    """
    climb = _Climb(start=start, best=best, draw=draw, rank=rank, until=start.meter.units + _MOST_UNITS)
    if large:
        for choice in _worthwhile(climb):
            while climb.goes(list(_next(climb, *choice))):
                pass
    while climb.goes([*(step for choice in _choices(climb) for step in _next(climb, *choice)), *_onward(climb)]):
        pass
    return climb.best, climb.board()


@dataclass(slots=True, kw_only=True)
class _Climb:
    """The best draft so far, which vehicles go on in it in which order, and how much may still be tried."""

    start: Board
    best: State | None
    draw: Callable[[Board], State | None]
    rank: Callable[[State], tuple[int, ...]]
    until: int
    tour: tuple[_Step, ...] = ()
    left: int = _MOST_DRAFTS

    def drafted(self, step: _Step) -> State | None:
        """Return the draft with one more step; None if there is none, or enough was tried."""
        if self.left <= 0 or self.start.meter.units > self.until:
            return None
        self.left -= 1
        board = self.board()
        return self.draw(board) if _sent(board, step) else None

    def board(self) -> Board:
        """Return a board from which vehicles go on as in the best draft."""
        board = self.start.copy()
        for step in self.tour:
            _sent(board, step)
        return board

    def better(self, state: State) -> bool:
        """Say whether a draft is better than the best so far."""
        return self.best is None or self.rank(state) < self.rank(self.best)

    def goes(self, steps: list[_Step]) -> bool:
        """Take the best of the steps, if the plan is better with it; say whether one was taken."""
        drafts = [(step, state) for step in steps if (state := self.drafted(step)) is not None]
        step, state = min(drafts, key=lambda one: self.rank(one[1]), default=(None, None))
        if step is None or state is None or not self.better(state):
            return False
        self.take(step, state)
        return True

    def take(self, step: _Step, state: State) -> None:
        """Go on from a draft with one more step."""
        self.tour, self.best = (*self.tour, step), state


def _sent(board: Board, step: _Step) -> bool:
    """Send a vehicle on; say whether it can go."""
    vehicle_id, place_id, minute = step
    return send_on(board, last_posting(board, vehicle_id), place_id, minute) is not None


def _worthwhile(climb: _Climb) -> list[_Choice]:
    """Return where a first vehicle makes the plan better, the best first; that one has gone there."""
    found: list[tuple[tuple[int, ...], _Choice, _Step, State]] = []
    for choice in _choices(climb)[:_MOST_FIRST]:
        for step in _next(climb, *choice):
            state = climb.drafted(step)
            if state is not None and climb.better(state):
                found.append((climb.rank(state), choice, step, state))
    found.sort(key=lambda one: one[:2])
    if found:
        climb.take(*found[0][2:])
    return [choice for _, choice, *_ in found]


def _choices(climb: _Climb) -> list[_Choice]:
    """Return where vehicles may go: outside first, then those first that are away least as it is."""
    start = climb.start
    types = start.ways.network.operation.type_of
    groups = dict.fromkeys((one.type_id, one.home) for one in start.timeline.diaries.values() if one.type_id in types)
    away = {group: _away(climb.best, *group) for group in groups}
    choices = [(*group, place) for group in groups for place in stands_of(start.ways, *group)]
    return sorted(choices, key=lambda one: (start.ways.network.inside(one[2]), away[one[:2]]))


def _away(best: State | None, type_id: str, home: str) -> int:
    """Return for how many minutes a vehicle of a type and home is away in a draft, on average."""
    diaries = [] if best is None else list(best.board.timeline.diaries.values())
    alike = [one.absences for one in diaries if (one.type_id, one.home) == (type_id, home)]
    return sum(int((some[:, 1] - some[:, 0]).sum()) for some in alike) // max(1, len(alike))


def _next(climb: _Climb, type_id: str, home: str, place: str) -> Iterator[_Step]:
    """Yield the step by which the next vehicle of a type and home goes to a place at once; none if all have gone."""
    sent = {vehicle_id for vehicle_id, *_ in climb.tour}
    for name, one in reversed(climb.start.timeline.diaries.items()):
        if (one.type_id, one.home) == (type_id, home) and name not in sent:
            yield name, place, climb.start.ways.network.operation.as_of_minute
            return


def _onward(climb: _Climb) -> Iterator[_Step]:
    """Yield the steps by which vehicles that were sent go on after their work."""
    if climb.best is None:
        return
    board = climb.best.board
    for vehicle_id in sorted({vehicle_id for vehicle_id, *_ in climb.tour}):
        diary = board.timeline.diaries[last_posting(board, vehicle_id)]
        done = len(diary.absences)
        for minute in dict.fromkeys(int(diary.absences[done // part - 1, 1]) for part in _PARTS if done // part):
            for place in stands_of(climb.start.ways, diary.type_id, diary.home):
                yield vehicle_id, place, minute
