"""Which of two plans is better at a cut: both are run through the same possible futures of that minute.

A future is the past as it was, what is known then, and new luck for the rest. The commission does not know which of
them will come, so the plan with the earlier mean closure over all of them is the better one.
"""

import numpy as np

from repli.forecast.causes import Values
from repli.forecast.compile import Stage
from repli.forecast.inforce import InForce
from repli.forecast.known import known_at
from repli.forecast.luck import Luck
from repli.kernel import Disturbances, Outcome, Track, run_replications
from repli.model import Operation

__all__ = ["FUTURES", "future_luck", "mean_closure", "only"]

FUTURES = 200
"""Futures of each cut."""


def future_luck(stage: Stage, values: Values, *, seed: int, replication: int, cut: int) -> Luck:
    """Return the luck of the futures of one replication at one cut, for plans that follow the plan of ``stage``."""
    own = np.random.SeedSequence((seed, replication, cut, 2)).generate_state(1)[0]
    return Luck(stage, values, seed=int(own), replications=FUTURES)


def only(d: Disturbances, track: Track, index: int) -> tuple[Disturbances, Track]:
    """Return one replication of each."""
    one = slice(index, index + 1)
    parts = {name: part if name == "look_back" else part[one] for name, part in d._asdict().items()}
    outcome = Outcome(*(part[one] for part in track.outcome))
    return Disturbances(**parts), Track(outcome, track.came[one], track.went[one])


def mean_closure(
    operation: Operation, force: InForce, luck: Luck, lived: tuple[Disturbances, Track], minute: int
) -> float:
    """Return mean closure, never = the horizon, over the futures of one replication that ``lived`` so until then."""
    stage = force.compiled.stage
    new = luck.of(stage, force.columns, np.arange(FUTURES))
    outcome = run_replications(stage.timeline, known_at(stage.timeline, *lived, minute, new))
    return float(np.minimum(outcome.closed, operation.horizon_minute).mean())
