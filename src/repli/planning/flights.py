"""Seats on commercial flights, as the scheduler sees them: a vehicle whose minutes are fixed and that needs nothing.

People check in at the flight's field, leave the stock of their site then, and are out when the flight departs; a flight
takes people of sites at its field to the destinations at its other end, no more than its seats and its payload
(docs/reference/plan-meaning.md, D). Several sites may share a flight: what one books, the next has no more.

>>> flight_routes(operation)["F1", "FLD1", "BASE"]  # doctest: +SKIP
"""

from collections.abc import Iterable
from dataclasses import replace

from repli.model import Booking, Cargo, Configuration, Operation, PeopleLine, SeatBlock
from repli.planning.crew import Crew
from repli.planning.lines import Line, earliest_of
from repli.planning.routes import Route, RouteStop
from repli.planning.sorties import Slot, Sortie
from repli.planning.teams import CUSTOMS, DRIVER, ESCORT, Need
from repli.planning.timeline import Diary, Timing

__all__ = ["bookings_of", "flight_diaries", "flight_routes", "flight_slot", "flights_for", "seats_left"]

_NOBODY = Crew(report_minutes=0, debrief_minutes=0, duty_max_minutes=0, rest_stay_minutes=0)


def flights_for(operation: Operation, line: Line) -> tuple[SeatBlock, ...]:
    """Return the flights that go where a line goes and that it can still check in for; none for items."""
    if not isinstance(line, PeopleLine):
        return ()
    to_field = operation.site_of[line.destination_id].field_id
    earliest = max(earliest_of(line), operation.as_of_minute)
    return tuple(
        block
        for block in operation.seat_blocks
        if block.to_field == to_field
        and block.departs_minute <= operation.horizon_minute
        and block.departs_minute - block.check_in_minutes >= earliest
    )


def flight_routes(operation: Operation) -> dict[tuple[str, str, str], tuple[Route, ...]]:
    """Return the one route of each flight from each site at its field, by (flight, field, site)."""
    return {
        (block.flight_id, block.from_field, site.site_id): (_route(operation, block, site.site_id),)
        for block in operation.seat_blocks
        for site in operation.sites
        if site.inside and site.field_id == block.from_field
    }


def flight_diaries(operation: Operation) -> dict[str, Diary]:
    """Return a diary for each flight that can be checked in for from as_of on and departs by the horizon."""
    return {
        block.flight_id: Diary(
            vehicle_id=block.flight_id,
            type_id=block.flight_id,
            home=block.from_field,
            free_from=operation.as_of_minute,
            free_to=operation.horizon_minute,
        )
        for block in operation.seat_blocks
        if block.departs_minute - block.check_in_minutes >= operation.as_of_minute
        and block.departs_minute <= operation.horizon_minute
    }


def flight_slot(route: Route, block: SeatBlock) -> Slot:
    """Return the one slot of a flight: check-in is its loading, the departure its off block."""
    check_in, departs = block.departs_minute - block.check_in_minutes, block.departs_minute
    arrives = max(block.arrives_minute, departs)
    timing = Timing(
        on=(check_in, arrives),
        work_start=(check_in, arrives),
        work_end=(departs, arrives),
        off=(departs, arrives),
        clearances=(None, None),
    )
    return Slot(vehicle_id=block.flight_id, route=route, timing=timing)


def seats_left(route: Route, people: int, kg: int) -> Route:
    """Return the route of a flight on which so many people of so many kg are booked already."""
    (space,) = route.configurations
    return replace(
        route,
        payload_kg=route.payload_kg - kg,
        configurations=(replace(space, seats=space.seats - people),),
    )


def bookings_of(sorties: Iterable[Sortie]) -> tuple[Booking, ...]:
    """Return the bookings of each flight, one entry per line and site, in order of the flights' names."""
    booked: dict[str, dict[tuple[str, str], int]] = {}
    for sortie in sorties:
        if sortie.slot.route.flight is not None:
            loads = booked.setdefault(sortie.slot.vehicle_id, {})
            for line_id, count, _ in sortie.people:
                key = (line_id, sortie.slot.route.site_id)
                loads[key] = loads.get(key, 0) + count
    return tuple(
        Booking(
            flight_id=flight_id,
            loads=tuple(
                Cargo(line_id=line_id, quantity=count, site_id=site_id)
                for (line_id, site_id), count in sorted(loads.items())
            ),
        )
        for flight_id, loads in sorted(booked.items())
    )


def _route(operation: Operation, block: SeatBlock, site_id: str) -> Route:
    """Return the route: one leg, people aboard only, nobody of the commission's own to drive or escort."""
    space = Configuration(configuration_id=block.flight_id, seats=block.seats, pallet_positions=0, outsize=False)
    return Route(
        type_id=block.flight_id,
        mode="commercial",
        size=0,
        site_id=site_id,
        unload_site=None,
        serves=frozenset(site.site_id for site in operation.sites if site.field_id == block.to_field),
        stops=(_stop(block.from_field, inside=True), _stop(block.to_field, inside=False)),
        pick=0,
        drop=1,
        payload_kg=block.payload_kg,
        flying_minutes=0,
        crew=_NOBODY,
        rests=(),
        pause_minutes=0,
        drivers=Need(kind=DRIVER, place_id="", count=0),
        configurations=(space,),
        flight=block,
    )


def _stop(place_id: str, *, inside: bool) -> RouteStop:
    """Return a stop that holds no spot and asks for no clearance."""
    return RouteStop(
        place_id=place_id,
        inside=inside,
        hours=None,
        operations=frozenset(),
        ground_minutes=0,
        work_minutes=0,
        rest_here=False,
        base_here=False,
        block_minutes=0,
        leg_hours=None,
        scope=None,
        escort=Need(kind=ESCORT, place_id="", count=0),
        customs=Need(kind=CUSTOMS, place_id="", count=0),
    )
