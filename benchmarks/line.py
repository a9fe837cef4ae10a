"""One line of the table: what is measured, and the peer or limit that it is compared with in the same run."""

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.measure import Measured, measure

__all__ = ["Line", "Work"]

Work = Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """``per`` is how many things one run of ``work`` does; ``scaled_to`` says what so many more would take."""

    name: str
    work: Work
    peer_name: str = ""
    peer: Work | None = None
    runs: int = 5
    per: int = 0
    scaled_to: int = 0
    warm_up: bool = True

    def measured(self) -> str:
        """Measure the peer, then the work, and return the line: best time, rate, noise (worst over best), ratio."""
        peer = None if self.peer is None else measure(self.peer, runs=self.runs, warm_up=self.warm_up)
        own = measure(self.work, runs=self.runs, warm_up=self.warm_up)
        told = f"{self.name:<48}{1000 * own.best_s:10.2f} ms  noise {_noise(own)}"
        if self.per:
            told += f"  {self.per / own.best_s:9,.0f}/s"
        if self.scaled_to:
            told += f"  ({self.scaled_to:,} in {own.best_s * self.scaled_to / self.per / 60:.1f} min)"
        if peer is not None:
            told += f"  {peer.best_s / own.best_s:6.2f} x {self.peer_name} (noise {_noise(peer)})"
        return told


def _noise(one: Measured) -> str:
    return f"{one.noise:3.1f}"
