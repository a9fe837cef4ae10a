"""What goes: movements, acts and commercial flights of a plan, each an agent with its stops, as plain rows.

Movements stand in the order of their planned first off block, then acts on site, acts of handover, commercial flights.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from repli.forecast.loading import attended, ready
from repli.forecast.places import GateBook, permit_ids
from repli.forecast.rooms import RoomBook, pool_names, team_for
from repli.kernel.arrays import COLUMNS
from repli.model import Booking, Cargo, HandoverAct, Movement, Operation, Plan, Site, SiteAct, Stop, VehicleType

__all__ = ["ACT", "BY_ROAD", "FLIGHT", "MOVEMENT", "Agent", "Called", "agents_of", "stops_of"]

MOVEMENT, ACT, FLIGHT = 0, 1, 2
_AIR, _BY_AIR, BY_ROAD = "air", 1, 2
_CREW_REST, _CREW_BASE = 1, 2
_EMPTY = dict.fromkeys(
    ("asks", "working", "attend_room", "escort_room", "frees", "field", "leg_gate", "road", "permit"), -1
)
_NOTHING = dict.fromkeys(set(COLUMNS["stops"].split()) - set(_EMPTY), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """One stop: where the plan has it and when, what it loads and unloads, and its row of the timeline."""

    place_id: str
    start_minute: int
    end_minute: int
    loads: tuple[Cargo, ...]
    unloads: tuple[Cargo, ...]
    row: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """A movement, act or commercial flight; ``item_id`` is what an act on site ends; ``capable_ppm`` of its type."""

    name: str
    kind: int
    stops: tuple[Called, ...]
    row: Mapping[str, int]
    vehicle_id: str = ""
    pool: str = ""
    item_id: str = ""
    site_id: str = ""
    capable_ppm: int = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What the rows refer to."""

    operation: Operation
    rooms: RoomBook
    gates: GateBook
    pools: Mapping[str, str]
    roads: Mapping[str, int]
    permits: Mapping[tuple[str, str], int]


def agents_of(
    operation: Operation, plan: Plan, *, policy: str, rooms: RoomBook, gates: GateBook, roads: Mapping[str, int]
) -> tuple[Agent, ...]:
    """Return every agent of the plan."""
    frame = Frame(
        operation=operation,
        rooms=rooms,
        gates=gates,
        pools=pool_names(operation, plan, policy),
        roads=roads,
        permits=permit_ids(operation),
    )
    ordered = sorted(plan.movements, key=lambda m: (m.stops[0].off_block_minute, m.movement_id))
    return (
        *(_movement(frame, movement) for movement in ordered),
        *(_site_act(frame, act) for act in plan.acts),
        *(_handover(frame, act) for act in plan.handovers if operation.site_of[act.site_id].handover_minutes),
        *(_booking(frame, booking) for booking in plan.bookings),
    )


def _row(release: int, kind: VehicleType | None = None, **more: int) -> Mapping[str, int]:
    minutes = (0, 0, 0, 0, 0) if kind is None else (
        kind.size, kind.report_minutes, kind.debrief_minutes, kind.duty_max_minutes, kind.rest_minutes
    )  # fmt: skip
    named = dict(zip(("size", "report", "debrief", "duty_max", "rest"), minutes, strict=True))
    return {"release": release, "drivers_room": -1, "drivers": 0, "drivers_change": 0, **named, **more}


def _movement(frame: Frame, movement: Movement) -> Agent:
    operation = frame.operation
    vehicle = operation.vehicle_of[movement.vehicle_id]
    kind, pool = operation.type_of[vehicle.type_id], frame.pools[vehicle.vehicle_id]
    team = team_for(operation, "driver", _team_place(operation, movement)) if kind.drivers else None
    crew = {} if team is None else {
        "drivers_room": frame.rooms.get(f"team {team.team_id}"),
        "drivers": kind.drivers,
        "drivers_change": team.change_minutes,
    }  # fmt: skip
    return Agent(
        name=movement.movement_id,
        kind=MOVEMENT,
        vehicle_id=vehicle.vehicle_id,
        pool=pool,
        capable_ppm=kind.mission_capable_ppm,
        row=_row(movement.stops[0].on_block_minute, kind, **crew),
        stops=tuple(
            Called(
                place_id=stop.place_id,
                start_minute=stop.on_block_minute,
                end_minute=stop.off_block_minute,
                loads=stop.loads,
                unloads=stop.unloads,
                row=_EMPTY
                | _NOTHING
                | {"units": 1}
                | _place(frame, kind, movement, number)
                | _times(kind, movement, number)
                | _load(frame, stop)
                | attended(frame.operation, stop, frame.rooms, frame.gates)
                | _passage(frame, kind, movement, number),
            )
            for number, stop in enumerate(movement.stops)
        ),
    )


def _place(frame: Frame, kind: VehicleType, movement: Movement, number: int) -> dict[str, int]:
    """Return what a vehicle asks for when it comes, and what it gives back when it goes."""
    stop, operation = movement.stops[number], frame.operation
    place = operation.field_of.get(stop.place_id)
    home = place if place is not None else operation.field_of.get(operation.site_of[stop.place_id].field_id or "")
    working = frame.rooms.get(f"working {stop.place_id}")
    parking, inside = frame.rooms.get(f"parking {stop.place_id}"), place is not None and place.inside
    first, last = number == 0, number + 1 == len(movement.stops)
    rests = 0 if home is None else _CREW_BASE if home.crew_base else _CREW_REST * int(home.crew_rest)
    return {
        "asks": frame.rooms.get(frame.pools[movement.vehicle_id]) if first else parking,
        "working": working if kind.mode == _AIR and (stop.loads or stop.unloads) else -1,
        "frees": -1 if (first and not inside) or (last and inside) else parking,
        "field": -1 if place is None else operation.fields.index(place),
        "gate": frame.gates.field(operation, stop.place_id),
        "rests": rests,
    }


