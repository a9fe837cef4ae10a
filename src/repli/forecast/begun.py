"""What has begun at a cut: a property of the plan in force and the minute, the same in every replication.

Begun is each agent that the plan starts before the minute, and all that one of these waits for. A site's closing is not
cut: once its handover or one of its closing wave has begun, all that leaves it has; and the handover begins with the
last that leaves it (docs/reference/forecast-meaning.md, section 5).
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from repli.forecast.agents import ACT, Agent
from repli.forecast.compile import Compiled
from repli.model import Operation

__all__ = ["begun_at"]


def begun_at(operation: Operation, compiled: Compiled, minute: int) -> NDArray[np.bool_]:
    """Return (M,) which agents of the plan in force have begun at ``minute``."""
    waits = _waits(compiled)
    closings = list(_closings(operation, compiled.agents, [site.site_id for site in compiled.sites]))
    found = {number for number, agent in enumerate(compiled.agents) if agent.row["release"] < minute}
    ahead = list(found)
    while ahead:
        while ahead:
            new = waits[ahead.pop()] - found
            found |= new
            ahead += new
        for closing, leaving in closings:
            if closing & found or (leaving and leaving <= found):
                new = (closing | leaving) - found
                found |= new
                ahead += new
    return np.array([number in found for number in range(len(compiled.agents))], dtype=bool)


def _waits(compiled: Compiled) -> list[set[int]]:
    """Return, per agent, the agents that it waits for."""
    timeline = compiled.stage.timeline
    owner = [number for number, agent in enumerate(compiled.agents) for _ in agent.stops]
    waits: list[set[int]] = [set() for _ in compiled.agents]
    for mark, row in enumerate(timeline.marks):
        for tell in timeline.tells[row.tell_from : row.tell_to]:
            told = int(tell.target) // 3
            if told < len(owner) and owner[told] != owner[mark // 3]:
                waits[owner[told]].add(owner[mark // 3])
    return waits


def _closings(
    operation: Operation, agents: Sequence[Agent], sites: Sequence[str]
) -> Iterator[tuple[set[int], set[int]]]:
    """Yield, per site, (its closing wave with its handover, all that leaves it)."""
    for site_id in sites:
        ends = {
            number: called.end_minute
            for number, agent in enumerate(agents)
            for called in agent.stops
            if any(cargo.site_id == site_id for cargo in called.loads) or _is_act(agent, site_id)
        }
        handover = {n for n, agent in enumerate(agents) if _is_handover(agent, site_id)}
        last = max(ends.values(), default=0)
        wave = {n for n, end in ends.items() if agents[n].kind != ACT and end >= last - operation.wave_minutes}
        if ends or handover:
            yield wave | handover, set(ends)


def _is_act(agent: Agent, site_id: str) -> bool:
    return agent.kind == ACT and bool(agent.item_id) and agent.site_id == site_id


def _is_handover(agent: Agent, site_id: str) -> bool:
    return agent.kind == ACT and not agent.item_id and agent.site_id == site_id
