"""The objective of a plan: lexicographic integers, most important first (docs/reference/plan-meaning.md, K).

Out is the off block of the leg that ends outside by air, the on block at the first site outside by road, the end of an
act on site, the departure of a commercial flight (D). A day is a civil day of the agreement; the deadline's day is the
one that ends at the deadline.
"""

from bisect import bisect_right
from collections import defaultdict
from fractions import Fraction
from itertools import pairwise
from typing import Protocol

from repli.model import Booking, HandoverAct, Milestone, Movement, Objective, Operation, SiteAct
from repli.planning.lines import lines_of
from repli.units import PPM, civil_time

__all__ = ["Course", "closure_minute_of", "day_of", "days_late", "departures_of", "objective_of", "waiting_minutes"]


class Course(Protocol):
    """What a plan does: all that its objective is counted from. A `repli.model.Plan` is one."""

    @property
    def movements(self) -> tuple[Movement, ...]:
        """Rotations and convoys."""

    @property
    def handovers(self) -> tuple[HandoverAct, ...]:
        """Acts of handover."""

    @property
    def acts(self) -> tuple[SiteAct, ...]:
        """Acts on site."""

    @property
    def bookings(self) -> tuple[Booking, ...]:
        """People on commercial flights."""


Departures = dict[str, list[tuple[int, int, int]]]
"""Line id -> (minute out, off block of the leg that ends outside, people or 1), in order of time."""


def objective_of(operation: Operation, course: Course) -> Objective:
    """Return the objective of what a plan does. Lines that never get out count as out at the horizon."""
    departures = departures_of(operation, course)
    closing_day = day_of(operation, _closure(operation, course, departures))
    deadline_day = day_of(operation, operation.agreement.deadline_minute - 1)
    return Objective(
        overrun_days=max(0, closing_day - deadline_day),
        milestone_shortfall_ppm=sum(_shortfall(operation, departures, one) for one in operation.agreement.milestones),
        latest_missed_days=_latest_missed(operation, departures),
        closure_day=closing_day,
        stay_minutes=_stay(operation, departures),
        flying_minutes=sum(_flying(operation, movement) for movement in course.movements),
    )


def day_of(operation: Operation, minute: int) -> int:
    """Return the index of the civil day that holds a minute, from as_of's day; below zero before it."""
    agreement = operation.agreement
    if minute < agreement.day_starts[0]:
        return (civil_time(minute, agreement.time_zone).date() - agreement.civil_day(0)).days
    return bisect_right(agreement.day_starts, minute) - 1


def departures_of(operation: Operation, course: Course) -> Departures:
    """Return when how much of each line gets out."""
    departures: Departures = defaultdict(list)
    for act in course.acts:
        departures[act.item_id].append((act.end_minute, act.end_minute, 1))
    for booking in course.bookings:
        departs = operation.seat_block_of[booking.flight_id].departs_minute
        for cargo in booking.loads:
            departures[cargo.line_id].append((departs, departs, cargo.quantity))
    for movement in course.movements:
        for index, stop in enumerate(movement.stops):
            for cargo in stop.loads:
                out = _out_minute(operation, movement, index, cargo.line_id)
                if out is not None:
                    departures[cargo.line_id].append((*out, cargo.quantity))
    return {line_id: sorted(parts) for line_id, parts in departures.items()}


def closure_minute_of(operation: Operation, course: Course) -> int:
    """Return when the last site inside is closed and the last line is out; as_of if nothing is done."""
    return _closure(operation, course, departures_of(operation, course))


def _closure(operation: Operation, course: Course, departures: Departures) -> int:
    """Return the last off block from, or end of an act at, any site inside, or the last minute at which a line is out.

    Acts on site and commercial flights are among the departures.
    """
    ends = [act.end_minute for act in course.handovers]
    ends += [minute for parts in departures.values() for minute, _, _ in parts]
    for movement in course.movements:
        ends += [
            stop.off_block_minute
            for stop in movement.stops
            if any(operation.site_of[cargo.site_id].inside for cargo in stop.loads)
        ]
    return max(ends, default=operation.as_of_minute)


