"""Timelines by hand: nothing but queues, for closed forms and for the rules of a single room.

A station has ``servers`` working spots; customer i arrives at a minute and is served for as long as its ground factor
says (one tick of work times the factor), then leaves. Times are ticks: their length is whatever a test says.
"""

from collections.abc import Sequence

import numpy as np

from repli.kernel import Disturbances, Outcome, Records, Timeline, records, run_replications
from repli.kernel.arrays import COLUMNS, NEVER, FloatArray, IntArray

__all__ = ["bare_timeline", "empty", "nothing_wrong", "served", "station"]

_NONE = dict.fromkeys(
    ("asks", "working", "attend_room", "escort_room", "frees", "field", "leg_gate", "road", "permit", "drivers_room"),
    -1,
)


def empty(name: str, count: int = 0, **columns: Sequence[int] | int) -> Records:
    """``count`` rows in which nothing is limited, with some columns given (one value or one for each row)."""
    base: dict[str, Sequence[int] | int] = {**dict.fromkeys(COLUMNS[name].split(), 0), **_NONE}
    values = {key: base[key] for key in COLUMNS[name].split()} | columns
    return records(name, {key: np.broadcast_to(np.asarray(one, np.int64), count) for key, one in values.items()})


def bare_timeline(**parts: Records | IntArray) -> Timeline:
    """A timeline without anything but ``parts``; gate 0 is always open; five days of ten ticks."""
    tables = {name: empty(name) for name in COLUMNS}
    tables["gates"] = empty("gates", 1, open_to=1)
    tables["openings"] = empty("openings", 1, start=-NEVER, end=NEVER)
    arrays = {
        "needs": np.zeros(0, np.int64),
        "choices": np.zeros(0, np.int64),
        "day_starts": np.arange(0, 50, 10, dtype=np.int64),
    }
    return Timeline(**{**tables, **arrays, **parts})  # type: ignore[arg-type]


def nothing_wrong(replications: int, t: Timeline) -> Disturbances:
    """Disturbances of the right shapes that disturb nothing."""

    def zeros(*shape: int) -> IntArray:
        return np.zeros((replications, *shape), np.int64)

    agents, stops, clearances = len(t.agents), len(t.stops), len(t.clearances)
    return Disturbances(
        hold=zeros(agents),
        down=zeros(agents),
        arrival=zeros(agents),
        block_factor=np.ones((replications, stops)),
        ground_factor=np.ones((replications, stops)),
        lost=zeros(stops),
        weather_start=zeros(1, len(t.day_starts)),
        weather_end=zeros(1, len(t.day_starts)),
        look_back=1,
        answer=zeros(clearances),
        revoked_start=zeros(clearances),
        revoked_end=zeros(clearances),
        closed_start=zeros(1),
        closed_end=zeros(1),
        crisis_start=zeros(),
        crisis_end=zeros(),
    )


def station(customers: int, servers: int) -> Timeline:
    """Customers with two stops: nothing to ask for at the first, a working spot at the second; then they are gone."""
    stops = 3 * customers
    second = np.arange(stops) % 3 == 1
    return bare_timeline(
        agents=empty("agents", customers, stop_from=range(0, stops, 3), stop_to=range(3, stops + 3, 3), size=1),
        stops=empty(
            "stops",
            stops,
            working=np.where(second, 0, -1),  # type: ignore[arg-type]
            work=second.astype(int),  # type: ignore[arg-type]
            works=second.astype(int),  # type: ignore[arg-type]
            leaves=second.astype(int),  # type: ignore[arg-type]
            units=1,
        ),
        needs=np.zeros(3 * stops, np.int64),
        marks=empty("marks", 3 * stops),
        rooms=empty("rooms", 1, level_to=1),
        levels=empty("levels", 1, capacity=servers),
    )


def served(t: Timeline, arrivals: IntArray, services: FloatArray) -> Outcome:
    """Run customers that arrive at ``arrivals`` (R, M) and are served for ``services`` (R, M) ticks."""
    calm = nothing_wrong(len(arrivals), t)
    factors = np.ones((len(arrivals), len(t.stops)))
    factors[:, 1::3] = services
    return run_replications(t, calm._replace(hold=arrivals, ground_factor=factors))
