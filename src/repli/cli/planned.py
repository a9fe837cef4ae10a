"""Plans a case with a bar; where there is no plan, looks for what is in the way before it says so."""

from repli import commission
from repli.cli.console import progress_bar, say
from repli.commission import Case
from repli.errors import PlanningError, phrase
from repli.model import Plan

__all__ = ["planned"]

_speak = say()


def planned(case: Case, *, seed: int, effort: int) -> Plan:
    """Return a plan; raise PlanningError with advice, for which planning is tried again as often as ``effort`` says."""
    try:
        with progress_bar(_speak(phrase("planning"))) as advance:
            return commission.make_plan(case.operation, seed=seed, progress=advance)
    except PlanningError as refused:
        with progress_bar(_speak(phrase("looking for what is in the way"))) as advance:
            advised = commission.advised(refused, case.operation, seed=seed, effort=effort, progress=advance)
        raise advised from None
