"""Re-proves a bound: each row of its certificate is worked out again from the operation alone.

A row says: no plan that keeps the rules closes before its ``value_day``. Kinds (docs/reference/plan-meaning.md, L):

* ``ready``: subject = a line that must be out, ``from_minute`` = its ready minute (or its later arrival), ``demand`` =
  0. The value is the civil day of the earliest off block with which the line can go out (`repli.rules.routes`), or of
  the earliest end of its act on site.
* ``permits-kg``, ``permits-positions``, ``permits-people``: subject = a field. ``demand`` = kg (people's included),
  positions or people of the lines that must leave, are ready at ``from_minute`` or later and can get out only by an
  off block of aircraft at this field. Each of these names a clearance, so the value is the first civil day on which
  the clearances' daily limits x the most that one aircraft can take, added up from the day of ``from_minute``, reach
  the demand (`repli.rules.permits`). A clearance without a limit proves nothing.

A row may claim less than what is proven here, never more.
"""

from collections.abc import Iterator

from repli.errors import Phrase, phrase
from repli.model import Bound, BoundRow, Finding, Operation, Plan
from repli.rules.days import day_of
from repli.rules.lines import Line
from repli.rules.permits import MEASURES, permits_row
from repli.rules.routes import Ways
from repli.rules.rule import Rule, found

__all__ = ["RULES", "prove_bound", "strongest_row"]

RULE = "bound-proven"


def strongest_row(
    operation: Operation, kind: str, subject: str, from_minute: int, ways: Ways | None = None
) -> BoundRow | None:
    """Return the row of this kind with the largest demand and value that hold; ``None`` if it proves nothing.

    A value of one day past the table of days means that no plan can keep the rules at all. Pass the operation's
    ``ways`` when asking for many rows: what they found once they know.
    """
    ways = ways or Ways(operation)
    if kind == "ready":
        return _ready_row(ways, subject, from_minute)
    if kind in MEASURES:
        return permits_row(ways, kind, subject, from_minute)
    return None


def _ready_row(ways: Ways, line_id: str, from_minute: int) -> BoundRow | None:
    operation = ways.operation
    line = ways.lines.get(line_id)
    if line is None or not line.must_be_out or from_minute not in (line.ready_minute, line.earliest_minute):
        return None
    earliest = _earliest_out(ways, line)
    value = len(operation.agreement.day_starts) if earliest is None else day_of(operation, earliest)
    return BoundRow(kind="ready", subject=line_id, from_minute=from_minute, demand=0, value_day=value)


def _earliest_out(ways: Ways, line: Line) -> int | None:
    if not line.stays:
        return min(ways.out(line).values(), default=None)
    end = max(line.ready_minute, ways.operation.as_of_minute) + line.act_minutes
    return end if end <= ways.operation.horizon_minute else None


def prove_bound(operation: Operation, bound: Bound) -> tuple[Finding, ...]:
    """Return what is wrong with a bound that calls itself proven; an estimate claims nothing and passes."""
    return tuple(_wrong_in(operation, bound)) if bound.proven else ()


def _wrong_in(operation: Operation, bound: Bound) -> Iterator[Finding]:
    if not bound.rows and bound.closure_day <= 0:
        return  # true of every plan: nothing happens before the day of as_of
    if not bound.rows:
        yield found(RULE, "bound", None, phrase("The bound is called proven and has no rows that prove it."))
        return
    ways = Ways(operation)
    proven: dict[tuple[str, str, int], BoundRow | None] = {}
    for row in bound.rows:
        key = (row.kind, row.subject, row.from_minute)
        if key not in proven:
            proven[key] = strongest_row(operation, *key, ways)
        message = _wrong_row(row, proven[key])
        if message is not None:
            yield found(RULE, f"{row.kind} {row.subject}", row.from_minute, message)
    best = max(row.value_day for row in bound.rows)
    if bound.closure_day != best:
        message = phrase(
            "The bound says day {stated}, and its rows say day {best}.", stated=bound.closure_day, best=best
        )
        yield found(RULE, "bound", None, message)


def _wrong_row(row: BoundRow, proven: BoundRow | None) -> Phrase | None:
    if row.kind != "ready" and row.kind not in MEASURES:
        return phrase("No argument of the kind {kind} is known.", kind=row.kind)
    if proven is None:
        return phrase("This row proves nothing.")
    if row.demand > proven.demand:
        return phrase("The row counts {stated}, and {real} can be counted.", stated=row.demand, real=proven.demand)
    if row.value_day > proven.value_day:
        return phrase(
            "The row says day {stated}, and day {real} is proven.", stated=row.value_day, real=proven.value_day
        )
    return None


def bound_proven(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """A bound that is called proven follows from the operation, row by row.

    Source: docs/reference/plan-meaning.md, L.
    """
    yield from prove_bound(operation, plan.bound)


RULES = (
    Rule(
        name=RULE,
        explanation=phrase("A bound that is called proven follows from the operation."),
        check=bound_proven,
    ),
)
