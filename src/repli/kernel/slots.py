"""The first slot of a vehicle on a course, compiled: between its absences, over the choices where its crew rests.

`hold` takes what a slot uses, and gives it back.
"""

from repli.kernel.arrays import IntArray, Records
from repli.kernel.counts import FOREVER, Counts, change, latest
from repli.kernel.courses import LOWER, OFF, ON, PERMIT, WORK_END, WORK_START, Course, Used, Wanted
from repli.kernel.fitting import fits, least_stay
from repli.kernel.jit import compiled

__all__ = ["first_slot", "fit_choice", "hold"]


@compiled
def _earliest(c: Course, u: Used, w: Wanted) -> bool:
    """Put the fit with the earliest off block after loading into ``c.best``; False if there is none."""
    found, pick = False, c.crew[0].pick
    for choice in range(len(c.rests)):
        if found and _soonest_off(c, w, choice) >= c.best[OFF, pick]:
            continue
        if fits(c, u, w, choice) and (not found or c.draft[OFF, pick] < c.best[OFF, pick]):
            found = True
            for row in range(LOWER):
                for index in range(len(c.stops)):
                    c.best[row, index] = c.draft[row, index]
    return found


@compiled
def _soonest_off(c: Course, w: Wanted, choice: int) -> int:
    """Return a minute before which no off block after loading is possible: flying, and stays up to there."""
    minute = w.depart_from
    for index in range(c.crew[0].pick):
        minute += c.stops[index].block + least_stay(c, choice, index + 1)
    return minute


@compiled
def _shortest(c: Course) -> int:
    """Return the least minutes from the off block at home to when the vehicle may leave again."""
    minutes = 0 if c.crew[0].pause >= FOREVER else c.crew[0].pause
    for index in range(len(c.stops) - 1):
        at = c.stops[index]
        minutes += at.block + (max(at.ground, at.work) if index else 0)
    return minutes


@compiled
def _first_slot(c: Course, u: Used, w: Wanted, absences: IntArray, home_from: int, home_to: int) -> bool:
    """Put the first slot between the absences into ``c.best``; False if there is none."""
    after, shortest, away = max(w.load_from, w.off_from), _shortest(c), len(absences)
    if c.crew[0].pause >= FOREVER and away:
        return False  # the crew cannot rest at home, so the vehicle goes only once
    for gap in range(latest(absences[:, 0], 0, away, after) + 1, away + 1):
        start = absences[gap - 1, 1] if gap else home_from
        end = absences[gap, 0] if gap < away else home_to
        if start >= end or end <= after:
            continue
        if start > w.off_to:
            return False
        start, end = max(start, w.depart_from), min(end, w.back_by)
        if end - start >= shortest and _earliest(c, u, Wanted(start, end, w.load_from, w.off_from, w.off_to)):
            return True
    return False


@compiled
def _hold(c: Course, u: Used, timing: IntArray, by: int) -> None:
    """Take (``by`` = 1) or give back (-1) everything that a course with these minutes uses."""
    crew, n = c.crew[0], u.counts
    start, end = timing[OFF, 0] - crew.report, timing[ON, len(c.stops) - 1] + crew.debrief + crew.drivers_change
    change(n, crew.drivers_from, crew.drivers_to, 1, start, end, by * crew.drivers)
    for index in range(len(c.stops)):
        at, off, permit = c.stops[index], timing[OFF, index], timing[PERMIT, index]
        if permit >= 0:
            u.used[permit, latest(u.day_starts, 0, len(u.day_starts), off) + 1] += by
        end = off + at.block + at.escort_change
        change(n, at.escort_from, at.escort_to, 1, off, end, by * at.escorts)
        start, end = timing[WORK_START, index], timing[WORK_END, index]
        change(n, at.customs_from, at.customs_to, 1, start, end + at.customs_change, by * at.customs)
        if index and at.park_from >= 0:
            change(n, at.park_from, at.park_to, crew.size, timing[ON, index], off, by)
        if index and at.handles and at.spot_from >= 0:
            change(n, at.spot_from, at.spot_to, crew.size, start, end, by)
            change(n, at.set_from, at.set_to, 1, start, end, by)


@compiled
def fit_choice(
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
    depart_from: int,
    back_by: int,
    load_from: int,
    off_from: int,
    off_to: int,
    choice: int,
) -> bool:
    """Put the first fit in one choice of rests into ``draft``, whatever else the vehicle does; False if none."""
    c = Course(stops, crew, rests, opens, grants, draft, best)
    u = Used(Counts(times, counts, sizes, levels), used, limits, day_starts, until)
    return fits(c, u, Wanted(depart_from, back_by, load_from, off_from, off_to), choice)


@compiled
def first_slot(
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
    depart_from: int,
    back_by: int,
    load_from: int,
    off_from: int,
    off_to: int,
    absences: IntArray,
    home_from: int,
    home_to: int,
) -> bool:
    """Put the first slot of a vehicle into ``best``, between its absences and within the wish; False if none.

    ``absences`` rows are off block at home and minute from which the vehicle may leave again; it is at home from
    ``home_from`` to ``home_to``.
    """
    c = Course(stops, crew, rests, opens, grants, draft, best)
    u = Used(Counts(times, counts, sizes, levels), used, limits, day_starts, until)
    w = Wanted(depart_from, back_by, load_from, off_from, off_to)
    return _first_slot(c, u, w, absences, home_from, home_to)


@compiled
def hold(
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
    by: int,
) -> None:
    """Take (``by`` = 1) or give back (-1) everything that a course with these minutes uses."""
    c = Course(stops, crew, rests, opens, grants, draft, best)
    _hold(c, Used(Counts(times, counts, sizes, levels), used, limits, day_starts, until), timing, by)
