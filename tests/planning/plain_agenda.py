"""What is taken, in lists, and what is free by looking through all of them: slow and obvious."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from repli.model import Operation, Team
from repli.planning.hours import Hours, hours_of
from repli.planning.network import Network
from repli.planning.occupancy import FOREVER
from repli.planning.permits import Permits
from repli.planning.routes import Route
from repli.planning.teams import Need, Use
from repli.planning.timeline import Timing

__all__ = ["Agenda", "Stand", "Stands", "driving"]

_TRIES = 200

Stand = tuple[int, int, int]


@dataclass
class Stands:
    """Stands (start, end, size) against pairs (smallest size counted, spots for it)."""

    limits: tuple[tuple[int, int], ...]
    held: list[Stand] = field(default_factory=list)

    def next_free(self, size: int, start: int, end: int, count: int = 1) -> int:
        if not self.limits or start >= end:
            return start
        near = [stand for stand in self.held if stand[1] > start and stand[0] < end]
        return max(_first_gap(near, least, spots - count + 1, start) for least, spots in self.limits if least <= size)


def _first_gap(near: list[Stand], least: int, spots: int, start: int) -> int:
    if spots <= 0:
        return FOREVER
    counted = [stand for stand in near if stand[2] >= least]
    for at in sorted({start, *(stand[0] for stand in counted if stand[0] > start)}):
        leaving = sorted(stand[1] for stand in counted if stand[0] <= at < stand[1])
        if len(leaving) >= spots:
            return leaving[len(leaving) - spots]
    return start


class Agenda:
    """What is taken, in lists."""

    def __init__(self, network: Network, places: dict[str, dict[str, Stands]]) -> None:
        self.operation: Operation = network.operation
        self.until = network.operation.horizon_minute
        self.permits: Permits = network.permits
        self.places = places
        self.teams = {team.team_id: Stands(((0, team.count),)) for team in network.operation.teams}
        self.off_blocks: list[tuple[str, int]] = []

    def take(self, route: Route, timing: Timing) -> None:
        self._attend(driving(route, timing.off[0], timing.on[-1]))
        for index, stop in enumerate(route.stops):
            on, off = timing.on[index], timing.off[index]
            start, end = timing.work_start[index], timing.work_end[index]
            clearance = timing.clearances[index]
            if clearance is not None:
                self.off_blocks.append((clearance, off))
            self._attend(stop.escort.over(off, off + stop.block_minutes))
            self._attend(stop.customs.over(start, end))
            if stop.hours is not None and index > 0:
                self.places["parking"][stop.place_id].held.append((on, off, route.size))
                if stop.handles:
                    self.places["working"][stop.place_id].held.append((start, end, route.size))
                    self.places["handling"][stop.place_id].held.append((start, end, 1))

    def _attend(self, use: Use) -> None:
        team = self.team(use)
        if team is not None:
            stand = (use.start_minute, use.end_minute + team.change_minutes, 1)
            self.teams[team.team_id].held += [stand] * use.count

    def team(self, need: Need | Use) -> Team | None:
        serving = (one for one in self.operation.teams if one.kind == need.kind)
        return next((one for one in serving if not one.places or need.place_id in one.places), None)

    def team_free(self, use: Use, besides: Sequence[tuple[str, Stand]] = ()) -> int:
        if use.count == 0:
            return use.start_minute
        team = self.team(use)
        if team is None:
            return FOREVER
        taken = self.teams[team.team_id]
        more = [stand for name, stand in besides if name == team.team_id]
        end = use.end_minute + team.change_minutes
        return Stands(taken.limits, taken.held + more).next_free(1, use.start_minute, end, use.count)

    def attend_from(self, need: Need, start: int, minutes: int) -> int:
        if need.count == 0:
            return start
        team = self.team(need)
        hours = Hours((), ()) if team is None else hours_of(team.open_intervals)
        for _ in range(_TRIES):
            opened = hours.next_span(start, minutes)
            if opened is None:
                return FOREVER
            start = self.team_free(need.over(opened, opened + minutes))
            if start == opened:
                return start
        return FOREVER

    def next_work(self, place_id: str, size: int, start: int, end: int) -> int:
        free = self.places["working"][place_id].next_free(size, start, end)
        return free if free > start else self.places["handling"][place_id].next_free(1, start, end)

    def next_off(self, scope: tuple[str, str], type_id: str, minute: int) -> tuple[int, str] | None:
        found = []
        for grant in self.permits.granted.get((scope, type_id), ()):
            at = max(minute, grant.start)
            limit = self.permits.limits[self.permits.ids.index(grant.clearance_id)]
            while limit and at < grant.end and self._used(grant.clearance_id, at) >= limit:
                at = next((day for day in self.permits.day_starts if day > at), FOREVER)
            if at < grant.end:
                found.append((at, grant.clearance_id))
        return min(found, default=None)

    def _used(self, clearance_id: str, minute: int) -> int:
        day = bisect_right(self.permits.day_starts, minute)
        return sum(
            name == clearance_id and bisect_right(self.permits.day_starts, off) == day for name, off in self.off_blocks
        )


def driving(route: Route, off_minute: int, on_minute: int) -> Use:
    return route.drivers.over(off_minute - route.crew.report_minutes, on_minute + route.crew.debrief_minutes)
