"""What is said where there is no plan: the requirements that conflict, whether that is proven, and verified repairs."""

from collections.abc import Iterator

from repli import planning
from repli.commission.plans import Advance, make_plan
from repli.errors import ImpossibleError, NoPlanError, Phrase, PlanningError, phrase
from repli.model import Operation, Plan
from repli.planning import Conflict, Repair

__all__ = ["advised"]

_MOST_PLANS, _LEAST_PLANS, _LINES_PLANNED = 40, 6, 2_400


def advised(
    refused: PlanningError, operation: Operation, *, seed: int, effort: int, progress: Advance | None = None
) -> PlanningError:
    """Return the refusal with advice: conflict and repairs, each repair a plan that the rule book judged.

    ``effort`` limits how often planning is tried again, less often where there are many lines (plan-meaning.md, M:
    work limits, never a clock), and the last resort of planning is left out; proofs are tried more often, since each
    takes an instant.
    """
    lines = len(operation.people) + len(operation.items)
    most_plans = effort * min(_MOST_PLANS, max(_LEAST_PLANS, _LINES_PLANNED // max(lines, 1)))
    tried = 0

    def solve(changed: Operation) -> Plan | None:
        nonlocal tried
        tried += 1
        if progress is not None:
            progress(tried, most_plans)
        try:
            return make_plan(changed, seed=seed, thorough=False, quest=planning.Quest())
        except (ImpossibleError, NoPlanError):
            return None

    conflict, repairs = planning.explain_no_plan(
        operation, solve, proven=isinstance(refused, ImpossibleError), most_plans=most_plans
    )
    refused.advice = (*_conflict_lines(conflict), *_repair_lines(operation, conflict, repairs))
    return refused


def _conflict_lines(conflict: Conflict) -> Iterator[Phrase]:
    """Yield what conflicts, and how sure that is."""
    if not conflict.requirements:
        yield phrase("No row could be set aside to get a plan: what is named above is in the way by itself.")
        return
    if conflict.proven:
        yield phrase("Conflict, proven: these requirements alone leave no plan, whatever the others are.")
    else:
        yield phrase("Conflict, not proven: with these requirements alone the search found no plan either.")
    yield from (phrase("- {what}", what=one.text) for one in conflict.requirements)
    if not conflict.whole:
        yield phrase("The work limit was reached; some of these may not be needed for the conflict.")


def _repair_lines(operation: Operation, conflict: Conflict, repairs: tuple[Repair, ...]) -> Iterator[Phrase]:
    """Yield each repair with the plan that was found with it."""
    for one in repairs:
        plan = {
            "day": operation.agreement.civil_day(one.plan.objective.closure_day).isoformat(),
            "verdict": phrase("commitments kept") if one.plan.verdict == "kept" else phrase("LATE"),
        }
        if one.value is not None:
            yield phrase(
                "Repair, planned again: {value} instead, in {what}: closed {day}, {verdict}.",
                value=one.value,
                what=one.requirements[0].text,
                **plan,
            )
        elif len(one.requirements) == 1:
            yield phrase(
                "Repair, planned again: without {what}: closed {day}, {verdict}.", what=one.requirements[0].text, **plan
            )
        else:
            yield phrase("Repair, planned again: without all of these: closed {day}, {verdict}.", **plan)
            yield from (phrase("- {what}", what=what.text) for what in one.requirements)
    if not repairs and conflict.requirements:
        yield phrase("No repair was found within the work limit.")
