"""What would change it: one row for each combination, more never worse than less under the same luck."""

from dataclasses import replace

from repli.forecast import Grid, sweep
from repli.forecast.sweep import with_fleet, with_spots
from tests.forecast.settings import EVERYTHING
from tests.tiny import tiny_operation, tiny_plan

OPERATION = replace(tiny_operation(), settings=EVERYTHING)
PLAN = tiny_plan(OPERATION)
GRID = Grid(fleet=(-1, 0, 1), spots=(0, 1), deadline_days=(-1, 0, 2), delay_factors=(1.0, 3.0))


def test_every_combination_is_one_row_and_progress_counts_them() -> None:
    told: list[tuple[int, int]] = []
    rows = list(sweep(OPERATION, PLAN, GRID, seed=3, replications=200, progress=lambda *one: told.append(one)))
    keys = [(row.fleet, row.spots, row.delay_factor, row.deadline_days) for row in rows]
    assert len(keys) == len(set(keys)) == GRID.rows == 36
    assert told == [(number, 36) for number in range(1, 37)]


def test_later_deadlines_and_faster_clearances_never_lower_the_chance() -> None:
    rows = {
        (row.fleet, row.spots, row.delay_factor, row.deadline_days): row.chance
        for row in sweep(OPERATION, PLAN, GRID, seed=3, replications=500)
    }
    for (fleet, spots, factor, days), chance in rows.items():
        assert rows[fleet, spots, factor, 2] >= chance
        assert rows[fleet, spots, 1.0, days] >= chance - 0.03
    assert rows[0, 0, 1.0, 0] > rows[0, 0, 3.0, 0]


def test_the_row_without_a_change_is_the_forecast_of_the_plan() -> None:
    only = next(iter(sweep(OPERATION, PLAN, Grid(), seed=3, replications=400)))
    same = [row for row in sweep(OPERATION, PLAN, GRID, seed=3, replications=400) if row.fleet == row.spots == 0]
    assert only.chance in {row.chance for row in same if (row.deadline_days, row.delay_factor) == (0, 1.0)}


def test_a_shared_pool_gains_or_loses_vehicles_but_never_its_last() -> None:
    more, less = with_fleet(OPERATION, PLAN, 2), with_fleet(OPERATION, PLAN, -5)
    assert len(more.vehicles) == len(OPERATION.vehicles) + 4  # two for each of two pools
    staying = [one.vehicle_id for one in less.vehicles if one.available_to_minute > one.available_from_minute]
    assert staying == ["L1", "T1"]


def test_spots_are_added_to_the_largest_and_taken_from_the_smallest_but_never_the_last() -> None:
    more, less = with_spots(OPERATION, 2).field_of["FLD1"], with_spots(OPERATION, -5).field_of["FLD1"]
    assert (more.parking_spots, more.working_spots) == (((2, 1), (3, 3)), ((2, 3),))
    assert (less.parking_spots, less.working_spots) == (((3, 1),), ((2, 1),))
    assert with_spots(OPERATION, 2).field_of["OUT1"].parking_spots == ()
