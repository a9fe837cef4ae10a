"""The life of an agent, one short function a phase: called, placed, on block, worked, ready, gone, at its end.

Each function is run at the minute its agent was woken for, sets the phase that follows and returns the minute of it;
or WAITS, if the agent waits in the queue of a room or for tellings of others (``needs``).
"""

import numpy as np

from repli.kernel.arrays import NEVER, Disturbances, IntArray, Timeline
from repli.kernel.calendar import first_fit
from repli.kernel.heap import push
from repli.kernel.jit import compiled, inlined
from repli.kernel.leaving import goes, on_block
from repli.kernel.rooms import WAITS, ask, give, wake
from repli.kernel.world import World

__all__ = ["step"]

CALLED, MANNED, PLACED, ON, LOADING, HANDLED, WORKING, WORKED, READY, ESCORTED, OFF, END, ACTED = range(13)
_ASK, _WORK, _GO = 0, 1, 2
_MOVEMENT, _ACT = 0, 1
_BY_ROAD = 2


@inlined
def _until(w: World, agent: int, phase: int, minute: int) -> int:
    """Set the phase that follows; what never happens is waited for without end."""
    w.phase[agent] = phase
    return minute if minute < NEVER else WAITS


@inlined
def _when_told(w: World, agent: int, kind: int, minute: int, phase: int) -> int:
    """Return the first minute >= ``minute`` at which all that a stop waits for is told, WAITS if some is not."""
    need = 3 * w.stop[agent] + kind
    w.phase[agent] = phase
    if w.open[need] > 0:
        w.told[need] = -max(minute, w.told[need]) - 1  # below zero: somebody waits
        return WAITS
    return max(minute, w.told[need])


