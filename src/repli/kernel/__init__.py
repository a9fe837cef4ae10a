"""The compiled timeline: one order of movements, many replications side by side; no search in it."""

from repli.kernel.arrays import NEVER, Disturbances, Records, Timeline, records
from repli.kernel.timeline import Outcome, run_replications

__all__ = ["NEVER", "Disturbances", "Outcome", "Records", "Timeline", "records", "run_replications"]
