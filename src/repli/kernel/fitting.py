"""Earliest fit, compiled: the first minutes at which a vehicle can run one course.

Each stop has a lower bound for its off block. The stops are settled in order; where a stop cannot be reached at a
minute (field shut, no spot free), the off block before it moves later by what is missing, and settling goes on from
there. All bounds only grow, so the first fit is the earliest one. A vehicle that must wait before its off block arrives
later instead, and where the crew's duty is too long because the vehicle waits, the waiting is moved to before the duty.
"""

from repli.kernel.counts import FOREVER, change, free_from
from repli.kernel.courses import LOWER, OFF, ON, PERMIT, WORK_END, WORK_START, Course, Used, Wanted
from repli.kernel.departing import departs, last_span, next_in, next_work, work_start
from repli.kernel.jit import compiled

__all__ = ["fits", "late", "least_stay"]

_STEP_LIMIT = 400
"""Work limit of one fit; a fit that needs more is not found (docs/reference/plan-meaning.md, M)."""


@compiled
def fits(c: Course, u: Used, w: Wanted, choice: int) -> bool:
    """Settle every stop, every duty, the drivers and the escorts in ``c.draft``; False if there is no fit."""
    d, stops = c.draft, len(c.stops)
    d[:] = 0
    d[LOWER, c.crew[0].pick] = w.off_from
    d[LOWER, 0] = max(d[LOWER, 0], w.depart_from)
    index = 0
    for _ in range(_STEP_LIMIT):
        if index == stops:
            index, later = late(c, u, choice)
            if index < 0:
                pause = 0 if c.crew[0].pause >= FOREVER else c.crew[0].pause
                return max(d[OFF, stops - 1], d[ON, stops - 1] + pause) <= w.back_by
        else:
            later = _settle(c, u, w, choice, index)
            if later == 0:
                index += 1
                continue
            index -= 1
        if later >= FOREVER or index < 0:
            return False
        d[LOWER, index] = d[OFF, index] + later
    return False


@compiled
def least_stay(c: Course, choice: int, index: int) -> int:
    """Return the least minutes from on block to off block: ground time, work, and the crew's rest if it rests here."""
    at = c.stops[index]
    stay = max(at.ground, at.work)
    if c.rests[choice, index] and not at.base:
        stay = max(stay, c.crew[0].rest_stay)
    return stay


@compiled
def _settle(c: Course, u: Used, w: Wanted, choice: int, index: int) -> int:
    """Settle one stop: 0 if it fits, else by how many minutes the off block before it must move later."""
    d, at, pick, last = c.draft, c.stops[index], c.crew[0].pick, index == len(c.stops) - 1
    on = d[OFF, index - 1] + c.stops[index - 1].block if index else d[LOWER, 0]
    if index:
        opened = next_in(c.opens, at.field_from, at.field_to, on)
        if opened != on:
            return opened - on
    start = work_start(c, u, index, max(on, w.load_from) if index == pick else on)
    end = start + at.work
    ready = max(end, on + least_stay(c, choice, index), d[LOWER, index]) if index else on
    off, permit = next_in(c.opens, at.field_from, at.field_to, ready), -1
    if not last:
        off, permit = departs(c, u, index, ready)
    if off > u.until or (index == pick and off > w.off_to):
        return FOREVER
    if last and off > ready:
        return off - ready
    moves = _moves(c, u, w, choice, index, on, off) if index else 0
    if moves:
        return moves
    if index == 0:
        on = start = end = off
    d[ON, index], d[WORK_START, index], d[WORK_END, index], d[OFF, index], d[PERMIT, index] = (
        on,
        start,
        end,
        off,
        permit,
    )
    return 0


