"""Does a stated 90 % interval hold nine times in ten? Random operations, lived through once by the SimPy model.

Each operation has a plan, and settings of its own. The forecast states where closure lies; the peer draws what really
happens. Closures have atoms (many replications close exactly as planned), so that a share is counted by the randomised
rank of what happened among n replications, (less + v (equal + 1)) / (n + 1) with v uniform: uniform if both laws agree.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

import numpy as np

from repli.forecast.causes import values_of
from repli.forecast.compile import compile_plan
from repli.forecast.measures import closure
from repli.forecast.run import Runner
from repli.model import Operation, Plan, Setting
from tests.forecast.peer.luck import drawn_luck
from tests.forecast.peer.model import Peer
from tests.forecast.settings import EVERYTHING, setting

__all__ = ["coverage", "mis_specified", "own_settings"]

REPLICATIONS = 199


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

    The forecast knows nothing of clearances revoked (see `coverage`); here they are as they were.
    """
    longer = [replace(one, base=one.base * 1.2) if "_mean" in one.name else one for one in settings]
    return tuple(replace(one, base=0.9) if one.name.endswith("_dependence") else one for one in longer)


def coverage(
    systems: Sequence[tuple[int, Operation, Plan]],
    count: int,
    *,
    seed: int,
    truth: Callable[[Sequence[Setting]], tuple[Setting, ...]] = tuple,
    unknown: str = "",
) -> float:
    """The share of ``count`` operations whose closure lies in the stated 90 % interval.

    ``truth`` turns the settings of the forecast into those of the oracle; ``unknown`` = a setting that the forecast
    does not know.
    """
    dice, stages = Random(seed), [compile_plan(operation, plan).stage for _, operation, plan in systems]  # noqa: S311
    scripts = [Peer(operation, plan, drawn_luck(operation, dice)).script for _, operation, plan in systems]
    held = 0
    for number in range(count):
        which = number % len(systems)
        _, operation, plan = systems[which]
        settings = own_settings(dice)
        known = replace(operation, settings=tuple(one for one in settings if one.name != unknown))
        stated = closure(Runner(stage=stages[which], seed=number)(values_of(known, "base"), REPLICATIONS))
        lived = replace(operation, settings=truth(settings))
        peer = Peer(lived, plan, drawn_luck(lived, dice), scripts[which]).run()
        happened = max(peer.closed(site.site_id) for site in operation.sites if site.inside)
        latest = operation.horizon_minute + 1
        stated, happened = np.minimum(stated, latest), min(happened, latest)
        rank = (stated < happened).sum() + dice.random() * ((stated == happened).sum() + 1)
        held += 0.05 <= rank / (REPLICATIONS + 1) <= 0.95
    return held / count
