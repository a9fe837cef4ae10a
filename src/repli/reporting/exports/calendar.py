"""What one party has to do and when, as a calendar that other programs subscribe to (iCalendar, RFC 5545).

Each duty has an identifier that stays the same as long as the duty does, so that a calendar read again moves its
entries instead of doubling them. Restricted: it speaks of the future.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from repli.units import datetime_of_minute

__all__ = ["CalendarEntry", "calendar_bytes"]

_LENGTH_MINUTES = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One duty: when, what kind, of what (a movement, a clearance, a site), said in a sentence."""

    minute: int
    kind: str
    subject: str
    sentence: str


def calendar_bytes(
    entries: Iterable[CalendarEntry], *, name: str, operation_id: str, made_minute: int, truth: str
) -> bytes:
    """Return a calendar. ``made_minute`` is the time that the plan speaks of: same plan, same bytes."""
    from icalendar import Calendar, Event  # noqa: PLC0415 - 80 ms that other commands need not pay

    calendar = Calendar()
    calendar.add("prodid", "-//Repli//Plan//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-caldesc", truth)
    seen: dict[str, int] = {}
    for entry in entries:
        one = Event()
        key = f"{operation_id} {entry.kind} {entry.subject}"
        seen[key] = seen.get(key, 0) + 1
        start = datetime_of_minute(entry.minute)
        one.add("uid", f"{hashlib.sha256(f'{key} {seen[key]}'.encode()).hexdigest()[:32]}@repli")
        one.add("dtstamp", _stamp(made_minute))
        one.add("dtstart", start)
        one.add("dtend", start + timedelta(minutes=_LENGTH_MINUTES))
        one.add("summary", entry.sentence)
        one.add("categories", [entry.kind])
        calendar.add_component(one)
    found: bytes = calendar.to_ical(sorted=True)
    return found


def _stamp(minute: int) -> datetime:
    return datetime_of_minute(minute).astimezone(UTC)
