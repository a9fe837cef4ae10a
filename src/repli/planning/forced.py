"""What of an agreed calendar cannot stay, whatever else is planned: a proven minimum of the departures that move.

*Forced* is a departure that no vehicle of its type can make any more on its route, give or take the tolerance, though
nothing else is planned: the fit asked for is the earliest there is. Of the others, those that ask at once for vehicles
of one type, or on one day for the clearances of one place, are counted against how many there are; and those that
carry lines after their latest times against the days that a plan misses (`repli.planning.overdue`), and what leaves a
site against what it keeps until its end (`repli.planning.longer`). Vehicles, places, ends and latest times are counted
apart and the largest number holds, since one departure may be in each.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush

from repli.model import Movement
from repli.planning.board import Board
from repli.planning.longer import beyond_ends
from repli.planning.occupancy import FOREVER
from repli.planning.overdue import beyond, charges_of
from repli.planning.past import Agreed
from repli.planning.routes import Route
from repli.planning.sorties import Slot
from repli.planning.timing import Wish, fit

__all__ = ["Least", "forced_of", "least_moved", "most_kept"]

_Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Least:
    """How many agreed departures move at least: in every plan, and in those that are not too late."""

    anyway: int
    forced: int
    charges: tuple[Fraction, ...]

    def at(self, latest_missed_days: int) -> int:
        """Return how many move in every plan that misses latest times by no more days in sum."""
        return max(self.anyway, self.forced + beyond(self.charges, latest_missed_days))


def forced_of(
    start: Board, to_come: Iterable[Agreed], slots: Mapping[str, Slot], tolerance_minutes: int
) -> tuple[str, ...]:
    """Return the departures to come that cannot stay; ``start`` is the board with nothing planned.

    ``slots`` are those of the agreed plan by name, as far as the operation still has their routes.
    """
    return tuple(one.name for one in to_come if _is_forced(start, one, slots.get(one.name), tolerance_minutes))


def least_moved(
    start: Board, begun: Board, to_come: Sequence[Agreed], forced: Iterable[str], tolerance_minutes: int
) -> Least:
    """Return how many of the departures move at least, ``forced`` among them; ``begun`` has what has begun."""
    gone = set(forced)
    others = [one for one in to_come if one.name not in gone]
    rest = [one for one in others if isinstance(one.what, Movement)]
    beyond_any = max(
        _beyond_vehicles(start, rest, tolerance_minutes),
        _beyond_clearances(start, rest, tolerance_minutes),
        beyond_ends(begun, rest, tolerance_minutes),
    )
    return Least(
        anyway=len(gone) + beyond_any,
        forced=len(gone),
        charges=charges_of(start.ways.network.operation, others, tolerance_minutes),
    )


def _is_forced(start: Board, one: Agreed, slot: Slot | None, tolerance_minutes: int) -> bool:
    """Say whether no vehicle of the type finds minutes on any route along the same places."""
    if not isinstance(one.what, Movement):
        return False
    if one.what.stops[0].place_id != one.what.stops[-1].place_id:
        return False  # another plan may let vehicles stand elsewhere
    operation, routes = start.ways.network.operation, _ways(start, one.what)
    routes += [] if slot is None else [slot.route]
    earliest = min(start.now_minute, one.what.stops[0].off_block_minute)
    type_id = operation.vehicle_of[one.what.vehicle_id].type_id
    if slot is not None and _stands(start, slot, type_id):
        return False
    for vehicle in operation.vehicles:
        wish = Wish(
            depart_from=max(vehicle.available_from_minute, earliest),
            back_by=vehicle.available_to_minute,
            off_from=one.off_minute - tolerance_minutes,
            off_to=one.off_minute + tolerance_minutes,
        )
        if vehicle.type_id == type_id and any(
            fit(start.timeline, route, rests, wish) for route in routes for rests in route.rests
        ):
            return False
    return True


def _stands(start: Board, slot: Slot, type_id: str) -> bool:
    """Say whether a slot is possible to the minute, and some vehicle of the type is available over it."""
    if start.timeline.stands(slot.route, slot.timing) is None:
        return False
    pause = slot.route.certain_pause_minutes
    off, back = slot.timing.off[0], max(slot.timing.off[-1], slot.timing.on[-1] + pause)
    vehicles = (one for one in start.ways.network.operation.vehicles if one.type_id == type_id)
    return any(one.available_from_minute <= off and back <= one.available_to_minute for one in vehicles)


def _ways(start: Board, movement: Movement) -> list[Route]:
    """Return the routes of a movement's type along the same places."""
    type_id = start.ways.network.operation.vehicle_of[movement.vehicle_id].type_id
    places = tuple(stop.place_id for stop in movement.stops)
    return [
        route
        for (kind, _, _), routes in start.ways.routes.items()
        for route in (routes if kind == type_id else ())
        if tuple(stop.place_id for stop in route.stops) == places
    ]


