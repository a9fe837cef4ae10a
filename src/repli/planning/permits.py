"""Clearances as the scheduler asks for them: which ones an off block may use, and when.

An off block names a clearance of its field or leg and type; its window, widened by the tolerance, holds the off block;
per local day and clearance at most ``limit_per_day`` of them (docs/reference/plan-meaning.md, I). A planned one is
requested at as_of at the earliest, so it serves no off block before its lead and its answer have passed.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from repli.model import Operation
from repli.planning.hours import Hours, hours_of
from repli.planning.requests import PLANNED, notice_minutes
from repli.units import Interval

__all__ = ["Grant", "Permits", "Scope", "permits_of"]

Scope = tuple[str, str]
"""(``field`` or ``leg``, its id)."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A clearance with its window widened by the tolerance."""

    start: int
    end: int
    clearance_id: str


@dataclass(frozen=True, kw_only=True)
class Permits:
    """Clearances by scope and type, each the first to begin first; ``ids`` and how many a day of each."""

    day_starts: tuple[int, ...]
    granted: dict[tuple[Scope, str], tuple[Grant, ...]]
    ids: tuple[str, ...]
    limits: tuple[int, ...]

    @cached_property
    def number(self) -> dict[str, int]:
        """The place of each clearance in ``ids``."""
        return {name: index for index, name in enumerate(self.ids)}

    def covers(self, scope: Scope, type_id: str, after: int = 0) -> bool:
        """Say whether a clearance of this scope and type can be used at some minute from ``after`` on."""
        return any(grant.end > after for grant in self.granted.get((scope, type_id), ()))

    def windows(self, scope: Scope, type_id: str) -> Hours:
        """Return when some clearance of this scope and type can be used, whatever the limits."""
        grants = self.granted.get((scope, type_id), ())
        return hours_of(Interval(grant.start, grant.end) for grant in grants)


def permits_of(operation: Operation) -> Permits:
    """Return the unused clearances of an operation that can be had in time."""
    granted: dict[tuple[Scope, str], list[Grant]] = defaultdict(list)
    clearances = sorted(operation.clearances, key=lambda one: one.clearance_id)
    for clearance in clearances:
        opens = clearance.window.start_minute - clearance.tolerance_minutes
        closes = clearance.window.end_minute + clearance.tolerance_minutes
        if clearance.state == PLANNED:
            opens = max(opens, operation.as_of_minute + notice_minutes(clearance))
        if opens >= closes:
            continue
        grant = Grant(opens, closes, clearance.clearance_id)
        for type_id in sorted(clearance.types):
            granted[(clearance.scope, clearance.scope_id), type_id].append(grant)
    return Permits(
        day_starts=operation.agreement.day_starts,
        granted={key: tuple(sorted(grants, key=_order)) for key, grants in granted.items()},
        ids=tuple(clearance.clearance_id for clearance in clearances),
        limits=tuple(clearance.limit_per_day for clearance in clearances),
    )


def _order(grant: Grant) -> tuple[int, int, str]:
    return (grant.start, grant.end, grant.clearance_id)
