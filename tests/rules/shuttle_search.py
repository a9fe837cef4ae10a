"""The best shuttle plan for one figure at a time, found by trying flight after flight, judged by the rule book alone.

Flights OUT1 - field - OUT1 in order of their off blocks, each as early as what was placed before it allows after one of
the minutes that matter (nights, ready minutes, floor steps, handover, waves), with every load that fits. What is left
out makes the search weaker, never wrong: a plan counts only if `repli.rules.check_plan` finds nothing in it. So it can
refute a bound, and says nothing where it finds no plan.
"""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import product

from repli.model import Operation, Plan
from repli.rules import check_plan
from tests.rules.shuttle_flights import (
    LEG,
    MOST_FLIGHTS,
    WORK,
    Flight,
    Units,
    clearance_for,
    events_of,
    lots_of,
    offs_of,
    seatings,
    tails_of,
    work_start,
)
from tests.rules.shuttle_plan import acts_of, floors_kept, guards_last, plan_of
from tests.tiny import at

__all__ = ["best_figure"]

MOST_JUDGED, MOST_TRIED = 25, 1_000


def best_figure(operation: Operation, figure: str) -> Plan | None:
    """A plan that keeps every rule, of the least value of one figure that the search meets."""
    return _Search(operation, figure).run()


class _Search:
    """One depth-first search; ``least`` is the value of the best plan so far."""

    def __init__(self, operation: Operation, figure: str) -> None:
        self.operation, self.figure = operation, figure
        self.lots = lots_of(operation)
        self.cabin = operation.type_of["LIFT"].configurations[0]
        self.payload = operation.passages[0].payload_kg
        self.events = events_of(operation, self.lots)
        self.offs = {one.field_id: offs_of(operation, one.field_id) for one in operation.fields if one.inside}
        self.sites = {one.site_id: one.field_id or "" for one in operation.sites}
        self.best: Plan | None = None
        self.least: float = float("inf")
        self.judged = self.tried = 0
        self.people = sum(lot.units * lot.people for lot in self.lots)
        self.item_kg = sum(lot.kg for lot in self.lots if not lot.people)

    def run(self) -> Plan | None:
        for seated in seatings(self.operation, self.lots):
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
            for tail, free in tails_of(self.operation, flights):
                earliest = max(free + LEG + WORK, ready + WORK, after)
                for event in (earliest, *(one for one in self.events if one > earliest)):
                    flight = self._first(flights, field, load, tail, event, ready)
                    if flight is not None:
                        yield flight

    def _first(  # noqa: PLR0917 - what a flight is made of
        self, flights: tuple[Flight, ...], field: str, load: Units, tail: str, earliest: int, ready: int
    ) -> Flight | None:
        free = dict(tails_of(self.operation, flights))[tail] + LEG
        offs = self.offs[field]
        for off, ons, permits in offs[bisect_left(offs, (earliest, (), ())) :]:
            clearance = clearance_for(flights, permits, off)
            if clearance is None:
                continue
            for on in ons:
                work = None if on < free else work_start(self.operation, flights, field, (max(on, ready), off), on)
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
        acts = acts_of(self.operation, flights, seated)
        if (
            acts is None
            or not guards_last(self.operation, self.lots, flights, seated)
            or not floors_kept(self.operation, self.lots, flights, seated)
        ):
            return
        self.judged += 1
        plan = plan_of(self.operation, self.lots, flights, seated, acts)
        value = getattr(plan.objective, self.figure)
        if value < self.least and not check_plan(self.operation, plan):
            self.best, self.least = plan, value
