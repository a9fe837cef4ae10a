"""Rules about stock: nothing is loaded that is not there, or not ready (docs/reference/plan-meaning.md, C)."""

from collections.abc import Iterator

from repli.errors import phrase
from repli.model import Finding, Operation, Plan
from repli.rules.flows import departures, entries, levels
from repli.rules.lines import lines_of
from repli.rules.rule import Rule, clock, found

__all__ = ["RULES"]


def stock_not_negative(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """After all events of a minute no site has given out more of a line than it had.

    Source: docs/reference/plan-meaning.md, C.
    """
    lines = lines_of(operation)
    changes: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for load in departures(operation, plan):
        changes.setdefault((load.site_id, load.line.line_id), []).append((load.work_start_minute, -load.units))
    for entry in entries(operation, plan):
        changes.setdefault((entry.site_id, entry.line.line_id), []).append((entry.minute, entry.units))
    for (site_id, line_id), events in sorted(changes.items()):
        initial = lines[line_id].at_first(site_id)
        short = next(((minute, level) for minute, level in levels(initial, events) if level < 0), None)
        if short is not None:
            message = phrase("Loaded of {line} beyond what is there: {missing}.", missing=-short[1], line=line_id)
            yield found("stock-not-negative", site_id, short[0], message)


def ready(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """Nothing is loaded before it is ready.

    Source: docs/reference/plan-meaning.md, C.
    """
    for load in departures(operation, plan):
        if load.work_start_minute < load.line.ready_minute:
            message = phrase(
                "{line} is ready at {ready} only.", line=load.line.line_id, ready=clock(load.line.ready_minute)
            )
            yield found("ready", load.movement_id, load.work_start_minute, message)


RULES = (
    Rule(
        name="stock-not-negative",
        explanation=phrase("Nothing is loaded at a site that is not there."),
        check=stock_not_negative,
    ),
    Rule(
        name="ready",
        explanation=phrase("Nothing is loaded before it is ready."),
        check=ready,
    ),
)
