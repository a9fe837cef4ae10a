"""What a plan does to stock: loads, unloads and crossings of the border, each with its minutes.

docs/reference/plan-meaning.md, C and D. *Present* at a site = its stock + what vehicles standing there loaded from it,
until off block. A load at a movement's last stop never departs; other rules name it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from repli.model import Operation, Plan
from repli.rules.lines import Line, lines_of
from repli.rules.once import once
from repli.rules.reading import AIR, aboard_on_legs, is_inside, trips_of

__all__ = ["Crossing", "Departure", "Entry", "crossings", "departures", "entries", "levels"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """Units of a line that a movement loads from a site's stock at ``work_start`` and takes off at ``off_block``.

    On a commercial flight ``work_start`` is the check-in, ``off_block`` the departure and ``movement_id`` the flight.
    """

    site_id: str
    line: Line
    units: int
    work_start_minute: int
    off_block_minute: int
    movement_id: str
    by_seat: bool = False

    @property
    def gone_minute(self) -> int:
        """From when on the units are not present: off block, or check-in for a commercial flight."""
        return self.work_start_minute if self.by_seat else self.off_block_minute


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Units of a line that are in a site's stock from ``minute`` on: end of work + transfer minutes, or arrival."""

    site_id: str
    line: Line
    units: int
    minute: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """Units of a line that are out from ``out_minute`` on, and the off block of that leg.

    An act on site puts its item out at its end, which stands for the off block too.
    """

    line: Line
    units: int
    off_block_minute: int
    out_minute: int


@once
def departures(operation: Operation, plan: Plan) -> tuple[Departure, ...]:
    """Return every load of the plan, on movements and commercial flights."""
    return tuple(_departures(operation, plan))


def _departures(operation: Operation, plan: Plan) -> Iterator[Departure]:
    lines = lines_of(operation)
    for trip in trips_of(operation, plan):
        for stop in trip.movement.stops:
            for cargo in stop.loads:
                yield Departure(
                    site_id=cargo.site_id,
                    line=lines[cargo.line_id],
                    units=cargo.quantity,
                    work_start_minute=stop.work_start_minute,
                    off_block_minute=stop.off_block_minute,
                    movement_id=trip.name,
                )
    flights = {one.flight_id: one for one in operation.seat_blocks}
    for booking in plan.bookings:
        flight = flights.get(booking.flight_id)
        for cargo in booking.loads if flight else ():
            if flight and cargo.line_id in lines and cargo.site_id in operation.site_of:
                yield Departure(
                    site_id=cargo.site_id,
                    line=lines[cargo.line_id],
                    units=cargo.quantity,
                    work_start_minute=flight.departs_minute - flight.check_in_minutes,
                    off_block_minute=flight.departs_minute,
                    movement_id=flight.flight_id,
                    by_seat=True,
                )


@once
def entries(operation: Operation, plan: Plan) -> tuple[Entry, ...]:
    """Return every unload of the plan, and every arrival by means outside it."""
    return tuple(_entries(operation, plan))


def _entries(operation: Operation, plan: Plan) -> Iterator[Entry]:
    lines = lines_of(operation)
    for line in lines.values():
        if line.arrives_minute is not None:
            yield Entry(site_id=line.site_id, line=line, units=line.units, minute=line.arrives_minute)
    for trip in trips_of(operation, plan):
        for stop in trip.movement.stops:
            for cargo in stop.unloads:
                yield Entry(
                    site_id=cargo.site_id,
                    line=lines[cargo.line_id],
                    units=cargo.quantity,
                    minute=stop.work_end_minute + operation.site_of[cargo.site_id].transfer_minutes,
                )


@once
def crossings(operation: Operation, plan: Plan) -> tuple[Crossing, ...]:
    """Return what goes out: on legs from inside to outside (by air at off block, by road at on block), and by acts."""
    return tuple(_crossings(operation, plan))


def _crossings(operation: Operation, plan: Plan) -> Iterator[Crossing]:
    lines = lines_of(operation)
    for trip in trips_of(operation, plan):
        for stop, following, aboard in aboard_on_legs(trip, lines):
            if not is_inside(operation, trip.kind, stop.place_id):
                continue
            if is_inside(operation, trip.kind, following.place_id):
                continue
            out = stop.off_block_minute if trip.kind.mode == AIR else following.on_block_minute
            for line, units in aboard.items():
                yield Crossing(
                    line=line,
                    units=units,
                    off_block_minute=stop.off_block_minute,
                    out_minute=out,
                )
    yield from _disposals(lines, plan)
    for one in departures(operation, plan):
        if one.by_seat:
            off = one.off_block_minute
            yield Crossing(line=one.line, units=one.units, off_block_minute=off, out_minute=off)


def _disposals(lines: Mapping[str, Line], plan: Plan) -> Iterator[Crossing]:
    for act in plan.acts:
        if act.item_id in lines:
            end = act.end_minute
            yield Crossing(line=lines[act.item_id], units=1, off_block_minute=end, out_minute=end)


def levels(initial: int, changes: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield (minute, level after all changes of that minute), ascending."""
    by_minute: dict[int, int] = {}
    for minute, change in changes:
        by_minute[minute] = by_minute.get(minute, 0) + change
    level = initial
    for minute in sorted(by_minute):
        level += by_minute[minute]
        yield minute, level
