"""Replications in blocks, on any `concurrent.futures.Executor`: same seed, same bytes, whatever the workers.

    run = Runner(compiled.stage, seed=1, executor=ProcessPoolExecutor())
    outcome = run(values_of(operation, "base"), 10_000)

Without an executor the blocks are run here, one after the other.
"""

from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

import numpy as np

from repli.forecast.causes import Values
from repli.forecast.compile import Stage
from repli.forecast.disturb import disturb
from repli.forecast.draws import BLOCK, draw
from repli.kernel import Outcome, run_replications

__all__ = ["Runner", "process_pool"]


def process_pool(workers: int) -> ProcessPoolExecutor:
    """Return the default executor: ``workers`` processes of their own, started afresh (no thread is copied)."""
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner:
    """Runs a plan under any values; ``progress`` is told each block that is done."""

    stage: Stage
    seed: int
    executor: Executor | None = None
    progress: Callable[[int], None] = lambda _replications: None

    def __call__(self, values: Values, replications: int) -> Outcome:
        """Return the outcome of the first ``replications``, in their order."""
        blocks = self.start(values, replications)
        return self.finish(blocks)

    def start(self, values: Values, replications: int) -> list["Future[Outcome] | Outcome"]:
        """Hand every block to the executor (or run it), without waiting for any."""
        started: list[Future[Outcome] | Outcome] = []
        for block, first in enumerate(range(0, replications, BLOCK)):
            count = min(BLOCK, replications - first)
            if self.executor is None:
                started.append(_block(self.stage, values, self.seed, block, count))
                self.progress(count)
            else:
                started.append(self.executor.submit(_block, self.stage, values, self.seed, block, count))
        return started

    def finish(self, started: list["Future[Outcome] | Outcome"]) -> Outcome:
        """Wait for every block and put them together in their order."""
        done: list[Outcome] = []
        for one in started:
            if isinstance(one, Outcome):
                done.append(one)
                continue
            done.append(one.result())
            self.progress(len(done[-1].events))
        return Outcome(*(np.concatenate(parts) for parts in zip(*done, strict=True)))


def _block(stage: Stage, values: Values, seed: int, block: int, replications: int) -> Outcome:
    draws = draw(stage, seed, replications, block=block)
    return run_replications(stage.timeline, disturb(stage, draws, values))
