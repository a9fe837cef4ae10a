"""The movements of the plan by vehicle: the whole plan, and the next two weeks close enough to read their names."""

from repli.errors import phrase
from repli.model import Operation
from repli.reporting.charts.figure import Chart, Table
from repli.reporting.charts.gantt import Bar, Tick, gantt
from repli.reporting.facts import CommissionFacts
from repli.reporting.voice import Voice
from repli.rules.reading import Trip, is_inside, trips_of
from repli.units import MINUTES_PER_DAY

__all__ = ["cleared_movements", "gantt_charts", "plan_span"]

_CLOSE_DAYS = 14


def gantt_charts(facts: CommissionFacts, voice: Voice) -> tuple[Chart, ...]:
    """Draw planned movements and recorded departures: whole, then the next 14 days of a longer plan if any moves."""
    recorded = () if facts.history is None else facts.history.departures
    first, last = plan_span(facts)
    start = min([first, *(one.off_block_minute for one in recorded)]) - MINUTES_PER_DAY // 2
    charts = [_chart(facts, voice, (start, last), "gantt", voice.say("Movements by vehicle"))]
    until = facts.now_minute + _CLOSE_DAYS * MINUTES_PER_DAY
    starts = [movement.stops[0].off_block_minute for movement in facts.plan.movements]
    if until < last and any(facts.now_minute <= start < until for start in starts):
        title = voice.say("Movements by vehicle, the next {days} days", days=_CLOSE_DAYS)
        charts.append(_chart(facts, voice, (facts.now_minute, until), "close", title))
    return tuple(charts)


def plan_span(facts: CommissionFacts) -> tuple[int, int]:
    """Return the first and last minute of the plan's pictures: from its as_of to a day after its last movement."""
    ends = [movement.stops[-1].off_block_minute for movement in facts.plan.movements]
    return facts.plan.as_of_minute, max(ends, default=facts.plan.as_of_minute) + MINUTES_PER_DAY


def cleared_movements(operation: Operation, trips: tuple[Trip, ...]) -> frozenset[str]:
    """Return the movements of which every off block inside the territory names a clearance, granted by now.

    docs/reference/plan-meaning.md, I: a clearance that is only planned is still to be requested and answered.
    """

    def is_cleared(trip: Trip) -> bool:
        needed = [stop.clearance_id for stop, _ in trip.legs if is_inside(operation, trip.kind, stop.place_id)]
        return all(name is not None and operation.clearance_of[name].state == "granted" for name in needed)

    return frozenset(trip.name for trip in trips if is_cleared(trip))


def _chart(facts: CommissionFacts, voice: Voice, span: tuple[int, int], name: str, title: str) -> Chart:
    planned = trips_of(facts.operation, facts.plan)
    recorded = () if facts.history is None else facts.history.departures
    cleared = cleared_movements(facts.operation, planned)
    first, last = span
    bars = tuple(
        Bar(
            vehicle_id=trip.vehicle.vehicle_id,
            movement_id=trip.name,
            start_minute=trip.first.off_block_minute,
            end_minute=trip.last.on_block_minute,
            is_cleared=trip.name in cleared,
        )
        for trip in planned
    )
    ticks = tuple(
        Tick(vehicle_id=one.vehicle_id, at_minute=one.off_block_minute, is_joint=one.is_joint) for one in recorded
    )
    shown = [one for one in planned if one.first.off_block_minute < last and first < one.last.on_block_minute]
    return gantt(
        bars,
        ticks,
        voice,
        span=span,
        deadline_minute=facts.operation.agreement.deadline_minute,
        chart_id=f"{name}-{voice.language}",
        title=title,
        table=_movements(facts.operation, shown, cleared, voice, title),
    )


def _movements(operation: Operation, planned: list[Trip], cleared: frozenset[str], voice: Voice, title: str) -> Table:
    """List movements in order of time."""
    rows = []
    for trip in sorted(planned, key=lambda one: (one.first.off_block_minute, one.name)):
        loads = [cargo for stop in trip.movement.stops for cargo in stop.loads]
        people = sum(cargo.quantity for cargo in loads if cargo.line_id in operation.people_of)
        kg = sum(operation.item_of[cargo.line_id].kg for cargo in loads if cargo.line_id in operation.item_of)
        state = phrase("cleared") if trip.name in cleared else phrase("proposed")
        rows.append(
            (
                trip.name,
                trip.vehicle.vehicle_id,
                " \u2192 ".join(stop.place_id for stop in trip.movement.stops),
                voice.short_instant(trip.first.off_block_minute),
                voice.short_instant(trip.last.on_block_minute),
                voice.number(people),
                voice.number(kg),
                voice.say(state),
            )
        )
    head = (
        phrase("Movement"),
        phrase("Vehicle"),
        phrase("Route"),
        phrase("Off block"),
        phrase("On block"),
        phrase("People"),
        phrase("Materiel, kg"),
        phrase("State"),
    )
    words = tuple(voice.say(word) for word in head)
    return Table(
        caption=voice.say("{title}, local time", title=title),
        head=words,
        rows=tuple(rows),
        numeric=frozenset({5, 6}),
        unbroken=frozenset({3, 4}),
    )
