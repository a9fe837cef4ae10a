"""When the act of handover of a site may be held: in office hours, and while the inspection team works there.

Looked up many times for one site, so `repli.planning.timeline.Timeline.office` puts each site's hours together once.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from repli.model import Site
from repli.planning.teams import INSPECTION, Teams
from repli.units import Interval

__all__ = ["Office", "office_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Intervals in which an act may be held, ascending, their ends, and the starts of those long enough for one."""

    hours: tuple[Interval, ...]
    ends: tuple[int, ...]
    long_starts: tuple[int, ...]

    def after(self, minute: int) -> tuple[Interval, ...]:
        """Return the intervals that end after a minute."""
        return self.hours[bisect_left(self.ends, minute) :]

    def next_start(self, minute: int) -> int | None:
        """Return the first start after a minute of an interval that is long enough; None if there is none."""
        index = bisect_right(self.long_starts, minute)
        return self.long_starts[index] if index < len(self.long_starts) else None


def office_of(teams: Teams, site: Site) -> Office:
    """Return the hours of the act of handover of a site: office hours in which the inspection team works."""
    hours = site.office_intervals
    if site.inspection_teams:
        hours = tuple(teams.within(INSPECTION, site.site_id, hours))
    ascending = tuple(sorted(hours, key=lambda one: (one.end_minute, one.start_minute)))
    long_enough = (one for one in hours if one.end_minute - one.start_minute >= site.handover_minutes)
    return Office(
        hours=ascending,
        ends=tuple(one.end_minute for one in ascending),
        long_starts=tuple(sorted(one.start_minute for one in long_enough)),
    )
