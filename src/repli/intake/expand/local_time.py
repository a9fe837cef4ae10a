"""Local civil time to UTC minutes, by the time zone of the agreement (docs/reference/plan-meaning.md, A).

A day starts at its first instant, also where clocks change at midnight. A clock time that a change skips is read with
the offset before the change; one that comes twice is the first.

>>> local = LocalTime(ZoneInfo("Africa/Niamey"))
>>> datetime_of_minute(local.midnight(date(2024, 5, 19))).isoformat()
'2024-05-18T23:00:00+00:00'
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from repli.intake.expand.intervals import merged
from repli.intake.parse import When
from repli.units import MINUTES_PER_DAY, MINUTES_PER_HOUR, Interval, datetime_of_minute, minute_of_datetime

__all__ = ["LocalTime", "zone_of"]

_DAY = timedelta(days=1)
_END_OF_DAY = MINUTES_PER_DAY


def zone_of(name: str) -> ZoneInfo | None:
    """Return the time zone of an IANA name, or None if there is none of that name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # also names that are paths, or folders of the database
        return None


@dataclass(frozen=True, slots=True)
class LocalTime:
    """Civil time in one zone."""

    zone: ZoneInfo

    def minute(self, day: date, clock_minutes: int = 0) -> int:
        """Return the UTC minute at which clocks show ``clock_minutes`` after 00:00 of ``day`` (1440 = next day)."""
        if clock_minutes == _END_OF_DAY:
            return self.minute(day + _DAY)
        shown = time(clock_minutes // MINUTES_PER_HOUR, clock_minutes % MINUTES_PER_HOUR)
        return minute_of_datetime(datetime.combine(day, shown, tzinfo=self.zone).astimezone(UTC))

    def midnight(self, day: date) -> int:
        """Return the UTC minute at which ``day`` starts."""
        return self.minute(day)

    def when(self, cell: When) -> int:
        """Return the UTC minute of a *when* cell: a day means 00:00 local."""
        return cell if isinstance(cell, int) else self.midnight(cell)

    def day_of(self, minute: int) -> date:
        """Return the local day in which a UTC minute lies."""
        return datetime_of_minute(minute).astimezone(self.zone).date()

    def days(self, start_minute: int, end_minute: int) -> Iterator[date]:
        """Return the local days that overlap ``[start_minute, end_minute)``."""
        day = self.day_of(start_minute)
        while self.midnight(day) < end_minute:
            yield day
            day += _DAY

    def hours(
        self, opens: int, closes: int, span: Interval, open_on: Callable[[date], bool] = lambda _day: True
    ) -> tuple[Interval, ...]:
        """Return the opening intervals of daily local hours inside ``span``, merged where they touch."""
        ends = (
            (self.minute(day, opens), min(self.minute(day, closes), span.end_minute))
            for day in self.days(span.start_minute, span.end_minute)
            if open_on(day)
        )
        return merged(Interval(start, end) for start, end in ends if start < end)
