"""What changes while one replication runs, and how it is wiped before the next."""

from typing import NamedTuple

import numpy as np

from repli.kernel.arrays import NEVER, IntArray, Timeline
from repli.kernel.jit import allocating, compiled

__all__ = ["World", "new_world", "wipe"]


class World(NamedTuple):
    """The state of one replication.

    ``heap`` with ``size[0]`` entries; per agent its ``phase``, ``stop``, ``on_block``, ``duty_start`` and ``next`` in
    the queue that it waits in; per need (3S + K,) what is ``open`` and the latest minute ``told`` (-minute - 1 while
    somebody waits for it); per level what is ``free``; per room ``head`` and ``tail`` of its queue; per clearance and
    day what is ``used``; ``out`` per agent; per gate the ``cursors`` of
    its hours; per stop when it began (``came``) and ended (``went``), as in `repli.kernel.Track`.
    """

    heap: IntArray
    size: IntArray
    phase: IntArray
    stop: IntArray
    on_block: IntArray
    duty_start: IntArray
    next: IntArray
    open: IntArray
    told: IntArray
    free: IntArray
    head: IntArray
    tail: IntArray
    used: IntArray
    out: IntArray
    cursors: IntArray
    came: IntArray
    went: IntArray


@allocating
def new_world(t: Timeline) -> World:
    """Return arrays of the right sizes; `wipe` gives them their values."""
    agents, rooms = len(t.agents), len(t.rooms)
    most = agents + 1
    for agent in range(agents):
        most += t.agents[agent].drivers
    for stop in range(len(t.stops)):
        most += t.stops[stop].escorts + t.stops[stop].units + t.stops[stop].attends
    return World(
        np.empty(most, np.int64),
        np.empty(1, np.int64),
        np.empty(agents, np.int64),
        np.empty(agents, np.int64),
        np.empty(agents, np.int64),
        np.empty(agents, np.int64),
        np.empty(agents, np.int64),
        np.empty(len(t.needs), np.int64),
        np.empty(len(t.needs), np.int64),
        np.empty(len(t.levels), np.int64),
        np.empty(rooms, np.int64),
        np.empty(rooms, np.int64),
        np.empty((len(t.clearances), len(t.day_starts)), np.int64),
        np.empty(agents, np.int64),
        np.empty(len(t.gates), np.int64),
        np.empty(len(t.stops), np.int64),
        np.empty(len(t.stops), np.int64),
    )


@compiled
def wipe(t: Timeline, w: World) -> None:
    """Set the state of the first minute."""
    w.size[0] = 0
    w.phase[:] = 0
    w.on_block[:] = 0
    w.duty_start[:] = 0
    w.next[:] = -1
    w.told[:] = 0
    w.head[:] = -1
    w.tail[:] = -1
    w.used[:] = 0
    w.out[:] = NEVER
    w.came[:] = NEVER
    w.went[:] = NEVER
    for gate in range(len(t.gates)):
        w.cursors[gate] = t.gates[gate].open_from
    for agent in range(len(t.agents)):
        w.stop[agent] = t.agents[agent].stop_from
    for need in range(len(t.needs)):
        w.open[need] = t.needs[need]
    for level in range(len(t.levels)):
        w.free[level] = t.levels[level].capacity
