"""Whether some chain of vehicles can carry a line from its site to its destination: the widest view, for proofs.

A type counts where some vehicle of it can get to, if one is available after the line is ready, and a clearance if its
window ends after that; it takes a piece of the line if some configuration and its passages
do, loads and unloads where it fits a working spot, and goes where it fits a parking spot
(docs/reference/plan-meaning.md, B, G). Times, crews and other loads are ignored, so what cannot arrive here cannot
arrive in any plan.
"""

from collections.abc import Iterator

from repli.model import Leg, Operation, PeopleLine, VehicleType
from repli.model.places import Spots
from repli.planning.flights import flights_for
from repli.planning.hold import OUTSIZE
from repli.planning.lines import Line, earliest_of
from repli.planning.network import Network

__all__ = ["arrives", "shape_of"]

_Node = tuple[str, str]
"""(type that carries the line, where it stands); the type is empty while the line is in the stock of a site."""


def shape_of(line: Line) -> tuple[int, int, int, bool]:
    """Return the kg, positions, seats and outsize that one piece of a line needs."""
    if isinstance(line, PeopleLine):
        return line.kg_per_person, 0, 1, False
    return line.kg, line.positions, 0, line.item_class == OUTSIZE


def arrives(network: Network, line: Line, *, with_clearance: bool) -> bool:
    """Say whether loading, legs and unloading, or a commercial flight, lead a piece of a line to its destination."""
    operation = network.operation
    kinds = {kind.type_id: kind for kind in _kinds_for(operation, line)}
    near = {type_id: _within_reach(network, kind, with_clearance=with_clearance) for type_id, kind in kinds.items()}
    flights = flights_for(operation, line)
    seen: set[_Node] = set()
    queue: list[_Node] = [("", line.site_id)]
    while queue:
        node = queue.pop()
        if node in seen:
            continue
        seen.add(node)
        type_id, place = node
        if not type_id:
            if any(one.from_field == operation.site_of[place].field_id for one in flights):
                return True
            queue += [one for one in _boardings(operation, kinds, place) if one[1] in near[one[0]]]
            continue
        kind = kinds[type_id]
        queue += [("", site_id) for site_id in _unloadings(operation, kind, place)]
        ways = _ways_on(network, kind, place, with_clearance=with_clearance, after=earliest_of(line))
        queue += [(type_id, leg.to_place) for leg, payload_kg in ways if payload_kg >= shape_of(line)[0]]
    return ("", line.destination_id) in seen


def _boardings(operation: Operation, kinds: dict[str, VehicleType], site_id: str) -> Iterator[_Node]:
    """Yield the types that can be loaded at a site, and where they stand then."""
    field_id = operation.site_of[site_id].field_id
    for type_id, kind in kinds.items():
        place = field_id if kind.mode == "air" else site_id
        if place is not None and _works(operation, kind, place):
            yield type_id, place


def _unloadings(operation: Operation, kind: VehicleType, place: str) -> Iterator[str]:
    """Yield the sites whose stock can grow where a vehicle stands."""
    if _works(operation, kind, place):
        for site in operation.sites:
            if place == (site.field_id if kind.mode == "air" else site.site_id):
                yield site.site_id


def _kinds_for(operation: Operation, line: Line) -> Iterator[VehicleType]:
    """Yield the types of the fleet that can load a piece of a line in some configuration."""
    _, positions, seats, outsize = shape_of(line)
    ready = max(earliest_of(line), operation.as_of_minute)
    used = {vehicle.type_id for vehicle in operation.vehicles if vehicle.available_to_minute > ready}
    for kind in operation.vehicle_types:
        fits = any(
            one.pallet_positions >= positions and one.seats >= seats and (one.outsize or not outsize)
            for one in kind.configurations
        )
        if kind.type_id in used and fits and any("load" in times.operations for times in kind.operation_times):
            yield kind


def _within_reach(network: Network, kind: VehicleType, *, with_clearance: bool) -> set[str]:
    """Return the places that vehicles of a type can get to from where they start."""
    queue = [one.start_place for one in network.operation.vehicles if one.type_id == kind.type_id]
    seen: set[str] = set()
    while queue:
        place = queue.pop()
        if place not in seen:
            seen.add(place)
            queue += [leg.to_place for leg, _ in _ways_on(network, kind, place, with_clearance=with_clearance)]
    return seen


def _ways_on(
    network: Network, kind: VehicleType, place: str, *, with_clearance: bool, after: int = 0
) -> Iterator[tuple[Leg, int]]:
    """Yield the legs a type can take out of a place to where it can park, at some minute from ``after`` on."""
    for leg in network.legs_from.get((kind.mode, place), ()):
        passage = network.operation.passage_of.get((kind.type_id, leg.leg_id))
        scope = network.scope_of(leg)
        cleared = scope is None or not with_clearance or network.permits.covers(scope, kind.type_id, after)
        if passage is not None and cleared and _parks(network.operation, kind, leg.to_place):
            yield leg, passage.payload_kg


def _parks(operation: Operation, kind: VehicleType, place: str) -> bool:
    """Say whether a place has a parking spot large enough for a type."""
    field = operation.field_of.get(place) if kind.mode == "air" else None
    return field is None or _large_enough(field.parking_spots, kind)


def _works(operation: Operation, kind: VehicleType, place: str) -> bool:
    """Say whether a type can be loaded and unloaded at a place."""
    field = operation.field_of.get(place) if kind.mode == "air" else None
    return field is None or (_large_enough(field.working_spots, kind) and _parks(operation, kind, place))


def _large_enough(spots: Spots, kind: VehicleType) -> bool:
    """Say whether some spot is large enough for a type; no spots given = not limited."""
    return not spots or any(size >= kind.size and count > 0 for size, count in spots)
