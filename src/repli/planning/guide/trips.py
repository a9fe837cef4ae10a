"""Trips that vehicles can make: rounds back to where they stand, and ways on with a load to stand where it is unloaded.

How long a trip takes is measured on the timeline without anybody else: a lone vehicle makes it again and again, so
hours, crew rest and refuelling are in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from repli.planning.board import Board
from repli.planning.occupancy import FOREVER
from repli.planning.routes import Route
from repli.planning.stands import stands_of
from repli.planning.timeline import Diary, Timeline, Timing
from repli.planning.timing import Wish, earliest_slot, fit

__all__ = ["Trip", "trips_of"]

_PROBE = "probe"
_PROBES = 6
"""So many trips in a row are measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """A route of a type from one place to another, its minutes once, and how long the vehicle is taken by it."""

    type_id: str
    start: str
    end: str
    route: Route
    timing: Timing
    minutes: int

    @property
    def empty(self) -> bool:
        """Whether nothing can be loaded."""
        return not self.route.site_id

    @property
    def lead(self) -> int:
        """Minutes from the start to the off block with the load; 0 for an empty trip."""
        return 0 if self.empty else self.timing.off[self.route.pick] - self.timing.off[0]


def trips_of(board: Board) -> tuple[Trip, ...]:
    """Return the trips of the vehicles of a board that nobody has used yet."""
    homes = {
        (diary.type_id, diary.home): None
        for diary in board.timeline.diaries.values()
        if diary.type_id in board.ways.network.operation.type_of and diary.held is None
    }
    places = _places(board, list(homes))
    return tuple(
        trip
        for type_id, start in places
        for trip in (*_rounds(board, type_id, start), *_onward(board, type_id, start, places))
    )


def _places(board: Board, todo: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return each type with each place where it could come to stand, step by step."""
    found = list(todo)
    for type_id, start in found:
        found += [(type_id, end) for end in stands_of(board.ways, type_id, start) if (type_id, end) not in found]
    return found


def _rounds(board: Board, type_id: str, start: str) -> Iterator[Trip]:
    """Yield the rounds of a type from a place and back."""
    for site_id in (site_id for stage in board.ways.stages for site_id in stage):
        for route in board.ways.routes_from(type_id, start, site_id):
            if route.pause_minutes < FOREVER and route.flight is None:
                yield from _measured(board.timeline, board, route, start)


def _measured(timeline: Timeline, board: Board, route: Route, start: str) -> Iterator[Trip]:
    """Yield a round with the time that it takes on average, made again and again; nothing if it cannot be made."""
    operation = board.ways.network.operation
    trial = timeline.copy()
    trial.diaries = {
        _PROBE: Diary(
            vehicle_id=_PROBE,
            type_id=route.type_id,
            home=start,
            free_from=operation.as_of_minute,
            free_to=operation.horizon_minute,
        )
    }
    timings = []
    for _ in range(_PROBES):
        slot = earliest_slot(trial, _PROBE, route, Wish())
        if slot is None:
            break
        timings.append(slot.timing)
        trial.take(_PROBE, route, slot.timing)
    if timings:
        last = timings[-1].off[0] - timings[0].off[0]
        best = min(timings, key=lambda one: one.on[-1] - one.off[0])
        minutes = last // (len(timings) - 1) if len(timings) > 1 else best.back(route) - best.off[0]
        yield Trip(type_id=route.type_id, start=start, end=start, route=route, timing=best, minutes=minutes)


def _onward(board: Board, type_id: str, start: str, places: list[tuple[str, str]]) -> Iterator[Trip]:
    """Yield the ways of a type from a place to others where it could stand: empty, or with what is unloaded there."""
    wish = Wish(depart_from=board.ways.network.operation.as_of_minute)
    for kind, end in places:
        if kind != type_id or end == start:
            continue
        for route in board.ways.routes_to(type_id, start, end):
            if route.pause_minutes >= FOREVER or (route.site_id and route.stops[route.drop].place_id != end):
                continue
            fits = (fit(board.timeline, route, rests, wish) for rests in route.rests)
            best = min((one for one in fits if one is not None), key=lambda one: one.on[-1], default=None)
            if best is not None:
                minutes = best.back(route) - best.off[0]
                yield Trip(type_id=type_id, start=start, end=end, route=route, timing=best, minutes=minutes)
