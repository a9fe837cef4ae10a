"""Forecasts: plans run through what may go wrong, on as many processes as there are.

Numba takes a second to import, so the forecast room is imported when it is used: most commands need none of it.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor
from contextlib import contextmanager

from repli.commission.plans import Advance, plan_hash
from repli.errors import UsageError, phrase
from repli.model import Comparison, Forecast, Operation, Plan, SweepRow

__all__ = ["compare", "forecast", "pool", "sweep"]

_WORTH_A_POOL = 2_000


def _silent(_done: int, _total: int) -> None:
    """Tell nobody."""


@contextmanager
def pool(workers: int | None, replications: int | None = None) -> Iterator[Executor | None]:
    """Yield a pool of ``workers`` processes (None: one a core); nothing if one is enough for so few replications."""
    from repli.forecast import process_pool  # noqa: PLC0415 - see above

    count = workers if workers is not None else (os.cpu_count() or 1)
    if count <= 1 or (workers is None and replications is not None and replications < _WORTH_A_POOL):
        yield None
        return
    try:
        with process_pool(count) as executor:
            yield executor
    except BrokenExecutor:
        raise UsageError(
            phrase("A worker process ended before its work was done."),
            phrase("Is there enough memory? With --workers 1 everything runs in one process."),
        ) from None


def forecast(
    operation: Operation,
    plan: Plan,
    *,
    seed: int,
    replications: int = 10_000,
    policy: str = "dispatch",
    workers: int | None = None,
    progress: Advance = _silent,
) -> Forecast:
    """Return the forecast of a plan that keeps the rules; the same whatever the ``workers`` (None: one a core)."""
    from repli.forecast import simulate  # noqa: PLC0415 - see above

    with pool(workers, replications) as executor:
        return simulate(
            operation,
            plan,
            plan_hash=plan_hash(plan),
            seed=seed,
            replications=replications,
            policy=policy,
            executor=executor,
            progress=progress,
        )


def compare(
    operation: Operation,
    first: Plan,
    second: Plan,
    *,
    seed: int,
    replications: int = 10_000,
    workers: int | None = None,
) -> Comparison:
    """Return the chances of two plans under the same luck, and their difference with its error."""
    from repli.forecast import compare_plans  # noqa: PLC0415 - see above

    with pool(workers, replications) as executor:
        return compare_plans(operation, first, second, seed=seed, replications=replications, executor=executor)


def sweep(
    operation: Operation,
    plan: Plan,
    *,
    fleet: Sequence[int],
    spots: Sequence[int],
    deadline_days: Sequence[int],
    delay_factors: Sequence[float],
    seed: int,
    replications: int = 2_000,
    workers: int | None = None,
    progress: Advance = _silent,
) -> tuple[SweepRow, ...]:
    """Return the chance under every combination, as one table."""
    from repli.forecast import Grid  # noqa: PLC0415 - see above
    from repli.forecast import sweep as swept  # noqa: PLC0415 - see above

    grid = Grid(fleet=fleet, spots=spots, deadline_days=deadline_days, delay_factors=delay_factors)
    with pool(workers, replications) as executor:
        rows = swept(operation, plan, grid, seed=seed, replications=replications, executor=executor, progress=progress)
        return tuple(rows)
