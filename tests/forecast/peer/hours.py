"""Hours for the SimPy model, read from intervals and closures by bisection, until nothing moves."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from repli.model import Clearance, Operation
from repli.units import Interval
from tests.forecast.peer.luck import Luck, Span

__all__ = ["NEVER", "Hours", "Ledger", "fitting", "out_of"]

NEVER = 10**12


class Hours:
    """Sorted intervals to look minutes up in."""

    def __init__(self, intervals: Iterable[Interval]) -> None:
        held = list(intervals)
        self.starts = [one.start_minute for one in held]
        self.ends = [one.end_minute for one in held]

    def within(self, minute: int) -> int:
        """The first minute from ``minute`` on that lies in one of them."""
        number = bisect_right(self.ends, minute)
        if number == len(self.ends):
            return NEVER
        start = self.starts[number]
        return max(start, minute)


def out_of(closures: Sequence[Span], minute: int) -> int:
    """The first minute from ``minute`` on that lies in no closure; they are sorted by their start."""
    number = bisect_right(closures, (minute, NEVER)) if len(closures) > 1 else 1
    for start, end in closures[max(number - 8, 0) :]:  # one a day at most, each shorter than a week
        if start > minute:
            break
        minute = max(minute, end)
    return minute


def fitting(several: Sequence[Iterable[Interval]], minute: int, length: int) -> int:
    """The first minute from which ``length`` minutes lie in one interval of each of several calendars."""
    starts = {minute} | {one.start_minute for hours in several for one in hours if one.start_minute > minute}
    for start in sorted(starts):
        if all(any(one.covers(start, start + length) for one in hours) for hours in several):
            return start
    return NEVER


class Ledger:
    """How often each clearance was used on each civil day."""

    def __init__(self, operation: Operation, luck: Luck) -> None:
        self.operation, self.luck = operation, luck
        self.uses: dict[tuple[str, int], int] = {}
        self.rows: dict[tuple[str, str], list[Clearance]] = {}

    def day(self, minute: int) -> int:
        """The civil day that holds a minute."""
        return bisect_right(self.operation.agreement.day_starts, minute) - 1

    def first(self, scope_id: str, type_id: str, minute: int) -> tuple[int, str]:
        """The first minute at which a clearance lets a type go, and which one."""
        rows = self.rows.get((scope_id, type_id))
        if rows is None:
            rows = [one for one in self.operation.clearances if one.scope_id == scope_id and type_id in one.types]
            rows.sort(key=lambda one: one.window.start_minute)
            self.rows[scope_id, type_id] = rows
        found = [(self._minute(one, minute), number) for number, one in enumerate(rows)]
        best, number = min(found, default=(NEVER, -1))
        return best, rows[number].clearance_id if best < NEVER else ""

    def _minute(self, one: Clearance, minute: int) -> int:
        starts = self.operation.agreement.day_starts
        minute = max(minute, one.window.start_minute - one.tolerance_minutes + self.luck.answer[one.clearance_id])
        while True:
            minute = out_of([self.luck.revoked[one.clearance_id]], minute)
            if minute >= one.window.end_minute + one.tolerance_minutes:
                return NEVER
            day = self.day(minute)
            if one.limit_per_day == 0 or day < 0 or self.uses.get((one.clearance_id, day), 0) < one.limit_per_day:
                return minute
            minute = starts[day + 1] if day + 1 < len(starts) else NEVER

    def use(self, clearance_id: str, minute: int) -> None:
        """Write a use down."""
        key = clearance_id, self.day(minute)
        self.uses[key] = self.uses.get(key, 0) + 1
