"""The rule book: all rules in the order in which a plan is read, and the check that applies them.

>>> check_plan(operation, plan)  # doctest: +SKIP
()
"""

from repli.model import Finding, Operation, Plan
from repli.rules import (
    accounting,
    acts,
    bound,
    clearance,
    closing,
    crew,
    figures,
    floors,
    fuel,
    groups,
    handover,
    known,
    legs,
    loads,
    minutes,
    order,
    placements,
    requests,
    seats,
    spots,
    stock,
    stops,
    teams,
    vehicles,
)
from repli.rules.rule import Rule

__all__ = ["RULES", "check_plan"]

RULES: tuple[Rule, ...] = (
    *known.RULES,
    *minutes.RULES,
    *stops.RULES,
    *vehicles.RULES,
    *legs.RULES,
    *fuel.RULES,
    *spots.RULES,
    *loads.RULES,
    *placements.RULES,
    *stock.RULES,
    *groups.RULES,
    *seats.RULES,
    *teams.RULES,
    *crew.RULES,
    *clearance.RULES,
    *requests.RULES,
    *floors.RULES,
    *closing.RULES,
    *handover.RULES,
    *order.RULES,
    *acts.RULES,
    *accounting.RULES,
    *figures.RULES,
    *bound.RULES,
)


def check_plan(operation: Operation, plan: Plan) -> tuple[Finding, ...]:
    """Return every breach of every rule, in the order of the book; none = the plan keeps the rules.

    A plan that cannot be read beside the operation is judged by the rules of `repli.rules.known` alone.
    """
    unreadable = tuple(finding for rule in known.RULES for finding in rule.check(operation, plan))
    if unreadable:
        return unreadable
    others = RULES[len(known.RULES) :]
    return tuple(finding for rule in others for finding in rule.check(operation, plan))
