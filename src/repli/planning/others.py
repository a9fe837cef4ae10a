"""Who stands at a field whatever is planned: other users on their slots, and aircraft that start there inside.

What cannot hold even so holds in no plan (docs/reference/plan-meaning.md, B): an aircraft that starts at a field inside
holds a parking spot from its availability up to its first off block, and that off block needs the field open and a
clearance (I).
"""

from collections.abc import Iterator, Mapping

from repli.errors import Phrase, phrase
from repli.model import Field, Operation, Vehicle
from repli.planning.hours import next_common
from repli.planning.network import Network
from repli.planning.occupancy import Occupancy, occupancy_of
from repli.units import text_of_minute

__all__ = ["crowded", "others_parked", "others_working", "overcrowded"]


def others_parked(field: Field) -> Occupancy:
    """Return the parking spots of a field with those that other users hold."""
    occupancy = occupancy_of(field.parking_spots)
    for one in field.taken:
        for size, count in one.parking_spots:
            occupancy.take(size, one.interval.start_minute, one.interval.end_minute, count)
    return occupancy


def others_working(field: Field) -> Occupancy:
    """Return the working spots of a field with those that other users hold."""
    occupancy = occupancy_of(field.working_spots)
    for one in field.taken:
        for size, count in one.working_spots:
            occupancy.take(size, one.interval.start_minute, one.interval.end_minute, count)
    return occupancy


def crowded(network: Network) -> Iterator[Phrase]:
    """Yield the aircraft that start at a field inside when no spot is free for them, and cannot have gone by then."""
    operation = network.operation
    for field in operation.fields:
        if not field.inside:
            continue
        occupancy = others_parked(field)
        for vehicle in (one for one in operation.vehicles if one.start_place == field.field_id):
            size = operation.type_of[vehicle.type_id].size
            start, end = vehicle.available_from_minute, _first_off(network, vehicle)
            if occupancy.next_free(size, start, end) != start:
                yield phrase(
                    "Aircraft {vehicle} stands at {field} from {start}, and no parking spot is free for it until it "
                    "can go; see closures.csv and fields.csv.",
                    vehicle=vehicle.vehicle_id,
                    field=field.field_id,
                    start=text_of_minute(start),
                )
            occupancy.take(size, start, end)


def overcrowded(operation: Operation, parking: Mapping[str, Occupancy]) -> tuple[str, Phrase] | None:
    """Return a field at which an aircraft starts and more stand than it has spots, with the reason; None if none is.

    Such an aircraft might have gone by then, but a plan that leaves it there breaks the rule *parking*.
    """
    starts = {one.start_place for one in operation.vehicles}
    for field in operation.fields:
        minute = parking[field.field_id].overfull_from() if field.inside and field.field_id in starts else None
        if minute is not None:
            return field.field_id, phrase(
                "Field {field}: from {start} on, more aircraft stand there than it has parking spots, and no plan was "
                "found in which one of them goes elsewhere in time; see closures.csv and fields.csv.",
                field=field.field_id,
                start=text_of_minute(minute),
            )
    return None


def _first_off(network: Network, vehicle: Vehicle) -> int:
    """Return the first minute at which a vehicle can go off block where it starts; the end of its time if never."""
    kind = network.operation.type_of[vehicle.type_id]
    least = max(vehicle.available_from_minute, network.operation.as_of_minute)
    scope = ("field", vehicle.start_place)
    windows = network.permits.windows(scope, kind.type_id)
    off = next_common(least, network.field_hours[vehicle.start_place], windows)
    return vehicle.available_to_minute if off is None else min(off, vehicle.available_to_minute)
