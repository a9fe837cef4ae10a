"""A plan as a later run remembers it, to be set beside another: its integers, departures, curve and closings.

It names lines and places by their ids and needs no operation to be read again, so that two plans of operations that
differ can be compared. Minutes are UTC, weights kg, chances parts per million.

    kept = record_value(record_of(operation, plan, forecast))     # JSON
    record_of_value(kept)                                         # the same record
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from repli.model import Cargo, Forecast, Operation, Plan
from repli.reporting.curves import Steps, out_steps
from repli.reporting.facts import PlanSummary, summary_of
from repli.reporting.site_plan import site_plans
from repli.rules.reading import trips_of
from repli.units import PPM

__all__ = ["Departure", "PlanRecord", "record_of", "record_of_value", "record_value"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """A movement or a commercial flight: ``at_minute`` is the off block of the first stop that loads (else the first).

    ``origin`` is the place of that stop; ``loads`` are (line, units, kg of one unit), sorted by line.
    """

    movement_id: str
    vehicle_id: str
    type_id: str
    route: tuple[str, ...]
    origin: str
    at_minute: int
    people: int
    kg: int
    loads: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRecord:
    """What stays of a plan. ``out`` are its people out over time, ``people`` how many it was to bring out.

    ``chances`` are (scenario, ppm) and ``sites`` (site, closing minute or None), in the operation's order.
    """

    summary: PlanSummary
    verdict: str
    people: int
    out: Steps
    chances: tuple[tuple[str, int], ...]
    sites: tuple[tuple[str, int | None], ...]
    departures: tuple[Departure, ...]


def record_of(operation: Operation, plan: Plan, forecast: Forecast | None) -> PlanRecord:
    """Return what is to be remembered of a plan."""
    scenarios = () if forecast is None else forecast.scenarios
    found = [*_movements(operation, plan), *_flights(operation, plan)]
    return PlanRecord(
        summary=summary_of(plan, forecast),
        verdict=plan.verdict,
        people=sum(line.count for line in operation.people if operation.site_of[line.site_id].inside),
        out=out_steps(operation, plan),
        chances=tuple((one.name, round(one.chance * PPM)) for one in scenarios),
        sites=tuple((one.site_id, one.closed_minute) for one in site_plans(operation, plan)),
        departures=tuple(sorted(found, key=lambda one: (one.at_minute, one.movement_id))),
    )


def _movements(operation: Operation, plan: Plan) -> Iterator[Departure]:
    for trip in trips_of(operation, plan):
        stops = trip.movement.stops
        first = next((stop for stop in stops if stop.loads), stops[0])
        cargo = [one for stop in stops for one in stop.loads]
        yield _departure(
            operation,
            cargo,
            movement_id=trip.name,
            vehicle_id=trip.vehicle.vehicle_id,
            type_id=trip.kind.type_id,
            route=tuple(stop.place_id for stop in stops),
            origin=first.place_id,
            at_minute=first.off_block_minute,
        )


def _flights(operation: Operation, plan: Plan) -> Iterator[Departure]:
    """Yield the commercial flights that people are booked on; the flight stands for the vehicle, and has no type."""
    for booking in plan.bookings:
        flight = operation.seat_block_of.get(booking.flight_id)
        if flight is not None:
            yield _departure(
                operation,
                booking.loads,
                movement_id=flight.flight_id,
                vehicle_id=flight.flight_id,
                type_id="",
                route=(flight.from_field, flight.to_field),
                origin=flight.from_field,
                at_minute=flight.departs_minute,
            )


def _departure(operation: Operation, cargo: tuple[Cargo, ...] | list[Cargo], **fields: Any) -> Departure:  # noqa: ANN401 - the fields of a departure
    units: dict[str, int] = {}
    for one in cargo:
        units[one.line_id] = units.get(one.line_id, 0) + one.quantity
    people = {line: count for line, count in units.items() if line in operation.people_of}
    items = {line: operation.item_of[line].kg for line in units if line in operation.item_of}
    weights = {line: operation.people_of[line].kg_per_person for line in people} | items
    return Departure(
        people=sum(people.values()),
        kg=sum(items.values()),
        loads=tuple((line, units[line], weights[line]) for line in sorted(weights)),
        **fields,
    )


def record_value(record: PlanRecord) -> dict[str, object]:
    """Return a record as a JSON value."""
    return asdict(record)


def record_of_value(value: Mapping[str, Any]) -> PlanRecord:
    """Return the record of a JSON value; raise KeyError, TypeError or ValueError for any other value."""
    return PlanRecord(
        summary=PlanSummary(**value["summary"]),
        verdict=str(value["verdict"]),
        people=int(value["people"]),
        out=tuple((int(minute), int(people)) for minute, people in value["out"]),
        chances=tuple((str(name), int(ppm)) for name, ppm in value["chances"]),
        sites=tuple((str(site), None if minute is None else int(minute)) for site, minute in value["sites"]),
        departures=tuple(_departure_of(one) for one in value["departures"]),
    )


def _departure_of(value: Mapping[str, Any]) -> Departure:
    return Departure(
        movement_id=str(value["movement_id"]),
        vehicle_id=str(value["vehicle_id"]),
        type_id=str(value["type_id"]),
        route=tuple(map(str, value["route"])),
        origin=str(value["origin"]),
        at_minute=int(value["at_minute"]),
        people=int(value["people"]),
        kg=int(value["kg"]),
        loads=tuple((str(line), int(units), int(kg)) for line, units, kg in value["loads"]),
    )
