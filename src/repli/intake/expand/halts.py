"""Road legs with halts: the stretches that are driven, and when a convoy may set out.

docs/reference/plan-meaning.md, B: each stretch that is driven lies in one open interval of the leg.
Minutes count from off block. The fixed minutes of the type belong to the first stretch; each halt stands between two.
"""

from collections.abc import Iterable
from functools import reduce

from repli.intake.expand.distance import block_minutes
from repli.intake.expand.intervals import common, merged
from repli.model import Leg
from repli.units import Interval

__all__ = ["departures_of", "stretches_of"]


def stretches_of(leg: Leg, fixed_minutes: int, speed_km_per_h: int) -> tuple[tuple[int, int], ...]:
    """Return the (start, end) minutes after off block in which a vehicle drives; with the halts they fill the block."""
    found = []
    start = stood = 0
    for km, minutes in (*leg.halts, (leg.distance_km, 0)):
        end = block_minutes(km, fixed_minutes, speed_km_per_h) + stood
        found.append((start, end))
        start, stood = end + minutes, stood + minutes
    return tuple(found)


def departures_of(stretches: Iterable[tuple[int, int]], opened: tuple[Interval, ...]) -> tuple[Interval, ...]:
    """Return the minutes at which setting out keeps each stretch inside one of the intervals ``opened``."""
    allowed = [
        merged(
            Interval(one.start_minute - start, one.end_minute - end + 1)
            for one in opened
            if end - start <= one.end_minute - one.start_minute
        )
        for start, end in stretches
    ]
    return reduce(common, allowed)
