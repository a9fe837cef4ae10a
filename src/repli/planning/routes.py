"""Routes: the stops of one rotation or convoy, without times: home, the site where it loads, where it unloads, home.

A vehicle loads at neither its first stop nor its last: a movement's first stop has on block = off block, so there is no
time to load (docs/reference/plan-meaning.md, B). Loaded legs carry at most the smallest payload among them (G).
"""

from dataclasses import dataclass, replace
from itertools import pairwise

from repli.model import Configuration, Field, Leg, SeatBlock, VehicleType
from repli.planning.crew import Crew, crew_of, rest_choices
from repli.planning.fuel import fillings, has_fuel, work_at
from repli.planning.hours import Hours
from repli.planning.network import LOAD, STOP, UNLOAD, Network, paths, through, times_of
from repli.planning.occupancy import FOREVER
from repli.planning.permits import Scope
from repli.planning.teams import CUSTOMS, DRIVER, ESCORT, Need, teams_of

__all__ = ["Route", "RouteStop", "empty_route", "pickup_routes", "positioning_route"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteStop:
    """One stop: what is done there, how long it takes, and the leg that follows (``block_minutes`` 0 at the end).

    ``escort`` are the teams that go along on that leg, ``customs`` those that the loading needs.

    ``hours`` are the field's; None for a site on the road, where spots and opening hours do not exist.
    """

    place_id: str
    inside: bool
    hours: Hours | None
    operations: frozenset[str]
    ground_minutes: int
    work_minutes: int
    rest_here: bool
    base_here: bool
    block_minutes: int
    leg_hours: Hours | None
    scope: Scope | None
    escort: Need
    customs: Need

    @property
    def handles(self) -> bool:
        """Whether something is loaded or unloaded, which takes a working spot and a handling set."""
        return bool(self.operations & (LOAD | UNLOAD))


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Stops of one type from its home. It loads at stop ``pick`` and unloads at stop ``drop``.

    ``serves`` are the destinations whose lines it can take; ``unload_site`` is the site whose stock grows, ``None``
    where each line goes to its own destination. Where a stock grows, none named = all. ``rests`` are the choices of
    stops at which the crew rests. ``flight`` is the commercial flight that goes this way; it takes people only.
    ``keeps_spot``: the home is a field inside, where its parking spot is held all the while, so that it needs none when
    it comes back.
    """

    type_id: str
    mode: str
    size: int
    site_id: str
    unload_site: str | None
    serves: frozenset[str]
    stops: tuple[RouteStop, ...]
    pick: int
    drop: int
    payload_kg: int
    flying_minutes: int
    crew: Crew
    rests: tuple[frozenset[int], ...]
    pause_minutes: int
    drivers: Need
    configurations: tuple[Configuration, ...]
    flight: SeatBlock | None = None
    keeps_spot: bool = False

    @property
    def round_trip(self) -> bool:
        """Whether it ends where it starts."""
        return self.stops[0].place_id == self.stops[-1].place_id

    @property
    def certain_pause_minutes(self) -> int:
        """Return the pause that every plan keeps: none where the crew cannot rest, for a fresh one may come."""
        return 0 if self.pause_minutes >= FOREVER else self.pause_minutes

    def takes(self, destination_id: str) -> bool:
        """Say whether lines for a destination may go this way."""
        return destination_id in self.serves or (self.unload_site is not None and not self.serves)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Legs in order, what is done at which stop, where it loads and unloads, for which site and destinations."""

    legs: tuple[Leg, ...]
    work: dict[int, frozenset[str]]
    pick: int
    drop: int
    site_id: str = ""
    unload_site: str | None = None
    serves: frozenset[str] = frozenset()


def pickup_routes(
    network: Network,
    kind: VehicleType,
    *,
    home: str,
    site_id: str,
    drop_place: str,
    unload_site: str | None,
    serves: frozenset[str],
    end: str | None = None,
) -> tuple[Route, ...]:
    """Return the routes home - site - drop - home of a type: the fastest, and one that carries more if there is one.

    ``end`` is where they end, if not at home.
    """
    goal = home if end is None else end
    site = network.operation.site_of[site_id]
    place = site.field_id if kind.mode == "air" else site_id
    if place is None or place == home or times_of(kind, LOAD) is None or times_of(kind, UNLOAD) is None:
        return ()
    if kind.range_km and not has_fuel(network.operation, home):
        return ()
    inbound = paths(network, kind, home, place)[:1]
    outbound = paths(network, kind, place, drop_place)
    return_leg = ((),) if drop_place == goal else paths(network, kind, drop_place, goal)[:1]
    if not inbound or not return_leg or (return_leg[0] and times_of(kind, STOP) is None):
        return ()
    plans = []
    for loaded in outbound:
        pick, drop = len(inbound[0]), len(inbound[0]) + len(loaded)
        plans.append(
            _Plan(
                (*inbound[0], *loaded, *return_leg[0]),
                {pick: LOAD, drop: UNLOAD},
                pick,
                drop,
                site_id,
                unload_site,
                serves,
            )
        )
    routes = (_route(network, kind, plan) for plan in plans)
    return tuple(route for route in routes if route is not None and route.rests and not _asks_twice(network, route))


def _asks_twice(network: Network, route: Route) -> bool:
    """Say whether a route asks twice for a clearance of so many a day: the fit counts what others use, not its own."""
    limited = {one.clearance_id for one in network.operation.clearances if one.limit_per_day}
    scopes = [stop.scope for stop in route.stops if stop.scope is not None]
    return any(
        scopes.count(scope) > 1
        and any(one.clearance_id in limited for one in network.permits.granted.get((scope, route.type_id), ()))
        for scope in set(scopes)
    )


def positioning_route(network: Network, kind: VehicleType, start: str, home: str) -> Route | None:
    """Return the empty route that brings a vehicle from where it starts to its home; None if it cannot go."""
    legs = next(iter(paths(network, kind, start, home)), None)
    return _empty_route(network, kind, legs)


def empty_route(network: Network, kind: VehicleType, start: str, end: str) -> Route | None:
    """Return the fastest empty route to stand elsewhere, with stops on the way inside too; None if it cannot go."""
    if kind.range_km and not has_fuel(network.operation, start):
        return None
    return _empty_route(network, kind, through(network, kind, start, end))


def _empty_route(network: Network, kind: VehicleType, legs: tuple[Leg, ...] | None) -> Route | None:
    """Return the route along legs on which nothing is loaded."""
    if not legs or times_of(kind, STOP) is None:
        return None
    route = _route(network, kind, _Plan(legs, {}, len(legs), len(legs)))
    return route if route is not None and route.rests else None


def _route(network: Network, kind: VehicleType, plan: _Plan) -> Route | None:
    """Put stops on the legs; None where the tanks do not last."""
    fills = fillings(network.operation, kind, plan.legs, plan.work)
    if fills is None:
        return None
    passages = [network.operation.passage_of[kind.type_id, leg.leg_id] for leg in plan.legs]
    places = [plan.legs[0].from_place, *(leg.to_place for leg in plan.legs)]
    stops = tuple(
        _stop(network, kind, place, work_at(plan.work, fills, index), plan.legs[index : index + 1])
        for index, place in enumerate(places)
    )
    stops = _with_customs(network, plan, _with_changes(network, stops))
    crew = crew_of(kind)
    end = network.operation.field_of.get(_field_at(network, places[-1]))
    return Route(
        type_id=kind.type_id,
        mode=kind.mode,
        size=kind.size,
        site_id=plan.site_id,
        unload_site=plan.unload_site,
        serves=plan.serves,
        stops=stops,
        pick=plan.pick,
        drop=plan.drop,
        payload_kg=min((passage.payload_kg for passage in passages[plan.pick : plan.drop]), default=0),
        flying_minutes=sum(passage.block_minutes for passage in passages) if kind.mode == "air" else 0,
        crew=crew,
        rests=rest_choices(stops, crew),
        pause_minutes=_pause(end, crew, at_home=_is_home(network, kind, places[-1])),
        drivers=Need(kind=DRIVER, place_id=_inside_first(network, places[0], places[-1]), count=kind.drivers),
        configurations=kind.configurations,
        keeps_spot=kind.mode == "air" and places[0] == places[-1] and network.inside(places[0]),
    )


def _with_changes(network: Network, stops: tuple[RouteStop, ...]) -> tuple[RouteStop, ...]:
    """Let a convoy wait where the escort that came along must change before it goes on (plan-meaning.md, F)."""
    teams = teams_of(network.operation)
    waits = [0, *(teams.change_between(one.escort, other.escort) for one, other in pairwise(stops))]
    return tuple(
        replace(stop, ground_minutes=max(stop.ground_minutes, wait)) for stop, wait in zip(stops, waits, strict=True)
    )


def _with_customs(network: Network, plan: _Plan, stops: tuple[RouteStop, ...]) -> tuple[RouteStop, ...]:
    """Ask for customs where a site's stock is loaded (docs/reference/plan-meaning.md, F)."""
    site = network.operation.site_of.get(plan.site_id)
    if site is None or site.customs_teams == 0:
        return stops
    need = Need(kind=CUSTOMS, place_id=site.site_id, count=site.customs_teams)
    return (*stops[: plan.pick], replace(stops[plan.pick], customs=need), *stops[plan.pick + 1 :])


def _inside_first(network: Network, start: str, end: str) -> str:
    """Return the place whose team goes: the start if it is inside, else the end (docs/reference/plan-meaning.md, F)."""
    return start if network.inside(start) else end


def _escort(network: Network, leg: Leg | None) -> Need:
    """Return the escort of a leg."""
    if leg is None:
        return Need(kind=ESCORT, place_id="", count=0)
    place = _inside_first(network, leg.from_place, leg.to_place)
    return Need(kind=ESCORT, place_id=place, count=leg.escort_teams)


def _is_home(network: Network, kind: VehicleType, place: str) -> bool:
    """Say whether every vehicle of a type belongs to a place: who leaves there has a fresh crew (H)."""
    return {one.start_place for one in network.operation.vehicles if one.type_id == kind.type_id} == {place}


def _pause(end: Field | None, crew: Crew, *, at_home: bool) -> int:
    """Return the least stay from the last on block to the next off block; `FOREVER` where the crew cannot rest (H).

    At home, where no field says how crews live, they rest as long as at a field with crew rest.
    """
    if end is None:
        return crew.rest_stay_minutes if at_home else FOREVER
    if end.crew_base:
        return 0
    return crew.rest_stay_minutes if end.crew_rest else FOREVER


def _stop(
    network: Network, kind: VehicleType, place: str, operations: frozenset[str], following: tuple[Leg, ...]
) -> RouteStop:
    """Return one stop with the times of its operations."""
    times = times_of(kind, operations)
    field = network.operation.field_of.get(_field_at(network, place))
    leg = following[0] if following else None
    return RouteStop(
        place_id=place,
        inside=network.inside(place),
        hours=network.field_hours.get(place),
        operations=operations,
        ground_minutes=times.ground_minutes if times else 0,
        work_minutes=times.work_minutes if times and operations else 0,
        rest_here=field is not None and field.crew_rest,
        base_here=field is not None and field.crew_base,
        block_minutes=network.operation.passage_of[kind.type_id, leg.leg_id].block_minutes if leg else 0,
        leg_hours=network.departure_hours(kind.type_id, leg) if leg else None,
        scope=network.scope_of(leg) if leg else None,
        escort=_escort(network, leg),
        customs=Need(kind=CUSTOMS, place_id="", count=0),
    )


def _field_at(network: Network, place: str) -> str:
    """Return the field of a place: itself, or the field of a site; empty where there is none."""
    if place in network.operation.field_of:
        return place
    return network.operation.site_of[place].field_id or ""
