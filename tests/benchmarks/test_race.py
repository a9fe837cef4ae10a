"""Our plan beside the peers on tiny instances: every plan judged by the rule book, and what is said of it is true."""

import json
from dataclasses import replace
from functools import cache

import pytest

from benchmarks.replibench import instance_of
from benchmarks.replibench.ours import first_plan
from benchmarks.replibench.peers.greedy import first_come, restarted
from benchmarks.replibench.peers.retime import retimed
from benchmarks.replibench.race import race
from benchmarks.replibench.report import markdown_of
from benchmarks.replibench.runs import answer_of
from benchmarks.replibench.score import Score, closure_gap, stay_gap
from repli import rules
from repli.model import Movement, Operation, Plan
from repli.units import MINUTES_PER_DAY


@cache
def scored(seed: int) -> Score:
    return race(instance_of("T", seed), effort=50, seed=1)


def broken(operation: Operation, plan: Plan) -> set[str]:
    whole = replace(plan, verdict=rules.verdict_of(operation, plan))
    return {one.rule for one in rules.check_plan(operation, whole) if one.rule != "bound-proven"}


def test_a_score_says_what_was_planned_and_how_far_it_is_from_the_bound() -> None:
    score = scored(4)
    assert score.outcome == "kept"
    assert score.rules_broken == ()
    assert score.refined is not None
    assert score.first is not None
    assert score.refined <= score.first
    assert closure_gap(score) == score.refined[3] - score.bound_day >= 0
    assert stay_gap(score) == pytest.approx(
        100 * (score.refined[4] - score.stay_bound) / (score.stay_bound - score.stay_alone)
    )
    assert [peer.name for peer in score.peers] == ["arithmetic (L0)", "first come", "restarts", "CP-SAT"]


def test_an_impossible_instance_is_scored_as_that_with_its_reason() -> None:
    score = scored(13)
    assert (score.outcome, score.impossible, score.refined, score.peers) == ("impossible", "office", None, [])
    assert "no office interval" in score.reason


def test_a_score_comes_back_from_json_as_it_was() -> None:
    for seed in (4, 13):
        assert answer_of(json.loads(json.dumps(scored(seed).as_dict()))) == scored(seed)


def test_the_report_has_every_figure_and_names_what_does_not_hold() -> None:
    good, none = scored(4), scored(13)
    text = markdown_of([good, none], "here and now")
    assert good.refined is not None
    assert (
        f"| T 4 | ours, refined | 0 | 0 | 0 | {good.refined[3]} | {good.refined[4]:,} | {good.refined[5]:,} |" in text
    )
    assert "| T 13 | impossible | office |" in text
    assert "- Every plan keeps every rule: yes." in text
    worse = replace(good, refined=(9, *good.refined[1:]), rules_broken=("crew-duty",))
    told = markdown_of([worse, replace(none, outcome="none found")], "here and now")
    assert "as good as every peer's: no (T 4 by first come, restarts, CP-SAT)." in told
    assert "- Every plan keeps every rule: no (T 4: crew-duty)." in told
    assert "- What is impossible by construction is proven so: no (T 13)" in told
    assert "every peer's: no peer was run." in markdown_of([replace(good, peers=[])], "here and now")


@pytest.mark.parametrize("seed", [0, 3, 7])
def test_the_plans_of_the_greedy_peers_keep_every_rule_and_more_drafts_are_no_worse(seed: int) -> None:
    operation = instance_of("T", seed).operation
    one = first_come(operation)
    many, drafts = restarted(operation, seconds=0.3, seed=1)
    assert one is not None
    assert many is not None
    assert drafts >= 1
    assert broken(operation, one) == broken(operation, many) == set()


@pytest.mark.parametrize(("class_name", "seed"), [("T", 3), ("T", 7), ("S", 1)])
def test_cp_sat_keeps_every_rule_and_is_never_worse_than_its_hint(class_name: str, seed: int) -> None:
    operation = instance_of(class_name, seed).operation
    plan = first_plan(operation, 1)
    made = retimed(operation, plan, seconds=1)
    assert made.free > 0
    assert broken(operation, made.plan) == set()
    assert made.plan.objective.as_tuple() <= plan.objective.as_tuple()


def test_cp_sat_brings_a_movement_back_that_was_put_off_by_days() -> None:
    operation = instance_of("T", 3).operation
    plan = first_plan(operation, 1)
    late = min(_put_off(operation, plan), key=lambda one: -one.objective.stay_minutes)
    made = retimed(operation, late, seconds=2)
    assert late.objective.stay_minutes > plan.objective.stay_minutes
    assert made.plan.objective.stay_minutes <= plan.objective.stay_minutes


def _put_off(operation: Operation, plan: Plan) -> list[Plan]:
    """Return the plans that keep every rule in which one movement is a day later, with their objectives."""
    found = []
    for movement in plan.movements:
        moved = tuple(_later(one) if one is movement else one for one in plan.movements)
        other = replace(plan, movements=moved)
        other = replace(other, objective=rules.recompute_objective(operation, other))
        if not broken(operation, other):
            found.append(other)
    return found


def _later(movement: Movement) -> Movement:
    return replace(
        movement,
        stops=tuple(
            replace(
                stop,
                on_block_minute=stop.on_block_minute + MINUTES_PER_DAY,
                work_start_minute=stop.work_start_minute + MINUTES_PER_DAY,
                work_end_minute=stop.work_end_minute + MINUTES_PER_DAY,
                off_block_minute=stop.off_block_minute + MINUTES_PER_DAY,
            )
            for stop in movement.stops
        ),
    )
