"""Helpers of these tests: which rules a plan breaks, and plans that state their own figures rightly after an edit."""

from dataclasses import replace

from repli.model import Operation, Plan
from repli.rules import check_plan, recompute_objective, verdict_of

__all__ = ["broken", "restated"]


def broken(operation: Operation, plan: Plan) -> set[str]:
    """The names of the rules that the plan breaks."""
    return {finding.rule for finding in check_plan(operation, plan)}


def restated(operation: Operation, plan: Plan) -> Plan:
    """The plan with the figures and the verdict that its movements give."""
    measured = replace(plan, objective=recompute_objective(operation, plan))
    return replace(measured, verdict=verdict_of(operation, measured))
