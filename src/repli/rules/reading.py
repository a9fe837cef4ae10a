"""Reads a plan beside its operation: each movement with its vehicle, type and configuration, as far as they exist.

Movements that name something unknown, or have fewer than two stops, are not readable: the rules of `known` report
them, and every other rule skips them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from repli.errors import Phrase, phrase
from repli.model import Cargo, Configuration, Movement, Operation, Plan, Stop, Vehicle, VehicleType
from repli.rules.lines import Line
from repli.rules.once import once

__all__ = ["AIR", "Trip", "aboard_on_legs", "is_inside", "sites_at", "trips_of", "unknown_in", "unknown_in_cargo"]

AIR = "air"
FEWEST_STOPS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """A movement that can be read."""

    movement: Movement
    vehicle: Vehicle
    kind: VehicleType
    configuration: Configuration

    @property
    def name(self) -> str:
        """The movement's id."""
        return self.movement.movement_id

    @property
    def first(self) -> Stop:
        """The stop where the vehicle stood."""
        return self.movement.stops[0]

    @property
    def last(self) -> Stop:
        """The stop where the vehicle stays."""
        return self.movement.stops[-1]

    @property
    def legs(self) -> Iterator[tuple[Stop, Stop]]:
        """The stops before and after each leg; only these off blocks are departures."""
        return pairwise(self.movement.stops)


@once
def trips_of(operation: Operation, plan: Plan) -> tuple[Trip, ...]:
    """Return every readable movement of the plan, in its order."""
    trips = []
    for movement in plan.movements:
        if len(movement.stops) < FEWEST_STOPS or any(True for _ in unknown_in(operation, movement)):
            continue
        vehicle = operation.vehicle_of[movement.vehicle_id]
        kind = operation.type_of[vehicle.type_id]
        configuration = _configuration(kind, movement.configuration_id)
        if configuration is not None:
            trips.append(Trip(movement=movement, vehicle=vehicle, kind=kind, configuration=configuration))
    return tuple(trips)


def _configuration(kind: VehicleType, configuration_id: str) -> Configuration | None:
    return next((one for one in kind.configurations if one.configuration_id == configuration_id), None)


def unknown_in(operation: Operation, movement: Movement) -> Iterator[tuple[int | None, Phrase]]:
    """Yield, with the minute of its stop, each thing that the movement names and the operation does not know."""
    vehicle = operation.vehicle_of.get(movement.vehicle_id)
    if vehicle is None or vehicle.type_id not in operation.type_of:
        yield None, phrase("There is no vehicle {vehicle}.", vehicle=movement.vehicle_id)
        return
    is_air = operation.type_of[vehicle.type_id].mode == AIR
    for stop in movement.stops:
        if stop.place_id not in (operation.field_of if is_air else operation.site_of):
            yield stop.on_block_minute, _unknown_place(stop.place_id, is_air=is_air)
        if stop.clearance_id is not None and stop.clearance_id not in operation.clearance_of:
            yield stop.off_block_minute, phrase("There is no clearance {clearance}.", clearance=stop.clearance_id)
        for cargo in stop.loads + stop.unloads:
            for message in unknown_in_cargo(operation, cargo):
                yield stop.work_start_minute, message


def _unknown_place(place_id: str, *, is_air: bool) -> Phrase:
    if is_air:
        return phrase("There is no field {place}.", place=place_id)
    return phrase("There is no site {place}.", place=place_id)


def unknown_in_cargo(operation: Operation, cargo: Cargo) -> Iterator[Phrase]:
    """Yield what a load or unload names and the operation does not know."""
    if cargo.line_id not in operation.people_of and cargo.line_id not in operation.item_of:
        yield phrase("There is no line {line}.", line=cargo.line_id)
    if cargo.site_id not in operation.site_of:
        yield phrase("There is no site {place}.", place=cargo.site_id)


def is_inside(operation: Operation, kind: VehicleType, place_id: str) -> bool:
    """Say whether a place of a vehicle of this kind lies inside the territory."""
    return operation.field_of[place_id].inside if kind.mode == AIR else operation.site_of[place_id].inside


def sites_at(operation: Operation, kind: VehicleType, place_id: str) -> frozenset[str]:
    """Return the sites whose stock a vehicle of this kind can load or fill at a place."""
    if kind.mode == AIR:
        return frozenset(site.site_id for site in operation.sites if site.field_id == place_id)
    return frozenset({place_id})


def aboard_on_legs(trip: Trip, lines: Mapping[str, Line]) -> Iterator[tuple[Stop, Stop, Mapping[Line, int]]]:
    """Yield each leg with what is aboard on it: line -> units, above zero. At a stop unloading comes first."""
    units: Counter[str] = Counter()
    for stop, following in trip.legs:
        for cargo in stop.unloads:
            units[cargo.line_id] -= cargo.quantity
        for cargo in stop.loads:
            units[cargo.line_id] += cargo.quantity
        yield stop, following, {lines[line_id]: count for line_id, count in units.items() if count > 0}
