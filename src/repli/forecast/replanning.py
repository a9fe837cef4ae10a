"""Replanning inside a forecast: every K days each replication is cut, and a new plan taken where it closes earlier.

    found = replan_forecast(operation, plan, replan, scenario="base", every_days=14, seed=1, replications=50)

``replan`` is a callable that the caller brings: (operation, cut) -> plan or None. Replications that share a plan run
side by side, equal cuts are planned once. What a cut is: docs/reference/forecast-meaning.md, section 5.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace

import numpy as np

from repli.forecast.begun import begun_at
from repli.forecast.causes import Values, values_of
from repli.forecast.compile import compile_plan
from repli.forecast.cutting import Seen, cut_of
from repli.forecast.futures import future_luck, mean_closure, only
from repli.forecast.inforce import Begun, InForce, joined
from repli.forecast.known import calm, known_at
from repli.forecast.luck import Luck
from repli.forecast.measures import quantile_minute
from repli.kernel import Disturbances, Track, track_replications
from repli.kernel.arrays import IntArray
from repli.model import SURE_PERCENT, Cut, Operation, Plan, Replan, ReplanForecast
from repli.units import MINUTES_PER_DAY

__all__ = ["Lives", "live", "replan_forecast"]

CHUNK = 5
"""Replications that live in one task: the same whatever the workers."""

_QUANTILES = (50, SURE_PERCENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lives:
    """Closure (R,) of the operation, following the plan and replanning it; and what came of asking for plans."""

    follow: IntArray
    replan: IntArray
    asked: int
    offered: int
    adopted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """Replications that share a plan."""

    force: InForce
    rows: IntArray


class _World:
    """What all cuts of some replications share, and the count of plans asked for, offered, adopted."""

    def __init__(
        self, operation: Operation, plan: Plan, replan: Replan, values: Values, *, seed: int, most: int
    ) -> None:
        self.operation, self.replan, self.values, self.seed = operation, replan, values, seed
        self.first = compile_plan(operation, plan, policy="follow")
        self.luck = Luck(self.first.stage, values, seed=seed, replications=most)
        self.asked = self.offered = self.adopted = 0

    def lived(self, group: _Group) -> tuple[Disturbances, Track]:
        """Return what goes wrong, and what comes of the plan in force."""
        stage = group.force.compiled.stage
        d = self.luck.of(stage, group.force.columns, group.rows)
        return d, track_replications(stage.timeline, d)

    def expected(self, group: _Group, minute: int) -> tuple[Disturbances, Track]:
        """Return what is known at a minute, and what is expected to come of the plan in force."""
        d, track = self.lived(group)
        timeline = group.force.compiled.stage.timeline
        known = known_at(timeline, d, track, minute, calm(d))
        return known, track_replications(timeline, known)

    def planned(self, cut: Cut) -> Plan | None:
        """Ask for a new plan."""
        self.asked += 1
        plan = self.replan(self.operation, cut)
        self.offered += plan is not None
        return plan

    def better(self, old: _Group, new: _Group, number: int, minute: int) -> Begun:
        """Return (rows of ``new``,) where its plan closes earlier on average than that of ``old``; they are counted."""
        old_rows = _Group(force=old.force, rows=new.rows)
        were, are = self.lived(old_rows), self.lived(new)
        found = np.zeros(len(new.rows), dtype=bool)
        for index, row in enumerate(new.rows):
            luck = future_luck(self.first.stage, self.values, seed=self.seed, replication=int(row), cut=number)
            before = mean_closure(self.operation, old.force, luck, only(*were, index), minute)
            found[index] = mean_closure(self.operation, new.force, luck, only(*are, index), minute) < before
        self.adopted += int(found.sum())
        return found


def live(
    operation: Operation, plan: Plan, replan: Replan, values: Values, *, every_days: int, seed: int, rows: IntArray
) -> Lives:
    """Return how the replications ``rows`` fare with and without replanning."""
    world = _World(operation, plan, replan, values, seed=seed, most=int(rows.max(initial=-1)) + 1)
    columns = world.luck.first_columns()
    force = InForce(plan=plan, compiled=world.first, columns=columns, since={}, promised_minute=0)
    first = _Group(force=force, rows=rows)
    before_all = operation.agreement.day_starts[0]
    promised = int(world.expected(first, before_all)[1].outcome.closed.max(initial=0))
    groups = [replace(first, force=replace(force, promised_minute=promised))]
    for number, minute in enumerate(cut_minutes(operation, every_days), start=1):
        groups = [part for group in groups for part in _cut(world, group, number, minute)]
    followed, replanned = world.lived(first)[1].outcome.closed, np.empty(len(rows), np.int64)
    for group in groups:
        replanned[np.searchsorted(rows, group.rows)] = world.lived(group)[1].outcome.closed
    return Lives(follow=followed, replan=replanned, asked=world.asked, offered=world.offered, adopted=world.adopted)


def cut_minutes(operation: Operation, every_days: int) -> tuple[int, ...]:
    """Return the local midnights at which there is a cut: every so many civil days after that of as_of."""
    starts = operation.agreement.day_starts[every_days::every_days]
    return tuple(start for start in starts if operation.as_of_minute < start < operation.horizon_minute)


def _cut(world: _World, group: _Group, number: int, minute: int) -> Iterator[_Group]:
    """Yield the group again, split where some replications take a new plan."""
    begun = begun_at(world.operation, group.force.compiled, minute)
    if begun.all():
        yield group
        return
    known, expected = world.expected(group, minute)
    seen = Seen(minute=minute, begun=begun, known=known, expected=expected)
    cuts: dict[Cut, list[int]] = {}
    for index in np.flatnonzero(expected.outcome.closed > minute):
        cut = cut_of(world.operation, group.force, seen, int(index))
        if cut is not None:
            cuts.setdefault(cut, []).append(int(index))
    stay = np.ones(len(group.rows), dtype=bool)
    for cut, members in cuts.items():
        plan = world.planned(cut)
        if plan is None:
            continue
        force = joined(world.operation, group.force, begun, plan, cut=number, minute=minute)
        offered = _Group(force=force, rows=group.rows[members])
        better = world.better(group, offered, number, minute)
        if better.any():
            taken = _Group(force=force, rows=offered.rows[better])
            stay[np.array(members)[better]] = False
            promised = int(world.expected(taken, minute)[1].outcome.closed.max())
            yield replace(taken, force=replace(force, promised_minute=promised))
    if stay.any():
        yield _Group(force=group.force, rows=group.rows[stay])


def replan_forecast(
    operation: Operation,
    plan: Plan,
    replan: Replan,
    *,
    scenario: str,
    every_days: int,
    seed: int,
    replications: int,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> ReplanForecast:
    """Return following beside replanning under the same luck; same inputs and seed, same result.

    With an executor whose processes can import it, ``replan`` travels to them.
    """
    values, done, parts = values_of(operation, scenario), 0, []
    chunks = [np.arange(first, min(first + CHUNK, replications)) for first in range(0, replications, CHUNK)]
    if executor is None:
        lives = (live(operation, plan, replan, values, every_days=every_days, seed=seed, rows=one) for one in chunks)
    else:
        started = [
            executor.submit(live, operation, plan, replan, values, every_days=every_days, seed=seed, rows=one)
            for one in chunks
        ]
        lives = (one.result() for one in started)
    for chunk, part in zip(chunks, lives, strict=True):
        parts.append(part)
        done += len(chunk)
        progress(done, replications)
    return _told(operation, parts, scenario=scenario, every_days=every_days, seed=seed)


def _told(operation: Operation, parts: Sequence[Lives], *, scenario: str, every_days: int, seed: int) -> ReplanForecast:
    """Return the figures: chances, closures, and what came of asking."""
    follow, replan = (np.concatenate(one) for one in _columns(parts))
    on_time, on_time_later = (one <= operation.agreement.deadline_minute for one in (follow, replan))
    gained = on_time_later.astype(np.int64) - on_time
    latest = operation.horizon_minute
    days = (np.minimum(follow, latest) - np.minimum(replan, latest)) / MINUTES_PER_DAY
    return ReplanForecast(
        scenario=scenario,
        every_days=every_days,
        seed=seed,
        replications=len(follow),
        follow=float(on_time.mean()),
        replan=float(on_time_later.mean()),
        difference=float(gained.mean()),
        standard_error=float(gained.std() / np.sqrt(len(gained))),
        days_gained=float(days.mean()),
        days_error=float(days.std() / np.sqrt(len(days))),
        follow_quantiles_minute=tuple((q, quantile_minute(operation, follow, q)) for q in _QUANTILES),
        replan_quantiles_minute=tuple((q, quantile_minute(operation, replan, q)) for q in _QUANTILES),
        asked=sum(one.asked for one in parts),
        offered=sum(one.offered for one in parts),
        adopted=sum(one.adopted for one in parts),
    )


def _columns(parts: Sequence[Lives]) -> tuple[list[IntArray], list[IntArray]]:
    return [one.follow for one in parts], [one.replan for one in parts]
