"""The timeline: movements in one order meet gates, spots, permits, crews and the act of handover; compiled.

The policy is "follow the plan, dispatch by rule": movements go in the order of their planned first off block plus what
holds them back; the closing wave of a site goes after everything else of the site; each movement takes the vehicle of
its pool that is free first. A vehicle that waits between movements inside the territory holds no spot here (the plan's
own rules do count it): shallow, and said so in the changelog.
"""

from typing import NamedTuple

import numpy as np

from repli.kernel.arrays import NEVER, Disturbances, IntArray, Timeline
from repli.kernel.calendar import after_weather, day_of, next_open, next_permitted
from repli.kernel.jit import allocating, compiled

__all__ = ["Outcome", "run_replications"]

_ROUNDS = 200  # off-block searches end far earlier; a search that does not is counted as "never"


class Outcome(NamedTuple):
    """``closure`` (R, K) minute of each site and ``out`` (R, M) of each movement; NEVER if it never happens."""

    closure: IntArray
    out: IntArray


class _World(NamedTuple):
    """What changes while one replication runs; arrays are reset for each."""

    vehicle_free: IntArray
    parking_free: IntArray
    working_free: IntArray
    used: IntArray
    work_end: IntArray
    last_off: IntArray
    handover_end: IntArray


@compiled
def _shift(d: Disturbances, replication: int, movement: int) -> int:
    return max(d.hold[replication, movement], d.turn_in[replication, movement])


@allocating
def _dispatch_order(t: Timeline, d: Disturbances, replication: int) -> IntArray:
    """Return movement indices by release; feeders before what they feed, closing waves after the rest of their site."""
    keys = np.empty(len(t.movements), np.int64)
    latest = np.zeros(len(t.sites), np.int64)
    movement_of = np.empty(len(t.stops), np.int64)
    for movement in range(len(t.movements)):
        row = t.movements[movement]
        key = row.first_off + _shift(d, replication, movement)
        for stop in range(row.stop_from, row.stop_to):
            movement_of[stop] = movement
            at = t.stops[stop]
            for index in range(at.feeds_from, at.feeds_to):
                key = max(key, keys[movement_of[t.feeds[index].stop]] + 1)
            if at.wave and at.site >= 0:
                key = max(key, latest[at.site])
        keys[movement] = key
        for stop in range(row.stop_from, row.stop_to):
            if t.stops[stop].site >= 0:
                latest[t.stops[stop].site] = max(latest[t.stops[stop].site], key)
    return np.argsort(keys, kind="mergesort")


@compiled
def _freest(free: IntArray, sizes: IntArray, low: int, high: int, size: int) -> int:
    """Return the spot of ``[low, high)`` of at least ``size`` that is free first; -1 if there is none that large."""
    best = -1
    for spot in range(low, high):
        if sizes[spot] >= size and (best < 0 or free[spot] < free[best]):
            best = spot
    return best


@compiled
def _open(t: Timeline, gate: int, minute: int) -> int:
    row = t.gates[gate]
    return next_open(t.openings, row.open_from, row.open_to, minute)


@compiled
def _on_block(t: Timeline, d: Disturbances, replication: int, stop: int, minute: int) -> int:
    """Return the first minute >= ``minute`` at which the place is open and the weather lets a vehicle in."""
    at = t.stops[stop]
    for _ in range(_ROUNDS):
        before = minute
        minute = _open(t, at.gate, minute)
        if at.field >= 0:
            starts, ends = d.weather_start[replication, at.field], d.weather_end[replication, at.field]
            minute = after_weather(starts, ends, t.day_starts, minute)
        if minute == before or minute >= NEVER:
            return minute
    return NEVER


