"""What the SimPy model knows of each stop before anything runs: read once a plan, the same in every replication."""

from dataclasses import dataclass

from repli.model import Field, Leg, Movement, Operation, Passage, Stop, Team, VehicleType
from repli.units import Interval
from tests.forecast.peer.hours import Hours
from tests.forecast.peer.reading import Reading, joined

__all__ = ["MovementFacts", "StopFacts", "facts_of"]


@dataclass(frozen=True, slots=True)
class StopFacts:
    """One stop of a movement; what belongs to the leg that follows is None at the last."""

    stop: Stop
    field: Field | None
    crew_field: Field | None
    ground: int
    work: int
    busy: bool  # loads, unloads or refuels
    handled: bool  # needs a working spot
    manifest: bool  # takes something from a site inside
    ready: int
    arriving: bool
    customs: tuple[Team, int, list[Interval]] | None
    leg: Leg | None
    passage: Passage | None
    hours: Hours
    field_hours: Hours
    escort: Team | None
    goes_out: bool


@dataclass(frozen=True, slots=True)
class MovementFacts:
    """A movement and its stops; ``drivers`` = the team that its drivers come from."""

    name: str
    start: int
    kind: VehicleType
    pool: str
    carries: bool  # items
    cleared: bool  # needs a clearance somewhere
    drivers: Team | None
    stops: tuple[StopFacts, ...]


def facts_of(operation: Operation, movement: Movement, pool: str) -> MovementFacts:
    """The facts of a movement and of every stop of it."""
    read, stops = Reading(operation), movement.stops
    kind = read.kind_of(movement)
    ends = stops[0].place_id, stops[-1].place_id
    return MovementFacts(
        name=movement.movement_id,
        start=stops[0].on_block_minute,
        kind=kind,
        pool=pool,
        carries=any(cargo.line_id in operation.item_of for stop in stops for cargo in stop.loads),
        cleared=any(stop.clearance_id is not None for stop in stops),
        drivers=read.team("driver", read.inner_end(*ends)) if kind.drivers else None,
        stops=tuple(_facts(read, movement, number) for number in range(len(stops))),
    )


def _facts(read: Reading, movement: Movement, number: int) -> StopFacts:
    operation, stop, kind = read.operation, movement.stops[number], read.kind_of(movement)
    leg, passage, escort = None, None, None
    if number + 1 < len(movement.stops):
        leg = operation.leg_of[kind.mode, stop.place_id, movement.stops[number + 1].place_id]
        passage = read.passage(movement, number)
        if kind.mode == "road" and leg.escort_teams:
            escort = read.team("escort", read.inner_end(stop.place_id, leg.to_place))
    field = operation.field_of.get(stop.place_id)
    ground, work = read.times(movement, number)
    return StopFacts(
        stop=stop,
        field=field,
        crew_field=read.crew_field(kind, stop.place_id),
        ground=ground,
        work=work,
        busy=bool(stop.loads or stop.unloads or stop.refuels),
        handled=kind.mode == "air" and bool(stop.loads or stop.unloads),
        manifest=read.stays_inside(stop.loads),
        ready=read.there(stop.loads, 0),
        arriving=read.there(stop.loads, 1) > read.there(stop.loads, 0),
        customs=_customs(read, stop),
        leg=leg,
        passage=passage,
        hours=_hours(leg, passage),
        field_hours=Hours(field.open_intervals if field else ()),
        escort=escort,
        goes_out=read.goes_out(movement, number),
    )


def _hours(leg: Leg | None, passage: Passage | None) -> Hours:
    if leg is None or passage is None:
        return Hours(())
    return Hours(passage.departure_intervals if passage.stretches else leg.open_intervals)


def _customs(read: Reading, stop: Stop) -> tuple[Team, int, list[Interval]] | None:
    """The customs teams that attend the work: those of the first site loaded that asks for some."""
    for site_id in sorted({cargo.site_id for cargo in stop.loads}):
        count = read.operation.site_of[site_id].customs_teams
        team = read.team("customs", site_id) if count else None
        if team is not None:
            return team, count, joined(team.open_intervals)
    return None
