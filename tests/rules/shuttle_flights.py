"""Shuttle flights: what can be loaded, when a field lets an aircraft go, and which spots are free for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from repli.model import Operation
from repli.model.places import Spots
from repli.units import Interval
from tests.rules.shuttle_world import DAYS
from tests.tiny import DAY_0, at

__all__ = [
    "LEG",
    "MOST_FLIGHTS",
    "STAY",
    "UNLOAD",
    "WORK",
    "Flight",
    "Lot",
    "Permits",
    "Units",
    "clearance_for",
    "events_of",
    "lots_of",
    "offs_of",
    "seatings",
    "tails_of",
    "work_start",
]

GRID, STAY, WORK, LEG, UNLOAD = 20, 60, 40, 120, 30
SIZE, MOST_FLIGHTS = 2, 4
DUTY = 60 + LEG + LEG + 30  # report, both legs, debrief: besides the stop


@dataclass(frozen=True)
class Lot:
    """A line: units that are not divided further here, weight and space of each, and when they can be loaded."""

    line_id: str
    site_id: str
    units: int
    kg: int
    positions: int
    people: int
    guard: bool
    ready: int
    since: int


@dataclass(frozen=True)
class Flight:
    """A rotation of one tail to a field: on block, start of work and off block there, its clearance and its units."""

    tail: str
    field: str
    on: int
    work: int
    off: int
    clearance: str
    load: tuple[int, ...]


Units = tuple[int, ...]
Permits = tuple[tuple[str, int], ...]


def lots_of(operation: Operation) -> tuple[Lot, ...]:
    as_of = operation.as_of_minute
    people = [
        Lot(
            line_id=one.line_id,
            site_id=one.site_id,
            units=one.count,
            kg=one.kg_per_person,
            positions=0,
            people=1,
            guard=one.function == "guard",
            ready=max(one.ready_minute, one.arrives_minute or 0),
            since=max(as_of, one.arrives_minute or 0),
        )
        for one in operation.people
    ]
    items = [
        Lot(one.line_id, one.site_id, 1, one.kg, one.positions, 0, False, one.ready_minute, as_of)
        for one in operation.items
    ]
    return (*people, *items)


def events_of(operation: Operation, lots: tuple[Lot, ...]) -> tuple[int, ...]:
    """Minutes before which an off block may have to wait."""
    wave, base = operation.wave_minutes, operation.site_of["BASE"]
    found = {at(0), *(step for floor in operation.floors for step, _ in floor.steps)}
    found |= {lot.ready + WORK for lot in lots}
    starts = [max(one.start_minute, at(0) + base.notice_minutes) for one in base.office_intervals]
    for start in starts[:3] if base.handover_minutes else ():
        found |= {start, start + wave, start + base.handover_minutes, start + base.handover_minutes - wave}
    opens = {one.start_minute + WORK for field in operation.fields if field.inside for one in field.open_intervals}
    found |= opens
    found |= {one - wave for one in found}
    return tuple(sorted(minute for minute in found if at(0) <= minute < at(DAYS)))


def offs_of(operation: Operation, field: str) -> tuple[tuple[int, tuple[int, ...], Permits], ...]:
    """Off blocks on the grid that hours and permits allow, each with an on block: just in time, or the evening before.

    Also the clearances that let it go, each with how many it lets go that day.
    """
    hours = operation.field_of[field].open_intervals
    spans: list[tuple[int, int]] = []
    for one in hours:
        if spans and spans[-1][1] == one.start_minute:
            spans[-1] = (spans[-1][0], one.end_minute)
        else:
            spans.append((one.start_minute, one.end_minute))
    found = []
    for index, (opens, closes) in enumerate(spans):
        for off in range(-(-(opens + WORK) // GRID) * GRID, min(closes, at(DAYS) - LEG - STAY), GRID):
            evening = spans[index - 1][1] - GRID if index else None
            rested = evening is not None and off - evening + DUTY <= operation.type_of["LIFT"].duty_max_minutes
            ons = (off - STAY,) if off - STAY >= opens else (evening,) if rested else ()
            permits = _permits(operation, field, off)
            if ons and permits:
                found.append((off, ons, permits))
    return tuple(found)


def tails_of(operation: Operation, flights: tuple[Flight, ...]) -> tuple[tuple[str, int], ...]:
    """Each aircraft that differs from those before it, with the minute from which it can start from OUT1."""
    free = {
        one.vehicle_id: max(at(0), one.available_from_minute) for one in operation.vehicles if one.type_id == "LIFT"
    }
    for flight in flights:
        free[flight.tail] = flight.off + LEG + STAY
    by_free = {minute: name for name, minute in sorted(free.items(), reverse=True)}
    return tuple((name, minute) for minute, name in sorted(by_free.items()))


def _permits(operation: Operation, field: str, off: int) -> Permits:
    """The clearances that let an off block go, each with how many it lets go that day."""
    found = []
    for one in operation.clearances:
        opens, closes = one.window.start_minute - one.tolerance_minutes, one.window.end_minute + one.tolerance_minutes
        notice = max(one.lead_minutes, one.answer_minutes) if one.state == "planned" else 0
        if one.scope_id == field and opens <= off < closes and off - notice >= at(0):
            found.append((one.clearance_id, one.limit_per_day or MOST_FLIGHTS))
    return tuple(found)


def clearance_for(flights: tuple[Flight, ...], permits: Permits, off: int) -> str | None:
    """The first clearance that lets one more off block go then."""
    day = (off - DAY_0) // 1440
    used = [one.clearance for one in flights if (one.off - DAY_0) // 1440 == day]
    return next((name for name, limit in permits if used.count(name) < limit), None)


def work_start(
    operation: Operation, flights: tuple[Flight, ...], field: str, within: tuple[int, int], on: int
) -> int | None:
    """When an aircraft that parks from ``on`` on is loaded ``within`` minutes; None if no spot is free."""
    place = operation.field_of[field]
    start, off = within
    parked = [(one.on, one.off) for one in flights if one.field == field]
    worked = [(one.work, one.work + WORK) for one in flights if one.field == field]
    taken = [(one.interval.start_minute, one.interval.end_minute, one) for one in place.taken]
    parked += [(first, last) for first, last, one in taken for _ in range(_spots(one.parking_spots))]
    worked += [(first, last) for first, last, one in taken for _ in range(_spots(one.working_spots))]
    stands = _spots(place.working_spots) if place.working_spots else MOST_FLIGHTS
    if place.handling_sets is not None:
        stands = min(stands, place.handling_sets)
    if place.parking_spots and _most(on, off, parked) >= _spots(place.parking_spots):
        return None
    starts = sorted({start, *(last for _, last in worked if last > start)})
    hours = place.open_intervals
    return next(
        (
            one
            for one in starts
            if one + WORK <= off and _open(hours, one, one + WORK) and _most(one, one + WORK, worked) < stands
        ),
        None,
    )


def _open(hours: tuple[Interval, ...], start: int, end: int) -> bool:
    """Whether every minute is open; intervals may touch."""
    return all(any(one.contains(minute) for one in hours) for minute in range(start, end, GRID))


def _spots(spots: Spots) -> int:
    return sum(count for size, count in spots if size >= SIZE)


def _most(start: int, end: int, others: list[tuple[int, int]]) -> int:
    """The most of ``others`` that hold a spot at once within ``[start, end)``."""
    minutes = [start, *(one for one, _ in others if start < one < end)]
    return max(sum(first <= minute < last for first, last in others) for minute in minutes)


def seatings(operation: Operation, lots: tuple[Lot, ...]) -> Iterator[Units]:
    """How many of each line go by the commercial flight; nobody first."""
    if not operation.seat_blocks:
        yield (0,) * len(lots)
        return
    flight = operation.seat_blocks[0]
    check_in = flight.departs_minute - flight.check_in_minutes
    can = [lot.units if lot.people and lot.site_id == "BASE" and lot.ready <= check_in else 0 for lot in lots]
    for seated in product(*(range(units + 1) for units in can)):
        kg = sum(n * lot.kg for n, lot in zip(seated, lots, strict=True))
        if sum(seated) <= flight.seats and kg <= flight.payload_kg:
            yield seated
