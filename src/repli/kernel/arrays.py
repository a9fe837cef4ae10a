"""What the timeline is run on: records for a plan, and one set of drawn disturbances per replication.

Letters in shapes: M movements, S stops of all movements, F fields, K sites, C clearances, D civil days, R replications.
All times are UTC minutes, int64. A ragged table is a pair of columns: rows of entry i are ``[x_from, x_to)`` of another
array. -1 means "none". Records, not one array per column: compiled code pays for every array it touches.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["COLUMNS", "NEVER", "Disturbances", "FloatArray", "IntArray", "Records", "Timeline", "records"]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
Records = NDArray[np.void]

NEVER = 1 << 40
"""A minute after every horizon: what never happens happens then."""

COLUMNS = {
    "movements": "stop_from stop_to pool size report debrief duty_max rest first_off",
    "stops": "field gate leg_gate ground work block permit rests site wave works leaves feeds_from feeds_to",
    "feeds": "stop transfer",
    "permits": "choice_from choice_to",
    "clearances": "window_start window_end limit",
    "fields": "parking_from parking_to working_from working_to",
    "gates": "open_from open_to",
    "openings": "start end",
    "sites": "handover_minutes handover_planned act_after office_from office_to",
    "offices": "start end",
    "pools": "vehicle_from vehicle_to",
}
"""Record array -> its int64 columns."""


def records(name: str, columns: Mapping[str, Sequence[int] | IntArray]) -> Records:
    """Return the record array ``name`` from its columns, all of one length."""
    names = COLUMNS[name].split()
    array = np.zeros(len(columns[names[0]]), dtype=[(column, np.int64) for column in names])
    for column in names:
        array[column] = columns[column]
    return array.view(np.recarray)


class Timeline(NamedTuple):
    """A plan as records.

    - ``movements`` (M,): stops, vehicle pool, size, crew minutes, planned first off block.
    - ``stops`` (S,): ``field`` or -1 (not limited), ``gate`` of the place, ``leg_gate`` of the leg that follows,
      ``ground``, ``work``, ``block`` (to the next stop) minutes, ``permit`` or -1, ``rests`` (1 = crew may rest),
      ``site`` whose people or items are loaded or -1, ``wave`` (1 = closing wave), ``works`` (1 = loads or unloads),
      ``leaves`` (1 = the leg that follows ends outside, 2 = the same by road), ``feeds``: rows of ``feeds``, the stops
      whose unloads this stop loads, and the minutes of transfer.
    - ``permits``: rows of ``choices``, indices of ``clearances`` (C,) by window start; ``limit`` per day (0 = none).
    - ``fields`` (F,): rows of ``parking_size`` and ``working_size``, one per spot. ``gates``: rows of ``openings``.
    - ``sites`` (K,): the act of handover, rows of ``offices``. ``day_starts`` (D,). ``pools``: rows of
      ``vehicle_from``, the minute each vehicle is available.
    """

    movements: Records
    stops: Records
    feeds: Records
    permits: Records
    choices: IntArray
    clearances: Records
    fields: Records
    parking_size: IntArray
    working_size: IntArray
    gates: Records
    openings: Records
    sites: Records
    offices: Records
    day_starts: IntArray
    pools: Records
    vehicle_from: IntArray


class Disturbances(NamedTuple):
    """What goes wrong in each replication, already drawn.

    ``hold`` (R, M) minutes a movement is held back (clearance refused, answer late); ``turn_in`` (R, M) minutes its
    load comes late; ``block_factor`` (R, S), ``ground_factor`` (R, S); ``repair`` (R, S) minutes lost before off block;
    ``weather_start``, ``weather_end`` (R, F, D): a field's closure on each civil day, equal where there is none;
    ``crisis_start``, ``crisis_end`` (R,): no off block inside between them, equal where there is none.
    """

    hold: IntArray
    turn_in: IntArray
    block_factor: FloatArray
    ground_factor: FloatArray
    repair: IntArray
    weather_start: IntArray
    weather_end: IntArray
    crisis_start: IntArray
    crisis_end: IntArray
