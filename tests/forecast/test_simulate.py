"""The chance to meet the deadline: exact where nothing goes wrong, monotone where less goes wrong."""

from dataclasses import replace

import numpy as np
import pytest

from repli.forecast import simulate
from repli.forecast.causes import DISTURBANCES, switched_off, values_of
from repli.forecast.compile import compile_plan
from repli.forecast.run import Runner
from repli.model import Forecast, Operation
from repli.planning import make_plan
from tests.border import border_operation
from tests.forecast.settings import CALM, ROUGH, setting
from tests.tiny import at, tiny_operation, tiny_plan


def forecast_of(operation: Operation, *, seed: int = 7, replications: int = 400) -> Forecast:
    plan = tiny_plan(operation)
    return simulate(operation, plan, plan_hash="0" * 64, seed=seed, replications=replications)


def test_without_disturbances_every_replication_is_the_plan() -> None:
    operation = replace(tiny_operation(), settings=CALM)
    base = forecast_of(operation).scenario("base")
    assert base.chance == 1.0
    assert base.standard_error == 0.0
    assert {site.site_id: site.median_minute for site in base.sites} == {"BASE": at(2, 13, 40), "FEED": at(1, 12, 30)}
    assert base.band.low_people == base.band.high_people == (14, 20, 30, 30, 30, 30, 30, 30)
    assert dict(base.milestones) == {"half": 1.0}


def test_each_movement_is_out_at_its_planned_off_block_when_nothing_goes_wrong() -> None:
    operation = replace(tiny_operation(), settings=CALM)
    compiled = compile_plan(operation, tiny_plan(operation))
    outcome = Runner(stage=compiled.stage, seed=1)(values_of(operation, "base"), 3)
    planned = {
        movement.movement_id: stop.off_block_minute
        for movement in tiny_plan(operation).movements
        for stop in movement.stops
        if stop.place_id == "FLD1" and stop.loads
    }
    assert len(planned) == 4
    for index, agent in enumerate(compiled.agents):
        if agent.name in planned:
            assert set(outcome.out[:, index]) == {planned[agent.name]}


def test_a_convoy_on_the_road_when_the_deadline_passes_leaves_no_chance_though_its_site_was_closed_in_time() -> None:
    """FEED is closed at 11:00 of day 1, all is out at 11:00 of day 3, and the deadline is 24:00 of day 2."""
    operation = replace(border_operation(), settings=CALM)
    plan = make_plan(operation, seed=1, version="test")
    base = simulate(operation, plan, plan_hash="0" * 64, seed=1, replications=20).scenario("base")
    assert [(site.chance, site.median_minute) for site in base.sites] == [(1.0, at(1, 11))]
    assert base.chance == 0.0
    assert dict(base.closure_quantiles_minute)[50] == at(3, 11)
    outcome = Runner(stage=compile_plan(operation, plan).stage, seed=1)(values_of(operation, "base"), 3)
    assert outcome.closed.tolist() == [at(3, 11)] * 3


def test_the_same_seed_gives_the_same_forecast_and_another_seed_another() -> None:
    operation = replace(tiny_operation(), settings=ROUGH)
    assert forecast_of(operation, seed=3) == forecast_of(operation, seed=3)
    assert forecast_of(operation, seed=3) != forecast_of(operation, seed=4)


def test_pessimistic_assumptions_never_give_a_better_chance_than_optimistic_ones() -> None:
    forecast = forecast_of(replace(tiny_operation(), settings=ROUGH))
    chances = [forecast.scenario(name).chance for name in ("low", "base", "high")]
    assert chances == sorted(chances)
    assert chances[0] < chances[2]


@pytest.mark.parametrize("disturbance", DISTURBANCES)
def test_switching_one_disturbance_off_never_makes_the_chance_worse(disturbance: str) -> None:
    operation = replace(tiny_operation(), settings=ROUGH)
    compiled = compile_plan(operation, tiny_plan(operation))
    run, values = Runner(stage=compiled.stage, seed=11), values_of(operation, "low")

    def chance(scenario: dict[str, float]) -> float:
        outcome = run(scenario, 1000)
        return float((outcome.closed <= operation.agreement.deadline_minute).mean())

    three_errors = 3 * (0.25 / 1000) ** 0.5
    assert chance(dict(switched_off(values, disturbance))) >= chance(dict(values)) - three_errors


def test_a_certain_refusal_longer_than_the_horizon_leaves_no_chance() -> None:
    never = (setting("clearance_refusal_probability", 1, 1, 1), setting("clearance_delay_days_mean", 1e4, 1e4, 1e4))
    base = forecast_of(replace(tiny_operation(), settings=never)).scenario("base")
    assert base.chance == 0.0
    assert {site.median_minute for site in base.sites} == {None}


def test_the_assumption_that_flips_the_answer_is_named() -> None:
    fragile = (setting("breakdown_probability", 1, 0, 0), setting("repair_hours_mean", 400, 0, 0))
    assert forecast_of(replace(tiny_operation(), settings=fragile)).flips == "breakdown"
    assert forecast_of(replace(tiny_operation(), settings=CALM)).flips is None


def test_the_chance_of_a_single_delay_agrees_with_its_closed_form() -> None:
    """A crisis that starts at u x span and lasts e x mean makes the tiny plan late iff it covers the last off block.

    Under 30-day mean lengths the plan (last off block day 2, 13:40, deadline 24:00 of day 2; the permit for the field
    is open from day 0) closes late iff the crisis starts before that off block and ends after the field's last hour.
    """
    operation = replace(
        tiny_operation(), settings=(setting("crisis_probability", 1, 1, 1), setting("crisis_days_mean", 30, 30, 30))
    )
    forecast = simulate(operation, tiny_plan(operation), plan_hash="0" * 64, seed=5, replications=20_000)
    base = forecast.scenario("base")
    generator = np.random.default_rng(99)
    span = operation.agreement.deadline_minute - operation.as_of_minute
    start = operation.as_of_minute + generator.random(200_000) * span
    end = start + generator.standard_exponential(200_000) * 30 * 1440
    late = (start <= at(2, 13, 40)) & (end > at(2, 20))
    surely_on_time = start > at(2, 13, 40)
    assert base.chance >= surely_on_time.mean() - 4 * base.standard_error
    assert base.chance <= 1 - late.mean() + 4 * base.standard_error
