"""Re-proves a bound: each row and each certificate is worked out again from the operation alone.

A row says: no plan that keeps the rules closes before its ``value_day``. Kinds (docs/reference/bound-meaning.md):

* ``ready``: subject = a line that must be out, ``from_minute`` = its ready minute (or its later arrival), ``demand`` =
  0. The value is the civil day of the earliest minute at which it is out (`repli.rules.routes`), or of the earliest
  end of its act on site.
* ``permits-kg``, ``permits-positions``, ``permits-people``: subject = a field. ``demand`` = kg (people's included),
  positions or people of the lines that must leave, are ready at ``from_minute`` or later and can get out only by an
  off block of aircraft at this field. Each of these names a clearance, so the value is the first civil day on which
  the clearances' daily limits x the most that one aircraft can take, added up from the day of ``from_minute``, reach
  the demand (`repli.rules.permits`). A clearance without a limit proves nothing.
* ``handover``: subject = a site that is handed over, ``from_minute`` = the earliest end of its act, and last off block
  with the way on until out (`repli.rules.onward`).
* ``wave``: subject = a site that lines leave, ``from_minute`` = its earliest last off block (`repli.rules.ends`) with
  the way on.
* ``prices``: subject = ``closure`` or a site, ``from_minute`` = where the bucket begins before which a certificate
  proves that it is not over (`repli.rules.certificates`); the value of a site's row adds the way on.

A row may claim less than what is proven here, never more.
"""

from collections.abc import Iterator, Mapping

from repli.errors import Phrase, phrase
from repli.model import Bound, BoundRow, Finding, Least, Operation, Plan
from repli.rules.certificates import alone_minutes, prove_certificates
from repli.rules.days import day_of
from repli.rules.ends import NEVER, Ends, first_handover
from repli.rules.lines import Line
from repli.rules.onward import onward_minutes
from repli.rules.permits import MEASURES, permits_row
from repli.rules.routes import Ways
from repli.rules.rule import Rule, found
from repli.rules.shapes import BY_BUCKET, CLOSURE, FLYING, SITE, STAY

__all__ = ["RULES", "prove_bound", "prove_closure", "strongest_row"]

BOUND_RULE = "bound-proven"

READY, HANDOVER, WAVE, PRICES = "ready", "handover", "wave", "prices"


def strongest_row(
    operation: Operation,
    kind: str,
    subject: str,
    from_minute: int,
    *,
    ways: Ways | None = None,
    ends: Ends | None = None,
) -> BoundRow | None:
    """Return the row of this kind with the largest demand and value that hold; ``None`` if it proves nothing.

    A value of one day past the table of days means that no plan can keep the rules at all. Pass the operation's
    ``ways``, and its ``ends`` without claims, when asking for many rows: what they found once they know. Rows
    ``prices`` rest on certificates alone.
    """
    ways = ways or Ways(operation)
    if kind == READY:
        return _ready_row(ways, subject, from_minute)
    if kind == HANDOVER:
        return _handover_row(ends or Ends(ways), subject, from_minute)
    if kind == WAVE:
        return _wave_row(ends or Ends(ways), subject, from_minute)
    if kind in MEASURES:
        return permits_row(ways, kind, subject, from_minute)
    return None


def _ready_row(ways: Ways, line_id: str, from_minute: int) -> BoundRow | None:
    operation = ways.operation
    line = ways.lines.get(line_id)
    if line is None or not line.must_be_out or from_minute not in (line.ready_minute, line.earliest_minute):
        return None
    earliest = _last_counted(ways, line)
    value = len(operation.agreement.day_starts) if earliest is None else day_of(operation, earliest)
    return BoundRow(kind=READY, subject=line_id, from_minute=from_minute, demand=0, value_day=value)


def _last_counted(ways: Ways, line: Line) -> int | None:
    """Return the earliest minute of a line that the closure counts: it is out, or its act ends."""
    if not line.stays:
        return ways.earliest_out(line)
    end = max(line.ready_minute, ways.operation.as_of_minute) + line.act_minutes
    return end if end <= ways.operation.horizon_minute else None


def _handover_row(ends: Ends, site_id: str, from_minute: int) -> BoundRow | None:
    """Return the row of a handover; one that cannot be by the horizon stands at the minute after it."""
    operation = ends.ways.operation
    site = operation.site_of.get(site_id)
    if site is None or not site.inside or site.handover_minutes <= 0:
        return None
    act, alone = first_handover(operation, site), ends.alone.get(site_id)
    never = operation.horizon_minute + 1
    minutes = [never] if act is None or act == NEVER else [act + site.handover_minutes]
    if alone is not None:
        on = onward_minutes(ends.ways, site_id)
        minutes += [alone + on, minutes[0] - site.handover_minutes + operation.wave_minutes + on]
    minute = min(never, max(minutes))
    value = _day_or_never(operation, minute)
    if from_minute != minute:
        return None
    return BoundRow(kind=HANDOVER, subject=site_id, from_minute=minute, demand=0, value_day=value)


