"""The best shuttle plan for one figure at a time, found by trying flight after flight, judged by the rule book alone.

Flights OUT1 - field - OUT1 in order of their off blocks, each as early as what was placed before it allows after one of
the minutes that matter (nights, ready minutes, floor steps, handover, waves), with every load that fits. What is left
out makes the search weaker, never wrong: a plan counts only if `repli.rules.check_plan` finds nothing in it. So it can
refute a bound, and says nothing where it finds no plan.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from repli.model import (
    Booking,
    Bound,
    Cargo,
    ClearanceRequest,
    HandoverAct,
    Movement,
    Objective,
    Operation,
    Plan,
    Stop,
)
from repli.model.places import Spots
from repli.rules import check_plan, recompute_objective, verdict_of
from repli.units import Interval
from tests.rules.shuttle_world import DAYS
from tests.tiny import DAY_0, at, tiny_plan

__all__ = ["FIGURES", "best_figure", "best_plans"]

GRID, STAY, WORK, LEG, UNLOAD = 20, 60, 40, 120, 30
SIZE = 2
DUTY = 60 + LEG + LEG + 30  # report, both legs, debrief: besides the stop
MOST_FLIGHTS, MOST_JUDGED, MOST_TRIED = 4, 25, 1_000

FIGURES = ("closure_day", "stay_minutes", "flying_minutes")


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


def best_plans(operation: Operation) -> Mapping[str, Plan]:
    """The best plan found for each figure; none where nothing is found."""
    found = {figure: best_figure(operation, figure) for figure in FIGURES}
    return {figure: plan for figure, plan in found.items() if plan is not None}


def best_figure(operation: Operation, figure: str) -> Plan | None:
    """A plan that keeps every rule, of the least value of one figure that the search meets."""
    return _Search(operation, figure).run()


class _Search:
    """One depth-first search; ``least`` is the value of the best plan so far."""

    def __init__(self, operation: Operation, figure: str) -> None:
        self.operation, self.figure = operation, figure
        self.lots = _lots(operation)
        self.cabin = operation.type_of["LIFT"].configurations[0]
        self.payload = operation.passages[0].payload_kg
        self.events = _events(operation, self.lots)
        self.offs = {one.field_id: _offs(operation, one.field_id) for one in operation.fields if one.inside}
        self.sites = {one.site_id: one.field_id or "" for one in operation.sites}
        self.best: Plan | None = None
        self.least: float = float("inf")
        self.judged = self.tried = 0
        self.people = sum(lot.units * lot.people for lot in self.lots)
        self.item_kg = sum(lot.kg for lot in self.lots if not lot.people)

    def run(self) -> Plan | None:
        for seated in _seatings(self.operation, self.lots):
            rest = tuple(lot.units - units for lot, units in zip(self.lots, seated, strict=True))
            self._go_on((), rest, seated)
        return self.best

    def _go_on(self, flights: tuple[Flight, ...], rest: Units, seated: Units) -> None:
        self.tried += 1
        if self.tried > MOST_TRIED or self.judged >= MOST_JUDGED or self._hopeless(flights, rest, seated):
            return
        if not any(rest):
            self._judge(flights, seated)
        elif len(flights) < MOST_FLIGHTS:
            for flight in sorted(set(self._next(flights, rest)), key=lambda one: (one.off, -sum(one.load))):
                left = tuple(units - taken for units, taken in zip(rest, flight.load, strict=True))
                self._go_on((*flights, flight), left, seated)

    def _hopeless(self, flights: tuple[Flight, ...], rest: Units, seated: Units) -> bool:
        """Whether nothing that begins like this is better than the best so far."""
        return self._value(flights, rest, seated) >= self.least

    def _value(self, flights: tuple[Flight, ...], rest: Units, seated: Units) -> float:
        """The figure, with whatever is left out at the last off block: so never above what comes of it."""
        last = flights[-1].off if flights else at(0)
        if self.figure == "flying_minutes":
            return 2 * LEG * (len(flights) + (1 if any(rest) else 0))
        if self.figure == "closure_day":
            return (last - at(0)) // 1440
        departs = self.operation.seat_blocks[0].departs_minute if self.operation.seat_blocks else 0
        groups = [(one.off, one.load) for one in flights] + [(last, rest), (departs, seated)]
        people = items = 0
        for minute, load in groups:
            for lot, units in zip(self.lots, load, strict=True):
                stay = units * max(0, minute - lot.since)
                people += lot.people * stay
                items += 0 if lot.people else lot.kg * stay
        return (people / self.people if self.people else 0) / 2 + (items / self.item_kg if self.item_kg else 0) / 2

    def _next(self, flights: tuple[Flight, ...], rest: Units) -> Iterator[Flight]:
        after = flights[-1].off if flights else at(0)
        for field, load in product(self.offs, self._loads(rest)):
            loaded = [lot for lot, units in zip(self.lots, load, strict=True) if units]
            if any(self.sites[lot.site_id] != field for lot in loaded):
                continue
            ready = max(lot.ready for lot in loaded)
            for tail, free in _tails(self.operation, flights):
                earliest = max(free + LEG + WORK, ready + WORK, after)
                for event in (earliest, *(one for one in self.events if one > earliest)):
                    flight = self._first(flights, field, load, tail, event, ready)
                    if flight is not None:
                        yield flight

    def _first(  # noqa: PLR0917 - what a flight is made of
        self, flights: tuple[Flight, ...], field: str, load: Units, tail: str, earliest: int, ready: int
    ) -> Flight | None:
        free = dict(_tails(self.operation, flights))[tail] + LEG
        offs = self.offs[field]
        for off, ons, permits in offs[bisect_left(offs, (earliest, (), ())) :]:
            clearance = _clearance(flights, permits, off)
            if clearance is None:
                continue
            for on in ons:
                work = None if on < free else _work_start(self.operation, flights, field, (max(on, ready), off), on)
                if work is not None:
                    return Flight(tail, field, on, work, off, clearance, load)
        return None

    def _loads(self, rest: Units) -> Iterator[Units]:
        for load in product(*(range(units, -1, -1) for units in rest)):
            people = sum(n * lot.people for n, lot in zip(load, self.lots, strict=True))
            kg = sum(n * lot.kg for n, lot in zip(load, self.lots, strict=True))
            positions = sum(n * lot.positions for n, lot in zip(load, self.lots, strict=True))
            fits = people <= self.cabin.seats and kg <= self.payload and positions <= self.cabin.pallet_positions
            if any(load) and fits:
                yield load

    def _judge(self, flights: tuple[Flight, ...], seated: Units) -> None:
        acts = _acts(self.operation, flights, seated)
        if (
            acts is None
            or not _guards_last(self.operation, self.lots, flights, seated)
            or not _floors_kept(self.operation, self.lots, flights, seated)
        ):
            return
        self.judged += 1
        plan = _plan(self.operation, self.lots, flights, seated, acts)
        value = getattr(plan.objective, self.figure)
        if value < self.least and not check_plan(self.operation, plan):
            self.best, self.least = plan, value


def _lots(operation: Operation) -> tuple[Lot, ...]:
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


def _events(operation: Operation, lots: tuple[Lot, ...]) -> tuple[int, ...]:
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


def _offs(operation: Operation, field: str) -> tuple[tuple[int, tuple[int, ...], Permits], ...]:
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


def _tails(operation: Operation, flights: tuple[Flight, ...]) -> tuple[tuple[str, int], ...]:
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


def _clearance(flights: tuple[Flight, ...], permits: Permits, off: int) -> str | None:
    """The first clearance that lets one more off block go then."""
    day = (off - DAY_0) // 1440
    used = [one.clearance for one in flights if (one.off - DAY_0) // 1440 == day]
    return next((name for name, limit in permits if used.count(name) < limit), None)


def _work_start(
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


def _seatings(operation: Operation, lots: tuple[Lot, ...]) -> Iterator[Units]:
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


def _acts(operation: Operation, flights: tuple[Flight, ...], seated: Units) -> tuple[HandoverAct, ...] | None:
    """The earliest act that fits the departures from BASE: () where none is needed, None where none fits."""
    base = operation.site_of["BASE"]
    offs = [one.off for one in flights if one.field == "FLD1"]
    offs += [operation.seat_blocks[0].departs_minute] if any(seated) else []
    if not base.handover_minutes or not offs:
        return () if not base.handover_minutes else None
    wave = max(offs) - operation.wave_minutes
    before = max([0, *(minute for minute in offs if minute < wave)])
    for hours in base.office_intervals:
        start = max(hours.start_minute, at(0) + base.notice_minutes, before)
        end = start + base.handover_minutes
        if start <= wave and end <= hours.end_minute and (base.act_after or end <= max(offs)):
            notice = start - base.notice_minutes
            return (HandoverAct(site_id="BASE", notice_minute=notice, start_minute=start, end_minute=end),)
    return None


def _guards_last(operation: Operation, lots: tuple[Lot, ...], flights: tuple[Flight, ...], seated: Units) -> bool:
    """Whether enough guards of BASE are on the flights of the last formation."""
    offs = [one.off for one in flights if one.field == "FLD1"]
    offs += [operation.seat_blocks[0].departs_minute] if any(seated) else []
    start = max(offs, default=0) - operation.formation_minutes
    last = [one.load for one in flights if one.field == "FLD1" and one.off >= start]
    guards = sum(sum(n for n, lot in zip(load, lots, strict=True) if lot.guard) for load in last)
    return not offs or guards >= operation.site_of["BASE"].last_out_people


def _floors_kept(operation: Operation, lots: tuple[Lot, ...], flights: tuple[Flight, ...], seated: Units) -> bool:
    """Whether flights alone, without arrivals, keep the floors of BASE: a first look that saves most judgements."""
    if any(seated) or any(lot.since > at(0) for lot in lots):
        return True
    mine = [one for one in flights if one.field == "FLD1"]
    start = max([0, *(one.off for one in mine)]) - operation.wave_minutes
    for floor in operation.floors:
        counts: Callable[[Lot], int] = {
            ("people", None): lambda lot: lot.people,
            ("people", "guard"): lambda lot: int(lot.guard),
            ("kg", None): lambda lot: 0 if lot.people else lot.kg,
        }[floor.quantity, floor.function]
        there = sum(lot.units * counts(lot) for lot in lots if lot.site_id == "BASE")
        for one in sorted(mine, key=lambda flight: flight.off):
            there -= sum(units * counts(lot) for units, lot in zip(one.load, lots, strict=True))
            least = [value for minute, value in floor.steps if minute <= one.off][-1]
            if one.off < start and there < least:
                return False
    return True


def _plan(
    operation: Operation,
    lots: tuple[Lot, ...],
    flights: tuple[Flight, ...],
    seated: Units,
    acts: tuple[HandoverAct, ...],
) -> Plan:
    """The plan of these flights, with figures worked out by the rule book."""
    planned = {one.clearance_id: one for one in operation.clearances if one.state == "planned"}
    first: dict[str, int] = {}
    for flight in flights:
        first.setdefault(flight.clearance, flight.off)
    requests = tuple(
        ClearanceRequest(
            clearance_id=name,
            request_minute=off - max(planned[name].lead_minutes, planned[name].answer_minutes),
        )
        for name, off in sorted(first.items())
        if name in planned
    )
    booked = _cargo(lots, seated)
    bare = replace(
        tiny_plan(operation),
        movements=tuple(_movement(lots, flight, f"S{index}") for index, flight in enumerate(flights)),
        handovers=acts,
        bookings=(Booking(flight_id="F1", loads=booked),) if booked else (),
        requests=requests,
        objective=Objective(**dict.fromkeys(Objective.__slots__, 0)),
        bound=Bound(closure_day=0, method="none", proven=False, rows=()),
    )
    measured = replace(bare, objective=recompute_objective(operation, bare))
    return replace(measured, verdict=verdict_of(operation, measured))


def _cargo(lots: tuple[Lot, ...], units: Units) -> tuple[Cargo, ...]:
    pairs = zip(lots, units, strict=True)
    return tuple(Cargo(line_id=lot.line_id, quantity=n, site_id=lot.site_id) for lot, n in pairs if n)


def _movement(lots: tuple[Lot, ...], flight: Flight, name: str) -> Movement:
    cargo = _cargo(lots, flight.load)
    out, home = flight.on - LEG, flight.off + LEG
    return Movement(
        movement_id=name,
        vehicle_id=flight.tail,
        configuration_id="cargo",
        stops=(
            Stop(
                place_id="OUT1",
                on_block_minute=out,
                work_start_minute=out,
                work_end_minute=out,
                off_block_minute=out,
            ),
            Stop(
                place_id=flight.field,
                on_block_minute=flight.on,
                work_start_minute=flight.work,
                work_end_minute=flight.work + WORK,
                off_block_minute=flight.off,
                loads=cargo,
                clearance_id=flight.clearance,
            ),
            Stop(
                place_id="OUT1",
                on_block_minute=home,
                work_start_minute=home,
                work_end_minute=home + UNLOAD,
                off_block_minute=home + STAY,
                unloads=tuple(replace(one, site_id="HOME") for one in cargo),
            ),
        ),
    )
