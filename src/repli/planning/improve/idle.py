"""Vehicles that stood idle go to stand elsewhere from a minute on, or those that were to go stay where they are.

Which vehicles, and where they go, is drawn; those that had least to do from then on are the likeliest.
"""

from collections import defaultdict
from random import Random

from repli.planning.board import Board
from repli.planning.occupancy import FOREVER
from repli.planning.postings import diaries_before, last_posting, stay_on
from repli.planning.sorties import MARK
from repli.planning.stands import send_on, stands_of
from repli.planning.timeline import Diary

__all__ = ["sent_elsewhere"]


def sent_elsewhere(board: Board, since: int, last: int, dice: Random) -> bool:
    """Send vehicles elsewhere on a board on which nothing leaves after a minute; say whether any went.

    ``last`` is when all was done before.
    """
    _stay_home(board, since, dice)
    idle: dict[tuple[str, str], list[str]] = defaultdict(list)
    for vehicle in board.ways.network.operation.vehicles:
        if vehicle.vehicle_id in board.timeline.diaries:
            name = last_posting(board, vehicle.vehicle_id)
            diary = board.timeline.diaries[name]
            if _since(diary, since) < min(last, diary.free_to):
                idle[diary.type_id, diary.home].append(name)
    groups = [(names, place) for pair, names in idle.items() for place in stands_of(board.ways, *pair)]
    if not groups:
        return False
    names, place = dice.choice(groups)
    count = dice.randint(1, len(names))
    sent = [send_on(board, name, place, _since(board.timeline.diaries[name], since)) for name in names[:count]]
    return any(sent)


def _stay_home(board: Board, since: int, dice: Random) -> None:
    """Let vehicles that go elsewhere later than a minute stay where they are, each by the toss of a coin."""
    for vehicle in board.ways.network.operation.vehicles:
        name = last_posting(board, vehicle.vehicle_id)
        while MARK in name and dice.getrandbits(1):
            before, onward = diaries_before(name)
            held = board.timeline.diaries[onward].held
            if held is None or held[1].off[0] < since:
                break
            stay_on(board, before)
            name = before


def _since(diary: Diary, since: int) -> int:
    """Return from when on a vehicle is at home for good; `FOREVER` if it never is."""
    back = int(diary.absences[-1, 1]) if len(diary.absences) else diary.free_from
    return max(since, back) if back < FOREVER else FOREVER
