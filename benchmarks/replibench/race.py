"""One instance: our first plan, our refined plan, the bound, then the peers with the time that ours took.

Seconds are those of the processor, since machines are shared; the peers get as much time of the wall as ours took, the
restarts as much of the processor. Compiled code is loaded before the clock starts, by a plan of a tiny instance.
Peak memory is that of this process when ours is done, before the peers: each instance runs in a process of its own.
"""

import time
from collections.abc import Iterator
from dataclasses import replace

from benchmarks.memory import peak_mib
from benchmarks.replibench.instance import Instance, instance_of
from benchmarks.replibench.ours import bound_of, first_plan, refined
from benchmarks.replibench.peers.greedy import first_come, restarted
from benchmarks.replibench.peers.retime import retimed
from benchmarks.replibench.score import Peer, Score
from repli import planning, rules
from repli.errors import ImpossibleError, NoPlanError
from repli.model import Bound, Operation, Plan

__all__ = ["race"]

_WORKERS = 2
_LONGEST_REASON = 160


def race(instance: Instance, *, effort: int, seed: int, peers: bool = True) -> Score:
    """Return the score of an instance; the instance is read before the clock starts."""
    score, operation = Score.of(instance), instance.operation
    first_plan(instance_of("T", 0).operation, seed)
    first = _first(score, operation, seed)
    start, wall = time.process_time(), time.perf_counter()
    try:
        better = refined(operation, effort=effort, seed=seed)
    except (ImpossibleError, NoPlanError) as error:
        score.outcome = "impossible" if isinstance(error, ImpossibleError) else "none found"
        score.reason = str(error.reasons[0])[:_LONGEST_REASON] if error.reasons else str(error)
        return score
    score.refined_seconds, score.effort = time.process_time() - start, effort
    score.refined_wall_seconds = time.perf_counter() - wall
    bound, score.bound_seconds = bound_of(operation, better)
    score.peak_mib = peak_mib()
    score.with_bound(bound, _refused(operation, better, bound))
    score.first, score.refined = None if first is None else first.objective.as_tuple(), better.objective.as_tuple()
    score.outcome = "kept" if score.refined[:3] == (0, 0, 0) else "late"
    score.movements = len(better.movements)
    score.rules_broken = _broken(operation, better)
    if peers:
        times = (score.refined_seconds, score.refined_wall_seconds)
        score.peers = list(_peers(operation, first, times, seed=seed))
    return score


def _first(score: Score, operation: Operation, seed: int) -> Plan | None:
    """Return the first draft that is a plan, timed; None where no taste finds one."""
    start = time.process_time()
    try:
        return first_plan(operation, seed)
    except (ImpossibleError, NoPlanError):
        return None
    finally:
        score.first_seconds = time.process_time() - start


def _peers(operation: Operation, first: Plan | None, times: tuple[float, float], *, seed: int) -> Iterator[Peer]:
    """Yield what the peers find in (processor, wall) seconds; arithmetic has a closing day and no plan."""
    day = planning.rough_cut(operation).closure_day
    yield Peer(name="arithmetic (L0)", objective=None, note=f"closure day {day}, no plan")
    start = time.process_time()
    one = first_come(operation)
    yield _judged(operation, "first come", one, start)
    start = time.process_time()
    best, drafts = restarted(operation, seconds=times[0], seed=seed)
    yield _judged(operation, "restarts", best, start, f"{drafts} drafts")
    if first is None:
        yield Peer(name="CP-SAT", objective=None, note="no first plan to start from")
        return
    start = time.process_time()
    made = retimed(operation, first, seconds=times[1], workers=_WORKERS, seed=seed)
    yield _judged(operation, "CP-SAT", made.plan, start, f"{made.status}, {made.free} free")


def _judged(operation: Operation, name: str, plan: Plan | None, start: float, note: str = "") -> Peer:
    seconds = time.process_time() - start
    if plan is None:
        return Peer(name=name, objective=None, seconds=seconds, note=note or "no plan")
    broken = _broken(operation, plan)
    objective = None if broken else plan.objective.as_tuple()
    return Peer(name=name, objective=objective, seconds=seconds, note=note, broken=broken)


def _broken(operation: Operation, plan: Plan) -> tuple[str, ...]:
    """Return the rules that a plan breaks, whatever its bound."""
    found = rules.check_plan(operation, replace(plan, verdict=rules.verdict_of(operation, plan)))
    return tuple(dict.fromkeys(one.rule for one in found if not one.rule.startswith("bound")))


def _refused(operation: Operation, plan: Plan, bound: Bound) -> str:
    """Return what the rule book finds wrong in a bound; empty where it proves it again."""
    whole = replace(plan, bound=bound)
    found = rules.check_plan(operation, replace(whole, verdict=rules.verdict_of(operation, whole)))
    return next((f"{one.subject}: {one.message}" for one in found if one.rule.startswith("bound")), "")
