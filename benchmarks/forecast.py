"""The forecast against SimPy on the same plans, and how its stated intervals fare; `python -m benchmarks.forecast`.

Peer: the model in `tests/forecast/peer`, drawing its own luck. Its events are those SimPy runs; its resource events the
requests and releases of vehicles, spots and teams that it really made. Beside it stands what SimPy does alone with one
resource: more no model built on it can do. Ours draws its luck too. All in one process and one run, interleaved, in
seconds of the processor, without the collector of garbage (as `timeit` has it): a thousand processes are much to scan.
"""

import gc
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from repli.forecast.causes import values_of
from repli.forecast.compile import compile_plan
from repli.forecast.run import Runner
from repli.model import Operation, Plan
from tests.forecast.calibration import Coverage, coverage, mis_specified
from tests.forecast.peer.bare import bare_events_per_second
from tests.forecast.peer.luck import drawn_luck
from tests.forecast.peer.model import Peer
from tests.forecast.peer.script import Script
from tests.forecast.settings import EVERYTHING
from tests.forecast.strings import string_of_sorties
from tests.forecast.systems import systems

__all__ = ["lines", "main"]

_ROUNDS, _OURS, _THEIRS = 5, 1000, 4
_WANTED = {150: 50, 1000: 30}
_RESOURCE_EVENTS = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Race:
    """Replications per second of both, the peer's events per second, at a number of sorties.

    ``each`` is how many requests and releases one replication of the peer makes.
    """

    sorties: int
    ours: float
    theirs: float
    events: float
    resource_events: float
    each: float


def _peer(operation: Operation, plan: Plan, number: int, script: Script | None) -> Peer:
    return Peer(operation, plan, drawn_luck(operation, random.Random(number)), script)  # noqa: S311 - a simulation


def _race(operation: Operation, plan: Plan, sorties: int) -> Race:
    run = Runner(stage=compile_plan(operation, plan).stage, seed=1)
    values, script = values_of(operation, "base"), _peer(operation, plan, 0, None).script
    run(values, 10)
    ours = theirs = events = resource_events = each = 0.0
    for number in range(_ROUNDS):
        gc.collect()
        gc.disable()
        start = time.process_time()
        run(values, _OURS)
        ours = max(ours, _OURS / (time.process_time() - start))
        start = time.process_time()
        peers = [_peer(operation, plan, number, script).run() for _ in range(_THEIRS)]
        seconds = time.process_time() - start
        theirs = max(theirs, _THEIRS / seconds)
        events = max(events, sum(one.events for one in peers) / seconds)
        made = sum(one.resource_events for one in peers)
        resource_events, each = max(resource_events, made / seconds), made / _THEIRS
        gc.enable()
    return Race(sorties=sorties, ours=ours, theirs=theirs, events=events, resource_events=resource_events, each=each)


def lines() -> Iterator[str]:
    """Yield one line a measurement."""
    yield f"SimPy alone, one resource: {bare_events_per_second():,.0f} requests and releases a second"
    for sorties, wanted in _WANTED.items():
        operation, plan = string_of_sorties(sorties)
        race = _race(replace(operation, settings=EVERYTHING), plan, sorties)
        yield (
            f"{race.sorties:5d} sorties: {race.ours:9,.0f} replications a second, SimPy {race.theirs:7,.1f} "
            f"({race.events:,.0f} events a second, {race.resource_events:,.0f} requests and releases of "
            f"{race.each:,.0f} each, wanted {_RESOURCE_EVENTS:,}): "
            f"{race.ours / race.theirs:5.0f} times (wanted {wanted})"
        )
    few = list(systems(0, 40))
    yield f"90 % intervals of 1,000 operations, right model: {_said(coverage(few, 1000, seed=5))}"
    wrong = coverage(few, 1000, seed=5, truth=mis_specified, unknown="turn_in_fraction")
    yield f"90 % intervals of 1,000 operations, means 20 % longer, tied, late loads unknown: {_said(wrong)}"


def _said(found: Coverage) -> str:
    return f"{100 * found.held:.1f} % hold, {100 * found.earlier:.1f} % earlier, {100 * found.later:.1f} % later"


def main() -> None:
    """Print one line a measurement."""
    for line in lines():
        print(line, flush=True)  # noqa: T201 - its answer


if __name__ == "__main__":
    main()
