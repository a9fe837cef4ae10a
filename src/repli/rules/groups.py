"""Rules about lines that go together, and lines that go before others (docs/reference/plan-meaning.md, C)."""

from collections import Counter
from collections.abc import Iterator

from repli.errors import phrase
from repli.model import Cargo, Finding, Operation, Plan
from repli.rules.flows import departures
from repli.rules.lines import Line, lines_of
from repli.rules.reading import aboard_on_legs, trips_of
from repli.rules.rule import Rule, clock, found

__all__ = ["RULES"]


def together(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """A stop that loads any line of a group loads every line of it, whole.

    Source: docs/reference/plan-meaning.md, C.
    """
    lines = lines_of(operation)
    groups: dict[str, list[Line]] = {}
    for line in lines.values():
        if line.together is not None:
            groups.setdefault(line.together, []).append(line)
    for name, minute, loads in _loadings(operation, plan):
        loaded = Counter[str]()
        for cargo in loads:
            loaded[cargo.line_id] += cargo.quantity
        for group in sorted({group for line_id in loaded if (group := lines[line_id].together) is not None}):
            if any(loaded[line.line_id] != line.units for line in groups[group]):
                message = phrase("The group {group} is not loaded whole.", group=group)
                yield found("together", name, minute, message)


def _loadings(operation: Operation, plan: Plan) -> Iterator[tuple[str, int | None, tuple[Cargo, ...]]]:
    for trip in trips_of(operation, plan):
        for stop in trip.movement.stops:
            yield trip.name, stop.work_start_minute, stop.loads
    for booking in plan.bookings:
        known = tuple(cargo for cargo in booking.loads if cargo.line_id in operation.people_of)
        yield booking.flight_id, None, known


def _leavings(operation: Operation, plan: Plan) -> dict[str, list[int]]:
    """Return the off blocks of each line aboard a vehicle, and the ends of its acts on site."""
    minutes: dict[str, list[int]] = {}
    lines = lines_of(operation)
    for trip in trips_of(operation, plan):
        for stop, _following, aboard in aboard_on_legs(trip, lines):
            for line in aboard:
                minutes.setdefault(line.line_id, []).append(stop.off_block_minute)
    for one in departures(operation, plan):
        if one.by_seat:
            minutes.setdefault(one.line.line_id, []).append(one.off_block_minute)
    for act in plan.acts:
        minutes.setdefault(act.item_id, []).append(act.end_minute)
    return minutes


def before(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """The last off block of a line, or end of its act, is not after the first of each line that it goes before.

    Source: docs/reference/plan-meaning.md, C.
    """
    minutes = _leavings(operation, plan)
    for line_id, line in sorted(lines_of(operation).items()):
        for later in line.before:
            if line_id not in minutes or later not in minutes:
                continue
            last, first = max(minutes[line_id]), min(minutes[later])
            if last > first:
                message = phrase("It leaves after {line}, which leaves at {when}.", line=later, when=clock(first))
                yield found("before", line_id, last, message)


RULES = (
    Rule(
        name="together",
        explanation=phrase("A group that goes together is loaded whole at one stop."),
        check=together,
    ),
    Rule(
        name="before",
        explanation=phrase("What goes before something else leaves no later."),
        check=before,
    ),
)
