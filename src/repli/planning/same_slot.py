"""The same departure again: a slot at its own minutes, by its own vehicle or another of its type, if both are free.

>>> found = same_again(board, slot)  # doctest: +SKIP
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from repli.planning.board import Board
from repli.planning.occupancy import FOREVER
from repli.planning.sorties import Slot
from repli.planning.timeline import Timing
from repli.planning.timing import Wish, earliest_slot, fit

__all__ = ["as_it_was", "next_again", "same_again"]


def same_again(board: Board, slot: Slot, tolerance_minutes: int = 0) -> Slot | None:
    """Return the slot, or that of another vehicle of its type, at its own minutes if these are free; else None.

    Off blocks after the first with the load may come earlier than before, never later than the tolerance allows. The
    fit is the earliest there is, so None proves that no vehicle of the type can make it.
    """
    if board.timeline.diaries[slot.vehicle_id].held is not None:
        return as_it_was(board, slot)
    exact = _exactly(board, slot, _alike(board, slot))
    if exact is not None:
        return exact
    at, pick, spare = slot.timing, slot.route.pick, tolerance_minutes
    wish = Wish(
        depart_from=min(at.off[0], board.now_minute) if spare else at.off[0],
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


def as_it_was(board: Board, slot: Slot) -> Slot | None:
    """Return the slot of the same vehicle at the same minutes, with clearances that serve; None if not all is free."""
    own = board.timeline.diaries[slot.vehicle_id]
    if own.held is not None:
        return None if len(own.absences) else slot
    return _exactly(board, slot, [slot.vehicle_id])


def next_again(board: Board, slot: Slot) -> Slot | None:
    """Return the first slot on the same route, from the agreed start of loading on, of any vehicle of the type."""
    if board.timeline.diaries[slot.vehicle_id].held is not None:
        return None
    wish = Wish(depart_from=board.now_minute, load_from=max(slot.load_minute, board.now_minute))
    found = (earliest_slot(board.timeline, name, slot.route, wish) for name in _alike(board, slot))
    return min((one for one in found if one is not None), key=lambda one: one.off_minute, default=None)


def _exactly(board: Board, slot: Slot, vehicles: Iterable[str]) -> Slot | None:
    """Return the slot at its own minutes, to the minute; None if they are not free, or no vehicle is at home then."""
    timing = board.timeline.stands(slot.route, slot.timing)
    if timing is None:
        return None
    off, route = timing.off[0], slot.route
    pause = route.certain_pause_minutes
    back = max(timing.off[-1], timing.on[-1] + pause)
    for vehicle_id in vehicles:
        start, end = _at_home(board, vehicle_id, slot)
        if start <= off and back <= end:
            return _with_own_clearances(board, slot, replace(slot, vehicle_id=vehicle_id, timing=timing))
    return None


def _at_home(board: Board, vehicle_id: str, slot: Slot) -> tuple[int, int]:
    """Return from when to when a vehicle is at home and free around the first off block of a slot."""
    diary = board.timeline.diaries[vehicle_id]
    away = diary.absences.tolist()
    if away and slot.route.pause_minutes >= FOREVER:
        return FOREVER, 0  # the crew cannot rest at home, so the vehicle goes only once
    after = bisect_right([off for off, _ in away], slot.timing.off[0])
    start = away[after - 1][1] if after else diary.free_from
    return start, away[after][0] if after < len(away) else diary.free_to


def _fits(board: Board, vehicle_id: str, slot: Slot, wish: Wish) -> Iterator[Timing]:
    """Yield the earliest fit of a vehicle for each choice where the crew rests, while it is at home around the slot."""
    route, (start, end) = slot.route, _at_home(board, vehicle_id, slot)
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
    alike = [name for name, one in diaries.items() if one.type_id == own.type_id and one.home == own.home]
    return [slot.vehicle_id, *(name for name in alike if name != slot.vehicle_id)]
