"""The program of a guide: how often which trips go in which part of the grid, and how much of which ware goes by each.

Vehicles move from place to place and are taken for as long as trips take on average; clearances are counted by day,
spots by part, floors until the closing waves of the plan at hand. Loads are sums over the trips of a part, trips may be
fractions, and duty, minutes and the balance of loads are not known: it is no bound, and no plan either. What it
minimises is the stay; what cannot get out at all costs as much as a long stay.
"""

from collections import defaultdict
from collections.abc import Sequence

from repli.planning.guide.capacity import add_capacities
from repli.planning.guide.scene import Scene
from repli.planning.guide.sheet import LEFT_DAYS, Flows, Sheet, Terms, equal, plus
from repli.planning.guide.trips import Trip
from repli.planning.guide.uses import Go, goes_of, wave_go
from repli.planning.guide.wares import Ware, wares_of
from repli.planning.limits import NO_LIMIT
from repli.units import MINUTES_PER_DAY

__all__ = ["sheet_of"]

_MINUTE_FLOWN = 3e-7
"""What a minute of flying costs in days of stay: so little that it only decides between equals."""


def sheet_of(scene: Scene, trips: Sequence[Trip]) -> Sheet:
    """Return the program of a scene."""
    operation = scene.operation
    people, kg = sum(one.count for one in operation.people), sum(one.kg for one in operation.items)
    sheet = Sheet(
        scene=scene,
        trips=trips,
        wares=wares_of(scene),
        person=1 / max(1, 2 * people),
        each_kg=1 / max(1, 2 * kg),
    )
    by_site: dict[str, list[Ware]] = defaultdict(list)
    for ware in sheet.wares:
        by_site[ware.site_id].append(ware)
    later = {(one.origin, one.site_id): one.number for one in sheet.wares if one.origin is not None}
    flows = Flows(by_site, later)
    for number, trip in enumerate(trips):
        for go in goes_of(scene, trip, number):
            _add_go(sheet, flows, trip, go)
            if not trip.empty:
                _add_loads(sheet, flows, trip, go)
    _add_waves(sheet, flows)
    add_capacities(sheet, flows)
    for ware in sheet.wares:
        _add_stock(sheet, flows, ware)
    for site_id, wares in by_site.items():
        _add_floors(sheet, flows, site_id, wares)
    return sheet


def _add_go(sheet: Sheet, flows: Flows, trip: Trip, go: Go) -> None:
    """Add how often a trip goes in a part, in each configuration, and what that uses."""
    count = 1 if trip.empty else len(trip.route.configurations)
    cost = -_MINUTE_FLOWN * trip.route.flying_minutes
    numbers = tuple(sheet.program.variable(cost) for _ in range(count))
    sheet.goes[go.trip, go.part] = numbers
    for one in numbers:
        for part, minutes in go.busy.items():
            plus(flows.away[trip.type_id, part], one, -minutes)
            if trip.start == trip.end:
                plus(flows.busy[trip.type_id, trip.start, part], one, -minutes)
        if trip.start != trip.end:
            plus(flows.moves[trip.type_id, trip.start, go.leaves], one, -1.0)
            plus(flows.moves[trip.type_id, trip.end, go.back], one, 1.0)
        for usable, day in go.day_permits:
            plus(flows.permits[usable, day], one, -1.0)
        for spot, minutes in go.spots:
            plus(flows.spots[spot], one, -minutes)


def _add_waves(sheet: Sheet, flows: Flows) -> None:
    """Each flight of a closing wave that is still to come goes once, in one configuration."""
    number = len(sheet.trips)
    for some in sheet.scene.appointments.values():
        for one in some:
            route, timing = one.slot.route, one.slot.timing
            trip = Trip(type_id=route.type_id, start=one.start, end=one.end, route=route, timing=timing, minutes=0)
            go = wave_go(sheet.scene, trip, number)
            numbers = tuple(sheet.program.variable(high=1.0) for _ in route.configurations)
            sheet.goes[number, go.part] = numbers
            sheet.program.row([(column, -1.0) for column in numbers], -1.0)
            _add_loads(sheet, flows, trip, go)
            number += 1


