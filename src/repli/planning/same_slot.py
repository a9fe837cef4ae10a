"""The same departure again: a slot at its own minutes, by its own vehicle or another of its type, if both are free.

>>> found = same_again(board, slot)  # doctest: +SKIP
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from repli.planning.board import Board
from repli.planning.occupancy import FOREVER
from repli.planning.sorties import Slot
from repli.planning.timeline import Timing
from repli.planning.timing import Wish, fit

__all__ = ["same_again"]


def same_again(board: Board, slot: Slot, tolerance_minutes: int = 0) -> Slot | None:
    """Return the slot, or that of another vehicle of its type, at its own minutes if these are free; else None.

    Off blocks after the first with the load may come earlier than before, never later than the tolerance allows. The
    fit is the earliest there is, so None proves that no vehicle of the type can make it.
    """
    own = board.timeline.diaries[slot.vehicle_id]
    if own.held is not None:
        return None if len(own.absences) else slot
    at, pick, spare = slot.timing, slot.route.pick, tolerance_minutes
    wish = Wish(
        depart_from=0 if spare else at.off[0],
        load_from=0 if spare else at.work_start[pick],
        off_from=at.off[pick] - spare,
        off_to=at.off[pick] + spare,
    )
    latest = [off + spare for off in at.off]
    for vehicle_id in _alike(board, slot):
        for timing in _fits(board, vehicle_id, slot, wish):
            if all(new <= old for new, old in zip(timing.off[pick:], latest[pick:], strict=True)):
                found = Slot(vehicle_id=vehicle_id, route=slot.route, timing=timing)
                return _with_own_clearances(board, slot, found)
    return None


def _fits(board: Board, vehicle_id: str, slot: Slot, wish: Wish) -> Iterator[Timing]:
    """Yield the earliest fit of a vehicle for each choice where the crew rests, while it is at home around the slot."""
    diary, route = board.timeline.diaries[vehicle_id], slot.route
    away = diary.absences.tolist()
    if away and route.pause_minutes >= FOREVER:
        return  # the crew cannot rest at home, so the vehicle goes only once
    after = bisect_right([off for off, _ in away], slot.timing.off[0])
    start = away[after - 1][1] if after else diary.free_from
    end = away[after][0] if after < len(away) else diary.free_to
    within = replace(wish, depart_from=max(start, wish.depart_from), back_by=end)
    for rests in route.rests:
        timing = fit(board.timeline, route, rests, within)
        if timing is not None:
            yield timing


def _with_own_clearances(board: Board, slot: Slot, found: Slot) -> Slot:
    """Return a slot that was found at the old minutes with the clearances of the old one, where these still serve."""
    old, new = slot.timing, found.timing
    if (old.on, old.work_start, old.work_end, old.off) != (new.on, new.work_start, new.work_end, new.off):
        return found
    same = (
        one if one is None or _serves(board, found, index, one) else other
        for index, (one, other) in enumerate(zip(old.clearances, new.clearances, strict=True))
    )
    return replace(found, timing=replace(new, clearances=tuple(same)))


def _serves(board: Board, slot: Slot, index: int, clearance_id: str) -> bool:
    """Say whether a clearance serves the off block of a stop, and its day is not used up."""
    timeline, off = board.timeline, slot.timing.off[index]
    scope, number = slot.route.stops[index].scope, timeline.permits.number.get(clearance_id)
    grants = () if scope is None else timeline.permits.granted.get((scope, slot.route.type_id), ())
    held = any(one.clearance_id == clearance_id and one.start <= off < one.end for one in grants)
    if number is None or not held:
        return False
    day = bisect_right(timeline.permits.day_starts, off)
    limit = int(timeline.limits[number])
    return limit == 0 or int(timeline.used[number, day]) < limit


def _alike(board: Board, slot: Slot) -> list[str]:
    """Return the vehicles that have the route of a slot, its own first."""
    diaries = board.timeline.diaries
    own = diaries[slot.vehicle_id]
    alike = [name for name, one in diaries.items() if (one.type_id, one.home) == (own.type_id, own.home)]
    return [slot.vehicle_id, *(name for name in alike if name != slot.vehicle_id)]
