"""An independent SimPy model of docs/reference/forecast-meaning.md: one process for each agent, queues as rooms.

It reads operation and plan itself and shares nothing with `repli.kernel` or `repli.forecast`.
"""

import math
from collections.abc import Iterator
from typing import Any

import simpy

from repli.model import Field, Operation, Plan, Team, Vehicle, VehicleType
from repli.units import Interval
from tests.forecast.peer.facts import MovementFacts, StopFacts
from tests.forecast.peer.hours import NEVER, Ledger, fitting
from tests.forecast.peer.leaving import Leaving
from tests.forecast.peer.luck import Luck
from tests.forecast.peer.reading import Reading, joined
from tests.forecast.peer.room import Room
from tests.forecast.peer.script import Act, Flight, Script, Step, script_of

__all__ = ["Peer"]

Process = Iterator[Any]


class Peer:
    """One replication: ``run`` and then ``out`` by agent, ``closed(site)``, and the events that were handled."""

    def __init__(self, operation: Operation, plan: Plan, luck: Luck, script: Script | None = None) -> None:
        self.operation, self.plan, self.luck, self.read = operation, plan, luck, Reading(operation)
        self.script = script or script_of(operation, plan, self.pools(operation, plan))
        self.env = simpy.Environment(initial_time=min(operation.as_of_minute, *operation.agreement.day_starts))
        self.ledger = Ledger(operation, luck)
        self.leaving = Leaving(luck, self.ledger)
        self.events = 0
        self.out: dict[str, int] = {}
        self.ended: dict[tuple[str, int], int] = {}
        self.told: dict[Step, int] = {}
        self.awaited: dict[Step, simpy.Event] = {}
        self.pool_of = self.script.pool_of
        self.pool = {name: Room(self.env, [(0, 0)]) for name in self.pool_of.values()}
        self.parking = {f.field_id: Room(self.env, f.parking_spots) for f in operation.fields if f.parking_spots}
        self.working = {
            f.field_id: Room(self.env, f.working_spots, f.handling_sets)
            for f in operation.fields
            if f.working_spots or f.handling_sets is not None
        }
        self.team = {one.team_id: Room(self.env, [(0, one.count)]) for one in operation.teams}

    @staticmethod
    def pools(operation: Operation, plan: Plan) -> dict[str, str]:
        """Vehicle -> its pool: shared at home if all its movements start and end there."""
        away = {
            m.vehicle_id
            for m in plan.movements
            for place in (m.stops[0].place_id, m.stops[-1].place_id)
            if place != operation.vehicle_of[m.vehicle_id].start_place
        }
        return {
            v.vehicle_id: v.vehicle_id if v.vehicle_id in away else f"{v.type_id}@{v.start_place}"
            for v in operation.vehicles
        }

    def run(self) -> "Peer":
        """Run until nothing happens any more."""
        for vehicle in self.operation.vehicles:
            self.env.process(self._comes_and_goes(vehicle))
        for field in self.operation.fields:
            self._let_others_in(field)
        for movement in self.script.facts:
            self.env.process(self._movement(movement))
        for act in self.script.acts:
            self.env.process(self._act(act))
        for flight in self.script.flights:
            self.env.process(self._flight(flight))
        step, count = self.env.step, 0
        try:
            while True:
                step()
                count += 1
        except simpy.core.EmptySchedule:
            self.events = count
            return self

    def _let_others_in(self, field: Field) -> None:
        for taken in field.taken:
            for room, spots in ((self.parking, taken.parking_spots), (self.working, taken.working_spots)):
                for size, count in spots:
                    if field.field_id in room:
                        span = taken.interval.start_minute, taken.interval.end_minute
                        self.env.process(self._others(room[field.field_id], size, count, *span))

    def closed(self, site_id: str) -> int:
        """The minute at which a site is closed."""
        return max((self.ended.get(end, NEVER) for end in self.script.ends[site_id]), default=0)

    @property
    def resource_events(self) -> int:
        """Requests and releases of vehicles, spots, teams."""
        rooms = (*self.pool.values(), *self.parking.values(), *self.working.values(), *self.team.values())
        return sum(room.requests + room.releases for room in set(rooms))

    def _until(self, minute: int) -> simpy.Event:
        return self.env.timeout(max(minute - self.env.now, 0))

    def _comes_and_goes(self, vehicle: Vehicle) -> Process:
        pool, kind = self.pool[self.pool_of[vehicle.vehicle_id]], self.operation.type_of[vehicle.type_id]
        place = self.operation.field_of.get(vehicle.start_place)
        stands = kind.mode == "air" and place is not None and place.inside and bool(place.parking_spots)
        yield self._until(vehicle.available_from_minute)
        if stands:
            self.parking[vehicle.start_place].take(kind.size)
        self._resize(pool, 1)
        yield self._until(vehicle.available_to_minute)
        self._resize(pool, -1)
        if stands and all(m.vehicle_id != vehicle.vehicle_id for m in self.script.movements):
            self.parking[vehicle.start_place].release(kind.size)

    @staticmethod
    def _resize(room: Room, more: int) -> None:
        room.change(0, more)
        room.serve()

    def _others(self, room: Room, size: int, count: int, start: int, end: int) -> Process:
        yield self._until(start)
        room.change(size, -count)
        yield self._until(end)
        room.change(size, count)
        room.serve()

    def _tell(self, agent: str, stop: int, what: str) -> None:
        """Write a step down, and wake those who wait for it."""
        step, now = (agent, stop, what), int(self.env.now)
        self.told[step] = now
        if what == "gone":
            self.ended[agent, stop] = now
        if step in self.awaited:
            self.awaited[step].succeed(now)

    def _told(self, step: Step) -> Process:
        """Wait until a step is told; returns its minute."""
        if step not in self.told:
            event = self.awaited.get(step)
            if event is None:
                event = self.awaited[step] = self.env.event()
            yield event
        return self.told[step]

    def _wait(self, agent: str, stop: int, what: str) -> Process:
        """Wait for what must be done before a step, and the minutes after it."""
        latest = 0
        for done, delay in self.script.waits.get((agent, stop, what), ()):
            minute = self.told[done] if done in self.told else (yield from self._told(done))
            latest = max(latest, minute + delay)
        if latest > self.env.now:
            yield self._until(latest)

    def _turn(self, agent: str, stop: int) -> Process:
        for other, number in self.script.turns.get((agent, stop), ()):
            if (other, number, "placed") not in self.told:
                yield from self._told((other, number, "placed"))

    def _movement(self, m: MovementFacts) -> Process:
        """The life of a movement; nothing that is there at once is waited for."""
        name, kind, drivers = m.name, m.kind, m.drivers
        yield self._until(m.start + self.luck.held(name, m.cleared, m.carries))
        if (name, 0) in self.script.turns:
            yield from self._turn(name, 0)
        pool = self.pool[m.pool]
        if (event := pool.request(0)) is not None:
            yield event
        if drivers and (event := self.team[drivers.team_id].request(0, kind.drivers)) is not None:
            yield event
        self._tell(name, 0, "placed")
        if repair := self.luck.unfit(name, kind.mission_capable_ppm):
            yield self.env.timeout(repair)
        late = self.luck.arrive_late(name)
        on_block, duty = int(self.env.now), 0
        for number, at in enumerate(m.stops):
            if number:
                on_block = yield from self._stay(m, number, at, late)
            if at.leg is not None:
                duty = yield from self._go(m, number, at, (on_block, duty))
        last = m.stops[-1].field
        if last is not None and not last.inside:
            self._leave_spot(last.field_id, kind)
        pool.release(0)
        if drivers:
            back = max(self.env.now, on_block + kind.debrief_minutes + drivers.change_minutes)
            self.env.process(self._back(drivers, kind.drivers, int(back)))

    def _stay(self, m: MovementFacts, number: int, at: StopFacts, late: int) -> Process:
        """From the arrival at a stop until it is ready; returns its on block."""
        env, name, field = self.env, m.name, at.field
        if (name, number) in self.script.turns:
            yield from self._turn(name, number)
        if field is not None and (parking := self.parking.get(field.field_id)) is not None:
            event = parking.request(m.kind.size)
            if event is not None:
                yield event
        self._tell(name, number, "placed")
        on_block = self.leaving.on_block(at, int(env.now))
        if on_block > env.now:
            yield self._until(on_block)
        factor = self.luck.ground(name, number)
        if at.busy:
            begin = max(at.stop.work_start_minute, at.ready + (late if at.arriving else 0))
            if begin > env.now:
                yield self._until(begin)
            yield from self._load(m, number, at, math.ceil(at.work * factor))
        customs = m.kind.mode == "road" and at.goes_out and m.carries
        ready = max(on_block + math.ceil(at.ground * factor), int(env.now))
        ready += self.luck.lost(name, number, at.busy and at.work > 0, customs, at.manifest)
        if ready > env.now:
            yield self._until(ready)
        return on_block

    def _load(self, m: MovementFacts, number: int, at: StopFacts, minutes: int) -> Process:
        """Work of some minutes at a stop, once what others bring and a spot are there."""
        if (m.name, number, "worked") in self.script.waits:
            yield from self._wait(m.name, number, "worked")
        room = self.working.get(at.stop.place_id) if at.handled else None
        if room is not None and (event := room.request(m.kind.size)) is not None:
            yield event
        if at.customs is None:
            yield self.env.timeout(minutes)
        else:
            yield from self._attended(at.customs, minutes)
        if room is not None:
            room.release(m.kind.size)
        self._tell(m.name, number, "worked")

    def _attended(self, customs: tuple[Team, int, list[Interval]], minutes: int) -> Process:
        """Work of some minutes, in the hours of the customs teams that attend it."""
        team, count, hours = customs
        if (event := self.team[team.team_id].request(0, count)) is not None:
            yield event
        begin = fitting([hours], int(self.env.now), minutes)
        yield self.env.event() if begin >= NEVER else self._until(begin + minutes)
        self.env.process(self._back(team, count, int(self.env.now) + team.change_minutes))

    def _go(self, m: MovementFacts, number: int, at: StopFacts, crew: tuple[int, int]) -> Process:
        """From ready at a stop to the arrival at the next; ``crew`` = on block, start of duty; returns the latter."""
        env, name, kind = self.env, m.name, m.kind
        if (name, number, "gone") in self.script.waits:
            yield from self._wait(name, number, "gone")
        escort, count = at.escort, at.leg.escort_teams if at.leg else 0
        if escort and (event := self.team[escort.team_id].request(0, count)) is not None:
            yield event
        off, duty, clearance = self.leaving.off_block(kind, at, (int(env.now), *crew), first=number == 0)
        if clearance:
            self.ledger.use(clearance, off)
        if off >= NEVER:
            yield env.event()  # it never goes
        if off > env.now:
            yield self._until(off)
        if at.field is not None and (number or at.field.inside):
            self._leave_spot(at.field.field_id, kind)
        self._tell(name, number, "gone")
        block = at.passage.block_minutes if at.passage else 0
        arrival = off + math.ceil(block * self.luck.block(name, number))
        if at.goes_out:
            self.out[name] = off if kind.mode == "air" else arrival
        if escort:
            env.process(self._back(escort, count, arrival + escort.change_minutes))
        yield self._until(arrival)
        return duty

    def _leave_spot(self, field_id: str, kind: VehicleType) -> None:
        if field_id in self.parking:
            self.parking[field_id].release(kind.size)

    def _back(self, team: Team, count: int, minute: int) -> Process:
        yield self._until(minute)
        self.team[team.team_id].release(0, count)

    def _act(self, act: Act) -> Process:
        site = self.operation.site_of[act.site_id]
        yield self._until(act.start + self.luck.held(act.name, False, bool(act.item_id)))
        yield from self._wait(act.name, 0, "placed")
        team = self.read.team("inspection", act.site_id) if site.inspection_teams else None
        if team and (event := self.team[team.team_id].request(0, site.inspection_teams)) is not None:
            yield event
        calendars = [] if act.item_id else [site.office_intervals]
        calendars += [joined(team.open_intervals)] if team else []
        begin = fitting(calendars, max(int(self.env.now), act.start), act.end - act.start)
        if begin >= NEVER:
            yield self.env.event()
        yield self._until(begin + act.end - act.start)
        self.out[act.name] = int(self.env.now)
        self._tell(act.name, 0, "gone")
        if team:
            back = int(self.env.now) + team.change_minutes
            self.env.process(self._back(team, site.inspection_teams, back))

    def _flight(self, flight: Flight) -> Process:
        items = False
        yield self._until(flight.check_in + self.luck.held(flight.name, False, items))
        yield self._until(self.read.there(flight.loads, self.luck.arrive_late(flight.name)))
        yield from self._wait(flight.name, 0, "worked")
        self._tell(flight.name, 0, "worked")
        yield self._until(int(self.env.now) + self.luck.lost(flight.name, 0, False, False, True))
        yield from self._wait(flight.name, 0, "gone")
        yield self._until(flight.departs)
        self.out[flight.name] = int(self.env.now)
        self._tell(flight.name, 0, "gone")
