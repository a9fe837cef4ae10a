"""What is used up when: clearances, spots, vehicles, crews at rest, floors, teams and seats, week by week.

The plan is read, not planned again: a resource is tight on a civil day if at some minute of it nothing of it was free.
Weeks are counted from as_of's day.

>>> weeks_of(operation, plan)[0].tight  # doctest: +SKIP
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from repli.errors import Phrase, phrase
from repli.model import Movement, Operation, Plan
from repli.planning.crew import crew_of
from repli.planning.floor_words import counted_words
from repli.planning.objective import day_of
from repli.planning.occupancy import FOREVER, Occupancy
from repli.planning.others import others_parked, others_working
from repli.rules import floor_slacks

__all__ = ["Week", "team_uses", "weeks_of"]

_DAYS = 7
_RESTED_AT_ONCE = 15
"""Minutes: a vehicle that goes at most this long after its crew's rest ends was held by the rest."""

_Days = Iterator[tuple[Phrase, set[int]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A week by its first civil day, and what was used up in it: each resource with the number of days."""

    first_day: int
    tight: tuple[tuple[Phrase, int], ...]


def weeks_of(operation: Operation, plan: Plan) -> tuple[Week, ...]:
    """Return the weeks in which something was used up, the most days first."""
    by_week: dict[int, dict[Phrase, int]] = defaultdict(dict)
    sources = (_permits, _spots, _vehicles, _rests, _floors, _teams, _seats)
    for name, days in (found for source in sources for found in source(operation, plan)):
        for day in days:
            week = by_week[day // _DAYS]
            week[name] = week.get(name, 0) + 1
    return tuple(
        Week(first_day=_DAYS * number, tight=tuple(sorted(week.items(), key=lambda one: (-one[1], str(one[0])))))
        for number, week in sorted(by_week.items())
    )


def _permits(operation: Operation, plan: Plan) -> _Days:
    """Yield the clearances that are used to their daily limit."""
    uses: dict[tuple[str, int], int] = defaultdict(int)
    for movement in plan.movements:
        for stop in movement.stops:
            if stop.clearance_id is not None:
                uses[stop.clearance_id, day_of(operation, stop.off_block_minute)] += 1
    for one in operation.clearances:
        days = {day for (name, day), count in uses.items() if name == one.clearance_id and count >= one.limit_per_day}
        if one.limit_per_day and days:
            yield (
                phrase(
                    "clearance {name} for {place} at its limit of {limit} a day",
                    name=one.clearance_id,
                    place=one.scope_id,
                    limit=one.limit_per_day,
                ),
                days,
            )


def _spots(operation: Operation, plan: Plan) -> _Days:
    """Yield the fields inside where no spot was free for the smallest aircraft of the fleet."""
    kinds = [operation.type_of[vehicle.type_id] for vehicle in operation.vehicles]
    smallest = min((kind.size for kind in kinds if kind.mode == "air"), default=1)
    for field in (one for one in operation.fields if one.inside):
        parked, worked = others_parked(field), others_working(field)
        for movement in plan.movements:
            size = operation.type_of[operation.vehicle_of[movement.vehicle_id].type_id].size
            for stop in (one for one in movement.stops if one.place_id == field.field_id):
                parked.take(size, stop.on_block_minute, stop.off_block_minute)
                if stop.loads or stop.unloads:
                    worked.take(size, stop.work_start_minute, stop.work_end_minute)
        if days := _full_days(operation, parked, smallest):
            yield phrase("every parking spot of {field} held", field=field.field_id), days
        if days := _full_days(operation, worked, smallest):
            yield phrase("every working spot of {field} in use", field=field.field_id), days


def _full_days(operation: Operation, spots: Occupancy, size: int) -> set[int]:
    """Return the civil days with a minute at which no spot is free for a size, from as_of on."""
    days = set()
    for start in spots.changes():
        free = spots.next_free(size, start, start + 1)
        if free != start and start >= operation.as_of_minute:
            last = start if free >= FOREVER else free - 1
            days |= set(range(day_of(operation, start), day_of(operation, last) + 1))
    return days


def _vehicles(operation: Operation, plan: Plan) -> _Days:
    """Yield the types of which all vehicles were under way at once."""
    for kind in operation.vehicle_types:
        tails = {one.vehicle_id for one in operation.vehicles if one.type_id == kind.type_id}
        away = Occupancy(limits=((0, len(tails)),))
        for movement in (one for one in plan.movements if one.vehicle_id in tails):
            away.take(1, movement.stops[0].off_block_minute, movement.stops[-1].on_block_minute)
        if tails and (days := _full_days(operation, away, 1)):
            yield phrase("all {count} {type} under way", count=len(tails), type=kind.type_id), days


def _rests(operation: Operation, plan: Plan) -> _Days:
    """Yield the vehicles that went off block as soon as their crew had rested."""
    by_vehicle: dict[str, list[Movement]] = defaultdict(list)
    for movement in sorted(plan.movements, key=lambda one: one.stops[0].off_block_minute):
        by_vehicle[movement.vehicle_id].append(movement)
    for vehicle_id, movements in sorted(by_vehicle.items()):
        rest = crew_of(operation.type_of[operation.vehicle_of[vehicle_id].type_id]).rest_stay_minutes
        stays = [(stop.on_block_minute, stop.off_block_minute, stop.place_id)
                 for movement in movements for stop in movement.stops[1:-1]]  # fmt: skip
        stays += [
            (before.stops[-1].on_block_minute, after.stops[0].off_block_minute, after.stops[0].place_id)
            for before, after in pairwise(movements)
        ]
        days = {
            day_of(operation, off)
            for on, off, place in stays
            if _rests_at(operation, place) and rest <= off - on <= rest + _RESTED_AT_ONCE
        }
        if days:
            yield phrase("{vehicle} waits for its crew's rest", vehicle=vehicle_id), days


def _rests_at(operation: Operation, place_id: str) -> bool:
    """Say whether a crew rests at a place, and is not changed there instead."""
    site = operation.site_of.get(place_id)
    field = operation.field_of.get(place_id if site is None else site.field_id or "")
    return field is not None and field.crew_rest and not field.crew_base


def _floors(operation: Operation, plan: Plan) -> _Days:
    """Yield the floors at which nothing more could leave."""
    for one in floor_slacks(operation, plan):
        if one.days_at_floor:
            yield (
                phrase(
                    "floor of {site} reached ({counted})",
                    site=one.floor.site_id,
                    counted=counted_words(one.floor.quantity, one.floor.function),
                ),
                set(one.days_at_floor),
            )


def _teams(operation: Operation, plan: Plan) -> _Days:
    """Yield the inspection and escort teams that were all in use."""
    for team in operation.teams:
        busy = Occupancy(limits=((0, team.count),))
        for place, count, start, end in team_uses(operation, plan, team.kind):
            if not team.places or place in team.places:
                busy.take(1, start, end + team.change_minutes, count)
        if days := _full_days(operation, busy, 1):
            yield phrase("all of {team} in use (teams: {count})", count=team.count, team=team.team_id), days


def team_uses(operation: Operation, plan: Plan, kind: str) -> Iterator[tuple[str, int, int, int]]:
    """Yield (place, teams, start, end) of each use of a kind of team (docs/reference/plan-meaning.md, F)."""
    if kind == "inspection":
        acts = [(act.site_id, act.start_minute, act.end_minute) for act in plan.handovers]
        acts += [(act.site_id, act.start_minute, act.end_minute) for act in plan.acts]
        yield from ((place, operation.site_of[place].inspection_teams, start, end) for place, start, end in acts)
        return
    for movement in plan.movements:
        model = operation.type_of[operation.vehicle_of[movement.vehicle_id].type_id]
        first, last = movement.stops[0], movement.stops[-1]
        if kind == "driver" and model.drivers:
            place = first.place_id if operation.site_of[first.place_id].inside else last.place_id
            start = first.off_block_minute - model.report_minutes
            yield place, model.drivers, start, last.on_block_minute + model.debrief_minutes
        if kind == "escort":
            for stop, after in pairwise(movement.stops):
                leg = operation.leg_of[model.mode, stop.place_id, after.place_id]
                if leg.escort_teams:
                    place = leg.from_place if operation.site_of[leg.from_place].inside else leg.to_place
                    yield place, leg.escort_teams, stop.off_block_minute, after.on_block_minute


def _seats(operation: Operation, plan: Plan) -> _Days:
    """Yield the commercial flights whose seats are all booked."""
    for booking in plan.bookings:
        flight = operation.seat_block_of[booking.flight_id]
        if sum(cargo.quantity for cargo in booking.loads) >= flight.seats:
            yield (
                phrase("every seat of {flight} booked", flight=flight.flight_id),
                {day_of(operation, flight.departs_minute)},
            )
