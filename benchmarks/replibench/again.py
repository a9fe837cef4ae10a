"""Replanning after incidents: an agreed plan, then each incident on several days, and what the new plan changes.

    python -m benchmarks.replibench --replan --classes S,M --seeds 4 --out out/bench

The agreed plan is the first draft of the planner. Seconds are of the processor, compiled code loaded before: planning
again, the rule book's verdict and the difference. Beside the plan stand the proven minimum of what moves, and the best
that the same search finds with six times the work, as long as seconds for that are left. What had begun before an
incident is not held against a plan.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from benchmarks.replibench.incidents import Incident, incidents_of
from benchmarks.replibench.instance import instance_of
from benchmarks.replibench.ours import first_plan
from repli import rules
from repli.errors import ImpossibleError, NoPlanError
from repli.model import Movement, Operation, Plan
from repli.planning import Replanned, Terms, replanned
from repli.planning.repair import EFFORT
from repli.reporting import Difference, difference_of, record_of

__all__ = ["SHARES", "Row", "markdown_of_rows", "rows_of_class", "worst_of"]

SHARES = (0.2, 0.45, 0.7)
"""Where in the days to the deadline the incidents strike."""
TOLERANCE = 30
_MORE_WORK = 6
_WORK = EFFORT
_ONE_IN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One incident: agreed departures to come, what becomes of them, and what it costs.

    ``least`` is proven, ``found`` the fewest moved of both searches, at commitments no worse (None: not looked for);
    ``longer`` are the seconds of the longer one.
    """

    instance: str
    kind: str
    share: float
    seconds: float = 0.0
    judged: float = 0.0
    agreed: int = 0
    moved: int = 0
    dropped: int = 0
    added: int = 0
    least: int = 0
    found: int | None = None
    longer: float = 0.0
    overrun: int = 0
    closure: int = 0
    broken: tuple[str, ...] = ()
    failed: str = ""

    @property
    def changed(self) -> int:
        """Moved or dropped."""
        return self.moved + self.dropped

    @property
    def within(self) -> bool:
        """Whether at most one in twenty changes, or no more than is proven."""
        return _ONE_IN * self.changed <= self.agreed or self.changed <= self.least


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """An incident on an agreed plan, and the operation as it was when that was agreed."""

    incident: Incident
    before: Operation
    agreed: Plan
    share: float


def rows_of_class(
    class_name: str, seeds: range, *, best_seconds: float, shares: tuple[float, ...] = SHARES
) -> Iterator[Row]:
    """Yield the rows of instances of a class that have a plan; the longer searches take so many seconds in sum."""
    left = best_seconds
    for seed in seeds:
        instance = instance_of(class_name, seed)
        try:
            agreed = first_plan(instance.operation, 1)
        except (ImpossibleError, NoPlanError):
            continue
        for share in shares:
            for incident in incidents_of(instance, share):
                case = _Case(incident=incident, before=instance.operation, agreed=agreed, share=share)
                row = _row(case, best=left > 0)
                left -= row.longer
                yield row


def _row(case: _Case, *, best: bool) -> Row:
    incident, agreed, share = case.incident, case.agreed, case.share
    operation = incident.operation
    start = time.process_time()
    try:
        made = _replanned(incident, agreed, _WORK)
    except NoPlanError as error:
        taken = time.process_time() - start
        reason = str(error.reasons[0]) if error.reasons else str(error)
        return Row(instance=incident.instance, kind=incident.kind, share=share, seconds=taken, failed=reason)
    planned = time.process_time()
    findings = rules.check_plan(operation, made.plan)
    difference = _difference(case, made)
    judged = time.process_time()
    found = _best(case, made, difference) if best else None
    longer = time.process_time() - judged
    begun = {one.movement_id for one in agreed.movements if _begins(one) < incident.at_minute}
    before, after = agreed.objective, made.plan.objective
    return Row(
        instance=incident.instance,
        kind=incident.kind,
        share=share,
        seconds=planned - start,
        judged=judged - planned,
        agreed=difference.agreed,
        moved=len(difference.moved),
        dropped=len(difference.dropped),
        added=len(difference.added),
        least=made.least_moved,
        found=found,
        longer=longer,
        overrun=after.overrun_days - before.overrun_days,
        closure=after.closure_day - before.closure_day,
        broken=tuple(dict.fromkeys(one.rule for one in findings if one.subject not in begun)),
    )


