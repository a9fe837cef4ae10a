"""When a vehicle may come in and go out: hours, weather, roads, permits, the political crisis and the crew's duty."""

from repli.kernel.arrays import NEVER, Disturbances, Timeline
from repli.kernel.calendar import after, after_weather, day_of, next_open, next_permitted
from repli.kernel.jit import compiled, inlined
from repli.kernel.world import World

__all__ = ["goes", "on_block"]

_ROUNDS = 200  # searches end far earlier; one that does not is counted as "never"
_CREW_BASE = 2


@compiled
def on_block(t: Timeline, d: Disturbances, w: World, replication: int, stop: int, minute: int) -> int:
    """Return the first minute >= ``minute`` at which the place is open and the weather lets a vehicle in or out."""
    at = t.stops[stop]
    for _ in range(_ROUNDS):
        before = minute
        minute = next_open(t, w.cursors, at.gate, minute)
        if at.field >= 0:
            starts, ends = d.weather_start[replication, at.field], d.weather_end[replication, at.field]
            minute = after_weather(starts, ends, t.day_starts, minute, d.look_back)
        if minute == before or minute >= NEVER:
            return minute
    return NEVER


@compiled
def _off_block(t: Timeline, d: Disturbances, w: World, replication: int, stop: int, minute: int) -> tuple[int, int]:
    """Return (first minute >= ``minute`` at which everything lets the vehicle go, the clearance it uses or -1)."""
    at = t.stops[stop]
    clearance = -1
    for _ in range(_ROUNDS):
        before = minute
        minute = on_block(t, d, w, replication, stop, minute)
        if at.leg_gate >= 0:
            minute = next_open(t, w.cursors, at.leg_gate, minute)
        if at.road >= 0:
            minute = after(d.closed_start[replication, at.road], d.closed_end[replication, at.road], minute)
        if at.permit >= 0:
            minute = after(d.crisis_start[replication], d.crisis_end[replication], minute)
            minute, clearance = next_permitted(t, d, replication, at.permit, w.used, minute)
        if minute >= NEVER:
            return NEVER, -1
        if minute == before:
            return minute, clearance
    return NEVER, -1


@inlined
def goes(t: Timeline, d: Disturbances, w: World, replication: int, agent: int, minute: int) -> int:
    """Return the off block of an agent that is ready at ``minute``; its crew rests first if it must or may.

    A crew base gives a fresh crew. Elsewhere a stay long enough for a rest is one where there is crew rest, and a crew
    that would overrun its duty on the next leg rests where it is. The clearance that is used counts on that day.
    """
    stop, crew = w.stop[agent], t.agents[agent]
    at, first = t.stops[stop], stop == crew.stop_from
    off, clearance = _off_block(t, d, w, replication, stop, max(minute, at.not_before))
    pause = crew.debrief + crew.rest + crew.report
    fresh = first or at.rests == _CREW_BASE or (at.rests == 1 and off - w.on_block[agent] >= pause)
    if not fresh and off + at.block + crew.debrief - w.duty_start[agent] > crew.duty_max:
        off, clearance = _off_block(t, d, w, replication, stop, max(off, w.on_block[agent] + pause))
        fresh = True
    if fresh:
        w.duty_start[agent] = off - crew.report
    if clearance >= 0:
        day = day_of(t.day_starts, off)
        if 0 <= day < w.used.shape[1]:
            w.used[clearance, day] += 1
    return off
