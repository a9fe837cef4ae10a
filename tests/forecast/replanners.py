"""Callables that plan again inside a forecast, for tests: with the planner, without the commission."""

from repli.errors import PlanningError
from repli.model import Cut, Operation, Plan
from repli.planning import make_plan, rest_of

__all__ = ["never", "planned_again", "planned_if_late"]


def planned_again(operation: Operation, cut: Cut) -> Plan | None:
    """A plan of the rest at every cut, needed or not; None where there is none."""
    rest = rest_of(operation, cut)
    try:
        return rest.in_names_of_the_whole(make_plan(rest.operation, seed=1, version="test", thorough=False))
    except PlanningError:
        return None


def planned_if_late(operation: Operation, cut: Cut) -> Plan | None:
    """A plan of the rest where closure is expected later than promised."""
    return planned_again(operation, cut) if cut.expected_minute > cut.promised_minute + 720 else None


def never(_operation: Operation, _cut: Cut) -> Plan | None:
    """Go on as planned, always."""
    return None