def _best(case: _Case, made: Replanned, difference: Difference) -> int:
    """Return the fewest that move in the plan and in what the longer search finds, if that is no later."""
    known = len(difference.moved) + len(difference.dropped)
    if known <= made.least_moved:
        return known
    longer = _replanned(case.incident, case.agreed, _WORK * _MORE_WORK)
    other = _difference(case, longer)
    no_later = longer.plan.objective.as_tuple()[:3] <= made.plan.objective.as_tuple()[:3]
    return min(known, len(other.moved) + len(other.dropped)) if no_later else known


def _replanned(incident: Incident, agreed: Plan, effort: int) -> Replanned:
    terms = Terms(now_minute=incident.at_minute)
    return replanned(
        incident.operation, agreed, terms, seed=1, version="benchmark", tolerance_minutes=TOLERANCE, effort=effort
    )


def _difference(case: _Case, made: Replanned) -> Difference:
    """Return what changes; what was agreed is read with the clearances that there were then."""
    return difference_of(
        record_of(case.before, case.agreed, None).departures,
        record_of(case.incident.operation, made.plan, None).departures,
        now_minute=case.incident.at_minute,
        tolerance_minutes=TOLERANCE,
    )


def _begins(movement: Movement) -> int:
    return movement.stops[0].off_block_minute


def markdown_of_rows(rows: list[Row]) -> str:
    """Return a line an incident, and median and worst by class and kind."""
    lines = ["| " + " | ".join(_HEADER) + " |", "|" + "---|" * len(_HEADER)]
    lines += [_line(row) for row in rows]
    lines += ["", "Median (worst) over instances and days:", "", *worst_of(rows)]
    return "\n".join(lines)


def worst_of(rows: list[Row]) -> Iterator[str]:
    """Yield the summary as a table."""
    yield "| " + " | ".join(_COLUMNS) + " |"
    yield "|" + "---|" * len(_COLUMNS)
    for name in dict.fromkeys(row.instance.split()[0] for row in rows):
        own = [row for row in rows if row.instance.split()[0] == name]
        for kind in (*dict.fromkeys(row.kind for row in own), "all"):
            some = [row for row in own if kind in {row.kind, "all"}]
            yield "| " + " | ".join((name, kind, *_summary(some))) + " |"


def _summary(rows: list[Row]) -> tuple[str, ...]:
    made = [row for row in rows if not row.failed]
    if not made:
        return (str(len(rows)), *("-",) * 8, str(len(rows)))
    more = [row.changed - row.found for row in made if row.found is not None]
    return (
        str(len(rows)),
        _pair([row.seconds for row in made], 2),
        _pair([row.seconds + row.judged for row in made], 2),
        _pair([100 * row.changed / max(row.agreed, 1) for row in made], 1),
        _pair([row.changed - row.least for row in made], 0),
        _pair(more, 0) if more else "-",
        f"{sum(row.within for row in made)} of {len(made)}",
        _pair([row.closure for row in made], 0),
        str(sum(bool(row.broken) for row in made)),
        str(len(rows) - len(made)),
    )


def _pair(values: list[float] | list[int], digits: int) -> str:
    return f"{median(values):.{digits}f} ({max(values):.{digits}f})"


_HEADER = ("instance", "incident", "at", "s", "verdict s", "to come", "moved", "dropped", "new", "proven", "best found",
           "deadline d", "closure d", "rules")  # fmt: skip
_COLUMNS = ("class", "incident", "runs", "s", "with verdict s", "moved %", "beyond proven", "beyond best found",
            "within 5 %", "days later", "rules broken", "no plan")  # fmt: skip


def _line(row: Row) -> str:
    cells = (
        row.instance,
        row.kind,
        f"{row.share:.0%}",
        f"{row.seconds:.2f}",
        f"{row.judged:.2f}",
        *map(str, (row.agreed, row.moved, row.dropped, row.added, row.least)),
        "-" if row.found is None else str(row.found),
        f"{row.overrun:+d}",
        f"{row.closure:+d}",
        row.failed or " ".join(row.broken) or "all kept",
    )
    return "| " + " | ".join(cells) + " |"
