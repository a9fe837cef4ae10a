"""Integers with their unit in the name, and time as whole UTC minutes.

A *minute* is an ``int``: whole minutes since 1970-01-01T00:00Z. Intervals are half open. Every conversion from or to
aware datetimes and text happens here; nothing else in Repli does calendar arithmetic on datetimes.

>>> minute_from_text("2024-05-19T00:00Z")
28601280
>>> text_of_minute(28601280)
'2024-05-19T00:00Z'
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

__all__ = [
    "KG_PER_TONNE",
    "MINUTES_PER_DAY",
    "MINUTES_PER_HOUR",
    "PPM",
    "SECONDS_PER_MINUTE",
    "Interval",
    "civil_time",
    "datetime_of_minute",
    "minute_from_text",
    "minute_of_datetime",
    "text_of_minute",
]

SECONDS_PER_MINUTE = 60
MINUTES_PER_HOUR = 60
MINUTES_PER_DAY = 1440
KG_PER_TONNE = 1000
PPM = 1_000_000

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """Half-open interval of UTC minutes ``[start_minute, end_minute)``; never empty."""

    start_minute: int
    end_minute: int

    def __post_init__(self) -> None:
        """Refuse an empty or reversed interval."""
        if self.end_minute <= self.start_minute:
            raise ValueError(f"Expected end_minute > start_minute, got {self.start_minute}, {self.end_minute}.")

    def contains(self, minute: int) -> bool:
        """Say whether ``minute`` lies inside."""
        return self.start_minute <= minute < self.end_minute

    def covers(self, start_minute: int, end_minute: int) -> bool:
        """Say whether all of ``[start_minute, end_minute)`` lies inside."""
        return self.start_minute <= start_minute and end_minute <= self.end_minute


def minute_of_datetime(at: datetime) -> int:
    """Return the UTC minute of an aware datetime; seconds are cut off. Raise ValueError for a naive one."""
    if at.tzinfo is None:
        raise ValueError(f"Expected an aware datetime, got {at!r}.")
    return (at - _EPOCH) // timedelta(minutes=1)


def datetime_of_minute(minute: int) -> datetime:
    """Return the aware UTC datetime of a minute."""
    return _EPOCH + timedelta(minutes=minute)


def civil_time(minute: int, time_zone: str) -> datetime:
    """Return what clocks and calendars in ``time_zone`` (an IANA name) show at a minute."""
    return datetime_of_minute(minute).astimezone(ZoneInfo(time_zone))


def text_of_minute(minute: int) -> str:
    """Return ``2024-05-19T00:00Z``."""
    return datetime_of_minute(minute).strftime("%Y-%m-%dT%H:%MZ")


def minute_from_text(text: str) -> int:
    """Return the minute of ``2024-05-19T00:00Z``; raise ValueError for any other form."""
    at = datetime.strptime(text, "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC)
    minute = minute_of_datetime(at)
    if text_of_minute(minute) != text:
        raise ValueError(f"Expected a time like 2024-05-19T00:00Z, got {text!r}.")
    return minute
