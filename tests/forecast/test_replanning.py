"""Replanning inside a forecast: told what happened, never worse without disturbances, same luck as following."""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

import numpy as np
import pytest

from repli.forecast import replan_forecast
from repli.forecast.causes import values_of
from repli.forecast.compile import compile_plan
from repli.forecast.replanning import cut_minutes, live
from repli.forecast.run import Runner
from repli.model import Cut, Movement, Operation, ReplanForecast
from tests.forecast.replanners import never, planned_again, planned_if_late
from tests.forecast.settings import EVERYTHING, setting
from tests.forecast.systems import systems
from tests.tiny import at, edit_row, tiny_operation, tiny_plan

ROWS = np.arange(12)


def watching(told: list[Cut]):  # noqa: ANN201 - a callable
    """A callable that keeps what it was told and goes on as planned."""

    def asked(_operation: Operation, cut: Cut) -> None:
        told.append(cut)

    return asked


@pytest.mark.parametrize("count", [2, pytest.param(8, marks=pytest.mark.heavy)])
def test_without_disturbances_a_new_plan_at_every_cut_closes_when_the_plan_does_or_sooner(count: int) -> None:
    offered = 0
    for _, operation, plan in systems(0, count):
        calm = values_of(replace(operation, settings=()), "base")
        lives = live(operation, plan, planned_again, calm, every_days=2, seed=1, rows=np.arange(2))
        assert (lives.replan <= lives.follow).all()
        offered += lives.offered
    assert offered >= count


def test_the_callable_is_told_what_happened_and_not_what_was_planned() -> None:
    """Every stop takes 1.5 times as long: R1 lands at 08:00 as planned, and leaves at 09:30 instead of 09:00."""
    slow = (setting("ground_time_factor_mean", 1.5, 1.5, 1.5),)
    operation = tiny_operation(settings=slow)
    told: list[Cut] = []
    live(operation, tiny_plan(operation), watching(told), values_of(operation, "base"), every_days=1, seed=1, rows=ROWS)
    first = told[0]
    (r1,) = [one for one in first.begun if isinstance(one.planned, Movement) and one.planned.movement_id == "R1"]
    assert first.at_minute == at(1)
    assert (r1.came_minutes[1], r1.went_minutes[1]) == (at(0, 8), at(0, 9, 30))
    assert r1.planned.stops[1].off_block_minute == at(0, 9)  # type: ignore[union-attr]
    assert first.promised_minute == at(2, 13, 40)


def test_equal_cuts_are_asked_for_once_and_told_apart_from_others() -> None:
    """Without luck all replications are alike; a crisis that begins at some time makes each its own."""
    told: list[Cut] = []
    operation = tiny_operation()
    live(operation, tiny_plan(), watching(told), values_of(operation, "base"), every_days=1, seed=1, rows=ROWS)
    assert [one.at_minute for one in told] == [at(1), at(2)]
    crises = (setting("crisis_probability", 1, 1, 1), setting("crisis_days_mean", 1, 1, 1))
    told.clear()
    live(operation, tiny_plan(), watching(told), values_of(replace(operation, settings=crises), "base"),
         every_days=1, seed=1, rows=ROWS)  # fmt: skip
    assert len(set(told)) == len(told) > 2
    held = [one for one in told if one.crisis_until_minute]
    assert all(one.crisis_until_minute > one.at_minute for one in held)


def test_what_is_known_of_clearances_and_roads_is_told() -> None:
    shut = (
        setting("clearance_revocation_probability", 1, 1, 1),
        setting("clearance_revocation_days_mean", 3, 3, 3),
        setting("road_closure_probability", 1, 1, 1),
        setting("road_closure_days_mean", 3, 3, 3),
    )
    operation = tiny_operation(settings=shut)
    told: list[Cut] = []
    values = values_of(operation, "base")
    live(operation, tiny_plan(operation), watching(told), values, every_days=1, seed=1, rows=np.arange(100))
    names = {name for cut in told for name, _ in cut.shut_until}
    assert {"C-AIR", "BASE-FEED"} <= names
    assert all(until > cut.at_minute for cut in told for _, until in cut.shut_until)


def test_never_replanning_is_following_and_following_is_the_forecast_under_that_policy() -> None:
    operation = tiny_operation(settings=EVERYTHING)
    plan = tiny_plan(operation)
    values = values_of(operation, "base")
    lives = live(operation, plan, never, values, every_days=1, seed=4, rows=ROWS)
    assert (lives.follow == lives.replan).all()
    run = Runner(stage=compile_plan(operation, plan, policy="follow").stage, seed=4)
    assert (lives.follow == run(values, len(ROWS)).closed).all()


def test_under_the_same_luck_replanning_gains_days_where_another_order_helps() -> None:
    """Seed 9: a plan that new plans improve on when it is late."""
    ((_, operation, plan),) = systems(9, 1)
    found = replan_forecast(operation, plan, planned_if_late, scenario="base", every_days=1, seed=1, replications=15)
    assert found.adopted > 0
    assert found.days_gained > 0
    assert found.days_error > 0
    assert found.difference == pytest.approx(found.replan - found.follow)
    assert found.standard_error <= 0.5 / 15**0.5


def test_the_same_seed_gives_the_same_figures_whatever_the_workers() -> None:
    operation = tiny_operation(settings=EVERYTHING)

    def found(executor: ProcessPoolExecutor | None) -> ReplanForecast:
        return replan_forecast(
            operation,
            tiny_plan(operation),
            planned_if_late,
            scenario="low",
            every_days=1,
            seed=2,
            replications=12,
            executor=executor,
        )

    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        assert found(pool) == found(None)
    assert found(None).offered > 0


def test_cuts_are_local_midnights_from_the_first_day_of_as_of_to_the_horizon() -> None:
    operation = tiny_operation()
    assert cut_minutes(operation, 2) == (at(2), at(4))
    assert cut_minutes(operation, 7) == ()


def test_what_has_begun_and_is_not_expected_to_end_is_not_planned_around() -> None:
    """A crisis of years leaves no clearance: nobody is asked where something is under way then."""
    operation = edit_row(tiny_operation(), "clearances", "C-AIR", limit_per_day=0)
    crises = (setting("crisis_probability", 1, 1, 1), setting("crisis_days_mean", 9_000, 9_000, 9_000))
    told: list[Cut] = []
    live(operation, tiny_plan(operation), watching(told), values_of(replace(operation, settings=crises), "base"),
         every_days=2, seed=1, rows=ROWS)  # fmt: skip
    ends = [max(one.went_minutes) for cut in told for one in cut.begun]
    assert ends
    assert max(ends) < operation.horizon_minute
