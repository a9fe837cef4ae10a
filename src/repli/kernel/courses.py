"""What the earliest fit is run on: a course (one route, with all that its stops depend on) and what is used so far.

A range ``x_from, x_to`` of a stop is rows of another array: of the steps of `repli.kernel.counts` for spots, sets and
teams, of ``opens`` for hours, of ``grants`` for clearances. -1 as ``x_from`` means "not asked for".
"""

from typing import NamedTuple

from repli.kernel.arrays import IntArray, Records
from repli.kernel.counts import Counts

__all__ = ["CREW", "LOWER", "OFF", "ON", "PERMIT", "STOP", "WORK_END", "WORK_START", "Course", "Used", "Wanted"]

ON, WORK_START, WORK_END, OFF, PERMIT, LOWER = range(6)
"""Rows of a draft: the minutes of each stop, the clearance of its off block, the lower bound of its off block."""

STOP = (
    "block ground work handles base field_from field_to leg_from leg_to park_from park_to spot_from spot_to "
    "set_from set_to grant_from grant_to escorts escort_from escort_to escort_change "
    "customs customs_from customs_to customs_change watch_from watch_to"
)
"""Columns of a stop: minutes; whether it loads or unloads, and is a crew base; hours of field and of the leg that
follows; parking, working spots, handling sets; clearances; escorts; customs teams and their hours."""

CREW = "pick size report debrief duty_max rest_stay pause drivers drivers_from drivers_to drivers_change"
"""Columns of the one row of a course that is not of a stop."""


class Course(NamedTuple):
    """A route: its ``stops``, its ``crew`` row, ``rests[k, i]`` = the crew rests at stop i in choice k.

    ``opens[0]``, ``opens[1]`` are starts and ends of hours; ``grants`` rows (start, end, clearance). ``draft`` and
    ``best`` (6, stops) are room to work in.
    """

    stops: Records
    crew: Records
    rests: IntArray
    opens: IntArray
    grants: IntArray
    draft: IntArray
    best: IntArray


class Used(NamedTuple):
    """What is taken so far: who stands where, and per clearance and civil day (from the day before the first) uses."""

    counts: Counts
    used: IntArray
    limits: IntArray
    day_starts: IntArray
    until: int


class Wanted(NamedTuple):
    """Bounds: off block at home, ready again there, start of loading, off block after loading (from and to)."""

    depart_from: int
    back_by: int
    load_from: int
    off_from: int
    off_to: int
