"""Civil days of the agreement's time zone, as indices from the day of as_of (docs/reference/plan-meaning.md, A)."""

from bisect import bisect_right

from repli.model import Operation

__all__ = ["day_of", "deadline_day"]


def day_of(operation: Operation, minute: int) -> int:
    """Return the index of the civil day that holds ``minute``; minutes outside the table fall on its first or last."""
    starts = operation.agreement.day_starts
    return min(max(bisect_right(starts, minute) - 1, 0), max(len(starts) - 2, 0))


def deadline_day(operation: Operation) -> int:
    """Return the index of the last day of the agreement: the deadline is 24:00 of it."""
    return day_of(operation, operation.agreement.deadline_minute - 1)
