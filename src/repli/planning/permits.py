"""Clearances as the scheduler asks for them: the next minute at which an off block may use one.

An off block names a clearance of its field or leg and type; its window, widened by the tolerance, holds the off block;
per local day and clearance at most ``limit_per_day`` of them (docs/reference/plan-meaning.md, I). A planned one is
requested at as_of at the earliest, so it serves no off block before its lead and its answer have passed.
"""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field

from repli.model import Operation
from repli.planning.hours import Hours, hours_of
from repli.planning.requests import PLANNED, notice_minutes
from repli.units import Interval

__all__ = ["Permits", "Scope", "permits_of"]

Scope = tuple[str, str]
"""(``field`` or ``leg``, its id)."""


@dataclass(frozen=True, slots=True)
class _Grant:
    """A clearance with its window widened by the tolerance."""

    start: int
    end: int
    clearance_id: str


@dataclass(slots=True, kw_only=True)
class Permits:
    """Clearances by scope and type, and how many of each were used per civil day.

    ``full`` leads from a civil day on which a clearance is used up to a later day worth asking for.
    """

    day_starts: tuple[int, ...]
    granted: dict[tuple[Scope, str], tuple[_Grant, ...]]
    limits: dict[str, int]
    used: dict[tuple[str, int], int] = field(default_factory=dict)
    full: dict[tuple[str, int], int] = field(default_factory=dict, compare=False)

    def copy(self) -> "Permits":
        """Return an independent copy."""
        return Permits(
            day_starts=self.day_starts,
            granted=self.granted,
            limits=self.limits,
            used=self.used.copy(),
            full=self.full.copy(),
        )

    def covers(self, scope: Scope, type_id: str, after: int = 0) -> bool:
        """Say whether a clearance of this scope and type can be used at some minute from ``after`` on."""
        return any(grant.end > after for grant in self.granted.get((scope, type_id), ()))

    def windows(self, scope: Scope, type_id: str) -> Hours:
        """Return when some clearance of this scope and type can be used, whatever the limits."""
        grants = self.granted.get((scope, type_id), ())
        return hours_of(Interval(grant.start, grant.end) for grant in grants)

    def next_off(self, scope: Scope, type_id: str, minute: int) -> tuple[int, str] | None:
        """Return the first minute from ``minute`` on with a clearance that still has room, and its id."""
        best: tuple[int, str] | None = None
        for grant in self.granted.get((scope, type_id), ()):
            if grant.end <= minute:
                continue
            if best is not None and grant.start > best[0]:
                break
            at = self._room(grant, max(minute, grant.start))
            if at is not None and (best is None or (at, grant.clearance_id) < best):
                best = (at, grant.clearance_id)
        return best

    def use(self, clearance_id: str, minute: int) -> None:
        """Count one off block."""
        day = self._day(minute)
        count = self.used[clearance_id, day] = self.used.get((clearance_id, day), 0) + 1
        if count == self.limits[clearance_id]:
            self.full[clearance_id, day] = day + 1

    def give_back(self, clearance_id: str, minute: int) -> None:
        """Count one off block less. Days that led past this one now lead to it."""
        day = self._day(minute)
        self.used[clearance_id, day] -= 1
        if self.used[clearance_id, day] == 0:
            del self.used[clearance_id, day]
        if self.full.pop((clearance_id, day), None) is not None:
            past = [key for key, later in self.full.items() if key[0] == clearance_id and key[1] < day < later]
            self.full.update(dict.fromkeys(past, day))

    def _room(self, grant: _Grant, at: int) -> int | None:
        """Return the first minute from ``at`` on at which this clearance has room."""
        day = self._day(at)
        later = day
        while (grant.clearance_id, later) in self.full:
            later = self.full[grant.clearance_id, later]
        if later == day:
            return at
        self.full[grant.clearance_id, day] = later
        if later >= len(self.day_starts) or self.day_starts[later] >= grant.end:
            return None
        return self.day_starts[later]

    def _day(self, minute: int) -> int:
        """Return the index of the civil day that holds ``minute``."""
        return bisect_right(self.day_starts, minute) - 1


def permits_of(operation: Operation) -> Permits:
    """Return the unused clearances of an operation that can be had in time."""
    granted: dict[tuple[Scope, str], list[_Grant]] = defaultdict(list)
    for clearance in operation.clearances:
        opens = clearance.window.start_minute - clearance.tolerance_minutes
        closes = clearance.window.end_minute + clearance.tolerance_minutes
        if clearance.state == PLANNED:
            opens = max(opens, operation.as_of_minute + notice_minutes(clearance))
        if opens >= closes:
            continue
        grant = _Grant(opens, closes, clearance.clearance_id)
        for type_id in sorted(clearance.types):
            granted[(clearance.scope, clearance.scope_id), type_id].append(grant)
    return Permits(
        day_starts=operation.agreement.day_starts,
        granted={key: tuple(sorted(grants, key=_order)) for key, grants in granted.items()},
        limits={clearance.clearance_id: clearance.limit_per_day for clearance in operation.clearances},
    )


def _order(grant: _Grant) -> tuple[int, int, str]:
    return (grant.start, grant.end, grant.clearance_id)
