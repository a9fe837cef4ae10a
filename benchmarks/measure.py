"""Timing: the best of several runs, with the spread, because this machine is never alone."""

import time
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Measured", "measure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Seconds of the best and the worst run."""

    best_s: float
    worst_s: float

    @property
    def noise(self) -> float:
        """Return worst over best: what the machine added."""
        return self.worst_s / self.best_s


def measure(work: Callable[[], object], *, runs: int = 5, warm_up: bool = True) -> Measured:
    """Run ``work`` once to warm up if asked, then ``runs`` times."""
    if warm_up:
        work()
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return Measured(best_s=min(seconds), worst_s=max(seconds))
