"""What a trip with its off block in some part of the grid uses: vehicle, clearances, spots, and when it is out."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from repli.planning.guide.scene import Scene
from repli.planning.guide.trips import Trip
from repli.planning.hours import Hours
from repli.planning.occupancy import FOREVER
from repli.planning.routes import Route
from repli.planning.timeline import Timing

__all__ = ["Go", "Spot", "goes_of", "out_minute", "wave_go"]

_STEP, _SAMPLES = 30, 4

Spot = tuple[str, str, int, int]
"""``work`` or ``parking``, the field, the least size, the part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Go:
    """A trip that goes off block with its load in a part, at about ``minute``, the last chance at ``latest``.

    ``busy`` are the vehicle's minutes by part. ``day_permits`` are clearances, one of which is used, with the day, the
    first of those counted together.
    ``spots`` are minutes at fields. Its load is out at ``out``, or in stock elsewhere from part ``there`` on.
    """

    trip: int
    part: int
    minute: int
    latest: int
    busy: dict[int, float]
    leaves: int
    back: int
    day_permits: tuple[tuple[tuple[str, ...], int], ...]
    spots: tuple[tuple[Spot, float], ...]
    out: int
    there: int


def goes_of(scene: Scene, trip: Trip, number: int) -> Iterator[Go]:
    """Yield the parts in which a trip may go, with what it then uses."""
    by = FOREVER if trip.empty else scene.board.closings[trip.route.site_id].clear_by
    for part in range(scene.part(scene.now), scene.parts):
        minutes = [one for one in _chances(scene, trip, part) if one - trip.lead >= scene.now and one <= by]
        if minutes:
            yield _go(scene, trip, number, part, minutes)


def wave_go(scene: Scene, trip: Trip, number: int) -> Go:
    """Return a flight of a closing wave, at its own minutes, as it goes once: what it uses is held."""
    off = trip.timing.off[trip.route.pick]
    go = _go(scene, trip, number, min(scene.part(off), scene.parts - 1), [off])
    return replace(go, busy={}, day_permits=(), spots=())


def _chances(scene: Scene, trip: Trip, part: int) -> list[int]:
    """Return some minutes of a part, evenly spread, at which the off block with the load may be."""
    first, end = max(scene.now, scene.start(part)), scene.start(part + 1)
    hours = [] if trip.empty else _hours(scene, trip)
    minutes = [m for m in range(first + _STEP // 2, end, _STEP) if all(one.next_open(m) == m for one in hours)]
    return minutes[:: max(1, len(minutes) // _SAMPLES)]


def _hours(scene: Scene, trip: Trip) -> list[Hours]:
    stop = trip.route.stops[trip.route.pick]
    hours = [one for one in (stop.hours, stop.leg_hours) if one is not None]
    if stop.scope is not None:
        hours.append(scene.board.ways.network.permits.windows(stop.scope, trip.type_id))
    return hours


def _go(scene: Scene, trip: Trip, number: int, part: int, minutes: list[int]) -> Go:
    route, timing = trip.route, trip.timing
    middle = minutes[len(minutes) // 2]
    shift = middle - timing.off[0] - trip.lead
    out = sum(minutes) // len(minutes) + out_minute(route, timing) - timing.off[0] - trip.lead
    there = scene.parts
    if route.unload_site is not None:
        transfer = scene.operation.site_of[route.unload_site].transfer_minutes
        there = scene.part(timing.work_end[route.drop] + shift + transfer)
    return Go(
        trip=number,
        part=part,
        minute=sum(minutes) // len(minutes),
        latest=minutes[-1],
        busy=_busy(scene, trip, minutes),
        leaves=scene.part(timing.off[0] + shift),
        back=scene.part(timing.off[0] + shift + trip.minutes),
        day_permits=tuple(_permits(scene, trip, shift)),
        spots=tuple(_spots(scene, trip, shift)),
        out=out,
        there=there,
    )


def out_minute(route: Route, timing: Timing) -> int:
    """Return when what a route takes is out: by air the off block before, by road the on block, first outside."""
    for index in range(route.pick + 1, route.drop + 1):
        if not route.stops[index].inside:
            return timing.off[index - 1] if route.mode == "air" else timing.on[index]
    return timing.on[route.drop]


def _busy(scene: Scene, trip: Trip, minutes: list[int]) -> dict[int, float]:
    """Return for how long the vehicle is taken in each part, on average over the chances."""
    busy: dict[int, float] = defaultdict(float)
    for minute in minutes:
        begin = minute - trip.lead
        end = begin + trip.minutes
        for part in range(scene.part(begin), min(scene.part(end) + 1, scene.parts)):
            within = min(end, scene.start(part + 1)) - max(begin, scene.start(part))
            busy[part] += max(0, within) / len(minutes)
    return busy


def _permits(scene: Scene, trip: Trip, shift: int) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield the clearances, one of which each off block uses, if all of them have limits."""
    permits, starts = scene.board.ways.network.permits, scene.operation.agreement.day_starts
    for index, stop in enumerate(trip.route.stops[:-1]):
        if stop.scope is None:
            continue
        day = bisect_right(starts, trip.timing.off[index] + shift) - 1
        if day + 1 >= len(starts):
            continue
        grants = permits.granted.get((stop.scope, trip.type_id), ())
        days = scene.days_with(day)
        usable = tuple(
            one.clearance_id for one in grants if one.start < starts[days.stop] and one.end > starts[days.start]
        )
        if usable and all(permits.limits[permits.number[one]] for one in usable):
            yield usable, days.start


def _spots(scene: Scene, trip: Trip, shift: int) -> Iterator[tuple[Spot, float]]:
    """Yield the minutes on working and parking spots inside."""
    for index, stop in enumerate(trip.route.stops[1:-1], start=1):
        field = scene.operation.field_of.get(stop.place_id)
        part = scene.part(trip.timing.off[index] + shift)
        if field is None or not stop.inside or part >= scene.parts:
            continue
        for size, _ in field.working_spots:
            if trip.route.size >= size and stop.handles:
                yield ("work", stop.place_id, size, part), float(stop.work_minutes)
        for size, _ in field.parking_spots:
            if trip.route.size >= size:
                yield ("parking", stop.place_id, size, part), float(stop.ground_minutes)
