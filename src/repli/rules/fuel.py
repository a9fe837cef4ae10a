"""Rules about fuel: tanks are filled only where there is fuel, and last until they are filled again."""

from collections.abc import Iterator

from repli.errors import phrase
from repli.model import Finding, Operation, Plan
from repli.rules.reading import AIR, Trip, trips_of
from repli.rules.rule import Rule, found
from repli.rules.vehicles import trips_by_vehicle

__all__ = ["RULES"]


def _has_fuel(operation: Operation, place_id: str) -> bool:
    field = operation.field_of.get(place_id)
    return field is not None and field.fuel


def fuel_there(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """A vehicle fills its tanks at stops on its way only, at a field with fuel.

    Source: docs/reference/plan-meaning.md, B.
    """
    for trip in trips_of(operation, plan):
        for index, stop in enumerate(trip.movement.stops):
            on_the_way = 0 < index < len(trip.movement.stops) - 1
            if stop.refuels and not (on_the_way and trip.kind.mode == AIR and _has_fuel(operation, stop.place_id)):
                message = phrase("Tanks cannot be filled at this stop at {place}.", place=stop.place_id)
                yield found("fuel-there", trip.name, stop.on_block_minute, message)


def range_kept(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """Between two fillings of its tanks a vehicle flies no further than the range of its type.

    Source: docs/reference/plan-meaning.md, B: between two movements they are filled where there is fuel.
    """
    for trips in trips_by_vehicle(operation, plan).values():
        flown_km = 0
        for trip in trips:
            if _has_fuel(operation, trip.first.place_id):
                flown_km = 0
            for index, (stop, _following) in enumerate(trip.legs):
                flown_km = (0 if stop.refuels else flown_km) + _leg_km(operation, trip, index)
                if 0 < trip.kind.range_km < flown_km:
                    message = phrase(
                        "{vehicle} would fly {km} km without filling its tanks; its range is {range} km.",
                        vehicle=trip.vehicle.vehicle_id,
                        km=flown_km,
                        range=trip.kind.range_km,
                    )
                    yield found("range-kept", trip.name, stop.off_block_minute, message)


def _leg_km(operation: Operation, trip: Trip, index: int) -> int:
    """Return the km of a movement's leg; a leg that does not exist breaks another rule."""
    stop, following = trip.movement.stops[index : index + 2]
    leg = operation.leg_of.get((trip.kind.mode, stop.place_id, following.place_id))
    return 0 if leg is None else leg.distance_km


RULES = (
    Rule(
        name="fuel-there",
        explanation=phrase("Tanks are filled only at a field with fuel, on the way."),
        check=fuel_there,
    ),
    Rule(
        name="range-kept",
        explanation=phrase("Between two fillings of its tanks an aircraft stays within its range."),
        check=range_kept,
    ),
)