@compiled
def _tell(t: Timeline, w: World, kind: int, stop: int, minute: int, owner: IntArray) -> None:
    """Tell those who wait for this stop to have its place, its work done, or to be gone."""
    row = t.marks[3 * stop + kind]
    for index in range(row.tell_from, row.tell_to):
        need = t.tells[index].target
        waiting = w.told[need] < 0
        latest = max(minute + t.tells[index].delay, -w.told[need] - 1 if waiting else w.told[need])
        w.open[need] -= 1
        if waiting and w.open[need] == 0:
            w.told[need] = latest
            wake(t, w, latest, owner[need // 3])
        else:
            w.told[need] = -latest - 1 if waiting else latest


@inlined
def _called(t: Timeline, w: World, agent: int, minute: int) -> int:
    told = _when_told(w, agent, _ASK, minute, CALLED)
    if told != minute:
        return told
    at = t.stops[w.stop[agent]]
    first = w.stop[agent] == t.agents[agent].stop_from
    return ask(t, w, at.asks, agent, at.units, minute, MANNED if first else PLACED)


@inlined
def _manned(t: Timeline, w: World, agent: int, minute: int) -> int:
    row = t.agents[agent]
    return ask(t, w, row.drivers_room, agent, row.drivers, minute, PLACED)


@inlined
def _placed(t: Timeline, d: Disturbances, w: World, replication: int, agent: int, minute: int, owner: IntArray) -> int:
    stop, row = w.stop[agent], t.agents[agent]
    at = t.stops[stop]
    _tell(t, w, _ASK, stop, minute, owner)
    w.came[stop] = minute
    if row.kind == _ACT:
        gate = t.gates[at.gate]
        begin = first_fit(t.openings, gate.open_from, gate.open_to, max(minute, at.ready), at.work)
        return _until(w, agent, ACTED, begin + at.work)
    if row.kind == _MOVEMENT and stop == row.stop_from:
        return _until(w, agent, READY, minute + d.down[replication, agent])
    return _until(w, agent, ON, on_block(t, d, w, replication, stop, minute))


@inlined
def _on(t: Timeline, d: Disturbances, w: World, replication: int, agent: int, minute: int) -> int:
    stop = w.stop[agent]
    at = t.stops[stop]
    w.on_block[agent] = minute
    w.came[stop] = minute
    if not at.works:
        ready = minute + int(np.ceil(at.ground * d.ground_factor[replication, stop])) + d.lost[replication, stop]
        return _until(w, agent, _after_work(t, w, agent), ready)
    ready = max(minute, at.begins, at.ready + (d.arrival[replication, agent] if at.arrives else 0))
    return _when_told(w, agent, _WORK, ready, LOADING)


@inlined
def _work_end(t: Timeline, d: Disturbances, replication: int, stop: int, minute: int) -> int:
    """Return when work ends that can begin now, or when it fits into the hours of the teams that attend it."""
    at = t.stops[stop]
    work = int(np.ceil(at.work * d.ground_factor[replication, stop]))
    gate = t.gates[at.attend_gate]
    return first_fit(t.openings, gate.open_from, gate.open_to, minute, work) + work


@inlined
def _after_work(t: Timeline, w: World, agent: int) -> int:
    """Return the phase after the stay: a movement's last stop ends it; a commercial flight departs."""
    last = w.stop[agent] + 1 == t.agents[agent].stop_to
    return END if last and t.agents[agent].kind == _MOVEMENT else READY


@inlined
def _worked(t: Timeline, d: Disturbances, w: World, replication: int, agent: int, minute: int, owner: IntArray) -> int:
    stop = w.stop[agent]
    at = t.stops[stop]
    give(t, w, at.working, t.agents[agent].size, 1, minute)
    _return_later(w, at.attend_room, at.attends, minute + at.attend_change)
    _tell(t, w, _WORK, stop, minute, owner)
    least = w.on_block[agent] + int(np.ceil(at.ground * d.ground_factor[replication, stop]))
    return _until(w, agent, _after_work(t, w, agent), max(least, minute) + d.lost[replication, stop])


@inlined
def _ready(t: Timeline, w: World, agent: int, minute: int) -> int:
    told = _when_told(w, agent, _GO, minute, READY)
    if told != minute:
        return told
    at = t.stops[w.stop[agent]]
    return ask(t, w, at.escort_room, agent, at.escorts, minute, ESCORTED)


@inlined
def _return_later(w: World, room: int, units: int, minute: int) -> None:
    """Let ``units`` of a team come back to their room at ``minute``."""
    if room >= 0:
        for _ in range(units):
            w.size[0] = push(w.heap, w.size[0], minute, room)


@inlined
def _off(t: Timeline, d: Disturbances, w: World, replication: int, agent: int, minute: int, owner: IntArray) -> int:
    stop = w.stop[agent]
    at = t.stops[stop]
    give(t, w, at.frees, t.agents[agent].size, 1, minute)
    _tell(t, w, _GO, stop, minute, owner)
    w.went[stop] = minute
    if at.leaves == 1:
        w.out[agent] = minute
    if stop + 1 == t.agents[agent].stop_to:
        return WAITS
    arrival = minute + int(np.ceil(at.block * d.block_factor[replication, stop]))
    if at.leaves == _BY_ROAD:
        w.out[agent] = arrival
    _return_later(w, at.escort_room, at.escorts, arrival + at.escort_change)
    w.stop[agent] = stop + 1
    return _until(w, agent, CALLED, arrival)


@inlined
def _end(t: Timeline, w: World, agent: int, minute: int) -> int:
    """Give the vehicle back to its pool, its spot if it has one to give back, and its drivers after their debrief."""
    row = t.agents[agent]
    w.went[w.stop[agent]] = minute
    give(t, w, t.stops[w.stop[agent]].frees, row.size, 1, minute)
    give(t, w, t.stops[row.stop_from].asks, row.size, 1, minute)
    back = w.on_block[agent] + row.debrief + row.drivers_change
    _return_later(w, row.drivers_room, row.drivers, max(minute, back))
    return WAITS


@inlined
def _acted(t: Timeline, w: World, agent: int, minute: int, owner: IntArray) -> int:
    stop = w.stop[agent]
    at = t.stops[stop]
    _return_later(w, at.asks, at.units, minute + at.escort_change)
    _tell(t, w, _GO, stop, minute, owner)
    w.went[stop] = minute
    w.out[agent] = minute
    return WAITS


@inlined
def step(t: Timeline, d: Disturbances, w: World, replication: int, agent: int, minute: int, owner: IntArray) -> int:
    """Run the phase that the agent was woken for; ``owner`` (S,) is the agent of each stop."""
    phase, stop, following = w.phase[agent], w.stop[agent], WAITS
    if phase == CALLED:
        following = _called(t, w, agent, minute)
    elif phase == MANNED:
        following = _manned(t, w, agent, minute)
    elif phase == PLACED:
        following = _placed(t, d, w, replication, agent, minute, owner)
    elif phase == ON:
        following = _on(t, d, w, replication, agent, minute)
    elif phase == LOADING:
        following = ask(t, w, t.stops[stop].working, agent, 1, minute, HANDLED)
    elif phase == HANDLED:
        following = ask(t, w, t.stops[stop].attend_room, agent, t.stops[stop].attends, minute, WORKING)
    elif phase == WORKING:
        following = _until(w, agent, WORKED, _work_end(t, d, replication, stop, minute))
    else:
        following = _second_half(t, d, w, replication, agent, minute, owner)
    return following


@inlined
def _second_half(
    t: Timeline, d: Disturbances, w: World, replication: int, agent: int, minute: int, owner: IntArray
) -> int:
    phase, following = w.phase[agent], WAITS
    if phase == WORKED:
        following = _worked(t, d, w, replication, agent, minute, owner)
    elif phase == READY:
        following = _ready(t, w, agent, minute)
    elif phase == ESCORTED:
        following = _until(w, agent, OFF, goes(t, d, w, replication, agent, minute))
    elif phase == OFF:
        following = _off(t, d, w, replication, agent, minute, owner)
    elif phase == END:
        following = _end(t, w, agent, minute)
    else:
        following = _acted(t, w, agent, minute, owner)
    return following
