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

__all__ = ["BLOCK", "Draws", "draw"]

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


def draw(stage: Stage, seed: int, replications: int, *, block: int = 0) -> Draws:
    """Draw the first ``replications`` of a block; each kind has its own stream, so one more kind moves no other.

    Fewer replications are the first of more.
    """
    drawn: dict[str, Any] = {}
    for number, one in enumerate(fields(Draws)):
        generator = np.random.default_rng(np.random.SeedSequence((seed, block, number)))
        shape = (replications, *_shape(one.name.split("_", maxsplit=1)[0], stage))
        laws: dict[str, Callable[..., FloatArray]] = {
            "n": generator.standard_normal,
            "u": generator.random,
            "e": generator.standard_exponential,
        }
        drawn[one.name] = laws[one.name[-1]](shape)
    return Draws(**drawn)
