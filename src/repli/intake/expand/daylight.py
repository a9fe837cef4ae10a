"""Sunrise to sunset at a place as UTC intervals, by astral (upper limb on the horizon, with refraction).

Sunrises are rounded up and sunsets down to the minute. Where the sun does not rise or set for weeks, the events before
and after decide: the sun is up from one sunrise to the next sunset, however far apart they lie.
"""

from datetime import UTC, datetime, timedelta

from astral import Observer
from astral.sun import elevation, sunrise, sunset

from repli.units import MINUTES_PER_DAY, Interval, datetime_of_minute, minute_of_datetime

__all__ = ["daylight"]

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_HORIZON_DEG = -0.833  # where the centre of the sun stands at sunrise and sunset (NOAA solar calculator)


def daylight(latitude_deg: float, longitude_deg: float, span: Interval) -> tuple[Interval, ...]:
    """Return the intervals of ``span`` in which the sun is up at a place."""
    place = Observer(latitude_deg, longitude_deg)
    start = datetime_of_minute(span.start_minute)
    days = (span.end_minute - span.start_minute) // MINUTES_PER_DAY + 3
    events = sorted(
        event for number in range(-1, days) for event in _events(place, start + number * _DAY) if event[0] > start
    )
    up = span.start_minute if elevation(place, start, with_refraction=False) > _HORIZON_DEG else None
    found: list[Interval] = []
    for at, rises in events:
        if rises and up is None:
            up = minute_of_datetime(at + _MINUTE - timedelta(microseconds=1))
        elif not rises and up is not None:
            _append(found, up, minute_of_datetime(at), span)
            up = None
    if up is not None:
        _append(found, up, span.end_minute, span)
    return tuple(found)


def _append(found: list[Interval], start: int, end: int, span: Interval) -> None:
    start, end = max(start, span.start_minute), min(end, span.end_minute)
    if start < end:
        found.append(Interval(start, end))


def _events(place: Observer, at: datetime) -> list[tuple[datetime, bool]]:
    """Return sunrise (True) and sunset (False) of the UTC day of ``at``, as far as there are any."""
    found = []
    for event, rises in ((sunrise, True), (sunset, False)):
        try:
            found.append((event(place, at.date(), tzinfo=UTC), rises))
        except ValueError:  # the sun stays above or below the horizon that day
            continue
    return found
