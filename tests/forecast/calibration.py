"""Does a stated 90 % interval hold nine times in ten? Random operations, lived through once by the SimPy model.

Each operation has a plan, and settings of its own. The forecast states where closure lies; the peer draws what really
happens. Closures have atoms (many replications close exactly as planned), so that a share is counted by the randomised
rank of what happened among n replications, (less + v (equal + 1)) / (n + 1) with v uniform: uniform if both laws agree.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from random import Random

import numpy as np

from repli.forecast.causes import values_of
from repli.forecast.compile import Stage, compile_plan
from repli.forecast.run import Runner
from repli.model import Operation, Plan, Setting
from tests.forecast.peer.luck import drawn_luck
from tests.forecast.peer.model import Peer
from tests.forecast.peer.over import over
from tests.forecast.peer.script import Script
from tests.forecast.settings import EVERYTHING, setting
from tests.forecast.systems import systems_of

__all__ = ["Coverage", "coverage", "coverage_of_separate", "mis_specified", "own_settings"]

REPLICATIONS = 199
_CHUNK = 20

Truth = Callable[[Sequence[Setting]], tuple[Setting, ...]]


@dataclass(frozen=True)
class Coverage:
    """Shares of operations that closed before, in and after the stated interval."""

    earlier: float
    held: float
    later: float


def own_settings(dice: Random) -> tuple[Setting, ...]:
    """Settings of one operation: chances up to twice as high, means from half to one and a half."""

    def base(one: Setting) -> float:
        if one.name.endswith(("probability", "dependence")) or "_probability_" in one.name:
            return min(1.0, one.base * dice.uniform(0, 2))
        if one.name == "turn_in_fraction":
            return 1 - (1 - one.base) * dice.uniform(0, 2)
        return one.base * dice.uniform(0.5, 1.5)

    return tuple(setting(one.name, 0, base(one), 0) for one in EVERYTHING)


def mis_specified(settings: Sequence[Setting]) -> tuple[Setting, ...]:
    """What the oracle lives by when the forecast is wrong: means 20 % higher, all politics tied, one cause unknown.

    The forecast knows nothing of loads handed in late (see `coverage`); here they are as they were.
    """
    longer = [replace(one, base=one.base * 1.2) if "_mean" in one.name else one for one in settings]
    return tuple(replace(one, base=0.9) if one.name.endswith("_dependence") else one for one in longer)


@dataclass(frozen=True)
class _System:
    """An operation with its plan, compiled for the forecast and as a script for the peer."""

    operation: Operation
    plan: Plan
    stage: Stage
    script: Script


def _system(operation: Operation, plan: Plan, dice: Random) -> _System:
    script = Peer(operation, plan, drawn_luck(operation, dice)).script
    return _System(operation, plan, compile_plan(operation, plan).stage, script)


def _place(one: _System, number: int, dice: Random, truth: Truth, unknown: str) -> float:
    """Where in the stated law (0 to 1) the closure lies that the peer lives through."""
    settings = own_settings(dice)
    known = replace(one.operation, settings=tuple(row for row in settings if row.name != unknown))
    stated = Runner(stage=one.stage, seed=number)(values_of(known, "base"), REPLICATIONS).closed
    lived = replace(one.operation, settings=truth(settings))
    peer = Peer(lived, one.plan, drawn_luck(lived, dice), one.script).run()
    happened = over(peer)
    latest = one.operation.horizon_minute + 1
    stated, happened = np.minimum(stated, latest), min(happened, latest)
    rank = (stated < happened).sum() + dice.random() * ((stated == happened).sum() + 1)
    return float(rank / (REPLICATIONS + 1))


def _covered(places: Sequence[float]) -> Coverage:
    count = len(places)
    held = sum(0.05 <= place <= 0.95 for place in places) / count
    return Coverage(sum(place < 0.05 for place in places) / count, held, sum(place > 0.95 for place in places) / count)


def coverage(
    systems: Sequence[tuple[int, Operation, Plan]],
    count: int,
    *,
    seed: int,
    truth: Truth = tuple,
    unknown: str = "",
) -> Coverage:
    """How the closures of ``count`` operations lie to their stated 90 % intervals: a few systems, each many times.

    Each time has settings of its own. ``truth`` turns the settings of the forecast into those of the oracle;
    ``unknown`` = a setting that the forecast does not know.
    """
    dice = Random(seed)  # noqa: S311 - a simulation
    held = [_system(operation, plan, dice) for _, operation, plan in systems]
    return _covered([_place(held[number % len(held)], number, dice, truth, unknown) for number in range(count)])


def _places(seeds: range) -> list[float]:
    """One place for each seed whose operation can be planned: a system, settings and luck of its own."""
    found = []
    for seed in seeds:
        dice = Random(seed)  # noqa: S311 - a simulation
        for _, operation, plan in systems_of(range(seed, seed + 1), thorough=False):
            found.append(_place(_system(operation, plan, dice), seed, dice, tuple, ""))
    return found


def coverage_of_separate(count: int, *, first: int = 0, workers: int = 2) -> Coverage:
    """How the closures of ``count`` operations lie to their intervals, each another operation with another plan."""
    places: list[float] = []
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        step = 2 * workers * _CHUNK
        while len(places) < count:
            for found in pool.map(_places, [range(seed, seed + _CHUNK) for seed in range(first, first + step, _CHUNK)]):
                places += found
            first += step
    return _covered(places[:count])
