"""The timeline: agents meet each other in queues for vehicles, spots, teams, hours and permits; compiled.

Events are run in order of time, within a minute what comes back first, then agents in the order of the plan,
each as far as it can go.
docs/reference/forecast-meaning.md says what a replication means; the tests hold an independent model of that page.
"""

from typing import NamedTuple

import numpy as np

from repli.kernel.arrays import NEVER, Disturbances, IntArray, Timeline
from repli.kernel.heap import BITS, MASK, pop
from repli.kernel.jit import allocating, compiled, inlined
from repli.kernel.rooms import apply_change, give, wake
from repli.kernel.steps import step
from repli.kernel.world import World, new_world, wipe

__all__ = ["Outcome", "Track", "run_replications", "track_replications"]


class Outcome(NamedTuple):
    """What came of each replication; NEVER for what never happens.

    ``closure`` (R, K) minute of each site, ``closed`` (R,) of the operation: all sites closed, all that agents take out
    is out; ``out`` (R, M) of each agent, ``events`` (R,) events that were run.
    """

    closure: IntArray
    closed: IntArray
    out: IntArray
    events: IntArray


class Track(NamedTuple):
    """What became of each stop beside the outcome: ``came`` and ``went`` (R, S), NEVER for what never happens.

    A stop comes on block (the first of a movement: once it has vehicle and drivers), and goes off block; the last stop
    of a movement goes when the vehicle is back in its pool, an act when it ends.
    """

    outcome: Outcome
    came: IntArray
    went: IntArray


@inlined
def _act(t: Timeline, d: Disturbances, w: World, replication: int, agent: int, minute: int, owner: IntArray) -> None:
    """Let an agent go as far as it can in this minute."""
    following = minute
    while following == minute:
        following = step(t, d, w, replication, agent, minute, owner)
    if following > minute:
        wake(t, w, following, agent)


@compiled
def _replicate(t: Timeline, d: Disturbances, w: World, replication: int, owner: IntArray) -> int:
    """Run one replication and return how many events it had."""
    wipe(t, w)
    rooms, change, events = len(t.rooms), 0, 0
    for agent in range(len(t.agents)):
        wake(t, w, t.agents[agent].release + d.hold[replication, agent], agent)
    while w.size[0] > 0 or change < len(t.changes):
        if change < len(t.changes) and (w.size[0] == 0 or t.changes[change].minute <= w.heap[0] >> BITS):
            apply_change(t, w, change)
            change += 1
            continue
        key = pop(w.heap, w.size[0])
        w.size[0] -= 1
        minute, who = key >> BITS, key & MASK
        events += 1
        if who < rooms:
            give(t, w, who, 0, 1, minute)
        else:
            _act(t, d, w, replication, who - rooms, minute, owner)
    return events


@allocating
def _run(
    t: Timeline,
    d: Disturbances,
    closure: IntArray,
    closed: IntArray,
    out: IntArray,
    events: IntArray,
    came: IntArray,
    went: IntArray,
) -> None:
    owner = np.empty(len(t.stops), np.int64)
    for agent in range(len(t.agents)):
        owner[t.agents[agent].stop_from : t.agents[agent].stop_to] = agent
    w = new_world(t)
    for replication in range(len(events)):
        events[replication] = _replicate(t, d, w, replication, owner)
        for site in range(closure.shape[1]):
            need = 3 * len(t.stops) + site
            closure[replication, site] = w.told[need] if w.open[need] == 0 else NEVER
            closed[replication] = max(closed[replication], closure[replication, site])
        for agent in range(len(t.agents)):
            if t.agents[agent].takes_out:
                closed[replication] = max(closed[replication], w.out[agent])
        out[replication] = w.out
        if len(came) > 0:
            came[replication] = w.came
            went[replication] = w.went


def run_replications(timeline: Timeline, disturbances: Disturbances) -> Outcome:
    """Return when sites and the operation close and agents are out, in every replication; same inputs, same result."""
    return _tracked(timeline, disturbances, kept=0).outcome


def track_replications(timeline: Timeline, disturbances: Disturbances) -> Track:
    """Return the same with the minutes of every stop."""
    return _tracked(timeline, disturbances, kept=len(disturbances.hold))


def _tracked(timeline: Timeline, disturbances: Disturbances, *, kept: int) -> Track:
    """Run every replication; ``kept`` is 0 or all: of how many the stops are kept."""
    replications, agents = disturbances.hold.shape
    if len(timeline.rooms) + agents > MASK:
        raise ValueError(f"Expected at most {MASK} rooms and agents, got {len(timeline.rooms) + agents}.")
    closure = np.zeros((replications, len(timeline.needs) - 3 * len(timeline.stops)), np.int64)
    out = np.full((replications, agents), NEVER, np.int64)
    closed, events = (np.zeros(replications, np.int64) for _ in range(2))
    came, went = (np.full((kept, len(timeline.stops)), NEVER, np.int64) for _ in range(2))
    _run(timeline, disturbances, closure, closed, out, events, came, went)
    return Track(Outcome(closure, closed, out, events), came, went)
