"""Replications in blocks: the same bytes in this process, in other processes, by dask, in any number of workers."""

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from repli.forecast import process_pool, simulate
from repli.forecast.causes import values_of
from repli.forecast.compile import compile_plan
from repli.forecast.draws import BLOCK
from repli.forecast.run import Runner
from repli.kernel import Outcome
from tests.forecast.settings import EVERYTHING
from tests.tiny import tiny_operation, tiny_plan

OPERATION = replace(tiny_operation(), settings=EVERYTHING)
STAGE = compile_plan(OPERATION, tiny_plan(OPERATION)).stage
VALUES = values_of(OPERATION, "base")


def outcome(executor: Executor | None, replications: int = 2 * BLOCK + 30) -> Outcome:
    return Runner(stage=STAGE, seed=5, executor=executor)(VALUES, replications)


HERE = outcome(None)


def same(found: Outcome) -> bool:
    return all(np.array_equal(one, other) for one, other in zip(HERE, found, strict=True))


@pytest.mark.parametrize("workers", [1, 3])
def test_any_executor_gives_the_same_bytes(workers: int) -> None:
    with ThreadPoolExecutor(workers) as executor:
        assert same(outcome(executor))


def test_a_pool_of_processes_gives_the_same_bytes() -> None:
    with process_pool(2) as executor:
        assert same(outcome(executor))
        plan = tiny_plan(OPERATION)
        there = simulate(OPERATION, plan, plan_hash="0" * 64, seed=5, replications=600, executor=executor)
    assert there == simulate(OPERATION, plan, plan_hash="0" * 64, seed=5, replications=600)


@pytest.mark.heavy
def test_dask_with_a_cluster_of_two_workers_gives_the_same_bytes(dask_executor: Executor) -> None:
    assert same(outcome(dask_executor))


@pytest.fixture
def dask_executor() -> Iterator[Executor]:
    """The executor of a client of a local cluster: two processes, no dashboard."""
    from distributed import Client, LocalCluster  # noqa: PLC0415 - an extra, and a second to import

    with (
        LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        yield client.get_executor()


def test_fewer_replications_are_the_first_of_more() -> None:
    few = outcome(None, BLOCK + 1)
    assert all(np.array_equal(one, other[: BLOCK + 1]) for one, other in zip(few, HERE, strict=True))


def test_progress_is_told_every_block() -> None:
    told: list[int] = []
    Runner(stage=STAGE, seed=5, progress=told.append)(VALUES, 2 * BLOCK + 30)
    assert told == [BLOCK, BLOCK, 30]