def _out_minute(operation: Operation, movement: Movement, loaded_at: int, line_id: str) -> tuple[int, int] | None:
    """Return when a line loaded at a stop gets out, and the off block before; None if it is unloaded inside."""
    by_air = operation.type_of[operation.vehicle_of[movement.vehicle_id].type_id].mode == "air"
    for before, after in pairwise(movement.stops[loaded_at:]):
        place = operation.field_of[after.place_id] if by_air else operation.site_of[after.place_id]
        if not place.inside:
            return before.off_block_minute if by_air else after.on_block_minute, before.off_block_minute
        if any(cargo.line_id == line_id for cargo in after.unloads):
            return None
    return None


def _shortfall(operation: Operation, departures: Departures, milestone: Milestone) -> int:
    """Return by how many ppm of the whole a milestone is missed."""
    sizes = _sizes(operation, milestone.quantity)
    total = sum(count * size for count, size in sizes.values())
    if total == 0:
        return 0
    out = sum(
        count * sizes[line_id][1]
        for line_id, parts in departures.items()
        if line_id in sizes
        for minute, _, count in parts
        if minute < milestone.due_minute
    )
    return max(0, milestone.fraction_ppm - out * PPM // total)


def _sizes(operation: Operation, quantity: str) -> dict[str, tuple[int, int]]:
    """Return line id -> (how many, size of each) of the lines that a quantity counts: people, or kg of items."""
    if quantity == "people":
        return {line.line_id: (line.count, 1) for line in operation.people}
    return {line.line_id: (1, line.kg) for line in operation.items}


def days_late(operation: Operation, off_minute: int, latest_minute: int) -> int:
    """Return the civil days by which an off block comes after a latest time that is over; at least 1."""
    return max(1, day_of(operation, off_minute) - day_of(operation, latest_minute - 1))


def _latest_missed(operation: Operation, departures: Departures) -> int:
    """Return the civil days by which off blocks come after a line's latest time, summed over lines; at least 1 each."""
    missed = 0
    for line in lines_of(operation):
        last_off = max((off for _, off, _ in departures.get(line.line_id, ())), default=0)
        if line.latest_minute is not None and last_off > line.latest_minute:
            missed += days_late(operation, last_off, line.latest_minute)
    return missed


def _stay(operation: Operation, departures: Departures) -> int:
    """Return half the mean minutes to out over people plus half the mean over kg, rounded down."""
    halves = Fraction(0)
    for quantity in ("people", "kg"):
        total = sum(count * size for count, size in _sizes(operation, quantity).values())
        if total:
            halves += Fraction(waiting_minutes(operation, departures, quantity), 2 * total)
    return int(halves)


def waiting_minutes(operation: Operation, departures: Departures, quantity: str) -> int:
    """Return the minutes to out summed over ``people``, or over ``kg`` of items."""
    sizes = _sizes(operation, quantity)
    return sum(_minutes(operation, departures, line_id, *size) for line_id, size in sizes.items())


def _minutes(operation: Operation, departures: Departures, line_id: str, count: int, size: int) -> int:
    """Return the minutes from as_of, or arrival, to out of one line, times its size; the rest counts to the horizon."""
    parts = departures.get(line_id, [])
    line = operation.people_of.get(line_id)
    arrives = line.arrives_minute if line is not None else None
    start = operation.as_of_minute if arrives is None else max(operation.as_of_minute, arrives)
    stays = count - sum(part for *_, part in parts)
    out = sum((minute - start) * part for minute, _, part in parts)
    return size * (out + stays * (operation.horizon_minute - start))


def _flying(operation: Operation, movement: Movement) -> int:
    """Return the block minutes of a movement's air legs."""
    kind = operation.type_of[operation.vehicle_of[movement.vehicle_id].type_id]
    if kind.mode != "air":
        return 0
    places = [stop.place_id for stop in movement.stops]
    legs = (operation.leg_of["air", start, end] for start, end in pairwise(places))
    return sum(operation.passage_of[kind.type_id, leg.leg_id].block_minutes for leg in legs)
