"""Requirements that together cannot hold, found by setting them aside one by one; and repairs, each solved again.

A *conflict* is a set of requirements without which nothing else is needed for there to be no plan: with all others set
aside it still has none, and with any one of it set aside as well that is no longer so. Where `refuse_impossible` says
that there is no plan, the conflict is proven; where only the search finds none, it is not. A *repair* is a weaker row
with which a plan was found. Everything is counted against a work limit (docs/reference/plan-meaning.md, M).

>>> conflict, repairs = explain_no_plan(operation, solve, proven=True, most_plans=60)  # doctest: +SKIP
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from repli.errors import ImpossibleError, NoPlanError, phrase
from repli.model import Operation, Plan
from repli.planning.impossible import refuse_impossible
from repli.planning.requirements import requirements_of
from repli.planning.setting_aside import Requirement, all_aside
from repli.planning.ways import ways_of

__all__ = ["Conflict", "Repair", "Solve", "explain_no_plan"]

Solve = Callable[[Operation], Plan | None]
"""A plan that keeps every rule, or None if none was found."""

_MOST_ROUNDS = 4
_MOST_PROOFS = 400
_MOST_ROWS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Requirements that together leave no plan; ``whole``: the work limit sufficed to leave out what is not needed."""

    requirements: tuple[Requirement, ...]
    proven: bool
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """Rows that are set aside, or (``value``) weakened, and the plan that then was found."""

    requirements: tuple[Requirement, ...]
    value: int | None
    plan: Plan


@dataclass(slots=True)
class _Trials:
    """Says whether an operation has no plan, and counts how often it was asked."""

    blocked: Callable[[Operation], bool]
    left: int
    exhausted: bool = field(default=False)

    def ask(self, operation: Operation) -> bool:
        """Say whether there is no plan; False where the work limit is reached, so that nothing more is set aside."""
        if self.left <= 0:
            self.exhausted = True
            return False
        self.left -= 1
        return self.blocked(operation)


def explain_no_plan(
    operation: Operation, solve: Solve, *, proven: bool, most_plans: int
) -> tuple[Conflict, tuple[Repair, ...]]:
    """Return a conflict of an operation without a plan, and repairs; planning is tried ``most_plans`` times at most.

    ``proven``: it is proven that the operation has no plan, so the conflict is looked for with proofs alone.
    """
    solved = _Solved(solve, most_plans)
    conflict = _conflict_of(operation, solved, proven=proven)
    return conflict, _repairs_of(operation, conflict.requirements, solved)


@dataclass(slots=True)
class _Solved:
    """Solves within a work limit."""

    solve: Solve
    left: int

    def plan(self, operation: Operation) -> Plan | None:
        """Return a plan if one is found and the work limit is not reached."""
        if self.left <= 0:
            return None
        self.left -= 1
        return self.solve(operation)


def _conflict_of(operation: Operation, solved: _Solved, *, proven: bool) -> Conflict:
    """Return a conflict of an operation without a plan; two thirds of the plans left may be tried for it."""
    if proven:
        trials = _Trials(_proven_impossible, _MOST_PROOFS)
    else:
        trials = _Trials(lambda one: solved.plan(one) is None, solved.left * 2 // 3)
    found: list[Requirement] = []
    rest = operation
    kinds: dict[str, list[Requirement]] = {}
    for one in requirements_of(operation):
        kinds.setdefault(one.kind, []).append(one)
    for rows in kinds.values():
        rest = _shrink(rest, tuple(rows) if proven or len(rows) <= _MOST_ROWS else (_all_of(rows),), trials, found)
    return Conflict(requirements=tuple(found), proven=proven, whole=not trials.exhausted)


def _all_of(rows: list[Requirement]) -> Requirement:
    """Return many rows of one kind as one requirement: each trial of the search takes too long to look at each row."""
    text = phrase("{first}, and {count} more rows of this kind", first=rows[0].text, count=len(rows) - 1)
    return Requirement(kind=rows[0].kind, text=text, without=lambda operation: all_aside(operation, tuple(rows)))


def _shrink(rest: Operation, rows: tuple[Requirement, ...], trials: _Trials, found: list[Requirement]) -> Operation:
    """Set aside all rows without which there still is no plan; the others are found. Halves save trials."""
    trial = all_aside(rest, rows)
    if trials.ask(trial):
        return trial
    if len(rows) == 1 or trials.exhausted:
        found += rows
        return rest
    middle = len(rows) // 2
    for part in (rows[:middle], rows[middle:]):
        rest = _shrink(rest, part, trials, found)
    return rest


def _proven_impossible(operation: Operation) -> bool:
    """Say whether it is proven that no plan keeps the rules."""
    try:
        refuse_impossible(ways_of(operation))
    except ImpossibleError:
        return True
    except NoPlanError:
        return False
    return False


def _repairs_of(operation: Operation, requirements: tuple[Requirement, ...], trials: _Solved) -> tuple[Repair, ...]:
    """Return, for each requirement that alone gives a plan when set aside, its weakest repair; else one of several.

    Every repair carries the plan that was found with it.
    """
    alone = [repair for one in requirements if (repair := _alone(operation, one, trials)) is not None]
    if alone:
        return tuple(alone)
    together = _together(operation, requirements, trials)
    return () if together is None else (together,)


def _alone(operation: Operation, one: Requirement, trials: _Solved) -> Repair | None:
    """Return the repair of one requirement: the value nearest to the present with which a plan is found, or without."""
    plan = trials.plan(one.without(operation))
    if plan is None:
        return None
    best = Repair(requirements=(one,), value=None, plan=plan)
    near, far = 0, len(one.values)
    while near < far:
        middle = (near + far) // 2
        found = trials.plan(one.weaker(one.values[middle])(operation))
        if found is None:
            near = middle + 1
        else:
            far = middle
            best = Repair(requirements=(one,), value=one.values[middle], plan=found)
    return best


def _together(operation: Operation, requirements: tuple[Requirement, ...], trials: _Solved) -> Repair | None:
    """Return several requirements that give a plan when all are set aside, and not if one of them stays."""
    aside = list(requirements)
    plan = trials.plan(all_aside(operation, tuple(aside)))
    for _ in range(_MOST_ROUNDS):
        if plan is not None or not trials.left:
            break
        rest = all_aside(operation, tuple(aside))
        more = _conflict_of(rest, trials, proven=_proven_impossible(rest)).requirements
        if not more:
            break
        aside += more
        plan = trials.plan(all_aside(operation, tuple(aside)))
    if plan is None:
        return None
    for one in list(aside):
        fewer = tuple(other for other in aside if other is not one)
        found = trials.plan(all_aside(operation, fewer))
        if found is not None:
            aside, plan = list(fewer), found
    return Repair(requirements=tuple(aside), value=None, plan=plan)
