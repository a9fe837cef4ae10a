"""What the timeline is run on: records for a plan, and one set of drawn disturbances per replication.

Letters in shapes: M agents (movements, acts, commercial flights), S stops of all agents, F fields, K sites,
C clearances, G roads, D civil days, R replications. All times are UTC minutes, int64. A ragged table is a pair of
columns: rows of entry i are ``[x_from, x_to)`` of another array. -1 means "none". Records, not one array per column:
compiled code pays for every array it touches. What the columns mean in words: docs/reference/forecast-meaning.md.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "COLUMNS",
    "NEVER",
    "Disturbances",
    "FloatArray",
    "IntArray",
    "Records",
    "Timeline",
    "records",
]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
Records = NDArray[np.void]

NEVER = 1 << 40
"""A minute after every horizon: what never happens happens then."""

COLUMNS = {
    "agents": "kind stop_from stop_to size release report debrief duty_max rest drivers_room drivers drivers_change "
    "takes_out",
    "stops": "asks units working attend_room attends attend_change attend_gate "
    "escort_room escorts escort_change frees field gate leg_gate road ground work block "
    "permit rests not_before begins ready arrives works leaves",
    "marks": "tell_from tell_to",
    "tells": "target delay",
    "rooms": "level_from level_to",
    "levels": "room least_size capacity",
    "changes": "minute level delta",
    "permits": "choice_from choice_to",
    "clearances": "window_start window_end limit",
    "gates": "open_from open_to",
    "openings": "start end",
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

    - ``agents`` (M,): ``kind`` 0 movement, 1 act, 2 commercial flight; their stops; size of the vehicle; minute of
      release; crew minutes; drivers and the room that they come from; ``takes_out`` = 1 if it takes something out.
    - ``stops`` (S,): ``asks`` = room asked for on arrival (vehicles at the first stop of a movement, parking at others,
      inspection teams for an act) and how many ``units``; ``working`` room; customs teams that ``attend`` the
      work, in the hours of their gate; escorts; ``frees`` = parking room given
      back at off block; ``field`` whose weather counts, ``gate`` of the place, ``leg_gate`` and ``road`` of the leg
      that follows; ``ground``, ``work``, ``block`` minutes; ``permit``; ``rests`` (1 crew rest, 2 crew base);
      ``not_before`` its off block,
      ``begins`` its work at the earliest; ``ready`` minute of its load, ``arrives``
      = 1 if that is people who arrive;
      ``works`` = 1 if it loads or unloads; ``leaves`` = 1 out at off block, 2 out at the next on block.
    - ``needs`` (3S + K,): how many tellings a stop waits for before it asks (3s), works (3s + 1), goes (3s + 2); and
      how many a site waits for before it is closed. ``marks`` (3S,): what a stop tells once it has what it asked for,
      has worked, has gone: rows of ``tells`` = (target in ``needs``, minutes later).
    - ``rooms``: rows of ``levels``: at most ``capacity`` units of at least ``least_size`` at once; ``changes`` of a
      level's capacity, by minute.
    - ``permits``: rows of ``choices``, indices of ``clearances`` by window start; ``limit`` per day (0 = none).
    - ``gates``: rows of ``openings``. ``day_starts`` (D,).
    """

    agents: Records
    stops: Records
    needs: IntArray
    marks: Records
    tells: Records
    rooms: Records
    levels: Records
    changes: Records
    permits: Records
    choices: IntArray
    clearances: Records
    gates: Records
    openings: Records
    day_starts: IntArray


class Disturbances(NamedTuple):
    """What goes wrong in each replication, already drawn.

    ``hold`` (R, M) minutes an agent is released later; ``down`` (R, M) minutes until its vehicle is fit; ``arrival``
    (R, M) minutes by which people arrive later; ``block_factor`` (R, S), ``ground_factor`` (R, S); ``lost`` (R, S)
    minutes lost before off block; ``weather_start``, ``weather_end`` (R, F, D): a field's closure on each civil day,
    ``look_back`` days at most;
    ``answer`` (R, C) minutes by which a clearance's window opens later; ``revoked_start``, ``revoked_end`` (R, C);
    ``closed_start``, ``closed_end`` (R, G) of roads; ``crisis_start``, ``crisis_end`` (R,): nothing that needs a permit
    goes. An interval that is empty is no interval.
    """

    hold: IntArray
    down: IntArray
    arrival: IntArray
    block_factor: FloatArray
    ground_factor: FloatArray
    lost: IntArray
    weather_start: IntArray
    weather_end: IntArray
    look_back: int
    answer: IntArray
    revoked_start: IntArray
    revoked_end: IntArray
    closed_start: IntArray
    closed_end: IntArray
    crisis_start: IntArray
    crisis_end: IntArray
