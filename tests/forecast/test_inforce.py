"""A plan that follows another keeps its past to the minute, and what has not begun gives its luck to what comes."""

import numpy as np
import pytest

from repli.forecast import replanning
from repli.forecast.begun import begun_at
from repli.forecast.causes import values_of
from repli.forecast.compile import compile_plan
from repli.forecast.inforce import InForce, joined, planned_start
from repli.forecast.luck import Luck
from repli.kernel import Track, track_replications
from repli.model import Operation, Plan
from tests.forecast.replanners import planned_again
from tests.forecast.settings import EVERYTHING
from tests.forecast.systems import systems
from tests.tiny import at, drop_movement, tiny_operation, tiny_plan

ROWS = np.arange(10)


def in_force(operation: Operation, plan: Plan) -> tuple[InForce, Luck]:
    compiled = compile_plan(operation, plan, policy="follow")
    luck = Luck(compiled.stage, values_of(operation, "base"), seed=3, replications=len(ROWS))
    return InForce(plan=plan, compiled=compiled, columns=luck.first_columns(), since={}, promised_minute=0), luck


def lived(force: InForce, luck: Luck) -> Track:
    stage = force.compiled.stage
    return track_replications(stage.timeline, luck.of(stage, force.columns, ROWS))


def times(force: InForce, track: Track, names: set[str], minute: int) -> dict[str, list[object]]:
    """Per agent what happened at its stops before a minute, in every replication."""
    found: dict[str, list[object]] = {}
    stop = 0
    for agent in force.compiled.agents:
        own, stop = slice(stop, stop + len(agent.stops)), stop + len(agent.stops)
        if agent.name in names:
            found[agent.name] = [np.minimum(one[:, own], minute).tolist() for one in (track.came, track.went)]
    return found


def test_the_past_of_random_operations_stays_as_it_was_whatever_is_planned_at_each_cut(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every plan that is joined is run again, beside the one before it, under the same luck."""
    seen = 0

    def watched(
        operation: Operation, before: InForce, begun: object, following: Plan, *, cut: int, minute: int
    ) -> InForce:
        nonlocal seen
        force = joined(operation, before, begun, following, cut=cut, minute=minute)  # type: ignore[arg-type]
        luck = Luck(first.stage, values_of(operation, "base"), seed=3, replications=len(ROWS))
        names = {agent.name for agent, one in zip(before.compiled.agents, begun, strict=True) if one}  # type: ignore[call-overload]
        was = times(before, lived(before, luck), names, minute)
        assert was == times(force, lived(force, luck), names, minute)
        seen += sum(len(one) for one in was)
        return force

    monkeypatch.setattr(replanning, "joined", watched)
    for _, operation, plan in systems(0, 3):
        first = compile_plan(operation, plan, policy="follow")
        values = values_of(operation, "base")
        replanning.live(operation, plan, planned_again, values, every_days=3, seed=3, rows=ROWS)
    assert seen > 20


def test_who_has_not_begun_gives_its_luck_on_and_more_luck_is_drawn_for_who_is_more() -> None:
    operation = tiny_operation(settings=EVERYTHING)
    force, _ = in_force(operation, tiny_plan(operation))
    begun = begun_at(operation, force.compiled, at(1))
    rest = drop_movement(drop_movement(tiny_plan(operation), "R1"), "C1")
    same = joined(operation, force, begun, rest, cut=1, minute=at(1))
    assert sorted(same.columns.agents) == sorted(force.columns.agents)
    assert sorted(same.columns.stops) == sorted(force.columns.stops)
    fewer = joined(operation, force, begun, drop_movement(rest, "R2"), cut=1, minute=at(1))
    assert fewer.columns.agents_given == 8
    doubled = joined(operation, fewer, begun_at(operation, fewer.compiled, at(1)), rest, cut=2, minute=at(1))
    assert (doubled.columns.agents_given, len(set(doubled.columns.agents.tolist()))) == (9, 8)


def test_a_plan_that_starts_before_the_cut_is_refused() -> None:
    operation = tiny_operation()
    force, _ = in_force(operation, tiny_plan(operation))
    with pytest.raises(ValueError, match="Expected a plan that starts at"):
        joined(operation, force, begun_at(operation, force.compiled, at(1)), tiny_plan(), cut=1, minute=at(1))


def test_a_plan_starts_with_its_first_movement_act_or_check_in_and_an_empty_one_never() -> None:
    operation, plan = tiny_operation(), tiny_plan()
    assert planned_start(operation, plan) == at(0, 6)
    for name in ("R1", "C1", "R2", "C2", "R3", "R4"):
        plan = drop_movement(plan, name)
    assert planned_start(operation, plan) == at(1, 8, 30)
