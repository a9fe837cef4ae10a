"""The luck of replications when plans are replaced: what belongs to an agent or stop goes over to who takes its place.

Every agent and stop of the plan in force owns a column of the numbers drawn for the first plan. Those of what has not
begun when a new plan comes go to the agents and stops of the new plan, in their order; where it has more of them, new
columns are drawn. Nothing of a column that goes over was seen yet, so nobody escapes bad luck by planning again, and
following and replanning meet as much of the same luck as they can.
"""

from dataclasses import dataclass, fields

import numpy as np

from repli.forecast.causes import Values
from repli.forecast.compile import Stage
from repli.forecast.disturb import disturb
from repli.forecast.draws import BLOCK, Draws, draw, kinds_of, spare
from repli.kernel import Disturbances
from repli.kernel.arrays import FloatArray, IntArray

__all__ = ["Columns", "Luck"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which column of luck each agent (M,) and each stop (S,) has, and how many columns were given out so far."""

    agents: IntArray
    stops: IntArray
    agents_given: int
    stops_given: int


class Luck:
    """The luck of ``replications`` of the first plan, from which any plan in force takes its own."""

    def __init__(self, stage: Stage, values: Values, *, seed: int, replications: int) -> None:
        """Draw for the first plan; later plans draw what they need besides."""
        blocks = range(-(-replications // BLOCK))
        drawn = [draw(stage, seed, min(BLOCK, replications - BLOCK * block), block=block) for block in blocks]
        self._first = {one.name: np.concatenate([getattr(part, one.name) for part in drawn]) for one in fields(Draws)}
        self._values, self._seed, self._stage = values, seed, stage

    def first_columns(self) -> Columns:
        """Return the columns of the first plan: each its own."""
        agents, stops = len(self._stage.timeline.agents), len(self._stage.timeline.stops)
        return Columns(agents=np.arange(agents), stops=np.arange(stops), agents_given=agents, stops_given=stops)

    def of(self, stage: Stage, columns: Columns, rows: IntArray) -> Disturbances:
        """Return what goes wrong for a plan in the replications ``rows``."""
        taken = {name: values[rows] for name, values in self._first.items()}
        for what, chosen in (("agents", columns.agents), ("stops", columns.stops)):
            for name in kinds_of(what):
                taken[name] = self._wide(name, taken[name], rows, int(chosen.max(initial=-1)) + 1)[:, chosen]
        return disturb(stage, Draws(**taken), self._values)

    def _wide(self, name: str, own: FloatArray, rows: IntArray, count: int) -> FloatArray:
        """Return the numbers of a kind with at least ``count`` columns."""
        more = count - own.shape[1]
        if more <= 0:
            return own
        added = np.empty((len(rows), more))
        for block in np.unique(rows // BLOCK):
            here = rows // BLOCK == block
            added[here] = spare(name, self._seed, more, block=int(block))[rows[here] % BLOCK]
        return np.concatenate([own, added], axis=1)
