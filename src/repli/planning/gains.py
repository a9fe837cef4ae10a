"""What one more of each scarce thing gains, verified: the loosened operation is planned again.

Both sides take the same steps with the same seed and effort: the operation as it is (the *control*) and the operation
with one more of a thing are planned from drafts, and gone on with from the plan. A gain is the difference of the two
best plans; what the search alone moves, with nothing loosened, is told beside it, and a gain that is not larger is not
called one. Where a bound of the loosened operation is not below the closure day that is there already, it is proven
that nothing can be gained in closure.

>>> gains = gains_of(operation, plan, solve, seed=1, tries=12)  # doctest: +SKIP
>>> [(str(one.thing.text), one.saved.closure_days) for one in gains.tried]  # doctest: +SKIP
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass

from repli.errors import Phrase, phrase
from repli.model import Bound, Operation, Plan
from repli.planning.aims import ranked
from repli.planning.gains_order import in_order
from repli.planning.gains_thing import Thing
from repli.planning.gains_things import things_of
from repli.planning.objective import closure_minute_of, departures_of, waiting_minutes

__all__ = ["Gain", "Gains", "Saved", "Solver", "gains_of"]

_MORE_SEEDS = 2
_CONTROLS = 2 + 1 + _MORE_SEEDS
_RUNS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Solver:
    """How operations are planned: every plan that comes back keeps all rules of its operation.

    ``plan`` (operation, seed, plan to go on from or None) returns None where no plan is found or it cannot go on.
    ``prove`` returns the best bound of an operation that can be proven. ``stopped`` may end it early; ``tell`` hears
    (runs done, runs in all, what is looked at).
    """

    plan: Callable[[Operation, int, Plan | None], Plan | None]
    prove: Callable[[Operation, Plan], Bound]
    stopped: Callable[[], bool] = lambda: False
    tell: Callable[[int, int, Phrase], None] = lambda _done, _total, _what: None


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """How much less one plan has than another, at each level of the objective; below 0: more.

    ``person_minutes`` and ``kg_minutes`` are the two halves of the stay, summed over people and over kg of items.
    """

    overrun_days: int
    milestone_ppm: int
    latest_days: int
    closure_days: int
    stay_minutes: int
    flying_minutes: int
    person_minutes: int
    kg_minutes: int

    @property
    def levels(self) -> tuple[int, ...]:
        """The levels in order of importance."""
        return (
            self.overrun_days,
            self.milestone_ppm,
            self.latest_days,
            self.closure_days,
            self.stay_minutes,
            self.flying_minutes,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """What one more of a thing gained; ``word``: ``gained``, ``noise`` (no more than the search alone), ``nothing``.

    ``plan`` is a plan of the loosened operation; with ``nothing`` it is the control's, which is one too.
    ``closure_proven``: no plan of the loosened operation closes on an earlier day than the control.
    """

    thing: Thing
    plan: Plan
    saved: Saved
    word: str
    closure_proven: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Gains:
    """Gains against the ``control``, best first; ``noise``: how far plans of three searches of it lie apart."""

    control: Plan
    noise: Saved
    tried: tuple[Gain, ...]
    untried: tuple[Thing, ...]
    stopped: bool


def gains_of(operation: Operation, plan: Plan, solver: Solver, *, seed: int, tries: int) -> Gains:
    """Return what one more of each of the ``tries`` most promising things gains.

    Ctrl-C keeps what was verified; raise KeyboardInterrupt if it comes before the control is there.
    """
    things = things_of(operation, closure_minute_of(operation, plan))
    hopes = in_order(operation, plan, things)
    most = min(tries, len(hopes))
    runs = _Runs(operation, solver, seed, plan.bound, _CONTROLS + most * _RUNS)
    base, control, noise = _control(runs, plan)
    tried: list[Gain] = []
    for hope in hopes[:most]:
        found = _gain(runs, hope.thing, base, control, noise)
        if found is None:
            break
        tried.append(found)
    return Gains(
        control=control,
        noise=noise,
        tried=tuple(sorted(tried, key=_best_first)),
        untried=tuple(hope.thing for hope in hopes[len(tried) :]),
        stopped=len(tried) < most,
    )


def _best_first(one: Gain) -> tuple[object, ...]:
    return (("gained", "noise", "nothing").index(one.word), [-level for level in one.saved.levels])


@dataclass(slots=True)
class _Runs:
    """Counts the runs of the planner."""

    operation: Operation
    solver: Solver
    seed: int
    known: Bound
    total: int
    done: int = 0

    def plan(self, operation: Operation, what: Phrase, seed: int, start: Plan | None) -> Plan | None:
        """Return a plan; None where none was found, or Ctrl-C ended the run."""
        if self.solver.stopped():
            return None
        self.solver.tell(self.done, self.total, what)
        self.done += 1
        try:
            return self.solver.plan(operation, seed, start)
        except KeyboardInterrupt:
            if not self.solver.stopped():
                raise
            return None


def _control(runs: _Runs, plan: Plan) -> tuple[Plan, Plan, Saved]:
    """Return the plan to go on from, the best plan of the operation as it is, and how far its searches lie apart."""
    what = phrase("as it is")
    starts = [runs.plan(runs.operation, what, runs.seed, start) for start in (None, plan)]
    base = _best([plan, *(one for one in starts if one is not None)])
    again = [runs.plan(runs.operation, what, runs.seed + more, base) for more in range(1 + _MORE_SEEDS)]
    if runs.solver.stopped():
        raise KeyboardInterrupt
    found = [base, *(one for one in again if one is not None)]
    best = _best(found)
    spreads = [_saved(runs.operation, one, runs.operation, best) for one in found]
    spread = {name: max(abs(getattr(one, name)) for one in spreads) for name in asdict(spreads[0])}
    return base, best, Saved(**spread)


def _gain(runs: _Runs, thing: Thing, base: Plan, control: Plan, noise: Saved) -> Gain | None:
    """Return what one more of a thing gains; None if Ctrl-C came before it was verified."""
    loosened = thing.more(runs.operation)
    found = [runs.plan(loosened, thing.text, runs.seed, start) for start in (None, base)]
    if runs.solver.stopped():
        return None
    plans = [one for one in found if one is not None]
    best = _best([*plans, control])
    saved = _saved(runs.operation, control, loosened, best)
    return Gain(
        thing=thing,
        plan=best,
        saved=saved,
        word="nothing" if best is control else _word(saved, noise),
        closure_proven=saved.closure_days <= 0 and _no_earlier(runs, loosened, plans, control),
    )


def _no_earlier(runs: _Runs, loosened: Operation, plans: list[Plan], control: Plan) -> bool:
    """Say whether it is proven that no plan of the loosened operation closes earlier than the control."""
    day = control.objective.closure_day
    if any(one.bound.proven and one.bound.closure_day >= day for one in plans):
        return True
    if not plans or not runs.known.proven or runs.known.closure_day < day:
        return False  # what holds without the loosening is too weak already
    bound = runs.solver.prove(loosened, plans[0])
    return bound.proven and bound.closure_day >= day


def _best(plans: list[Plan]) -> Plan:
    """Return the best plan; of equal ones the last."""
    return min(reversed(plans), key=lambda one: ranked(one.objective))


def _word(saved: Saved, noise: Saved) -> str:
    """Say whether a plan that is better is so by more than the search alone, at the level where it is."""
    for gained, moved in zip(saved.levels, noise.levels, strict=True):
        if gained:
            return "gained" if gained > moved else "noise"
    return "nothing"


def _saved(operation: Operation, before: Plan, loosened: Operation, after: Plan) -> Saved:
    """Return how much less ``after``, a plan of the loosened operation, has than ``before``."""
    old, new = before.objective, after.objective
    person, kg = (_waiting(operation, before, name) - _waiting(loosened, after, name) for name in ("people", "kg"))
    return Saved(
        overrun_days=old.overrun_days - new.overrun_days,
        milestone_ppm=old.milestone_shortfall_ppm - new.milestone_shortfall_ppm,
        latest_days=old.latest_missed_days - new.latest_missed_days,
        closure_days=old.closure_day - new.closure_day,
        stay_minutes=old.stay_minutes - new.stay_minutes,
        flying_minutes=old.flying_minutes - new.flying_minutes,
        person_minutes=person,
        kg_minutes=kg,
    )


def _waiting(operation: Operation, plan: Plan, quantity: str) -> int:
    return waiting_minutes(operation, departures_of(operation, plan), quantity)
