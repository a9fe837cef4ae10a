"""Whether a course can run at minutes that are given, compiled: the same as the earliest fit asks, but nothing moves.

A fit looks for the first minutes and may wait elsewhere than a plan does; what was agreed is to stay as it is, to the
minute. `stands` puts the minutes and clearances into ``draft``.
"""

from repli.kernel.arrays import IntArray, Records
from repli.kernel.counts import Counts, free_from
from repli.kernel.courses import OFF, ON, PERMIT, WORK_END, WORK_START, Course, Used
from repli.kernel.departing import departs, next_in, work_start
from repli.kernel.fitting import late, least_stay
from repli.kernel.jit import compiled

__all__ = ["stands"]


@compiled
def _stops_there(c: Course, u: Used, choice: int, index: int) -> bool:
    """Say whether a stop can be reached, and worked at, at its minutes, and stays long enough."""
    d, at = c.draft, c.stops[index]
    on, start, end, off = d[ON, index], d[WORK_START, index], d[WORK_END, index], d[OFF, index]
    if index == 0:
        return on <= off
    before = d[OFF, index - 1] + c.stops[index - 1].block
    if on != before or next_in(c.opens, at.field_from, at.field_to, on) != on:
        return False
    if start < on or end != start + at.work or off < end or off - on < least_stay(c, choice, index):
        return False
    if at.park_from >= 0 and free_from(u.counts, at.park_from, at.park_to, c.crew[0].size, on, off, 1) != on:
        return False
    return work_start(c, u, index, start) == start


@compiled
def _leaves_then(c: Course, u: Used, index: int) -> bool:
    """Say whether a stop can be left at its minute; note the clearance."""
    d, at, off, permit = c.draft, c.stops[index], c.draft[OFF, index], -1
    gone = next_in(c.opens, at.field_from, at.field_to, off)
    if index < len(c.stops) - 1:
        gone, permit = departs(c, u, index, off)
    d[PERMIT, index] = permit
    return gone == off and off <= u.until


@compiled
def _stands(c: Course, u: Used) -> bool:
    """Say whether all stops hold in some choice where the crew rests, with drivers and escorts."""
    for choice in range(len(c.rests)):
        index = 0
        while index < len(c.stops) and _stops_there(c, u, choice, index) and _leaves_then(c, u, index):
            index += 1
        if index == len(c.stops) and late(c, u, choice)[0] < 0:
            return True
    return False


@compiled
def stands(
    stops: Records,
    crew: Records,
    rests: IntArray,
    opens: IntArray,
    grants: IntArray,
    draft: IntArray,
    best: IntArray,
    times: IntArray,
    counts: IntArray,
    sizes: IntArray,
    levels: IntArray,
    used: IntArray,
    limits: IntArray,
    day_starts: IntArray,
    until: int,
    timing: IntArray,
) -> bool:
    """Say whether a course can run at the minutes of ``timing`` (its first four rows), whoever goes."""
    c = Course(stops, crew, rests, opens, grants, draft, best)
    for row in range(PERMIT):
        for index in range(len(stops)):
            c.draft[row, index] = timing[row, index]
    return _stands(c, Used(Counts(times, counts, sizes, levels), used, limits, day_starts, until))
