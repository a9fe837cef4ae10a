"""What one more of each scarce thing gains, verified: the loosened operation is planned again.

Both sides take the same steps with the same seed and effort: the operation as it is (the *control*) and the operation
with one more of a thing are planned from drafts, and gone on with from the plan. A gain is the difference of the two
best plans. What the search moves by itself, with nothing loosened, is told beside it (three seeds from one plan, three
from drafts), and a gain that is not larger is not called one. Where a bound of the loosened operation is not below the
closure day that is there already, it is proven that nothing can be gained in closure.

>>> gains = gains_of(operation, plan, solve, seed=1, tries=12)  # doctest: +SKIP
>>> [(str(one.thing.text), one.saved.closure_days) for one in gains.tried]  # doctest: +SKIP
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from repli.errors import Phrase, phrase
from repli.model import Bound, Operation, Plan
from repli.planning.aims import ranked
from repli.planning.gains_order import in_order
from repli.planning.gains_saved import Saved, saved_between, spread_of
from repli.planning.gains_thing import Thing
from repli.planning.gains_things import things_of
from repli.planning.objective import closure_minute_of

__all__ = ["Gain", "Gains", "Solver", "gains_of"]

_SEEDS = 3
_CONTROLS = _SEEDS + 1 + _SEEDS
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
class Gain:
    """What one more of a thing gained; ``word``: ``gained``, ``noise`` (no more than the search alone), ``nothing``.

    ``plan`` is a plan of the loosened operation; with ``nothing`` it is the control's, which is one too.
    ``drafted``: it came from drafts, and is held against what those move. ``closure_proven``: no plan of the loosened
    operation closes on an earlier day than the control.
    """

    thing: Thing
    plan: Plan
    saved: Saved
    word: str
    drafted: bool
    closure_proven: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Gains:
    """Gains against the ``control``, best first.

    How far plans of three searches with nothing loosened lie apart: ``noise`` of those that went on from one plan,
    ``draft_noise`` of those from drafts.
    """

    control: Plan
    noise: Saved
    draft_noise: Saved
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
    control = _control(runs, plan)
    tried: list[Gain] = []
    for hope in hopes[:most]:
        found = _gain(runs, hope.thing, control)
        if found is None:
            break
        tried.append(found)
    return Gains(
        control=control.best,
        noise=control.noise,
        draft_noise=control.draft_noise,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Control:
    """The plan to go on from, the best plan of the operation as it is, and how far its searches lie apart."""

    base: Plan
    best: Plan
    noise: Saved
    draft_noise: Saved


def _control(runs: _Runs, plan: Plan) -> _Control:
    """Return what everything is compared with."""
    what, seeds = phrase("as it is"), range(runs.seed, runs.seed + _SEEDS)
    drafts = _found(runs.plan(runs.operation, what, seed, None) for seed in seeds)
    base = _best([plan, *drafts[:1], *_found([runs.plan(runs.operation, what, runs.seed, plan)])])
    again = [base, *_found(runs.plan(runs.operation, what, seed, base) for seed in seeds)]
    if runs.solver.stopped():
        raise KeyboardInterrupt
    return _Control(
        base=base,
        best=_best([*drafts, *again]),
        noise=spread_of(runs.operation, again),
        draft_noise=spread_of(runs.operation, drafts),
    )


def _found(plans: Iterable[Plan | None]) -> list[Plan]:
    return [one for one in plans if one is not None]


def _gain(runs: _Runs, thing: Thing, control: _Control) -> Gain | None:
    """Return what one more of a thing gains; None if Ctrl-C came before it was verified."""
    loosened = thing.more(runs.operation)
    drafted = _found([runs.plan(loosened, thing.text, runs.seed, None)])
    plans = [*drafted, *_found([runs.plan(loosened, thing.text, runs.seed, control.base)])]
    if runs.solver.stopped():
        return None
    best = _best([*plans, control.best])
    saved = saved_between(runs.operation, control.best, loosened, best)
    from_draft = any(one is best for one in drafted)
    moved = control.draft_noise if from_draft else control.noise
    return Gain(
        thing=thing,
        plan=best,
        saved=saved,
        word="nothing" if best is control.best else _word(saved, moved),
        drafted=from_draft,
        closure_proven=saved.closure_days <= 0 and _no_earlier(runs, loosened, plans, control.best),
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
