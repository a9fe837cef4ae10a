"""An independent SimPy model of docs/reference/forecast-meaning.md: one process for each agent, queues as rooms.

It reads operation and plan itself and shares nothing with `repli.kernel` or `repli.forecast`.
"""

import math
from collections.abc import Iterator
from typing import Any

import simpy

from repli.model import Field, Movement, Operation, Plan, Stop, Team, Vehicle, VehicleType
from tests.forecast.peer.hours import NEVER, Ledger, fitting
from tests.forecast.peer.leaving import Leaving
from tests.forecast.peer.luck import Luck
from tests.forecast.peer.reading import Reading, joined
from tests.forecast.peer.room import Room
from tests.forecast.peer.script import Act, Flight, Script, script_of

__all__ = ["Peer"]

Process = Iterator[Any]


class Peer:
    """One replication: ``run`` and then ``out`` by agent, ``closed(site)``, and the events that were handled."""

    def __init__(self, operation: Operation, plan: Plan, luck: Luck, script: Script | None = None) -> None:
        self.operation, self.plan, self.luck, self.read = operation, plan, luck, Reading(operation)
        self.script = script or script_of(operation, plan, self.pools(operation, plan))
        self.env = simpy.Environment(initial_time=min(operation.as_of_minute, *operation.agreement.day_starts))
        self.ledger = Ledger(operation, luck)
        self.leaving = Leaving(self.read, luck, self.ledger)
        self.events = 0
        self.out: dict[str, int] = {}
        self.ended: dict[tuple[str, int], int] = {}
        self.done: dict[tuple[str, int, str], simpy.Event] = {}
        self.pool_of = self.pools(operation, plan)
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
        for movement in self.script.movements:
            self.env.process(self._movement(movement))
        for act in self.script.acts:
            self.env.process(self._act(act))
        for flight in self.script.flights:
            self.env.process(self._flight(flight))
        while True:
            try:
                self.env.step()
            except simpy.core.EmptySchedule:
                return self
            self.events += 1

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
        return 2 * sum(
            room.requests for rooms in (self.pool, self.parking, self.working, self.team) for room in rooms.values()
        )

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
        room.spots[0] = (0, room.spots[0][1] + more)
        room.serve()

    def _others(self, room: Room, size: int, count: int, start: int, end: int) -> Process:
        yield self._until(start)
        room.others[size] = room.others.get(size, 0) + count
        yield self._until(end)
        room.others[size] -= count
        room.serve()

    def _event(self, agent: str, stop: int, what: str) -> simpy.Event:
        return self.done.setdefault((agent, stop, what), self.env.event())

    def _tell(self, agent: str, stop: int, what: str) -> None:
        self._event(agent, stop, what).succeed(self.env.now)
        if what == "gone":
            self.ended[agent, stop] = int(self.env.now)

    def _wait(self, agent: str, stop: int, what: str) -> Process:
        """Wait for what must be done before a step, and the minutes after it."""
        latest = self.env.now
        for done, delay in self.script.waits.get((agent, stop, what), ()):
            minute = yield self._event(*done)
            latest = max(latest, minute + delay)
        yield self._until(latest)

    def _turn(self, agent: str, stop: int) -> Process:
        for other, number in self.script.turns.get((agent, stop), ()):
            yield self._event(other, number, "placed")

    def _movement(self, m: Movement) -> Process:
        name, kind = m.movement_id, self.read.kind_of(m)
        carries = any(c.line_id in self.operation.item_of for stop in m.stops for c in stop.loads)
        cleared = any(stop.clearance_id is not None for stop in m.stops)
        yield self._until(m.stops[0].on_block_minute + self.luck.held(name, cleared, carries))
        yield from self._turn(name, 0)
        pool = self.pool[self.pool_of[m.vehicle_id]]
        yield pool.request(0)
        drivers = (
            self.read.team("driver", self.read.inner_end(m.stops[0].place_id, m.stops[-1].place_id))
            if kind.drivers
            else None
        )
        if drivers:
            yield self.team[drivers.team_id].request(0, kind.drivers)
        self._tell(name, 0, "placed")
        yield self.env.timeout(self.luck.unfit(name, kind.mission_capable_ppm))
        late = self.luck.arrive_late(name)
        on_block, duty = int(self.env.now), 0
        for number in range(len(m.stops)):
            if number:
                on_block = yield from self._stay(m, kind, number, late, carries=carries)
            if number + 1 == len(m.stops):
                break
            duty = yield from self._go(m, kind, number, on_block, duty)
        if (place := self.operation.field_of.get(m.stops[-1].place_id)) and not place.inside:
            self._leave_spot(place.field_id, kind)
        pool.release(0)
        if drivers:
            back = max(self.env.now, on_block + kind.debrief_minutes + drivers.change_minutes)
            self.env.process(self._back(drivers, kind.drivers, int(back)))

    def _stay(self, m: Movement, kind: VehicleType, number: int, late: int, *, carries: bool) -> Process:
        """From the arrival at a stop until it is ready; returns its on block."""
        name, stop = m.movement_id, m.stops[number]
        field = self.operation.field_of.get(stop.place_id)
        yield from self._turn(name, number)
        if field is not None and field.field_id in self.parking:
            yield self.parking[field.field_id].request(kind.size)
        self._tell(name, number, "placed")
        yield self._until(self.leaving.on_block(field, int(self.env.now)))
        on_block = int(self.env.now)
        ground, work = self.read.times(m, number)
        factor = self.luck.ground(name, number)
        if stop.loads or stop.unloads or stop.refuels:
            yield self._until(max(stop.work_start_minute, self.read.there(stop.loads, late)))
            yield from self._wait(name, number, "worked")
            handled = kind.mode == "air" and (stop.loads or stop.unloads)
            room = self.working.get(stop.place_id) if handled else None
            if room:
                yield room.request(kind.size)
            yield from self._work(stop, math.ceil(work * factor))
            if room:
                room.release(kind.size)
            self._tell(name, number, "worked")
        outward = kind.mode == "road" and self.read.goes_out(m, number)
        manifest = self.read.stays_inside(stop.loads)
        works = bool(stop.loads or stop.unloads or stop.refuels) and work > 0
        ready = max(on_block + math.ceil(ground * factor), int(self.env.now))
        yield self._until(ready + self.luck.lost(name, number, works, outward and carries, manifest))
        return on_block

    def _work(self, stop: Stop, minutes: int) -> Process:
        """Work of some minutes, in the hours of the customs teams that attend it."""
        sites = [self.operation.site_of[one] for one in sorted({cargo.site_id for cargo in stop.loads})]
        asking = [(self.read.team("customs", one.site_id), one.customs_teams) for one in sites if one.customs_teams]
        team, count = next(((team, count) for team, count in asking if team is not None), (None, 0))
        if team is None:
            yield self.env.timeout(minutes)
            return
        yield self.team[team.team_id].request(0, count)
        begin = fitting([joined(team.open_intervals)], int(self.env.now), minutes)
        yield self.env.event() if begin >= NEVER else self._until(begin + minutes)
        self.env.process(self._back(team, count, int(self.env.now) + team.change_minutes))

    def _go(self, m: Movement, kind: VehicleType, number: int, on_block: int, duty: int) -> Process:
        """From ready at a stop to the arrival at the next; returns the start of duty."""
        name, stop = m.movement_id, m.stops[number]
        yield from self._wait(name, number, "gone")
        leg = self.operation.leg_of[kind.mode, stop.place_id, m.stops[number + 1].place_id]
        escort = None
        if kind.mode == "road" and leg.escort_teams:
            escort = self.read.team("escort", self.read.inner_end(stop.place_id, leg.to_place))
        if escort:
            yield self.team[escort.team_id].request(0, leg.escort_teams)
        off, duty, clearance = self.leaving.off_block(m, number, (int(self.env.now), on_block, duty))
        if clearance:
            self.ledger.use(clearance, off)
        if off >= NEVER:
            yield self.env.event()  # it never goes
        yield self._until(off)
        field = self.operation.field_of.get(stop.place_id)
        if field is not None and (number or field.inside):
            self._leave_spot(field.field_id, kind)
        self._tell(name, number, "gone")
        block = self.read.passage(m, number).block_minutes
        arrival = off + math.ceil(block * self.luck.block(name, number))
        if self.read.goes_out(m, number):
            self.out[name] = off if kind.mode == "air" else arrival
        if escort:
            self.env.process(self._back(escort, leg.escort_teams, arrival + escort.change_minutes))
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
        if team:
            yield self.team[team.team_id].request(0, site.inspection_teams)
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
