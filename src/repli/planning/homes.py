"""From where each vehicle works: where it starts, or where it has to go first to be of use.

A movement's first stop has no time to load (docs/reference/plan-meaning.md, B), so an aircraft that starts at a field
inside goes outside first, and a convoy works from the place that lets it serve most sites.
"""

from dataclasses import dataclass

from repli.model import Vehicle, VehicleType
from repli.planning.lots import drop_place_of
from repli.planning.network import Network
from repli.planning.occupancy import FOREVER
from repli.planning.routes import Route, pickup_routes, positioning_route

__all__ = ["Home", "homes_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Where a vehicle works from, and the empty route that takes it there first, if it starts elsewhere."""

    vehicle: Vehicle
    place_id: str
    positioning: Route | None


def homes_of(network: Network) -> tuple[Home, ...]:
    """Return where each vehicle works from; a vehicle that stands where it cannot be of use has no home."""
    known: dict[tuple[str, str], tuple[str, Route | None] | None] = {}
    homes = []
    for vehicle in network.operation.vehicles:
        key = (vehicle.type_id, vehicle.start_place)
        if key not in known:
            known[key] = _home_of(network, *key)
        found = known[key]
        if found is not None:
            homes.append(Home(vehicle=vehicle, place_id=found[0], positioning=found[1]))
    return tuple(homes)


def _home_of(network: Network, type_id: str, start: str) -> tuple[str, Route | None] | None:
    """Return from where a type works that starts at a place, and the way there; None if it can be of no use.

    Most sites served come first (those without a field count double by road), then staying where it is, then a crew
    base, then the shortest way there.
    """
    kind = network.operation.type_of[type_id]
    choices = []
    for place in _places(network, kind, start):
        route = None if place == start else positioning_route(network, kind, start, place)
        if route is None and place != start:
            continue
        field = network.operation.field_of.get(place)
        base = field is not None and field.crew_base
        minutes = sum(stop.block_minutes for stop in route.stops) if route is not None else 0
        use = 0 if route is not None and route.pause_minutes >= FOREVER else _use(network, kind, place)
        choices.append((-use, route is not None, not base, minutes, place, route))
    if not choices:
        return None
    *_, place, route = min(choices, key=lambda choice: choice[:5])
    return place, route


def _places(network: Network, kind: VehicleType, start: str) -> list[str]:
    """Return where a type may work from: by air its start, or any field outside if that is inside; by road any site."""
    operation = network.operation
    if kind.mode == "air":
        outside = [field.field_id for field in operation.fields if not field.inside]
        return [start] if start in outside else outside
    return [site.site_id for site in operation.sites]


def _use(network: Network, kind: VehicleType, home: str) -> int:
    """Return how many sites a type can serve from a home, sites without a field counting double."""
    operation = network.operation
    served = 0
    for site in operation.sites:
        goals = {
            drop_place_of(operation, one.site_id, kind.mode) for one in operation.sites if one.site_id != site.site_id
        }
        if site.inside and any(
            pickup_routes(
                network,
                kind,
                home=home,
                site_id=site.site_id,
                drop_place=goal,
                unload_site=None,
                serves=frozenset(),
            )
            for goal in sorted(goal for goal in goals if goal is not None)
        ):
            served += 1 if site.field_id is not None else 2
    return served
