"""Teams that serve sites: escorts, drivers, inspection and customs, and when so many of them are next free.

A use holds its teams for its minutes and ``change_minutes`` longer, and at every minute the uses are at most the count;
where no team serves a place there are none (docs/reference/plan-meaning.md, F).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from repli.model import Operation, Team
from repli.planning.hours import Hours, hours_of
from repli.planning.occupancy import FOREVER, Occupancy
from repli.units import Interval

__all__ = ["CUSTOMS", "DRIVER", "ESCORT", "INSPECTION", "Need", "Teams", "Use", "teams_of"]

ESCORT, DRIVER, INSPECTION, CUSTOMS = "escort", "driver", "inspection", "customs"

_ANY_SIZE = 1
_TRIES = 200
"""Work limit of the search for teams that are free in their hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """``count`` teams of a kind that serve a place; nothing is needed where the count is 0."""

    kind: str
    place_id: str
    count: int

    def over(self, start_minute: int, end_minute: int) -> "Use":
        """Return the use of these teams over ``[start_minute, end_minute)``."""
        return Use(
            kind=self.kind,
            place_id=self.place_id,
            count=self.count,
            start_minute=start_minute,
            end_minute=end_minute,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """``count`` teams of a kind at a place over ``[start_minute, end_minute)``."""

    kind: str
    place_id: str
    count: int
    start_minute: int
    end_minute: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Squad:
    """One team with its hours."""

    team: Team
    hours: Hours

    def serves(self, kind: str, place_id: str) -> bool:
        """Say whether the team does that there."""
        return self.team.kind == kind and (not self.team.places or place_id in self.team.places)


@dataclass(slots=True, kw_only=True)
class Teams:
    """The teams of an operation and what is taken of each."""

    squads: tuple[_Squad, ...]
    taken: dict[str, Occupancy]

    def on(self, taken: Iterable[Occupancy]) -> "Teams":
        """Return the same teams with what is taken of each, in the same order."""
        return Teams(squads=self.squads, taken=dict(zip(self.taken, taken, strict=True)))

    def hours(self, kind: str, place_id: str) -> Hours:
        """Return the hours of the team of a kind at a place; none where no team serves it."""
        squad = self._squad(kind, place_id)
        return Hours((), ()) if squad is None else squad.hours

    def within(self, kind: str, place_id: str, intervals: Iterable[Interval]) -> Iterator[Interval]:
        """Yield the parts of intervals in which the team of a kind works at a place."""
        hours = self.hours(kind, place_id)
        for one in intervals:
            first, end = bisect_right(hours.ends, one.start_minute), bisect_left(hours.starts, one.end_minute)
            for index in range(first, end):
                start, stop = hours.starts[index], hours.ends[index]
                yield Interval(max(start, one.start_minute), min(stop, one.end_minute))

    def next_free(self, use: Use) -> int:
        """Return the start of a use if its teams are free, else a later start worth trying, else `FOREVER`."""
        if use.count == 0:
            return use.start_minute
        squad = self._squad(use.kind, use.place_id)
        if squad is None:
            return FOREVER
        end = use.end_minute + squad.team.change_minutes
        return self.taken[squad.team.team_id].next_free(_ANY_SIZE, use.start_minute, end, use.count)

    def attend_from(self, need: Need, start: int, minutes: int) -> int:
        """Return the first start from ``start`` on at which the teams are free in their hours, else `FOREVER`."""
        if need.count == 0:
            return start
        hours = self.hours(need.kind, need.place_id)
        for _ in range(_TRIES):
            opened = hours.next_span(start, minutes)
            if opened is None:
                return FOREVER
            start = self.next_free(need.over(opened, opened + minutes))
            if start == opened:
                return start
        return FOREVER

    def take(self, use: Use) -> None:
        """Hold the teams of a use."""
        squad = self._squad(use.kind, use.place_id)
        if squad is not None:
            end = use.end_minute + squad.team.change_minutes
            self.taken[squad.team.team_id].take(_ANY_SIZE, use.start_minute, end, use.count)

    def release(self, use: Use) -> None:
        """Give back the teams that `take` held for a use."""
        squad = self._squad(use.kind, use.place_id)
        if squad is not None:
            end = use.end_minute + squad.team.change_minutes
            self.taken[squad.team.team_id].free(_ANY_SIZE, use.start_minute, end, use.count)

    def name(self, need: Need) -> str | None:
        """Return the id of the team that a need asks for; None where it asks for none, or none serves the place."""
        squad = self._squad(need.kind, need.place_id) if need.count else None
        return None if squad is None else squad.team.team_id

    def change_between(self, first: Need, second: Need) -> int:
        """Return the minutes between two uses of one movement: the change, where one team is too few for both."""
        squad = self._squad(first.kind, first.place_id) if first.count and second.count else None
        if squad is None or squad is not self._squad(second.kind, second.place_id):
            return 0
        return squad.team.change_minutes if first.count + second.count > squad.team.count else 0

    def starts_before(self, kind: str, place_id: str, minute: int) -> list[int]:
        """Return the minutes up to ``minute`` by which teams may have to be back, the last first."""
        squad = self._squad(kind, place_id)
        if squad is None:
            return []
        starts = (start - squad.team.change_minutes for start in self.taken[squad.team.team_id].changes())
        return sorted((one for one in starts if one <= minute), reverse=True)

    def serving(self, need: Need) -> tuple[Team, Hours, Occupancy] | None:
        """Return the team that a need asks for, its hours and what is taken of it; None where none serves the place."""
        squad = self._squad(need.kind, need.place_id)
        return None if squad is None else (squad.team, squad.hours, self.taken[squad.team.team_id])

    def _squad(self, kind: str, place_id: str) -> _Squad | None:
        return next((squad for squad in self.squads if squad.serves(kind, place_id)), None)


def teams_of(operation: Operation) -> Teams:
    """Return the teams of an operation, none taken."""
    return Teams(
        squads=tuple(_Squad(team=team, hours=hours_of(team.open_intervals)) for team in operation.teams),
        taken={team.team_id: Occupancy(limits=((0, team.count),)) for team in operation.teams},
    )
