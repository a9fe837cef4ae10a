"""What would change it: the same plan with more or fewer vehicles and spots, other deadlines, longer clearances.

Every combination meets the same luck. Vehicles are added to (or taken from the end of) each pool that is shared; spots
of the largest kind to every field inside that lists its spots, at least one spot stays.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from itertools import product

from repli.forecast.causes import Values, values_of
from repli.forecast.compile import compile_plan
from repli.forecast.measures import quantile_minute, standard_error
from repli.forecast.rooms import pool_names
from repli.forecast.run import Runner
from repli.model import SURE_PERCENT, Field, Operation, Plan, SweepRow
from repli.model.places import Spots
from repli.units import MINUTES_PER_DAY

__all__ = ["Grid", "sweep"]

_MEDIAN = 50
_DELAYS = ("clearance_delay_days_mean", "clearance_silence_days_mean")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """What is tried: every combination of these."""

    fleet: Sequence[int] = (0,)
    spots: Sequence[int] = (0,)
    deadline_days: Sequence[int] = (0,)
    delay_factors: Sequence[float] = (1.0,)

    @property
    def rows(self) -> int:
        """Return how many combinations there are."""
        return len(self.fleet) * len(self.spots) * len(self.deadline_days) * len(self.delay_factors)


def sweep(
    operation: Operation,
    plan: Plan,
    grid: Grid,
    *,
    seed: int,
    replications: int = 2_000,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Iterator[SweepRow]:
    """Yield one row for each combination, in the order of the grid; ``progress`` is told (rows done, rows in all)."""
    done = 0
    for fleet, spots in product(grid.fleet, grid.spots):
        changed = with_spots(with_fleet(operation, plan, fleet), spots)
        run = Runner(stage=compile_plan(changed, plan).stage, seed=seed, executor=executor)
        for factor in grid.delay_factors:
            closed = run(_stretched(values_of(operation, "base"), factor), replications).closed
            for days in grid.deadline_days:
                deadline = operation.agreement.deadline_minute + days * MINUTES_PER_DAY
                share = float((closed <= deadline).mean())
                yield SweepRow(
                    fleet=fleet,
                    spots=spots,
                    deadline_days=days,
                    delay_factor=factor,
                    chance=share,
                    standard_error=standard_error(share, replications),
                    median_minute=quantile_minute(operation, closed, _MEDIAN),
                    sure_minute=quantile_minute(operation, closed, SURE_PERCENT),
                )
                done += 1
                progress(done, grid.rows)


def with_fleet(operation: Operation, plan: Plan, more: int) -> Operation:
    """Return the operation with ``more`` vehicles in each pool that is shared (fewer if below zero, one stays)."""
    pools: dict[str, list[str]] = {}
    for vehicle_id, pool in pool_names(operation, plan, "dispatch").items():
        pools.setdefault(pool, []).append(vehicle_id)
    shared = {pool: names for pool, names in pools.items() if pool != f"pool {names[0]}"}
    gone = {name for names in shared.values() if more < 0 for name in names[max(len(names) + more, 1) :]}
    kept = [
        replace(one, available_to_minute=one.available_from_minute) if one.vehicle_id in gone else one
        for one in operation.vehicles
    ]
    models = [operation.vehicle_of[names[-1]] for names in shared.values()]
    added = [replace(one, vehicle_id=f"{one.vehicle_id}+{number}") for one in models for number in range(more)]
    return replace(operation, vehicles=(*kept, *added))


def with_spots(operation: Operation, more: int) -> Operation:
    """Return the operation with ``more`` parking and working spots at each field inside (fewer if below zero)."""
    return replace(operation, fields=tuple(_field(one, more) if one.inside else one for one in operation.fields))


def _field(one: Field, more: int) -> Field:
    sets = None if one.handling_sets is None else max(one.handling_sets + more, 1)
    parking, working = _spots(one.parking_spots, more), _spots(one.working_spots, more)
    return replace(one, parking_spots=parking, working_spots=working, handling_sets=sets)


def _spots(spots: Spots, more: int) -> Spots:
    """Add to the largest spots; or take from the smallest, leaving one."""
    if not spots:
        return spots
    counts = dict(spots)
    if more >= 0:
        counts[max(counts)] += more
    for size in sorted(counts):
        while more < 0 and counts[size] and sum(counts.values()) > 1:
            counts[size] -= 1
            more += 1
    return tuple((size, count) for size, count in sorted(counts.items()) if count)


def _stretched(values: Values, factor: float) -> Values:
    return {**values, **{name: values[name] * factor for name in _DELAYS}}