def _wave_row(ends: Ends, site_id: str, from_minute: int) -> BoundRow | None:
    """Return the row of the last off block of a site and the way on, proven without any certificate."""
    last_off = ends.last_off(site_id)
    minute = None if last_off is None else last_off + onward_minutes(ends.ways, site_id)
    if minute is None or from_minute != minute:
        return None
    value = _day_or_never(ends.ways.operation, minute)
    return BoundRow(kind=WAVE, subject=site_id, from_minute=minute, demand=0, value_day=value)


def _day_or_never(operation: Operation, minute: int) -> int:
    """Return the civil day of a minute, one past the table of days after the horizon."""
    return len(operation.agreement.day_starts) if minute > operation.horizon_minute else day_of(operation, minute)


def prove_bound(operation: Operation, bound: Bound) -> tuple[Finding, ...]:
    """Return what is wrong with a bound where it calls itself proven; an estimate claims nothing and passes."""
    if not (bound.proven or bound.stay.proven or bound.flying.proven):
        return ()
    ways = Ways(operation)
    findings = [*prove_certificates(ways, bound.certificates)]
    if bound.proven:
        findings += _wrong_in(ways, bound)
    findings += [*_wrong_least(bound, bound.stay, STAY), *_wrong_least(bound, bound.flying, FLYING)]
    if bound.stay.proven:
        findings += _wrong_alone(ways, bound)
    return tuple(findings)


def prove_closure(operation: Operation, bound: Bound) -> tuple[Finding, ...]:
    """Return what is wrong with the closure day alone, if it calls itself proven."""
    if not bound.proven:
        return ()
    ways = Ways(operation)
    behind = [one for one in bound.certificates if one.claim in BY_BUCKET]
    return (*prove_certificates(ways, behind), *_wrong_in(ways, bound))


def _wrong_least(bound: Bound, least: Least, claim: str) -> Iterator[Finding]:
    """Yield that a figure in minutes is not that of its certificate."""
    if not least.proven:
        return
    certificate = next((one for one in bound.certificates if one.claim == claim), None)
    if certificate is None:
        yield found(
            BOUND_RULE, claim, None, phrase("The bound is called proven and has no certificate that proves it.")
        )
    elif certificate.value != least.minutes:
        message = phrase(
            "The bound says {stated} minutes, and its certificate says {value}.",
            stated=least.minutes,
            value=certificate.value,
        )
        yield found(BOUND_RULE, claim, None, message)


def _wrong_alone(ways: Ways, bound: Bound) -> Iterator[Finding]:
    real = alone_minutes(ways)
    if real is not None and bound.alone_minutes != real:
        message = phrase(
            "The plan states {stated}, and {expected} is right.", stated=bound.alone_minutes, expected=real
        )
        yield found(BOUND_RULE, "alone-minutes", None, message)


def _wrong_in(ways: Ways, bound: Bound) -> Iterator[Finding]:
    """Yield what is wrong with the closure day and its rows; their certificates are proven apart."""
    if not bound.rows and bound.closure_day <= 0:
        return  # true of every plan: nothing happens before the day of as_of
    if not bound.rows:
        yield found(BOUND_RULE, "bound", None, phrase("The bound is called proven and has no rows that prove it."))
        return
    ends = Ends(ways)
    proven: dict[tuple[str, str, int], BoundRow | None] = dict(_rows_of_prices(ways, bound))
    for row in bound.rows:
        key = (row.kind, row.subject, row.from_minute)
        if key not in proven:
            proven[key] = strongest_row(ways.operation, *key, ways=ways, ends=ends)
        message = _wrong_row(row, proven[key])
        if message is not None:
            yield found(BOUND_RULE, f"{row.kind} {row.subject}", row.from_minute, message)
    best = max(row.value_day for row in bound.rows)
    if bound.closure_day != best:
        message = phrase(
            "The bound says day {stated}, and its rows say day {best}.", stated=bound.closure_day, best=best
        )
        yield found(BOUND_RULE, "bound", None, message)


def _rows_of_prices(ways: Ways, bound: Bound) -> Mapping[tuple[str, str, int], BoundRow]:
    """Return the rows that the certificates of the bound prove, if they hold."""
    rows = {}
    for one in bound.certificates:
        if one.claim in BY_BUCKET and 0 < one.value < len(one.grid_minute):
            minute = one.grid_minute[one.value]
            subject = one.subject if one.claim == SITE else CLOSURE
            out = minute + (onward_minutes(ways, subject) if one.claim == SITE else 0)
            rows[PRICES, subject, minute] = BoundRow(
                kind=PRICES, subject=subject, from_minute=minute, demand=0, value_day=_day_or_never(ways.operation, out)
            )
    return rows


def _wrong_row(row: BoundRow, proven: BoundRow | None) -> Phrase | None:
    if row.kind not in {READY, HANDOVER, WAVE, PRICES, *MEASURES}:
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
    """A bound that is called proven follows from the operation, row by row and price by price.

    Source: docs/reference/plan-meaning.md, L; docs/reference/bound-meaning.md.
    """
    yield from prove_bound(operation, plan.bound)


RULES = (
    Rule(
        name=BOUND_RULE,
        explanation=phrase("A bound that is called proven follows from the operation."),
        check=bound_proven,
    ),
)