@compiled
def _off_block(
    t: Timeline, d: Disturbances, replication: int, stop: int, used: IntArray, minute: int
) -> tuple[int, int]:
    """Return (first minute >= ``minute`` at which everything lets the vehicle go, the clearance it uses or -1)."""
    at = t.stops[stop]
    clearance = -1
    for _ in range(_ROUNDS):
        before = minute
        minute = _on_block(t, d, replication, stop, minute)
        if at.leg_gate >= 0:
            minute = _open(t, at.leg_gate, minute)
        if at.permit >= 0:
            if d.crisis_start[replication] <= minute < d.crisis_end[replication]:
                minute = d.crisis_end[replication]
            row = t.permits[at.permit]
            choices = t.choices[row.choice_from : row.choice_to]
            minute, clearance = next_permitted(t.clearances, choices, used, t.day_starts, minute)
        if minute >= NEVER:
            return NEVER, -1
        if minute == before:
            return minute, clearance
    return NEVER, -1


@compiled
def _handover_end(t: Timeline, world: _World, site: int) -> int:
    """Return when the act can end: in office hours, not before planned, after all but the closing wave has gone."""
    if world.handover_end[site] >= 0:
        return world.handover_end[site]
    row = t.sites[site]
    start = max(row.handover_planned, world.last_off[site])
    end = start if row.handover_minutes == 0 else NEVER
    for index in range(row.office_from, row.office_to):
        if end < NEVER:
            break
        begin = max(start, t.offices[index].start)
        if begin + row.handover_minutes <= t.offices[index].end:
            end = begin + row.handover_minutes
    world.handover_end[site] = end
    return end


@compiled
def _work_start(t: Timeline, world: _World, stop: int, spot: int, minute: int) -> int:
    """Return when work can begin: a working spot is free, and what feeders bring is there."""
    if spot >= 0:
        minute = max(minute, world.working_free[spot])
    for index in range(t.stops[stop].feeds_from, t.stops[stop].feeds_to):
        minute = max(minute, world.work_end[t.feeds[index].stop] + t.feeds[index].transfer)
    return minute


@compiled
def _after_rest(t: Timeline, movement: int, stop: int, times: tuple[int, int, int]) -> tuple[int, int]:
    """Return (off block, start of duty): a crew that would overrun its duty on the next leg rests here if it may."""
    on_block, off_block, duty_start = times
    crew = t.movements[movement]
    need = off_block + t.stops[stop].block + crew.debrief - duty_start
    pause = crew.debrief + crew.rest + crew.report
    if t.stops[stop].rests and (need > crew.duty_max or off_block - on_block >= pause):
        off_block = max(off_block, on_block + pause)
        return off_block, off_block - crew.report
    return off_block, duty_start


@compiled
def _spots(t: Timeline, world: _World, movement: int, stop: int) -> tuple[int, int]:
    """Return (parking spot, working spot) that this stop takes; -1 where none is needed."""
    at = t.stops[stop]
    if at.field < 0:
        return -1, -1
    field, size = t.fields[at.field], t.movements[movement].size
    parking = _freest(world.parking_free, t.parking_size, field.parking_from, field.parking_to, size)
    if not at.works:
        return parking, -1
    return parking, _freest(world.working_free, t.working_size, field.working_from, field.working_to, size)


@compiled
def _visit(
    t: Timeline, d: Disturbances, world: _World, where: tuple[int, int, int], when: tuple[int, int]
) -> tuple[int, int]:
    """Run one stop; ``where`` = (replication, movement, stop), ``when`` = (arrival, start of duty). Return the same."""
    replication, movement, stop = where
    on_block, duty_start = when
    at = t.stops[stop]
    parking, working = _spots(t, world, movement, stop)
    if parking >= 0:
        on_block = max(on_block, world.parking_free[parking])
    on_block = _on_block(t, d, replication, stop, on_block)
    begin = _work_start(t, world, stop, working, on_block)
    factor = d.ground_factor[replication, stop]
    work_end = begin + int(np.ceil(at.work * factor))
    ready = max(on_block + int(np.ceil(at.ground * factor)), work_end) + d.repair[replication, stop]
    if at.wave and at.site >= 0 and not t.sites[at.site].act_after:
        ready = max(ready, _handover_end(t, world, at.site))
    clearance = -1
    if stop + 1 < t.movements[movement].stop_to:
        ready, duty_start = _after_rest(t, movement, stop, (on_block, ready, duty_start))
        ready, clearance = _off_block(t, d, replication, stop, world.used, min(ready, NEVER))
    off_block = min(ready, NEVER)
    _settle(t, world, stop, (parking, working, clearance), (work_end, off_block))
    return off_block, duty_start


