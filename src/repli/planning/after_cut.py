"""From a cut of a forecast to the planning problem that is left: what has not begun, from where everything stands.

    rest = rest_of(operation, cut)
    plan = rest.in_names_of_the_whole(make_plan(rest.operation, seed=1, version="0.1.0"))

What has begun goes on: its vehicles come back when and where that is expected, and hold their spots until then. Known
closures of clearances and roads, and requests that were made, are seen. Not seen are limits per day that what has begun
will still use up, teams that it holds, and weather.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from repli.model import (
    Begun,
    Booking,
    Cargo,
    Clearance,
    Cut,
    Field,
    Floor,
    HandoverAct,
    ItemLine,
    Movement,
    Operation,
    PeopleLine,
    Plan,
    Stop,
    TakenSpots,
    Vehicle,
)
from repli.planning.cut_stock import Standing, standing_after
from repli.planning.remaining import remaining_operation
from repli.planning.requests import PLANNED, notice_minutes
from repli.units import Interval

__all__ = ["Rest", "rest_of"]

_AIR = "air"
Hours = tuple[Interval, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """The operation that is left, and the line of the whole operation that each of its rows is part of."""

    operation: Operation
    line_of: Mapping[str, str]

    def in_names_of_the_whole(self, plan: Plan) -> Plan:
        """Return a plan of what is left, its cargo and acts named as in the whole operation."""

        def renamed(cargo: tuple[Cargo, ...]) -> tuple[Cargo, ...]:
            return tuple(replace(one, line_id=self.line_of[one.line_id]) for one in cargo)

        def stop_of(stop: Stop) -> Stop:
            return replace(stop, loads=renamed(stop.loads), unloads=renamed(stop.unloads))

        return replace(
            plan,
            movements=tuple(
                replace(
                    one,
                    stops=tuple(stop_of(stop) for stop in one.stops),
                    placements=tuple(replace(p, item_id=self.line_of[p.item_id]) for p in one.placements),
                )
                for one in plan.movements
            ),
            acts=tuple(replace(act, item_id=self.line_of[act.item_id]) for act in plan.acts),
            bookings=tuple(replace(one, loads=renamed(one.loads)) for one in plan.bookings),
        )


def rest_of(operation: Operation, cut: Cut) -> Rest:
    """Return what is left to plan at a cut; raise UsageError if the cut lies outside the operation."""
    standing = standing_after(operation, cut)
    people, items = standing.departed(operation)
    rest = remaining_operation(operation, people, items, cut.at_minute, _closed(operation, cut, standing))
    lines_of_people, lines_of_items = standing.people(operation), standing.items(operation)
    closed_roads = {leg.leg_id: until for leg in rest.legs if (until := dict(cut.shut_until).get(leg.leg_id))}
    rest = replace(
        rest,
        people=lines_of_people,
        items=lines_of_items,
        vehicles=tuple(_vehicles(rest, cut)),
        fields=tuple(replace(one, taken=(*one.taken, *_held(operation, one, cut))) for one in rest.fields),
        clearances=tuple(_clearances(rest, cut)),
        legs=tuple(replace(one, open_intervals=_from(one.open_intervals, closed_roads.get(one.leg_id, 0)))
                   for one in rest.legs),
        passages=tuple(
            replace(one, departure_intervals=_from(one.departure_intervals, closed_roads.get(one.leg_id, 0)))
            for one in rest.passages
        ),
        floors=tuple(_lowered(floor, lines_of_people, lines_of_items, cut.at_minute) for floor in rest.floors),
        seat_blocks=tuple(one for one in rest.seat_blocks if one.flight_id not in _flights(cut)),
    )  # fmt: skip
    return Rest(operation=rest, line_of=standing.originals(operation))


def _closed(operation: Operation, cut: Cut, standing: Standing) -> set[str]:
    """Return the sites that ask for nothing more: handed over with what has begun, or empty and never handed over."""
    begun = {one.planned.site_id for one in cut.begun if isinstance(one.planned, HandoverAct)}
    held = {site_id for _, site_id in standing.left}
    return begun | {s.site_id for s in operation.sites if s.inside and not s.handover_minutes and s.site_id not in held}


def _movements(cut: Cut) -> Iterator[tuple[Movement, Begun]]:
    return ((one.planned, one) for one in cut.begun if isinstance(one.planned, Movement))


def _flights(cut: Cut) -> set[str]:
    return {one.planned.flight_id for one in cut.begun if isinstance(one.planned, Booking)}


def _vehicles(rest: Operation, cut: Cut) -> Iterator[Vehicle]:
    """Yield each vehicle where it stands after what has begun, from then on."""
    last: dict[str, tuple[int, str]] = {}
    for movement, one in _movements(cut):
        ended = one.went_minutes[-1], movement.stops[-1].place_id
        last[movement.vehicle_id] = max(ended, last.get(movement.vehicle_id, ended))
    for vehicle in rest.vehicles:
        end, place = last.get(vehicle.vehicle_id, (vehicle.available_from_minute, vehicle.start_place))
        start = max(end, vehicle.available_from_minute)
        if start < vehicle.available_to_minute:
            yield replace(vehicle, start_place=place, available_from_minute=start)


def _held(operation: Operation, field: Field, cut: Cut) -> Iterator[TakenSpots]:
    """Yield the spots of a field inside that what has begun will still hold."""
    if not field.inside or not (field.parking_spots or field.working_spots):
        return
    for movement, one in _movements(cut):
        kind = operation.type_of[operation.vehicle_of[movement.vehicle_id].type_id]
        for number, stop in enumerate(movement.stops if kind.mode == _AIR else ()):
            start = max(cut.at_minute, one.came_minutes[number] if number else cut.at_minute)
            if stop.place_id == field.field_id and one.went_minutes[number] > start:
                spots = ((kind.size, 1),)
                yield TakenSpots(
                    interval=Interval(start, one.went_minutes[number]),
                    parking_spots=spots if field.parking_spots else (),
                    working_spots=spots if field.working_spots and (stop.loads or stop.unloads) else (),
                )


def _clearances(rest: Operation, cut: Cut) -> Iterator[Clearance]:
    """Yield each clearance as it is known to hold: answered late, revoked, asked for already; or not at all."""
    requested, shut = dict(cut.requested), dict(cut.shut_until)
    for one in rest.clearances:
        asked = one.state == PLANNED and one.clearance_id in requested
        answered = requested[one.clearance_id] + notice_minutes(one) if asked else 0
        opens = max(cut.crisis_until_minute, shut.get(one.clearance_id, 0), answered) + one.tolerance_minutes
        state = "granted" if asked else one.state
        if opens <= one.window.start_minute + one.tolerance_minutes:
            yield replace(one, state=state)
        elif opens < one.window.end_minute:
            yield replace(one, state=state, window=Interval(opens, one.window.end_minute))


def _from(hours: Hours, minute: int) -> Hours:
    """Return what of some intervals lies at or after a minute."""
    return tuple(Interval(max(one.start_minute, minute), one.end_minute) for one in hours if one.end_minute > minute)


def _lowered(floor: Floor, people: tuple[PeopleLine, ...], items: tuple[ItemLine, ...], minute: int) -> Floor:
    """Return a floor that asks for no more than what is left: until it falls so low, nobody of these may go."""
    here = [one for one in items if one.site_id == floor.site_id]
    present = {"kg": sum(one.kg for one in here), "sensitive": sum(one.sensitivity != "none" for one in here)}
    there = [one for one in people if one.site_id == floor.site_id and floor.function in {None, one.function}]
    present["people"] = sum(one.count for one in there if one.arrives_minute is None or one.arrives_minute <= minute)
    return replace(floor, steps=tuple((start, min(least, present[floor.quantity])) for start, least in floor.steps))
