"""Drafts in which vehicles stand elsewhere: one after the other is sent where that makes the plan better.

Each step sends one more vehicle of a type to a place where it is of more use (`repli.planning.stands`), or one that was
sent on to yet another place when it has done so much there, and drafts all of it again. The best step stays as long as
the objective gets better.

>>> best = rebased(start, best, draw, rank)  # doctest: +SKIP
"""

from collections.abc import Callable, Iterator
from itertools import islice

from repli.planning.board import Board
from repli.planning.improve.state import State
from repli.planning.postings import last_posting
from repli.planning.stands import send_on, stands_of

__all__ = ["rebased"]

Tour = tuple[tuple[str, str, int], ...]
"""Which vehicles go on to which place, not before which minute, in this order."""

_MOST_DRAFTS = 24
_PARTS = (1, 2)
"""A vehicle goes on when it has done its work at its last posting, or half of it."""


def rebased(
    start: Board, best: State | None, draw: Callable[[Board], State | None], rank: Callable[[State], tuple[int, ...]]
) -> State | None:
    """Return the best draft with vehicles elsewhere; the given one, if there is one, where none is better.

    ``draw`` drafts a board.
    """
    tour: Tour = ()
    left = _MOST_DRAFTS
    while left > 0:
        steps = tuple(islice(_steps(start, best, tour), left))
        left -= max(len(steps), 1)
        drafts = ((longer, _drafted(start, longer, draw)) for longer in steps)
        found = min(
            ((rank(state), place, longer, state) for place, (longer, state) in enumerate(drafts) if state is not None),
            default=None,
            key=lambda one: one[:2],
        )
        if found is None or (best is not None and found[0] >= rank(best)):
            break
        *_, tour, best = found
    return best


def _drafted(start: Board, tour: Tour, draw: Callable[[Board], State | None]) -> State | None:
    """Return the draft of a tour; None if there is none."""
    board = _toured(start, tour)
    return None if board is None else draw(board)


def _toured(start: Board, tour: Tour) -> Board | None:
    """Return a board on which vehicles go on as a tour says; None if one of them cannot."""
    board = start.copy()
    for vehicle_id, place_id, minute in tour:
        if send_on(board, last_posting(board, vehicle_id), place_id, minute) is None:
            return None
    return board


def _steps(start: Board, best: State | None, tour: Tour) -> Iterator[Tour]:
    """Yield the tours that are one step longer: a vehicle goes for the first time, or goes on after its work."""
    operation = start.ways.network.operation
    sent = {vehicle_id for vehicle_id, *_ in tour}
    alike = {
        (diary.type_id, diary.home): name
        for name, diary in start.timeline.diaries.items()
        if diary.type_id in operation.type_of and name not in sent
    }
    for (type_id, home), name in alike.items():
        for place in stands_of(start.ways, type_id, home):
            yield (*tour, (name, place, operation.as_of_minute))
    for vehicle_id in sorted(sent):
        if best is None:
            break
        diary = best.board.timeline.diaries[last_posting(best.board, vehicle_id)]
        done = len(diary.absences)
        for minute in dict.fromkeys(int(diary.absences[done // part - 1, 1]) for part in _PARTS if done // part):
            for place in stands_of(start.ways, diary.type_id, diary.home):
                yield (*tour, (vehicle_id, place, minute))