@compiled
def _settle(t: Timeline, world: _World, stop: int, taken: tuple[int, int, int], times: tuple[int, int]) -> None:
    """Write down what a stop used: spots until it ends, one clearance of the day, the site's last off block."""
    parking, working, clearance = taken
    work_end, off_block = times
    world.work_end[stop] = min(work_end, NEVER)
    if parking >= 0:
        world.parking_free[parking] = off_block
    if working >= 0:
        world.working_free[working] = min(work_end, NEVER)
    if clearance >= 0:
        day = day_of(t.day_starts, off_block)
        if 0 <= day < world.used.shape[1]:
            world.used[clearance, day] += 1
    site = t.stops[stop].site
    if site >= 0:
        world.last_off[site] = max(world.last_off[site], off_block)


@compiled
def _free_vehicle(t: Timeline, world: _World, pool: int) -> int:
    best = t.pools[pool].vehicle_from
    for vehicle in range(best, t.pools[pool].vehicle_to):
        if world.vehicle_free[vehicle] < world.vehicle_free[best]:
            best = vehicle
    return best


@compiled
def _run_movement(t: Timeline, d: Disturbances, world: _World, replication: int, movement: int) -> int:
    """Run one movement and return when its load is out (NEVER if it does not go outside)."""
    row = t.movements[movement]
    vehicle = _free_vehicle(t, world, row.pool)
    minute = max(row.first_off + _shift(d, replication, movement), world.vehicle_free[vehicle])
    duty_start, out = minute - row.report, NEVER
    for stop in range(row.stop_from, row.stop_to):
        if minute < NEVER:
            minute, duty_start = _visit(t, d, world, (replication, movement, stop), (minute, duty_start))
        if minute >= NEVER:  # what it should have brought or taken stays where it is: its site does not close
            _settle(t, world, stop, (-1, -1, -1), (NEVER, NEVER))
            continue
        at = t.stops[stop]
        if at.leaves == 1:
            out = minute
        minute += int(np.ceil(at.block * d.block_factor[replication, stop]))
        if at.leaves == 2:  # noqa: PLR2004 - 2 = by road, out at the first site outside (definition D)
            out = minute
    world.vehicle_free[vehicle] = minute
    return out


@allocating
def _run(t: Timeline, d: Disturbances, closure: IntArray, out: IntArray) -> None:
    sites, days = len(t.sites), len(t.day_starts)
    for replication in range(len(d.crisis_start)):
        world = _World(
            t.vehicle_from.copy(),
            np.zeros(len(t.parking_size), np.int64),
            np.zeros(len(t.working_size), np.int64),
            np.zeros((len(t.clearances), days), np.int64),
            np.zeros(len(t.stops), np.int64),
            np.zeros(sites, np.int64),
            np.full(sites, -1, np.int64),
        )
        for movement in _dispatch_order(t, d, replication):
            out[replication, movement] = _run_movement(t, d, world, replication, movement)
        for site in range(sites):
            closure[replication, site] = max(world.last_off[site], _handover_end(t, world, site))


def run_replications(timeline: Timeline, disturbances: Disturbances) -> Outcome:
    """Return when each site closes and each movement is out, in every replication; same inputs, same result."""
    replications, movements = disturbances.hold.shape
    closure = np.zeros((replications, len(timeline.sites)), np.int64)
    out = np.full((replications, movements), NEVER, np.int64)
    _run(timeline, disturbances, closure, out)
    return Outcome(closure, out)
