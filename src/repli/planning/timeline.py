"""What is taken so far: spots of fields, clearances per day, teams, and the diary of each vehicle.

A trial works on a copy, or gives back what it took. Vehicles leave from and come back to their home, so a diary is a
list of absences, and the time between two of them may hold another rotation. All is counted in arrays that the
compiled fit reads (`repli.kernel.slots`).
"""

from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import pairwise
from types import ModuleType
from typing import TYPE_CHECKING

from repli.model import Site
from repli.planning.courses import Places, course_of
from repli.planning.network import Network
from repli.planning.occupancy import FOREVER, Occupancy, Steps, side_by_side
from repli.planning.office import Office, office_of
from repli.planning.others import others_parked, others_working
from repli.planning.permits import Permits
from repli.planning.routes import Route
from repli.planning.teams import Teams, teams_of

if TYPE_CHECKING:
    from repli.kernel.arrays import IntArray
    from repli.kernel.courses import Course

__all__ = ["Diary", "Timeline", "Timing", "timeline_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Minutes of each stop of a route (docs/reference/plan-meaning.md, B), and the clearance of each off block."""

    on: tuple[int, ...]
    work_start: tuple[int, ...]
    work_end: tuple[int, ...]
    off: tuple[int, ...]
    clearances: tuple[str | None, ...]

    def back(self, route: Route) -> int:
        """Return the minute from which the vehicle may leave home again; `FOREVER` if its crew cannot rest there."""
        return max(self.off[-1], min(self.on[-1] + route.pause_minutes, FOREVER))


def _never_away(rows: int = 0) -> "IntArray":
    """Return so many rows of absences."""
    import numpy as np  # noqa: PLC0415 - not loaded by commands that plan nothing

    return np.empty((rows, 2), np.int64)


@dataclass(frozen=True, kw_only=True, eq=False)
class Diary:
    """One vehicle at its home: rows of ``absences`` are off block at home, and from when on it may leave again.

    ``held`` is a movement that leads elsewhere at fixed minutes, whose spots and clearances are held already: such a
    diary has at most that one absence, and only if something is loaded. Not slotted, so that ``stays`` are kept.
    """

    vehicle_id: str
    type_id: str
    home: str
    free_from: int
    free_to: int
    absences: "IntArray" = field(default_factory=_never_away)
    held: "tuple[Route, Timing] | None" = None

    @cached_property
    def stays(self) -> tuple[tuple[int, int, str], ...]:
        """From when to when the vehicle is at home; never where its crew cannot rest there after it was away."""
        absences = self.absences.tolist()
        if absences and absences[-1][1] >= FOREVER:
            return ()
        marks = [(0, self.free_from), *absences, (self.free_to, FOREVER)]
        return tuple((back, off, self.vehicle_id) for (_, back), (off, _) in pairwise(marks) if back < off)

    def away(self, off_minute: int, back_minute: int) -> "Diary":
        """Return the diary with one absence more."""
        at = int(self.absences[:, 0].searchsorted(off_minute))
        rows = _never_away(len(self.absences) + 1)
        rows[:at], rows[at], rows[at + 1 :] = self.absences[:at], (off_minute, back_minute), self.absences[at:]
        return replace(self, absences=rows)

    def without(self, off_minute: int) -> "Diary":
        """Return the diary without the absence that starts at a minute, if there is one."""
        return replace(self, absences=self.absences[self.absences[:, 0] != off_minute])

    def at_home(self) -> "Diary":
        """Return the diary without absences."""
        return replace(self, absences=_never_away())


@cache
def _kernel() -> ModuleType:
    """Return the compiled fit."""
    from repli.kernel import slots  # noqa: PLC0415 - not loaded by commands that plan nothing

    return slots


@dataclass(slots=True, kw_only=True, eq=False)
class Timeline:
    """Parking spots, working spots and handling sets by field, clearances, teams, diaries; ``until`` is the horizon.

    ``steps`` hold who stands where; ``used`` counts off blocks by clearance and civil day, from the day before the
    first. ``limits`` and ``day_starts`` are those of the clearances. ``courses`` are those of the routes asked for so
    far, by the route's identity, ``offices`` those of the sites; copies share both.
    """

    until: int
    parking: dict[str, Occupancy]
    working: dict[str, Occupancy]
    handling: dict[str, Occupancy]
    permits: Permits
    teams: Teams
    steps: Steps
    used: "IntArray"
    limits: "IntArray"
    day_starts: "IntArray"
    diaries: dict[str, Diary] = field(default_factory=dict)
    courses: "dict[int, tuple[Route, Course]]" = field(default_factory=dict)
    offices: dict[str, Office] = field(default_factory=dict)

    def copy(self) -> "Timeline":
        """Return an independent copy."""
        steps = self.steps.copy()
        return replace(
            self,
            parking={key: spots.on(steps, spots.rows[0]) for key, spots in self.parking.items()},
            working={key: spots.on(steps, spots.rows[0]) for key, spots in self.working.items()},
            handling={key: sets.on(steps, sets.rows[0]) for key, sets in self.handling.items()},
            teams=self.teams.on(one.on(steps, one.rows[0]) for one in self.teams.taken.values()),
            steps=steps,
            used=self.used.copy(),
            diaries=self.diaries.copy(),
        )

    def course(self, route: Route) -> "Course":
        """Return what the compiled fit knows of a route."""
        known = self.courses.get(id(route))
        if known is None:
            places = Places(
                parking=self.parking,
                working=self.working,
                handling=self.handling,
                permits=self.permits,
                teams=self.teams,
            )
            known = self.courses[id(route)] = (route, course_of(route, places))
        return known[1]

    def office(self, site: Site) -> Office:
        """Return when the act of handover of a site may be held."""
        known = self.offices.get(site.site_id)
        if known is None:
            known = self.offices[site.site_id] = office_of(self.teams, site)
        return known

    def first_slot(self, vehicle_id: str, route: Route, wish: tuple[int, int, int, int, int]) -> Timing | None:
        """Return the minutes of the first slot of a vehicle on a route, between its absences; ``wish`` as `fit`."""
        course, diary = self.course(route), self.diaries[vehicle_id]
        found = _kernel().first_slot(*course, *self._taken(), *wish, diary.absences, diary.free_from, diary.free_to)
        return self._timing(course.best) if found else None

    def fit(self, route: Route, choice: int, wish: tuple[int, int, int, int, int]) -> Timing | None:
        """Return the first minutes of a route in one choice of rests, whoever goes.

        ``wish``: off block at home, ready again there, start of loading, off block after loading (from and to).
        """
        course = self.course(route)
        found = _kernel().fit_choice(*course, *self._taken(), *wish, choice)
        return self._timing(course.draft) if found else None

    def stands(self, route: Route, timing: Timing) -> Timing | None:
        """Return the minutes of a route again, with clearances that serve them, if all it needs is free then."""
        import numpy as np  # noqa: PLC0415 - not loaded by commands that plan nothing

        from repli.kernel.standing import stands  # noqa: PLC0415 - as above

        course = self.course(route)
        rows = np.array((timing.on, timing.work_start, timing.work_end, timing.off), np.int64)
        return self._timing(course.draft) if stands(*course, *self._taken(), rows) else None

    def take(self, vehicle_id: str, route: Route, timing: Timing) -> None:
        """Hold everything that a route with these minutes uses."""
        if self.diaries[vehicle_id].held is None:
            self.hold(route, timing)
        self.diaries[vehicle_id] = self.diaries[vehicle_id].away(timing.off[0], timing.back(route))

    def release(self, vehicle_id: str, route: Route, timing: Timing) -> None:
        """Give back everything that `take` held: the timeline is as if that had never been."""
        if self.diaries[vehicle_id].held is None:
            self.hold(route, timing, by=-1)
        self.diaries[vehicle_id] = self.diaries[vehicle_id].without(timing.off[0])

    def hold(self, route: Route, timing: Timing, by: int = 1) -> None:
        """Hold (``by`` 1) or give back (-1) spots, clearances and teams of a route, whoever goes."""
        if route.flight is not None:
            return
        import numpy as np  # noqa: PLC0415 - not loaded by commands that plan nothing

        number = self.permits.number
        permits = [-1 if name is None else number[name] for name in timing.clearances]
        rows = np.array((timing.on, timing.work_start, timing.work_end, timing.off, permits), np.int64)
        self.steps.reserve(2 * len(route.stops) + 2)
        _kernel().hold(*self.course(route), *self._taken(), rows, by)

    def _taken(self) -> "tuple[IntArray | int, ...]":
        """Return what is taken so far, as the compiled code reads it."""
        steps = self.steps
        arrays = (steps.times, steps.counts, steps.sizes, steps.levels)
        return (*arrays, self.used, self.limits, self.day_starts, self.until)

    def _timing(self, draft: "IntArray") -> Timing:
        """Return the minutes that the compiled fit found."""
        on, work_start, work_end, off, permits, _ = draft.tolist()
        ids = self.permits.ids
        return Timing(
            on=tuple(on),
            work_start=tuple(work_start),
            work_end=tuple(work_end),
            off=tuple(off),
            clearances=tuple(None if one < 0 else ids[one] for one in permits),
        )


def timeline_of(network: Network) -> Timeline:
    """Return the timeline with what is held from the start: other users' slots, and vehicles that start inside."""
    import numpy as np  # noqa: PLC0415 - not loaded by commands that plan nothing

    operation, permits, teams = network.operation, network.permits, teams_of(network.operation)
    fields = [field.field_id for field in operation.fields]
    steps, places = side_by_side(
        [
            *(others_parked(field) for field in operation.fields),
            *(others_working(field) for field in operation.fields),
            *(_sets_of(field.handling_sets) for field in operation.fields),
            *teams.taken.values(),
        ]
    )
    count = len(fields)
    parking, working, handling = (dict(zip(fields, places[at : at + count], strict=True)) for at in
                                  (0, count, 2 * count))  # fmt: skip
    timeline = Timeline(
        until=operation.horizon_minute,
        parking=parking,
        working=working,
        handling=handling,
        permits=permits,
        teams=teams.on(places[3 * count :]),
        steps=steps,
        used=np.zeros((len(permits.ids), len(permits.day_starts) + 1), np.int64),
        limits=np.array(permits.limits, np.int64),
        day_starts=np.array(permits.day_starts, np.int64),
    )
    for vehicle in operation.vehicles:
        if vehicle.start_place in operation.field_of and network.inside(vehicle.start_place):
            size = operation.type_of[vehicle.type_id].size
            timeline.parking[vehicle.start_place].take(size, vehicle.available_from_minute, FOREVER)
    return timeline


def _sets_of(count: int | None) -> Occupancy:
    """Return the empty occupancy of a number of handling sets; None = not limited."""
    return Occupancy(limits=() if count is None else ((0, count),))
