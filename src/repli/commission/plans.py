"""Plans: made, and judged by the rule book before anybody sees them."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from repli import __version__, intake, planning, rules
from repli.commission.books import is_book
from repli.commission.cases import Case, load_case
from repli.errors import InputError, NoPlanError, Phrase, Problem, UsageError, phrase
from repli.model import Finding, Operation, Plan
from repli.planning import BoundReason, BusyWeek, Quest, RoughCut, Week
from repli.rules import Fullness

__all__ = [
    "Advance",
    "bound_reasons",
    "broken",
    "busy",
    "estimate",
    "filled",
    "judge_plan_file",
    "load_plan",
    "make_plan",
    "plan_and_case",
    "plan_bytes",
    "plan_hash",
    "reasons",
    "remaining",
    "rule_count",
    "weeks",
]

_BY_SIZE = Quest(effort=None)
"""As long a search as suits the size of the operation."""

Advance = Callable[[int, int], None]
"""Told (done, total)."""


def estimate(case: Case) -> RoughCut:
    """Return the planning-factor answer."""
    return planning.rough_cut(case.operation)


def make_plan(
    operation: Operation,
    *,
    seed: int,
    thorough: bool = True,
    bounds: bool = False,
    progress: Advance | None = None,
    quest: Quest = _BY_SIZE,
) -> Plan:
    """Return a plan in which the rule book finds nothing; raise ImpossibleError or NoPlanError.

    ``thorough``: look longer where nothing was found at first. ``bounds``: look for the best bounds that can be proven;
    one that the rule book does not prove again is not claimed. ``quest``: how long to make it better, and what first.
    A plan that breaks a rule is a defect of the planner; it is never shown as a plan.
    """
    bare = planning.make_plan(
        operation, seed=seed, version=__version__, thorough=thorough, progress=progress, quest=quest
    )
    plan = planning.bounded(operation, bare) if bounds else bare
    findings = rules.check_plan(operation, plan)
    if plan is not bare and findings and all(one.rule == rules.BOUND_RULE for one in findings):
        plan, findings = bare, rules.check_plan(operation, bare)
    if findings:
        raise NoPlanError(broken(findings))
    return plan


def broken(findings: Iterable[Finding]) -> tuple[Phrase, ...]:
    """Return which rules a plan of our own breaks."""
    return tuple(
        phrase(
            "The planner made a plan that breaks the rule {rule} at {subject}: {message}",
            rule=one.rule,
            subject=one.subject,
            message=one.message,
        )
        for one in findings
    )


def remaining(
    operation: Operation, departed_people: Mapping[str, int], departed_items: Collection[str], as_of_minute: int
) -> Operation:
    """Return what is still to be done after what departed, as of a later minute; an emptied site counts as closed."""
    gone = set(departed_items)
    held = {line.site_id for line in operation.people if departed_people.get(line.line_id, 0) < line.count}
    held |= {line.site_id for line in operation.items if line.line_id not in gone}
    closed = tuple(site.site_id for site in operation.sites if site.inside and site.site_id not in held)
    return planning.remaining_operation(operation, departed_people, departed_items, as_of_minute, closed)


def reasons(operation: Operation, plan: Plan) -> tuple[Phrase, ...]:
    """Return what holds each site's closure, in sentences."""
    return tuple(reason.sentence for reason in planning.binding_reasons(operation, plan))


def bound_reasons(operation: Operation, plan: Plan) -> tuple[BoundReason, ...]:
    """Return why no plan closes before the day of a plan's bound; nothing where the bound is an estimate."""
    rows = planning.bound_reasons(operation, plan.bound) if plan.bound.proven else ()
    return tuple(one for one in rows if one.value_day == plan.bound.closure_day)


def weeks(operation: Operation, plan: Plan) -> tuple[Week, ...]:
    """Return what is used up in which week."""
    return planning.weeks_of(operation, plan)


def busy(operation: Operation, plan: Plan) -> tuple[BusyWeek, ...]:
    """Return how busy each scarce thing is in each week, and what is priced then."""
    return planning.busy_weeks(operation, plan)


def filled(operation: Operation, plan: Plan) -> tuple[Fullness, ...]:
    """Return how full each departure is, and what filled it."""
    return rules.departures_filled(operation, plan)


def plan_bytes(plan: Plan, file: Path | None = None) -> bytes:
    """Return the plan file of a plan, or the same as a workbook if ``file`` is called so."""
    return intake.plan_book(plan) if file is not None and is_book(file) else intake.plan_bytes(plan)


def plan_hash(plan: Plan) -> str:
    """Return the SHA-256 of the plan file."""
    return hashlib.sha256(intake.plan_bytes(plan)).hexdigest()


def rule_count() -> int:
    """Return how many rules the rule book holds."""
    return len(rules.RULES)


def judge_plan_file(file: Path, folder: Path) -> tuple[Plan, tuple[Finding, ...]]:
    """Return a plan file's plan and what the rule book finds in it, its bound re-proved."""
    case, plan = plan_and_case(file, folder)
    return plan, rules.check_plan(case.operation, plan)


def load_plan(file: Path, folder: Path) -> tuple[Case, Plan]:
    """Return the case and a plan that keeps every rule; raise InputError naming the rules that it breaks."""
    case, plan = plan_and_case(file, folder)
    findings = rules.check_plan(case.operation, plan)
    if findings:
        raise InputError(
            tuple(Problem(file=file.name, found=f"{one.rule} {one.subject}", expected=one.message) for one in findings)
        )
    return case, plan


def plan_and_case(file: Path, folder: Path) -> tuple[Case, Plan]:
    """Return a plan file's plan, not judged, and the case as of its time; raise UsageError if they do not belong."""
    if not file.is_file():
        raise UsageError(phrase("{path} is not a file.", path=str(file)), phrase("Name a plan file or a folder."))
    read = intake.read_plan_book if is_book(file) else intake.read_plan
    plan = read(file.read_bytes(), file.name)
    case = load_case(folder)
    if plan.operation_id != case.operation.operation_id:
        raise UsageError(
            phrase(
                "{file} is a plan of the operation {planned}, and {folder} holds the operation {other}.",
                file=file.name,
                planned=plan.operation_id,
                folder=str(folder),
                other=case.operation.operation_id,
            ),
            phrase("Name the operation that the plan was made from."),
        )
    if plan.as_of_minute != case.operation.as_of_minute:
        case = load_case(folder, as_of_minute=plan.as_of_minute)
    return case, plan
