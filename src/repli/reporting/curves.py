"""What a plan means as numbers to draw: people out and what is present over time, and what moves on each leg.

A curve is a tuple of steps ``(minute, value)``: from that UTC minute on the value holds. What counts as out, present or
entered is the rule book's own reading of a plan (docs/reference/plan-meaning.md, B, C and D), so that a floor curve
shows what the rule of floors judges.

>>> value_at(((0, 20), (540, 6)), 600)
6
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from repli.model import Floor, Operation, Plan
from repli.rules.flows import crossings, departures, entries, levels
from repli.rules.lines import Line, lines_of
from repli.rules.reading import AIR, aboard_on_legs, trips_of

__all__ = ["Flow", "Steps", "flows", "out_steps", "present_steps", "value_at"]

Steps = tuple[tuple[int, int], ...]
"""(UTC minute, value from then on), ascending."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """What moves on a leg over the whole plan: trips, people, kg of items (people's bags not counted)."""

    mode: str
    from_place: str
    to_place: str
    trips: int
    people: int
    kg: int


def value_at(steps: Steps, minute: int) -> int:
    """Return the value at a minute; before the first step, zero."""
    position = bisect_right(steps, minute, key=lambda step: step[0])
    return steps[position - 1][1] if position else 0


def out_steps(operation: Operation, plan: Plan) -> Steps:
    """Return the people out, from the plan's as_of on."""
    crossed = crossings(operation, plan)
    return _steps(plan, 0, ((one.out_minute, one.units) for one in crossed if one.line.is_people))


def present_steps(operation: Operation, plan: Plan, floor: Floor) -> Steps:
    """Return what is present at a floor's site of what it counts: people (of a function, or all), kg or items."""
    weigh = _measure(floor)
    lines = lines_of(operation)
    at_start = sum(line.at_first(floor.site_id) * weigh(line) for line in lines.values())
    gone = [
        (one.gone_minute, -one.units * weigh(one.line))
        for one in departures(operation, plan)
        if one.site_id == floor.site_id
    ]
    ended = [
        (act.end_minute, -weigh(lines[act.item_id]))
        for act in plan.acts
        if act.site_id == floor.site_id and act.item_id in lines
    ]
    come = [
        (one.minute, one.units * weigh(one.line)) for one in entries(operation, plan) if one.site_id == floor.site_id
    ]
    return _steps(plan, at_start, gone + ended + come)


def _measure(floor: Floor) -> Callable[[Line], int]:
    """Return how much one unit of a line counts towards a floor."""
    if floor.quantity == "people":
        return lambda line: int(line.is_people and floor.function in (None, line.function))
    if floor.quantity == "kg":
        return lambda line: 0 if line.is_people else line.kg_per_unit
    return lambda line: int(line.is_sensitive)


def flows(operation: Operation, plan: Plan) -> tuple[Flow, ...]:
    """Return what moves on every leg that the plan uses, sorted; commercial flights are air legs between fields."""
    lines = lines_of(operation)
    found: dict[tuple[str, str, str], list[tuple[int, int]]] = {}
    for trip in trips_of(operation, plan):
        for before, after, aboard in aboard_on_legs(trip, lines):
            key = (trip.kind.mode, before.place_id, after.place_id)
            found.setdefault(key, []).append((_people(aboard), _kg(aboard)))
    for booking in plan.bookings:
        flight = operation.seat_block_of.get(booking.flight_id)
        if flight is not None:
            people = sum(cargo.quantity for cargo in booking.loads)
            found.setdefault((AIR, flight.from_field, flight.to_field), []).append((people, 0))
    return tuple(
        Flow(
            mode=mode,
            from_place=start,
            to_place=end,
            trips=len(loads),
            people=sum(people for people, _ in loads),
            kg=sum(kg for _, kg in loads),
        )
        for (mode, start, end), loads in sorted(found.items())
    )


def _people(aboard: Mapping[Line, int]) -> int:
    return sum(units for line, units in aboard.items() if line.is_people)


def _kg(aboard: Mapping[Line, int]) -> int:
    return sum(line.kg_per_unit for line in aboard if not line.is_people)


def _steps(plan: Plan, initial: int, changes: Iterable[tuple[int, int]]) -> Steps:
    """Return the level from as_of on, one step for each minute that changes it."""
    return tuple(levels(initial, [(plan.as_of_minute, 0), *(one for one in changes if one[1])]))
