"""A plan in force planned again: from now, or from a signed log, around what is frozen, pinned and still possible.

found = replan(Path("plan.json"), folder, terms=Terms(now_minute=now, freeze_minutes=2880), seed=1)
found.difference.moved_ppm
"""

from dataclasses import dataclass, replace
from pathlib import Path

from repli import __version__, execution, planning, rules
from repli.commission.cases import Case, load_case
from repli.commission.outlooks import position_until, standing_case
from repli.commission.plans import broken, plan_and_case, remaining
from repli.errors import NoPlanError, UsageError, phrase
from repli.execution import StandingLines
from repli.model import Clearance, Finding, Operation, Plan, Stop
from repli.planning import Terms
from repli.reporting import ChangesFacts, Difference, changes_page, difference_of, record_of
from repli.units import Interval, text_of_minute

__all__ = ["Renewal", "Sources", "as_agreed", "changes_of", "judge_renewal", "replan"]

Sources = tuple[Path, Path]
"""A log and the private roster that tells whose departures it holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """The new plan beside the agreed one, on the operation as it is now.

    ``forced`` cannot stay whatever is planned; ``least_moved`` is the proven minimum of what changes, where latest
    times are missed by no more. ``under_way`` are breaches of what had begun before: facts, for people to decide on.
    ``calendar`` are the movements to come that the parties have agreed on in the log, if there is one.
    """

    case: Case
    agreed: Plan
    plan: Plan
    terms: Terms
    difference: Difference
    frozen: tuple[str, ...]
    forced: tuple[str, ...]
    least_moved: int
    under_way: tuple[Finding, ...]
    calendar: frozenset[str] = frozenset()


def replan(
    file: Path,
    folder: Path,
    *,
    terms: Terms,
    seed: int,
    tolerance_minutes: int = 0,
    sources: Sources | None = None,
    lost: frozenset[str] = frozenset(),
) -> Renewal:
    """Return the plan that changes least; raise UsageError for terms that cannot hold, NoPlanError if none is found.

    The new plan holds what has begun as it was agreed, so that every command reads it like any other. With ``sources``
    it holds only what the log leaves, as of now, and is judged with them too (`judge_renewal`). ``lost`` are
    clearances that nobody may use from now on.
    """
    case, agreed = plan_and_case(file, folder)
    if sources is not None:
        case, agreed = _from_log(case, agreed, terms.now_minute, sources)
    case = replace(case, operation=_without(case.operation, lost, terms.now_minute))
    operation = case.operation
    found = planning.replanned(
        operation, agreed, terms, seed=seed, version=__version__, tolerance_minutes=tolerance_minutes
    )
    begun = {
        one.movement_id
        for one in agreed.movements
        for stop in one.stops[:1]
        if stop.off_block_minute < terms.now_minute
    }
    findings = rules.check_plan(operation, found.plan)
    if any(one.subject not in begun for one in findings):
        raise NoPlanError(broken(findings))
    return Renewal(
        case=case,
        agreed=agreed,
        plan=found.plan,
        terms=terms,
        difference=difference_of(
            record_of(operation, as_agreed(operation, agreed), None).departures,
            record_of(operation, found.plan, None).departures,
            now_minute=terms.now_minute,
            tolerance_minutes=tolerance_minutes,
        ),
        frozen=found.frozen,
        forced=found.forced,
        least_moved=found.least_moved,
        under_way=findings,
        calendar=frozenset() if sources is None else _in_calendar(sources[0], agreed),
    )


def _in_calendar(log: Path, agreed: Plan) -> frozenset[str]:
    """Return the movements of a plan that stand in the agreed calendar of a log."""
    calendar = execution.Standing(execution.copy_at(log)).calendar()
    return frozenset(one.movement_id for one in agreed.movements if one.movement_id in calendar)


def judge_renewal(file: Path, folder: Path, sources: Sources) -> tuple[Plan, tuple[Finding, ...]]:
    """Return a plan that was made from a log, and what the rule book finds in it on what the log leaves."""
    case, plan = plan_and_case(file, folder)
    case = _left(case, plan.as_of_minute, position_until(*sources, plan.as_of_minute))
    return plan, rules.check_plan(case.operation, plan)


def changes_of(found: Renewal) -> str:
    """Return the page that sets the agreed plan and the new one side by side, for the two parties only."""
    return changes_page(
        ChangesFacts(
            truth=found.case.truth,
            reader=phrase("for the two parties only"),
            operation=found.case.operation,
            before=record_of(found.case.operation, as_agreed(found.case.operation, found.agreed), None),
            after=record_of(found.case.operation, found.plan, None),
        )
    )


def as_agreed(operation: Operation, plan: Plan) -> Plan:
    """Return a plan without the names of clearances that are gone, so that each departure agreed with them is seen."""
    known = operation.clearance_of

    def named(stop: Stop) -> Stop:
        gone = stop.clearance_id is not None and stop.clearance_id not in known
        return replace(stop, clearance_id=None) if gone else stop

    movements = (replace(one, stops=tuple(map(named, one.stops))) for one in plan.movements)
    return replace(plan, movements=tuple(movements))


def _left(case: Case, minute: int, standing: StandingLines) -> Case:
    """Return what the departures that were signed by a minute leave, where it stands."""
    case, people = standing_case(case, standing)
    return replace(case, operation=remaining(case.operation, people, standing.items, minute))


def _without(operation: Operation, lost: frozenset[str], now: int) -> Operation:
    """Return the operation in which no off block from a minute on can use the clearances that are lost."""

    def shut(one: Clearance) -> Clearance:
        if one.clearance_id not in lost:
            return one
        end = min(one.window.end_minute + one.tolerance_minutes, now)
        start = min(one.window.start_minute - one.tolerance_minutes, end - 1)
        return replace(one, window=Interval(start, end), tolerance_minutes=0)

    return replace(operation, clearances=tuple(shut(one) for one in operation.clearances)) if lost else operation


def _from_log(case: Case, agreed: Plan, now: int, sources: Sources) -> tuple[Case, Plan]:
    """Return what a log leaves, and of the agreed plan what had not begun."""
    if now not in case.operation.agreement.day_starts:
        raise UsageError(
            phrase("From a log planning starts with a local day, and {minute} is none.", minute=text_of_minute(now)),
            phrase("Name the first minute of a day with --as-of."),
        )
    standing = position_until(*sources, now)
    operation = _left(load_case(case.folder, as_of_minute=now), now, standing).operation
    agreed = planning.standing_plan(agreed, standing.elsewhere)
    open_sites = {site.site_id for site in operation.sites if site.inside and site.handover_minutes}
    items = {line.line_id for line in operation.items}
    rest = replace(
        agreed,
        as_of_minute=now,
        movements=tuple(one for one in agreed.movements if one.stops[0].off_block_minute >= now),
        handovers=tuple(act for act in agreed.handovers if act.site_id in open_sites and act.start_minute >= now),
        acts=tuple(act for act in agreed.acts if act.start_minute >= now and act.item_id in items),
    )
    return replace(case, operation=operation), rest
