"""Civil days of the agreement's time zone, as indices from the day of as_of (docs/reference/plan-meaning.md, A)."""

from bisect import bisect_right

from repli.model import Operation
from repli.units import civil_time

__all__ = ["day_of", "deadline_day"]

_THOUSAND_YEARS = 1000 * 365 * 1440
"""Minutes that lie further back count as this far back, where every calendar still has a date."""


def day_of(operation: Operation, minute: int) -> int:
    """Return the index of the civil day that holds ``minute``: below zero before as_of's day, by the calendar.

    Minutes after the table fall on its last day. Source: docs/reference/plan-meaning.md, K.
    """
    agreement = operation.agreement
    starts = agreement.day_starts
    if minute < starts[0]:
        counted = max(minute, starts[0] - _THOUSAND_YEARS)
        first, date = (civil_time(one, agreement.time_zone).date() for one in (starts[0], counted))
        return (date - first).days
    return min(bisect_right(starts, minute) - 1, max(len(starts) - 2, 0))


def deadline_day(operation: Operation) -> int:
    """Return the index of the last day of the agreement, below zero if it is past: the deadline is 24:00 of it."""
    return day_of(operation, operation.agreement.deadline_minute - 1)
