"""What goes wrong, drawn once per seed and scaled by the assumptions: common random numbers.

Replications are drawn in blocks of `BLOCK`, each from its own seed sequence, so that any number of workers draws the
same numbers. Two common factors tie things together (one-factor Gaussian copula): the politics of a replication, in
refusals, silence, revocations, closed roads and the crisis; the weather of a day, in all fields. Distributions, their
sources and what is assumed: docs/reference/forecast-meaning.md, section 3.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from repli.forecast.compile import Stage
from repli.kernel.arrays import FloatArray

__all__ = ["BLOCK", "Draws", "draw", "kinds_of", "spare"]

BLOCK = 500
"""Replications that are drawn together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """Standard normal (``_n``), uniform (``_u``) and unit exponential (``_e``) numbers.

    Letters as in `repli.kernel.arrays`: (R,) politics and crisis; (R, D) sky; (R, M) hold, turn, unfit, late; (R, S)
    block, ground, broken, customs, dispute; (R, F, D) weather; (R, C) silent, revoked; (R, G) road.
    """

    politics_n: FloatArray
    sky_n: FloatArray
    hold_n: FloatArray
    hold_e: FloatArray
    turn_u: FloatArray
    turn_e: FloatArray
    unfit_u: FloatArray
    unfit_e: FloatArray
    late_u: FloatArray
    late_e: FloatArray
    block_n: FloatArray
    ground_n: FloatArray
    broken_u: FloatArray
    repair_e: FloatArray
    customs_u: FloatArray
    customs_e: FloatArray
    dispute_u: FloatArray
    dispute_e: FloatArray
    weather_n: FloatArray
    weather_hour_u: FloatArray
    silent_n: FloatArray
    silent_e: FloatArray
    revoked_n: FloatArray
    revoked_at_u: FloatArray
    revoked_e: FloatArray
    road_n: FloatArray
    road_at_u: FloatArray
    road_e: FloatArray
    crisis_n: FloatArray
    crisis_at_u: FloatArray
    crisis_e: FloatArray


_AGENTS = ("hold", "turn", "unfit", "late")
_STOPS = ("block", "ground", "broken", "repair", "customs", "dispute")
_CLEARANCES = ("silent", "revoked")


def _shape(kind: str, stage: Stage) -> tuple[int, ...]:
    """Return the shape of a kind of number in one replication."""
    timeline = stage.timeline
    days = len(timeline.day_starts)
    if kind in _AGENTS:
        return (len(timeline.agents),)
    if kind in _STOPS:
        return (len(timeline.stops),)
    if kind in _CLEARANCES:
        return (len(timeline.clearances),)
    return {"sky": (days,), "weather": (stage.fields, days), "road": (stage.roads,)}.get(kind, ())


def kinds_of(what: str) -> tuple[str, ...]:
    """Return the names of the numbers that belong to ``agents`` or to ``stops``."""
    own = {"agents": _AGENTS, "stops": _STOPS}[what]
    return tuple(one.name for one in fields(Draws) if one.name.split("_", maxsplit=1)[0] in own)


def _drawn(name: str, seeds: tuple[int, ...], shape: tuple[int, ...]) -> FloatArray:
    """Return numbers of the law that a name ends with, from a stream of their own."""
    number = [one.name for one in fields(Draws)].index(name)
    generator = np.random.default_rng(np.random.SeedSequence((*seeds[:2], number, *seeds[2:])))
    laws: dict[str, Callable[..., FloatArray]] = {
        "n": generator.standard_normal,
        "u": generator.random,
        "e": generator.standard_exponential,
    }
    return laws[name[-1]](shape)


def draw(stage: Stage, seed: int, replications: int, *, block: int = 0) -> Draws:
    """Draw the first ``replications`` of a block; each kind has its own stream, so one more kind moves no other.

    Fewer replications are the first of more.
    """
    names = [one.name for one in fields(Draws)]
    shapes = {name: (replications, *_shape(name.split("_", maxsplit=1)[0], stage)) for name in names}
    drawn: dict[str, Any] = {name: _drawn(name, (seed, block), shape) for name, shape in shapes.items()}
    return Draws(**drawn)


def spare(name: str, seed: int, count: int, *, block: int = 0) -> FloatArray:
    """Return (BLOCK, count) numbers of a kind for agents or stops that the first plan had not; fewer: first of more."""
    return _drawn(name, (seed, block, 1), (count, BLOCK)).T