def _times(kind: VehicleType, movement: Movement, number: int) -> dict[str, int]:
    stop = movement.stops[number]
    work = (("load", stop.loads), ("unload", stop.unloads), ("refuel", stop.refuels))
    done = frozenset(name for name, wanted in work if wanted)
    times = next((one for one in kind.operation_times if one.operations == done), None)
    asked = times if done or 0 < number < len(movement.stops) - 1 else None
    return {
        "ground": asked.ground_minutes if asked else 0,
        "work": asked.work_minutes if asked else 0,
        "works": int(bool(done)),
        "begins": stop.work_start_minute,
    }


def _load(frame: Frame, stop: Stop) -> dict[str, int]:
    """Return not before which minute a stop that loads inside is left, and when what it loads is there."""
    if not any(frame.operation.site_of[cargo.site_id].inside for cargo in stop.loads):
        return {}
    there, arrives = ready(frame.operation, stop.loads)
    return {"not_before": stop.off_block_minute, "ready": there, "arrives": arrives}


def _passage(frame: Frame, kind: VehicleType, movement: Movement, number: int) -> dict[str, int]:
    """Return the leg that follows a stop: minutes, hours, permit, escorts, and whether it leads outside."""
    operation, stop = frame.operation, movement.stops[number]
    if number + 1 == len(movement.stops):
        return {}
    leg = operation.leg_of[kind.mode, stop.place_id, movement.stops[number + 1].place_id]
    scope = stop.place_id if kind.mode == _AIR else leg.leg_id
    leaves = _inside(operation, stop.place_id) and not _inside(operation, leg.to_place)
    cells = {
        "block": operation.passage_of[kind.type_id, leg.leg_id].block_minutes,
        "leg_gate": frame.gates.leg(operation, kind.type_id, leg.leg_id),
        "road": frame.roads.get(leg.leg_id, -1),
        "permit": -1 if stop.clearance_id is None else frame.permits[scope, kind.type_id],
        "leaves": (_BY_AIR if kind.mode == _AIR else BY_ROAD) * int(leaves),
    }
    if kind.mode != _AIR and leg.escort_teams:
        place = stop.place_id if _inside(operation, stop.place_id) else leg.to_place
        team = team_for(operation, "escort", place)
        if team is not None:
            room = frame.rooms.get(f"team {team.team_id}")
            cells |= {"escort_room": room, "escorts": leg.escort_teams, "escort_change": team.change_minutes}
    return cells


def _team_place(operation: Operation, movement: Movement) -> str:
    first, last = movement.stops[0].place_id, movement.stops[-1].place_id
    return first if _inside(operation, first) else last


def _inside(operation: Operation, place_id: str) -> bool:
    place = operation.field_of.get(place_id) or operation.site_of[place_id]
    return place.inside


def _act(frame: Frame, site: Site, start: int, minutes: int, *, handover: bool) -> dict[str, int]:
    team = team_for(frame.operation, "inspection", site.site_id) if site.inspection_teams else None
    return _EMPTY | _NOTHING | {
        "asks": -1 if team is None else frame.rooms.get(f"team {team.team_id}"),
        "units": site.inspection_teams,
        "escort_change": 0 if team is None else team.change_minutes,
        "gate": frame.gates.act(frame.operation, site.site_id, handover=handover),
        "ready": start,
        "work": minutes,
    }  # fmt: skip


def _site_act(frame: Frame, act: SiteAct) -> Agent:
    site, start, end = frame.operation.site_of[act.site_id], act.start_minute, act.end_minute
    row = _act(frame, site, start, end - start, handover=False)
    return Agent(
        name=f"act {act.item_id}",
        kind=ACT,
        item_id=act.item_id,
        site_id=act.site_id,
        row=_row(start),
        stops=(_called(act.site_id, start, end, (), row),),
    )


def _handover(frame: Frame, act: HandoverAct) -> Agent:
    site, start, end = frame.operation.site_of[act.site_id], act.start_minute, act.end_minute
    row = _act(frame, site, start, end - start, handover=True)
    return Agent(
        name=f"handover {act.site_id}",
        kind=ACT,
        site_id=act.site_id,
        row=_row(start),
        stops=(_called(act.site_id, start, end, (), row),),
    )


def _booking(frame: Frame, booking: Booking) -> Agent:
    """A commercial flight: people check in when they are there, and leave when it departs or as soon as they can."""
    flight = frame.operation.seat_block_of[booking.flight_id]
    start = flight.departs_minute - flight.check_in_minutes
    there, arrives = ready(frame.operation, booking.loads)
    row = _EMPTY | _NOTHING | {
        "units": 0,
        "ready": there,
        "arrives": arrives,
        "works": 1,
        "not_before": flight.departs_minute,
        "leaves": _BY_AIR,
    }  # fmt: skip
    return Agent(
        name=booking.flight_id,
        kind=FLIGHT,
        row=_row(start),
        stops=(_called(flight.from_field, start, flight.departs_minute, booking.loads, row),),
    )


def _called(place_id: str, start: int, end: int, loads: tuple[Cargo, ...], row: Mapping[str, int]) -> Called:
    return Called(place_id=place_id, start_minute=start, end_minute=end, loads=loads, unloads=(), row=row)


def stops_of(agents: tuple[Agent, ...]) -> Iterator[tuple[int, int, Called]]:
    """Yield (agent, stop of all, stop) in the order of the timeline."""
    number = 0
    for index, agent in enumerate(agents):
        for stop in agent.stops:
            yield index, number, stop
            number += 1
