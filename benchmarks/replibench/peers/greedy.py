"""First come, first served: one draft in which each vehicle takes what has been ready longest, as soon as it can.

Loads go by priority, then by the day they are ready; a movement never waits to be fuller, and the earliest off block is
taken first. Closing waves, floors and every other rule are kept by the same code as in our own drafts, because nothing
else keeps them. *Random restarts*: the same with vehicles and sites in another order among equals each time, as often
as a time allows, the best one kept.
"""

import time
from dataclasses import replace
from random import Random

from benchmarks.replibench.ours import written
from repli.model import Operation, Plan
from repli.planning.board import board_of
from repli.planning.drafted import drafted
from repli.planning.improve.state import State, state_of
from repli.planning.stage import Stuck
from repli.planning.variants import Variant
from repli.planning.ways import ways_of

__all__ = ["first_come", "restarted"]

_FIRST_COME = Variant(
    fill_percent=0,
    patience_minutes=0,
    dense_first=False,
    by_value=False,
    feeders_wave_only=False,
    last_wave_only=False,
    person_percent=100,
    shuffle=0,
)


def first_come(operation: Operation) -> Plan | None:
    """Return the one draft; None where it does not get everything out."""
    start = board_of(ways_of(operation))
    found = drafted(start.copy(), _FIRST_COME)
    return None if isinstance(found, Stuck) else written(operation, state_of(found, start.order))


def restarted(operation: Operation, *, seconds: float, seed: int) -> tuple[Plan | None, int]:
    """Return the best of as many drafts as fit into so much time of the processor, at least one, and their number."""
    start, dice = board_of(ways_of(operation)), Random(seed)  # noqa: S311 - a benchmark, not a secret
    end = time.process_time() + seconds
    best: State | None = None
    tried = 0
    while tried == 0 or time.process_time() < end:
        found = drafted(start.copy(), replace(_FIRST_COME, shuffle=dice.getrandbits(32)))
        tried += 1
        if not isinstance(found, Stuck):
            state = state_of(found, start.order)
            if best is None or state.objective.as_tuple() < best.objective.as_tuple():
                best = state
    return (None if best is None else written(operation, best)), tried
