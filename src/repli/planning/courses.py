"""Routes as the compiled fit reads them (`repli.kernel.courses`): one row a stop, and ranges of what it depends on."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from repli.planning.hours import Hours
from repli.planning.occupancy import FOREVER, Occupancy
from repli.planning.permits import Permits
from repli.planning.routes import Route, RouteStop
from repli.planning.teams import Need, Teams

if TYPE_CHECKING:
    from collections.abc import Mapping

    from repli.kernel.courses import Course

__all__ = ["Places", "course_of"]

_Range = tuple[int, int]
_NOT_ASKED = (-1, -1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """What courses depend on: spots and handling sets by field, teams, clearances."""

    parking: "Mapping[str, Occupancy]"
    working: "Mapping[str, Occupancy]"
    handling: "Mapping[str, Occupancy]"
    permits: Permits
    teams: Teams


@dataclass(slots=True)
class _Lists:
    """Hours and clearances of one course, while it is put together."""

    starts: list[int]
    ends: list[int]
    grants: list[tuple[int, int, int]]

    def hours(self, hours: Hours | None) -> _Range:
        """Add hours; return their range."""
        if hours is None:
            return _NOT_ASKED
        first = len(self.starts)
        self.starts += hours.starts
        self.ends += hours.ends
        return first, len(self.starts)


def course_of(route: Route, places: Places) -> "Course":
    """Return the course of a route on the rows of what it depends on."""
    import numpy as np  # noqa: PLC0415 - not loaded by commands that plan nothing

    from repli.kernel.courses import CREW, STOP, Course  # noqa: PLC0415 - as above

    lists = _Lists([], [], [])
    last = len(route.stops) - 1 if route.keeps_spot else -1
    stops = [_stop(route, stop, places, lists, parks=index != last) for index, stop in enumerate(route.stops)]
    crew, drivers = route.crew, _team(places.teams, route.drivers)
    head = (
        route.pick,
        route.size,
        crew.report_minutes,
        crew.debrief_minutes,
        crew.duty_max_minutes,
        crew.rest_stay_minutes,
        min(route.pause_minutes, FOREVER),
        *drivers,
    )
    count = len(stops)
    rests = [[int(index in one) for index in range(count)] for one in route.rests]
    return Course(
        np.array(stops, [(name, np.int64) for name in STOP.split()]),
        np.array([head], [(name, np.int64) for name in CREW.split()]),
        np.array(rests, np.int64).reshape(len(rests), count),
        np.array([lists.starts, lists.ends], np.int64),
        np.array(lists.grants, np.int64).reshape(len(lists.grants), 3),
        np.zeros((6, count), np.int64),
        np.zeros((6, count), np.int64),
    )


def _stop(route: Route, stop: RouteStop, places: Places, lists: _Lists, *, parks: bool) -> tuple[int, ...]:
    """Return the row of a stop; one that does not park stands on a spot that is held already."""
    at_field = stop.hours is not None
    watch = places.teams.hours(stop.customs.kind, stop.customs.place_id) if stop.customs.count else None
    return (
        stop.block_minutes,
        stop.ground_minutes,
        stop.work_minutes,
        int(stop.handles),
        int(stop.base_here),
        *lists.hours(stop.hours),
        *lists.hours(stop.leg_hours),
        *(places.parking[stop.place_id].rows if at_field and parks else _NOT_ASKED),
        *(places.working[stop.place_id].rows if at_field else _NOT_ASKED),
        *(places.handling[stop.place_id].rows if at_field else _NOT_ASKED),
        *_grants(route, stop, places.permits, lists),
        *_team(places.teams, stop.escort),
        *_team(places.teams, stop.customs),
        *lists.hours(watch),
    )


def _grants(route: Route, stop: RouteStop, permits: Permits, lists: _Lists) -> _Range:
    """Add the clearances that the off block of a stop may use; return their range."""
    if stop.scope is None:
        return _NOT_ASKED
    first = len(lists.grants)
    for grant in permits.granted.get((stop.scope, route.type_id), ()):
        lists.grants.append((grant.start, grant.end, permits.number[grant.clearance_id]))
    return first, len(lists.grants)


def _team(teams: Teams, need: Need) -> tuple[int, int, int, int]:
    """Return how many teams are asked for, their rows, and the minutes that they take to change."""
    serving = teams.serving(need) if need.count else None
    if serving is None:
        return (need.count, *_NOT_ASKED, 0)
    team, _, taken = serving
    return (need.count, *taken.rows, team.change_minutes)
