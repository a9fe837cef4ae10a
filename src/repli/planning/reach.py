"""Whether some chain of vehicles can carry a line from its site to its destination: the widest view, for proofs.

A leg counts if some vehicle of the fleet can get to its start, has a passage with enough payload, fits a parking spot
there, and has a configuration for one piece of the line; times, crews and other loads are ignored.
"""

from collections.abc import Iterator

from repli.model import Leg, Operation, PeopleLine, VehicleType
from repli.planning.lines import Line
from repli.planning.network import Network
from repli.planning.packing import OUTSIZE

__all__ = ["arrives", "shape_of"]

_Node = tuple[str, str]
"""(mode, place)."""


def shape_of(line: Line) -> tuple[int, int, int, bool]:
    """Return the kg, positions, seats and outsize that one piece of a line needs."""
    if isinstance(line, PeopleLine):
        return line.kg_per_person, 0, 1, False
    return line.kg, line.positions, 0, line.item_class == OUTSIZE


def arrives(network: Network, line: Line, *, with_clearance: bool) -> bool:
    """Say whether legs that vehicles of the fleet can take with this line lead from its site to its destination."""
    operation = network.operation
    legs = _legs_by_node(network, line, with_clearance=with_clearance)
    sites_at: dict[str, list[str]] = {}
    for site in operation.sites:
        sites_at.setdefault(site.field_id or "", []).append(site.site_id)
    seen: set[_Node] = set()
    queue: list[_Node] = [("road", line.site_id)]
    while queue:
        node = queue.pop()
        if node not in seen:
            seen.add(node)
            mode, place = node
            field_id = operation.site_of[place].field_id if mode == "road" else None
            queue += [("air", field_id)] if field_id is not None else []
            queue += [("road", site) for site in sites_at.get(place, ())] if mode == "air" else []
            queue += legs.get(node, [])
    return ("road", line.destination_id) in seen


def _legs_by_node(network: Network, line: Line, *, with_clearance: bool) -> dict[_Node, list[_Node]]:
    """Return the legs over which some vehicle of the fleet can carry a piece of a line, as (mode, place) pairs."""
    operation = network.operation
    legs: dict[_Node, list[_Node]] = {}
    kg = shape_of(line)[0]
    for kind in _kinds_for(operation, line):
        near = _within_reach(network, kind, with_clearance=with_clearance)
        for place in sorted(near):
            for leg, payload_kg in _ways_on(network, kind, place, with_clearance=with_clearance):
                if payload_kg >= kg and _parks(operation, kind, place):
                    legs.setdefault((kind.mode, place), []).append((kind.mode, leg.to_place))
    return legs


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


def _ways_on(network: Network, kind: VehicleType, place: str, *, with_clearance: bool) -> Iterator[tuple[Leg, int]]:
    """Yield the legs a type can take out of a place to where it can park, with its payload."""
    for leg in network.legs_from.get((kind.mode, place), ()):
        passage = network.operation.passage_of.get((kind.type_id, leg.leg_id))
        scope = network.scope_of(leg, kind.type_id)
        cleared = scope is None or not with_clearance or network.permits.covers(scope, kind.type_id)
        if passage is not None and cleared and _parks(network.operation, kind, leg.to_place):
            yield leg, passage.payload_kg


def _parks(operation: Operation, kind: VehicleType, place: str) -> bool:
    """Say whether a place has a parking spot large enough for a type (docs/reference/plan-meaning.md, B)."""
    field = operation.field_of.get(place) if kind.mode == "air" else None
    if field is None or not field.parking_spots:
        return True
    return any(size >= kind.size and count > 0 for size, count in field.parking_spots)


def _kinds_for(operation: Operation, line: Line) -> Iterator[VehicleType]:
    """Yield the types of the fleet that can load a piece of a line in some configuration."""
    _, positions, seats, outsize = shape_of(line)
    used = {vehicle.type_id for vehicle in operation.vehicles}
    for kind in operation.vehicle_types:
        fits = any(
            one.pallet_positions >= positions and one.seats >= seats and (one.outsize or not outsize)
            for one in kind.configurations
        )
        if kind.type_id in used and fits and any("load" in times.operations for times in kind.operation_times):
            yield kind
