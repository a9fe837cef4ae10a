"""Rooms are queues: who asks first is served first, and one that fits goes past one that does not.

A room has levels: at most ``capacity`` units of at least ``least_size`` at once. Vehicles, drivers, escorts and
inspection teams have one level; parking and working spots one for each size of vehicle (definition B of
docs/reference/plan-meaning.md). An agent waits in one queue at most.
"""

from repli.kernel.arrays import Timeline
from repli.kernel.heap import push
from repli.kernel.jit import compiled, inlined
from repli.kernel.world import World

__all__ = ["WAITS", "apply_change", "ask", "give", "wake"]


WAITS = -1
"""No minute: the agent waits until somebody wakes it."""


@inlined
def wake(t: Timeline, w: World, minute: int, agent: int) -> None:
    """Let an agent go on at ``minute``."""
    w.size[0] = push(w.heap, w.size[0], minute, len(t.rooms) + agent)


@inlined
def _fits(t: Timeline, w: World, room: int, size: int, units: int) -> bool:
    row = t.rooms[room]
    for level in range(row.level_from, row.level_to):
        if t.levels[level].least_size <= size and w.free[level] < units:
            return False
    return True


@inlined
def _take(t: Timeline, w: World, room: int, size: int, units: int) -> None:
    row = t.rooms[room]
    for level in range(row.level_from, row.level_to):
        if t.levels[level].least_size <= size:
            w.free[level] -= units


@inlined
def _units(t: Timeline, w: World, agent: int, room: int) -> int:
    """Return how many units of ``room`` an agent that waits there asks for."""
    stop = t.stops[w.stop[agent]]
    if room == stop.asks:
        return stop.units
    if room == stop.working:
        return 1
    if room == stop.attend_room:
        return stop.attends
    return stop.escorts if room == stop.escort_room else t.agents[agent].drivers


@inlined
def ask(t: Timeline, w: World, room: int, agent: int, units: int, minute: int, phase: int) -> int:
    """Return ``minute`` if the agent has its units of a room (-1: needs none), else WAITS; ``phase`` follows."""
    w.phase[agent] = phase
    if room < 0:
        return minute
    size = t.agents[agent].size
    if _fits(t, w, room, size, units):
        _take(t, w, room, size, units)
        return minute
    w.next[agent] = -1
    if w.head[room] < 0:
        w.head[room] = agent
    else:
        w.next[w.tail[room]] = agent
    w.tail[room] = agent
    return WAITS


@compiled
def _serve(t: Timeline, w: World, room: int, minute: int) -> None:
    """Give what is free to those who wait, in the order in which they asked."""
    before, agent = -1, w.head[room]
    while agent >= 0 and _fits(t, w, room, 0, 1):
        following = w.next[agent]
        size, units = t.agents[agent].size, _units(t, w, agent, room)
        if _fits(t, w, room, size, units):
            _take(t, w, room, size, units)
            if before < 0:
                w.head[room] = following
            else:
                w.next[before] = following
            if w.tail[room] == agent:
                w.tail[room] = before
            wake(t, w, minute, agent)
        else:
            before = agent
        agent = following


@inlined
def give(t: Timeline, w: World, room: int, size: int, units: int, minute: int) -> None:
    """Give units back, and serve those who wait."""
    if room >= 0:
        _take(t, w, room, size, -units)
        _serve(t, w, room, minute)


@compiled
def apply_change(t: Timeline, w: World, change: int) -> None:
    """Change what a level holds: a vehicle comes or goes, another user takes a spot or leaves it."""
    row = t.changes[change]
    w.free[row.level] += row.delta
    if row.delta > 0:
        _serve(t, w, t.levels[row.level].room, row.minute)