def _beyond_vehicles(start: Board, rest: Iterable[Agreed], tolerance_minutes: int) -> int:
    """Return how many departures ask for more vehicles of their type than there are."""
    operation = start.ways.network.operation
    spans: dict[str, list[_Span]] = defaultdict(list)
    for one in rest:
        if isinstance(one.what, Movement) and (routes := _ways(start, one.what)):
            before, after = min(map(_before, routes)), min(map(_after, routes))
            span = one.off_minute + tolerance_minutes - before, one.off_minute - tolerance_minutes + after
            type_id = operation.vehicle_of[one.what.vehicle_id].type_id
            spans[type_id] += [span] if span[0] < span[1] else []
    there: dict[str, list[_Span]] = defaultdict(list)
    for vehicle in operation.vehicles:
        there[vehicle.type_id].append((vehicle.available_from_minute, vehicle.available_to_minute))
    return sum(len(some) - most_kept(some, there[type_id]) for type_id, some in spans.items())


def most_kept(spans: Iterable[_Span], there: Iterable[_Span]) -> int:
    """Return the most of some spans that can be kept if at no minute more are open than there are spans ``there``.

    From left to right, where too many are open, those that end last are given up: any other choice does no better.
    """
    events = sorted([(start, 1, end) for start, end in spans] + [(end, 0, 0) for _, end in there])
    there = list(there)
    active: list[tuple[int, int]] = []
    kept = 0
    for minute, opens, end in events:
        if opens:
            heappush(active, (-end, minute))
            kept += 1
        active = [one for one in active if -one[0] > minute]
        active.sort()
        least = sum(start <= minute < until for start, until in there)
        while len(active) > least:
            heappop(active)
            kept -= 1
    return kept


def _before(route: Route) -> int:
    """Return the least minutes from the off block at home to that after loading."""
    return sum(
        route.stops[index].block_minutes
        + max(route.stops[index + 1].ground_minutes, route.stops[index + 1].work_minutes)
        for index in range(route.pick)
    )


def _after(route: Route) -> int:
    """Return the least minutes from the off block after loading to when the vehicle may leave home again."""
    pause = route.certain_pause_minutes
    stops = route.stops[route.pick + 1 : -1]
    stays = sum(max(stop.ground_minutes, stop.work_minutes) for stop in stops)
    return sum(stop.block_minutes for stop in route.stops[route.pick : -1]) + stays + pause


def _beyond_clearances(start: Board, rest: Iterable[Agreed], tolerance_minutes: int) -> int:
    """Return how many departures leave a place on a day beyond the clearances that it has then."""
    days = start.timeline.permits.day_starts
    asking: dict[tuple[tuple[str, str], int], int] = defaultdict(int)
    for one in rest:
        if not isinstance(one.what, Movement):
            continue
        first = bisect_right(days, one.off_minute - tolerance_minutes)
        scopes = {route.stops[route.pick].scope for route in _ways(start, one.what)}
        if len(scopes) == 1 and first == bisect_right(days, one.off_minute + tolerance_minutes):
            (scope,) = scopes
            if scope is not None:
                asking[scope, first] += 1
    return sum(max(0, count - _limit(start, *key)) for key, count in asking.items())


def _limit(start: Board, scope: tuple[str, str], day: int) -> int:
    """Return how many may leave a place on a day by all of its clearances together; `FOREVER` if one has no limit."""
    permits = start.timeline.permits
    days = (0, *permits.day_starts, FOREVER)
    begin, end = days[day], days[day + 1]
    usable = {
        grant.clearance_id
        for (one, _), grants in permits.granted.items()
        for grant in (grants if one == scope else ())
        if grant.start < end and grant.end > begin
    }
    limits = [permits.limits[permits.number[name]] for name in usable]
    return FOREVER if 0 in limits else sum(limits)