def _add_loads(sheet: Sheet, flows: Flows, trip: Trip, go: Go) -> None:
    """Add how much of each ware goes by a trip in a part, at most what its configurations lift together."""
    route, program = trip.route, sheet.program
    if route.unload_site is None and go.out > sheet.scene.out_by:
        return
    configurations = route.configurations
    kg, seats, positions = {}, {}, {}
    for number, one in zip(sheet.goes[go.trip, go.part], configurations, strict=True):
        kg[number] = float(route.payload_kg)
        seats[number], positions[number] = float(one.seats), float(one.pallet_positions)
    for ware in flows.by_site[route.site_id]:
        if go.part < ware.ready or not route.takes(ware.destination_id) or not _fits(trip, ware):
            continue
        out = go.latest - go.minute + go.out if go.part == ware.ready else go.out
        days = (out - sheet.scene.operation.as_of_minute) / MINUTES_PER_DAY
        column = program.variable(-sheet.worth_of_day(ware) * days if route.unload_site is None else 0.0)
        sheet.taken[go.trip, go.part, ware.number] = column
        flows.out[ware.number, go.part].append(column)
        if route.unload_site is not None:
            flows.come[flows.later[ware.number, route.unload_site], min(go.there, sheet.scene.parts - 1)].append(column)
        kg[column] = -ware.kg
        if ware.people:
            seats[column] = -1.0
        elif ware.positions:
            positions[column] = -float(ware.positions)
    for terms in (kg, seats, positions):
        sheet.loads.add(len(program.least))
        program.row(terms.items())


def _fits(trip: Trip, ware: Ware) -> bool:
    """Say whether a unit fits into a trip's vehicle in some configuration."""
    if ware.kg > trip.route.payload_kg:
        return False
    return any(
        one.seats >= 1 if ware.people else one.pallet_positions >= ware.positions and one.outsize >= ware.outsize
        for one in trip.route.configurations
    )


def _add_stock(sheet: Sheet, flows: Flows, ware: Ware) -> None:
    """All of a ware goes, or is left and costs; what comes by another site, or gets ready, goes after that."""
    scene, program = sheet.scene, sheet.program
    parts = range(scene.part(scene.now), scene.parts)
    left = program.variable(-sheet.worth_of_day(ware) * LEFT_DAYS)
    if ware.origin is None and not ware.gets_ready:
        terms = {column: 1.0 for part in parts for column in flows.out[ware.number, part]}
        terms[left] = 1.0
        equal(program, terms, float(ware.count))
        return
    ready = dict(ware.gets_ready)
    before: int | None = None
    for part in parts:
        stock = left if part == scene.parts - 1 else program.variable()
        terms = dict.fromkeys(flows.come[ware.number, part], 1.0)
        terms |= dict.fromkeys(flows.out[ware.number, part], -1.0)
        terms[stock] = -1.0
        if before is not None:
            terms[before] = 1.0
        equal(program, terms, -float(ready.get(part, 0)))
        before = stock


def _add_floors(sheet: Sheet, flows: Flows, site_id: str, wares: Sequence[Ware]) -> None:
    """What has gone by the end of a part leaves what limits of the site keep, until its closing wave."""
    scene, program = sheet.scene, sheet.program
    wave_start = scene.board.closings[site_id].wave_start
    for index, limit in enumerate(scene.board.books[site_id].limits):
        counted = [(ware, dict(ware.counts_in)[index]) for ware in wares if index in dict(ware.counts_in)]
        before: int | None = None
        for part in range(scene.part(scene.now), scene.parts):
            end = scene.start(part + 1) - 1
            room = limit.room(max(end, scene.now), wave_start) if end < wave_start else NO_LIMIT
            if room >= NO_LIMIT and part == scene.parts - 1:
                break
            gone = program.variable(low=-float("inf"), high=float(max(0, room)) if room < NO_LIMIT else float("inf"))
            terms: Terms = {gone: -1.0}
            if before is not None:
                terms[before] = 1.0
            for ware, amount in counted:
                terms |= dict.fromkeys(flows.out[ware.number, part], amount)
                terms |= dict.fromkeys(flows.come[ware.number, part], -amount)
            equal(program, terms, 0.0)
            before = gone
            if end >= wave_start:
                break
