"""Rules about what a plan says of itself: its figures and its verdict are the recomputed ones."""

from collections.abc import Iterator
from dataclasses import fields

from repli.errors import phrase
from repli.model import Finding, Operation, Plan
from repli.rules.bound import prove_closure
from repli.rules.days import deadline_day
from repli.rules.objective import closure_minute, recompute_objective
from repli.rules.rule import Rule, found

__all__ = ["RULES", "verdict_of"]


def verdict_of(operation: Operation, plan: Plan) -> str:
    """Return ``kept``, ``late-proven`` or ``late-not-proven`` from the plan's movements and its re-proved bound.

    Late is proven unavoidable when no plan that keeps the rules closes by the deadline
    (docs/reference/plan-meaning.md, J and L).
    """
    figures = recompute_objective(operation, plan)
    if (figures.overrun_days, figures.milestone_shortfall_ppm, figures.latest_missed_days) == (0, 0, 0):
        return "kept"
    is_proven = plan.bound.proven and not prove_closure(operation, plan.bound)
    return "late-proven" if is_proven and plan.bound.closure_day > deadline_day(operation) else "late-not-proven"


def stated_figures(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """The objective that the plan states is what its movements and handovers give.

    Source: docs/reference/plan-meaning.md, K.
    """
    real = recompute_objective(operation, plan)
    for field in fields(real):
        stated, expected = getattr(plan.objective, field.name), getattr(real, field.name)
        if stated != expected:
            message = phrase("The plan states {stated}, and {expected} is right.", stated=stated, expected=expected)
            yield found("stated-figures", field.name, closure_minute(operation, plan), message)


def stated_verdict(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """The verdict that the plan states follows from its figures and its bound.

    Source: docs/reference/plan-meaning.md, J.
    """
    real = verdict_of(operation, plan)
    if plan.verdict != real:
        message = phrase("The plan states {stated}, and {expected} is right.", stated=plan.verdict, expected=real)
        yield found("stated-verdict", plan.verdict, None, message)


RULES = (
    Rule(
        name="stated-figures",
        explanation=phrase("The figures that the plan states are the recomputed ones."),
        check=stated_figures,
    ),
    Rule(
        name="stated-verdict",
        explanation=phrase("The verdict that the plan states follows from its figures and its bound."),
        check=stated_verdict,
    ),
)