@compiled
def _moves(c: Course, u: Used, w: Wanted, choice: int, index: int, on: int, off: int) -> int:
    """Return by how many minutes to come later: not to wait here, or until a parking spot is free; 0 if by none."""
    at = c.stops[index]
    if index <= c.crew[0].pick:
        later = _later_arrival(c, u, w, choice, index, off)
        if later > on:
            before, leaves = c.stops[index - 1], c.draft[OFF, index - 1] + later - on
            if next_in(c.opens, before.leg_from, before.leg_to, leaves) == leaves:
                return later - on
    if at.park_from < 0:
        return 0
    return free_from(u.counts, at.park_from, at.park_to, c.crew[0].size, on, off, 1) - on


@compiled
def _later_arrival(c: Course, u: Used, w: Wanted, choice: int, index: int, off: int) -> int:
    """Return the last on block that still lets the work be done, at once, for an off block; -1 if there is none.

    A vehicle that has to wait arrives as late as it can, so that it is away, and holds the spot, for less time; not
    where the road before is shut by then, since the next opening may come too late.
    """
    at = c.stops[index]
    on = last_span(c.opens, at.field_from, at.field_to, off - least_stay(c, choice, index), at.work)
    if on < 0 or not at.handles:
        return on
    start = max(on, w.load_from) if index == c.crew[0].pick else on
    return on if next_work(c, u, index, start) == start else -1


@compiled
def late(c: Course, u: Used, choice: int) -> tuple[int, int]:
    """Return the off block that must move, and by how much, for duties, drivers and escorts; (-1, 0) if none must."""
    index, later = _overlong(c, choice)
    if index < 0:
        index, later = _undriven(c, u)
    if index < 0:
        index, later = _unescorted(c, u)
    return index, later


@compiled
def _overlong(c: Course, choice: int) -> tuple[int, int]:
    """Return (-1, 0) if each duty fits; else the off block to move and by how much (`FOREVER` if nothing waits)."""
    d, crew, start, last = c.draft, c.crew[0], 0, len(c.stops) - 1
    for end in range(1, last + 1):
        if end < last and not c.rests[choice, end]:
            continue
        over = crew.report + d[ON, end] - d[OFF, start] + crew.debrief - crew.duty_max
        if over > 0:
            for index in range(start + 1, end):
                waits = d[OFF, index] - d[ON, index] - least_stay(c, choice, index)
                if waits > 0:
                    return index - 1, min(waits, over)
            return start, FOREVER
        start = end
    return -1, 0


@compiled
def _undriven(c: Course, u: Used) -> tuple[int, int]:
    """Return (-1, 0) if there are drivers from report to debrief; else the first off block and by how much it moves."""
    crew = c.crew[0]
    if crew.drivers == 0:
        return -1, 0
    if crew.drivers_from < 0:
        return 0, FOREVER
    start = c.draft[OFF, 0] - crew.report
    end = c.draft[ON, len(c.stops) - 1] + crew.debrief + crew.drivers_change
    free = free_from(u.counts, crew.drivers_from, crew.drivers_to, 1, start, end, crew.drivers)
    return (-1, 0) if free == start else (0, free - start)


@compiled
def _unescorted(c: Course, u: Used) -> tuple[int, int]:
    """Return (-1, 0) if each escort is free beside the course's own others; else the off block and how much it moves.

    One escort alone was found free when its stop was settled.
    """
    asking = 0
    for index in range(len(c.stops)):
        asking += c.stops[index].escorts > 0
    if asking <= 1:
        return -1, 0
    late, later, held = -1, 0, 0
    while held < len(c.stops) and late < 0:
        at, start = c.stops[held], c.draft[OFF, held]
        end = start + at.block + at.escort_change
        if at.escorts:
            free = free_from(u.counts, at.escort_from, at.escort_to, 1, start, end, at.escorts)
            if free != start:
                late, later = held, free - start
                break
            change(u.counts, at.escort_from, at.escort_to, 1, start, end, at.escorts)
        held += 1
    for index in range(held):
        at, start = c.stops[index], c.draft[OFF, index]
        end = start + at.block + at.escort_change
        change(u.counts, at.escort_from, at.escort_to, 1, start, end, -at.escorts)
    return late, later
