"""The kernel and an independent SimPy model of the same page agree: replication by replication, and in distribution."""

from dataclasses import replace
from functools import cache
from random import Random

import numpy as np
import pytest
from numpy.typing import NDArray

from repli.forecast.causes import values_of
from repli.forecast.compile import compile_plan
from repli.forecast.disturb import disturb
from repli.forecast.draws import draw
from repli.forecast.run import Runner
from repli.kernel import run_replications
from repli.model import Operation, Plan
from repli.planning import make_plan
from tests.border import border_like
from tests.forecast.peer.hours import NEVER
from tests.forecast.peer.luck import copied_luck, drawn_luck
from tests.forecast.peer.model import Peer
from tests.forecast.peer.over import over
from tests.forecast.settings import EVERYTHING
from tests.forecast.systems import systems
from tests.tiny import tiny_operation, tiny_plan


def same_luck(operation: Operation, plan: Plan, replications: int) -> int:
    """In how many replications kernel and peer agree in every departure, act and closure."""
    compiled = compile_plan(operation, plan)
    luck = disturb(compiled.stage, draw(compiled.stage, 3, replications), values_of(operation, "base"))
    outcome = run_replications(compiled.stage.timeline, luck)
    equal = 0
    for r in range(replications):
        peer = Peer(operation, plan, copied_luck(operation, compiled, luck, r)).run()
        ours = {agent.name: int(out) for agent, out in zip(compiled.agents, outcome.out[r], strict=True) if out < NEVER}
        closed = [peer.closed(site.site_id) for site in compiled.sites]
        ends = [min(int(one), NEVER) for one in (*outcome.closure[r], outcome.closed[r])]
        equal += ours == peer.out and ends == [*closed, over(peer)]
    return equal


def test_under_the_same_luck_the_tiny_plan_agrees_to_the_minute() -> None:
    operation = replace(tiny_operation(), settings=EVERYTHING)
    assert same_luck(operation, tiny_plan(operation), 60) == 60


def test_under_the_same_luck_a_convoy_to_the_border_closes_the_operation_at_the_same_minute() -> None:
    """The site is closed two days before, or later where a truck is held, breaks down or waits for its clearance."""
    operation = replace(border_like(6), settings=EVERYTHING)
    assert same_luck(operation, make_plan(operation, seed=1, version="test"), 60) >= 58


def test_under_the_same_luck_random_systems_agree_to_the_minute_but_for_ties_within_one() -> None:
    """Who of two asks first within one minute is not said by SimPy; that alone sets one replication in fifty apart."""
    found = [same_luck(operation, plan, 25) for _, operation, plan in systems(0, 12)]
    assert sum(found) >= 0.97 * 12 * 25
    assert min(found) >= 18


def peer_closures(operation: Operation, plan: Plan, replications: int) -> NDArray[np.int64]:
    """Closure of the operation in each replication of the peer, the horizon at most."""
    script = Peer(operation, plan, drawn_luck(operation, Random(0))).script  # noqa: S311 - a simulation
    found = []
    for r in range(replications):
        peer = Peer(operation, plan, drawn_luck(operation, Random(r)), script).run()  # noqa: S311 - a simulation
        found.append(over(peer))
    return np.minimum(np.array(found), operation.horizon_minute + 1)


@cache
def later_systems() -> list[tuple[int, Operation, Plan]]:
    return list(systems(300, 6))


@pytest.mark.parametrize("which", range(6))
def test_under_luck_of_its_own_the_peer_gives_the_same_mean_quantiles_and_chance(which: int) -> None:
    _, operation, plan = later_systems()[which]
    theirs = peer_closures(operation, plan, 400)
    run = Runner(stage=compile_plan(operation, plan).stage, seed=17)
    ours = np.minimum(run(values_of(operation, "base"), 8_000).closed, operation.horizon_minute + 1)
    error = np.sqrt(ours.var() / len(ours) + theirs.var() / len(theirs))
    assert abs(ours.mean() - theirs.mean()) <= 4 * error + 1
    marks = [operation.agreement.deadline_minute, *(int(q) for q in np.percentile(ours, (10, 25, 50, 75, 90)))]
    for minute in marks:  # the chance of the deadline, and of each of our quantiles
        share, other = float((ours <= minute).mean()), float((theirs <= minute).mean())
        spread = np.sqrt(share * (1 - share) * (1 / len(ours) + 1 / len(theirs)))
        assert abs(share - other) <= 4 * spread + 1e-9, minute
