"""A plan's postings put back on the board: where its vehicles went to stand, at their own minutes.

A movement that ends elsewhere than it started leads to the next posting. What has begun stands as it was; one to come
is put back if it can still be made at its minutes, and else its vehicle stays where it is.
"""

from collections import defaultdict
from collections.abc import Collection

from repli.model import Movement, Plan
from repli.planning.board import Board
from repli.planning.network import REFUEL
from repli.planning.postings import may_move_on, move_on
from repli.planning.routes import Route
from repli.planning.sorties import Slot
from repli.planning.timeline import Timing

__all__ = ["makes", "post_as", "timing_of"]


def post_as(board: Board, plan: Plan, now_minute: int | None = None, banned: Collection[str] = ()) -> None:
    """Put the postings of a plan on a new board; those before now (None: all) as they were, none of the ``banned``."""
    own: dict[str, list[Movement]] = defaultdict(list)
    for one in sorted(plan.movements, key=lambda one: one.stops[0].off_block_minute):
        if one.stops[0].place_id != one.stops[-1].place_id:
            own[one.vehicle_id].append(one)
    for vehicle_id, movements in own.items():
        name: str | None = vehicle_id if vehicle_id in board.timeline.diaries else None
        for one in movements:
            begun = now_minute is None or one.stops[0].off_block_minute < now_minute
            if name is not None and board.timeline.diaries[name].home == one.stops[0].place_id:
                name = _posted(board, name, one, begun=begun) if one.movement_id not in banned or begun else None


def _posted(board: Board, name: str, movement: Movement, *, begun: bool) -> str | None:
    """Put a movement to the next posting on the board; return that posting, None if it cannot be."""
    diary, timing = board.timeline.diaries[name], timing_of(movement)
    ways = board.ways.routes_to(diary.type_id, diary.home, movement.stops[-1].place_id)
    route = next((one for one in ways if makes(one, movement)), None)
    if route is None:
        return None
    slot = Slot(vehicle_id=name, route=route, timing=timing)
    return move_on(board, name, slot) if begun or may_move_on(board, name, slot) else None


def makes(route: Route, movement: Movement) -> bool:
    """Say whether a movement runs on a route: the same places, work at the same stops or at none, one receiver."""
    if [stop.place_id for stop in route.stops] != [stop.place_id for stop in movement.stops]:
        return False
    if any((stop.operations >= REFUEL) != made.refuels for stop, made in zip(route.stops, movement.stops, strict=True)):
        return False
    working = [index for index, made in enumerate(movement.stops) if made.loads or made.unloads]
    if working != [route.pick, route.drop]:
        return not working
    loaded = {cargo.site_id for cargo in movement.stops[route.pick].loads}
    receivers = {cargo.site_id for cargo in movement.stops[route.drop].unloads}
    served = receivers == {route.unload_site} if route.unload_site is not None else receivers <= route.serves
    return loaded == {route.site_id} and served


def timing_of(movement: Movement) -> Timing:
    """Return the minutes of a movement."""
    return Timing(
        on=tuple(stop.on_block_minute for stop in movement.stops),
        work_start=tuple(stop.work_start_minute for stop in movement.stops),
        work_end=tuple(stop.work_end_minute for stop in movement.stops),
        off=tuple(stop.off_block_minute for stop in movement.stops),
        clearances=tuple(stop.clearance_id for stop in movement.stops),
    )
