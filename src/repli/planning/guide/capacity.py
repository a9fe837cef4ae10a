"""What trips have to share: vehicles and their minutes, clearances of a day, and spots of a field."""

from collections import defaultdict
from collections.abc import Iterable

from repli.planning.guide.sheet import LEFT_DAYS, Flows, Sheet, Terms, equal, plus
from repli.planning.permits import Grant

__all__ = ["add_capacities"]


def add_capacities(sheet: Sheet, flows: Flows) -> None:
    """Add the rows of what all trips of a sheet share."""
    _add_vehicles(sheet, flows)
    _add_minutes(sheet, flows)
    _add_permits(sheet, flows)
    _add_spots(sheet, flows)


def _add_vehicles(sheet: Sheet, flows: Flows) -> None:
    """Vehicles of a type are where they were, came or left, and rounds take no more minutes than they have there."""
    scene, program = sheet.scene, sheet.program
    new: dict[tuple[str, str, int], int] = defaultdict(int)
    late: dict[tuple[str, str, int], int] = defaultdict(int)
    for one in scene.standing:
        diary = scene.board.timeline.diaries[one.posting]
        part = scene.part(one.minute)
        new[diary.type_id, diary.home, part] += 1
        late[diary.type_id, diary.home, part] += one.minute - scene.start(part)
        for kept in scene.appointments.get(one.vehicle_id, ()):
            new[diary.type_id, kept.start, scene.part(kept.minute)] -= 1
            late[diary.type_id, kept.start, scene.part(kept.minute)] = -scene.length
            new[diary.type_id, kept.end, scene.part(kept.slot.timing.back(kept.slot.route))] += 1
    for type_id, place in dict.fromkeys((trip.type_id, end) for trip in sheet.trips for end in (trip.start, trip.end)):
        before: int | None = None
        for part in range(scene.part(scene.now), scene.parts):
            key = (type_id, place, part)
            sheet.there[key] = there = program.variable()
            terms = dict(flows.moves[key])
            terms[there] = -1.0
            if new[key] < 0:
                terms[program.variable(-LEFT_DAYS)] = 1.0
            if before is not None:
                terms[before] = 1.0
            sheet.places[key] = len(program.least)
            equal(program, terms, -float(new[key]))
            sheet.free[key] = len(program.least)
            program.row([(there, float(scene.length)), *flows.busy[key].items()], float(max(0, late[key])))
            before = there


def _add_minutes(sheet: Sheet, flows: Flows) -> None:
    """All trips of a type together take no more minutes than its vehicles have."""
    scene = sheet.scene
    for (type_id, part), terms in flows.away.items():
        start, end = scene.start(part), scene.start(part + 1)
        minutes = 0
        for one in scene.standing:
            if scene.board.timeline.diaries[one.posting].type_id == type_id:
                minutes += max(0, end - max(start, one.minute))
        sheet.minutes[type_id, part] = len(sheet.program.least)
        sheet.program.row(terms.items(), -float(minutes))


def _add_permits(sheet: Sheet, flows: Flows) -> None:
    """No more off blocks a day, or in a long part, than clearances allow; those that share some share their limits."""
    permits = sheet.scene.board.ways.network.permits
    grants = {one.clearance_id: one for some in permits.granted.values() for one in some}
    by_day: dict[int, list[tuple[str, ...]]] = defaultdict(list)
    for usable, day in flows.permits:
        by_day[day].append(usable)
    for day, some in by_day.items():
        for group in _groups(some):
            names = sorted({name for usable in group for name in usable})
            terms: Terms = {}
            for usable in group:
                for column, amount in flows.permits[usable, day].items():
                    plus(terms, column, amount)
            wholes = [(tuple(names), terms)] if len(group) > 1 else []
            for usable, own in (*wholes, *((one, flows.permits[one, day]) for one in group)):
                left = sum(_left(sheet, grants[one], day) for one in usable)
                sheet.program.row(own.items(), -float(left))


def _left(sheet: Sheet, grant: Grant, day: int) -> int:
    """Return how many off blocks a clearance still allows on the days that are counted together with one."""
    permits, used = sheet.scene.board.ways.network.permits, sheet.scene.board.timeline.used
    number, starts = permits.number[grant.clearance_id], permits.day_starts
    days = [one for one in sheet.scene.days_with(day) if grant.start < starts[one + 1] and grant.end > starts[one]]
    return sum(max(0, permits.limits[number] - int(used[number, one + 1])) for one in days)


def _groups(some: Iterable[tuple[str, ...]]) -> list[list[tuple[str, ...]]]:
    """Return sets of clearances in groups of those that share any, directly or by others."""
    groups: list[list[tuple[str, ...]]] = []
    for usable in some:
        joined = [one for one in groups if any(set(usable) & set(other) for other in one)]
        groups = [one for one in groups if one not in joined]
        groups.append([usable, *(other for one in joined for other in one)])
    return groups


def _add_spots(sheet: Sheet, flows: Flows) -> None:
    """Minutes on spots are no more than there are in a part while the field is open."""
    scene = sheet.scene
    for (kind, field_id, least, part), terms in flows.spots.items():
        place = scene.operation.field_of[field_id]
        spots = place.working_spots if kind == "work" else place.parking_spots
        start, end = scene.start(part), scene.start(part + 1)
        minutes = end - start
        if kind == "work":
            minutes = sum(
                max(0, min(one.end_minute, end) - max(one.start_minute, start)) for one in place.open_intervals
            )
        count = sum(count for size, count in spots if size >= least)
        sheet.program.row(terms.items(), -float(count * minutes))
