"""The compiled timeline: one order of movements, many replications side by side; no search in it."""

from repli.kernel.arrays import NEVER, Disturbances, Records, Timeline, records
from repli.kernel.timeline import Outcome, Track, run_replications, track_replications

__all__ = [
    "NEVER",
    "Disturbances",
    "Outcome",
    "Records",
    "Timeline",
    "Track",
    "records",
    "run_replications",
    "track_replications",
]
