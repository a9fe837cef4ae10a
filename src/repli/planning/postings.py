"""Postings: a vehicle works from one place, flies or drives on from there, loaded or empty, and works from another.

Each posting has a diary of its own, named after the vehicle: the first as the vehicle, the next with a number. The
movement that leads from one to the next stands at fixed minutes with all that it uses held, and has a diary too, as a
commercial flight has: what can go with it is loaded like anything else, and it goes empty if nothing does. A vehicle
that stands inside holds its parking spot from one movement to the next (docs/reference/plan-meaning.md, B).

>>> move_on(board, "L1", slot)  # doctest: +SKIP
'L1@1'
"""

from collections.abc import Iterator
from dataclasses import replace

from repli.planning.board import Board
from repli.planning.occupancy import FOREVER
from repli.planning.routes import Route
from repli.planning.sorties import MARK, Slot, Sortie
from repli.planning.timeline import Diary, Timing
from repli.planning.timing import Wish, fit

__all__ = [
    "diaries_before",
    "flown",
    "last_posting",
    "lead_on",
    "may_move_on",
    "move_on",
    "onward_slots",
    "posting_at",
    "stay_on",
]


def _name(vehicle_id: str, number: int) -> str:
    """Return the name of a posting, the first being number 0."""
    return f"{vehicle_id}{MARK}{number}" if number else vehicle_id


def _after(name: str, by: int = 1) -> str:
    """Return the name of the posting after one, or so many after it."""
    vehicle_id, _, number = name.partition(MARK)
    return _name(vehicle_id, int(number or 0) + by)


def _onward(name: str) -> str:
    """Return the name of the diary of the movement from a posting to the next."""
    vehicle_id, _, number = name.partition(MARK)
    return f"{vehicle_id}{MARK}{number or 0}>"


def last_posting(board: Board, vehicle_id: str) -> str:
    """Return the name of the last posting of a vehicle."""
    name = vehicle_id
    while _after(name) in board.timeline.diaries:
        name = _after(name)
    return name


def diaries_before(name: str) -> tuple[str, ...]:
    """Return the posting before one and the diary of the movement from there; none for the first posting."""
    if MARK not in name:
        return ()
    before = _after(name, -1)
    return before, _onward(before)


def posting_at(board: Board, vehicle_id: str, off_minute: int) -> str:
    """Return the diary in which a vehicle sets out at a minute: that of a posting, or of the movement to the next."""
    name = vehicle_id
    while (onward := board.timeline.diaries.get(_onward(name))) is not None and onward.held is not None:
        leaves = onward.held[1].off[0]
        if leaves >= off_minute:
            return onward.vehicle_id if leaves == off_minute else name
        name = _after(name)
    return name


def onward_slots(board: Board, name: str, end: str, depart_from: int) -> Iterator[Slot]:
    """Yield the earliest slot on each route that leads a vehicle from a posting to a place, where it can then stand."""
    diary = board.timeline.diaries[name]
    for route in board.ways.routes_to(diary.type_id, diary.home, end):
        board.meter.units += 1
        slot = lead_on(board, name, route, Wish(depart_from=depart_from))
        if slot is not None:
            yield slot


def lead_on(board: Board, name: str, route: Route, wish: Wish) -> Slot | None:
    """Return the earliest slot on a route that leads a vehicle from its last posting to where it can then stand."""
    diary = board.timeline.diaries[name]
    within = replace(wish, depart_from=max(wish.depart_from, diary.free_from), back_by=min(wish.back_by, diary.free_to))
    fits = [timing for rests in route.rests if (timing := fit(board.timeline, route, rests, within)) is not None]
    timing = min(fits, key=lambda one: one.on[-1], default=None)
    if timing is None or timing.back(route) >= diary.free_to or not _may_stand(board, route, timing):
        return None
    return Slot(vehicle_id=_onward(name), route=route, timing=timing)


def _may_stand(board: Board, route: Route, timing: Timing) -> bool:
    """Say whether there is a parking spot for good where a route ends: none is asked for outside, or by road."""
    start, end = timing.off[-1], route.stops[-1]
    if not (end.inside and route.mode == "air"):
        return True
    return board.timeline.parking[end.place_id].next_free(route.size, start, FOREVER) == start


def may_move_on(board: Board, name: str, slot: Slot) -> bool:
    """Say whether a vehicle can leave its last posting with a slot at just these minutes, and stand where that ends."""
    diary, timing, pick = board.timeline.diaries[name], slot.timing, slot.route.pick
    wish = Wish(depart_from=timing.off[0], load_from=timing.work_start[pick], off_from=timing.off[pick])
    if timing.off[0] < diary.free_from or timing.back(slot.route) >= diary.free_to:
        return False
    fits = (fit(board.timeline, slot.route, rests, wish) for rests in slot.route.rests)
    same = any(one is not None and (one.on, one.off) == (timing.on, timing.off) for one in fits)
    return same and _may_stand(board, slot.route, timing)


def move_on(board: Board, name: str, slot: Slot) -> str:
    """Let a vehicle leave its last posting with a slot; return the name of the posting that it then has."""
    timeline, route, timing = board.timeline, slot.route, slot.timing
    diary = timeline.diaries[name]
    timeline.hold(route, timing)
    _stand(board, route, route.stops[0].place_id, timing.off[0], by=-1)
    _stand(board, route, route.stops[-1].place_id, timing.off[-1], by=1)
    timeline.diaries[name] = replace(diary, free_to=timing.off[0])
    timeline.diaries[_onward(name)] = Diary(
        vehicle_id=_onward(name),
        type_id=diary.type_id,
        home=_onward(name),
        free_from=0,
        free_to=diary.free_to,
        held=(route, timing),
    )
    timeline.diaries[_after(name)] = Diary(
        vehicle_id=_after(name),
        type_id=diary.type_id,
        home=route.stops[-1].place_id,
        free_from=timing.back(route),
        free_to=diary.free_to,
    )
    return _after(name)


def stay_on(board: Board, name: str) -> None:
    """Let a vehicle stay at a posting from which it moved on, undoing that; its later diaries must have no absences."""
    timeline = board.timeline
    last = last_posting(board, name.partition(MARK)[0])
    while last != name:
        before = _after(last, -1)
        onward, later = timeline.diaries.pop(_onward(before)), timeline.diaries.pop(last)
        if onward.held is not None:
            route, timing = onward.held
            _stand(board, route, route.stops[-1].place_id, timing.off[-1], by=-1)
            _stand(board, route, route.stops[0].place_id, timing.off[0], by=1)
            timeline.hold(route, timing, by=-1)
        timeline.diaries[before] = replace(timeline.diaries[before], free_to=later.free_to)
        last = before


def _stand(board: Board, route: Route, place_id: str, minute: int, by: int) -> None:
    """Hold (1) or give back (-1) a parking spot from a minute on at a field inside."""
    if route.mode == "air" and board.ways.network.inside(place_id):
        board.timeline.parking[place_id].take(route.size, minute, FOREVER, by)


def flown(board: Board) -> list[Sortie]:
    """Return the sorties of a board, and the movements from posting to posting that go empty."""
    types = board.ways.network.operation.type_of
    empty = [
        Sortie(
            slot=Slot(vehicle_id=diary.vehicle_id, route=diary.held[0], timing=diary.held[1]),
            configuration_id=types[diary.type_id].configurations[0].configuration_id,
        )
        for diary in board.timeline.diaries.values()
        if diary.held is not None and len(diary.absences) == 0
    ]
    return [*board.sorties, *empty]
