"""Rules about everything being accounted for (docs/reference/plan-meaning.md, D and J)."""

from collections import Counter
from collections.abc import Iterator

from repli.errors import phrase
from repli.model import Finding, Operation, Plan
from repli.rules.flows import crossings, departures, entries
from repli.rules.lines import lines_of
from repli.rules.reading import aboard_on_legs, is_inside, trips_of
from repli.rules.rule import Rule, found

__all__ = ["RULES"]


def out_once(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """Every line that must leave, or end on site, is out exactly once, all of it; no other line is out.

    What is out does not come back in: else one person could be out twice, and another never.

    Source: docs/reference/plan-meaning.md, D and J.
    """
    out: Counter[str] = Counter()
    for crossing in crossings(operation, plan):
        out[crossing.line.line_id] += crossing.units
    for line_id, line in sorted(lines_of(operation).items()):
        expected = line.units if line.must_be_out else 0
        if out[line_id] != expected:
            message = phrase("Taken out: {out}; to be taken out: {expected}.", out=out[line_id], expected=expected)
            yield found("out-once", line_id, None, message)
    yield from _comes_back(operation, plan)


def _comes_back(operation: Operation, plan: Plan) -> Iterator[Finding]:
    lines = lines_of(operation)
    for trip in trips_of(operation, plan):
        for stop, following, aboard in aboard_on_legs(trip, lines):
            inwards = is_inside(operation, trip.kind, following.place_id)
            if inwards and not is_inside(operation, trip.kind, stop.place_id):
                for line in (line for line in aboard if line.must_be_out):
                    place, minute = following.place_id, following.on_block_minute
                    message = phrase("{line} is out and comes back to {place}.", line=line.line_id, place=place)
                    yield found("out-once", line.line_id, minute, message)


def right_destination(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """What is unloaded outside ends at the destination of its line.

    Source: docs/reference/plan-meaning.md, J: everything is accounted for.
    """
    there: Counter[tuple[str, str]] = Counter()
    for entry in entries(operation, plan):
        there[entry.line.line_id, entry.site_id] += entry.units
    for load in departures(operation, plan):
        there[load.line.line_id, load.site_id] -= load.units
    lines = lines_of(operation)
    for (line_id, site_id), units in sorted(there.items()):
        if units > 0 and not operation.site_of[site_id].inside and site_id != lines[line_id].destination_id:
            message = phrase(
                "{line} ends at {site}, and its destination is {destination}.",
                line=line_id,
                site=site_id,
                destination=lines[line_id].destination_id,
            )
            yield found("right-destination", line_id, None, message)


RULES = (
    Rule(
        name="out-once",
        explanation=phrase("Everyone and everything that must leave is out exactly once."),
        check=out_once,
    ),
    Rule(
        name="right-destination",
        explanation=phrase("What is out ends at its destination."),
        check=right_destination,
    ),
)
