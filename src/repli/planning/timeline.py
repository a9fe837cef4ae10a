"""What is taken so far: spots of fields, clearances per day, and the diary of each vehicle.

A trial works on a copy, or gives back what it took. Vehicles leave from and come back to their home, so a diary is
a list of absences, and the time between two of them may hold another rotation.
"""

from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass, field

from repli.planning.network import Network
from repli.planning.occupancy import FOREVER, Occupancy
from repli.planning.others import others_parked, others_working
from repli.planning.permits import Permits
from repli.planning.routes import Route
from repli.planning.teams import Teams, Use, teams_of

__all__ = ["Diary", "Timeline", "Timing", "driving", "timeline_of"]

_ANY_SIZE = 1
"""A handling set serves a vehicle of any size."""


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


@dataclass(slots=True, kw_only=True)
class Diary:
    """One vehicle at its home: ``absences`` are (off block at home, minute from which it may leave again)."""

    vehicle_id: str
    type_id: str
    home: str
    free_from: int
    free_to: int
    absences: list[tuple[int, int]] = field(default_factory=list)

    def copy(self) -> "Diary":
        """Return an independent copy."""
        return Diary(
            vehicle_id=self.vehicle_id,
            type_id=self.type_id,
            home=self.home,
            free_from=self.free_from,
            free_to=self.free_to,
            absences=self.absences.copy(),
        )

    def gaps(self) -> Iterator[tuple[int, int]]:
        """Yield (earliest off block, latest minute to be ready again) of each stay at home, in order."""
        start = self.free_from
        for away, back in self.absences:
            if start < away:
                yield start, away
            start = back
        if start < self.free_to:
            yield start, self.free_to


@dataclass(slots=True, kw_only=True)
class Timeline:
    """Parking spots, working spots and handling sets by field, clearances, teams, diaries; ``until`` is the horizon."""

    until: int
    parking: dict[str, Occupancy]
    working: dict[str, Occupancy]
    handling: dict[str, Occupancy]
    permits: Permits
    teams: Teams
    diaries: dict[str, Diary] = field(default_factory=dict)

    def copy(self) -> "Timeline":
        """Return an independent copy."""
        return Timeline(
            until=self.until,
            parking={key: spots.copy() for key, spots in self.parking.items()},
            working={key: spots.copy() for key, spots in self.working.items()},
            handling={key: sets.copy() for key, sets in self.handling.items()},
            permits=self.permits.copy(),
            teams=self.teams.copy(),
            diaries={key: diary.copy() for key, diary in self.diaries.items()},
        )

    def take(self, vehicle_id: str, route: Route, timing: Timing) -> None:
        """Hold everything that a route with these minutes uses."""
        self.hold(route, timing)
        insort(self.diaries[vehicle_id].absences, (timing.off[0], timing.back(route)))

    def release(self, vehicle_id: str, route: Route, timing: Timing) -> None:
        """Give back everything that `take` held: the timeline is as if that had never been."""
        for occupancy, size, start, end in self._stands(route, timing):
            occupancy.free(size, start, end)
        for use in _attendance(route, timing):
            self.teams.release(use)
        for clearance, minute in zip(timing.clearances, timing.off, strict=True):
            if clearance is not None:
                self.permits.give_back(clearance, minute)
        self.diaries[vehicle_id].absences.remove((timing.off[0], timing.back(route)))

    def hold(self, route: Route, timing: Timing) -> None:
        """Hold spots, clearances and teams of a route, whoever goes."""
        for occupancy, size, start, end in self._stands(route, timing):
            occupancy.take(size, start, end)
        for use in _attendance(route, timing):
            self.teams.take(use)
        for clearance, minute in zip(timing.clearances, timing.off, strict=True):
            if clearance is not None:
                self.permits.use(clearance, minute)

    def _stands(self, route: Route, timing: Timing) -> Iterator[tuple[Occupancy, int, int, int]]:
        """Yield what a route holds at fields: parking spots, working spots, handling sets, size, start and end."""
        for index, stop in enumerate(route.stops):
            if stop.hours is None or index == 0:
                continue
            yield self.parking[stop.place_id], route.size, timing.on[index], timing.off[index]
            if stop.handles:
                start, end = timing.work_start[index], timing.work_end[index]
                yield self.working[stop.place_id], route.size, start, end
                yield self.handling[stop.place_id], _ANY_SIZE, start, end

    def next_work(self, place_id: str, size: int, start: int, end: int) -> int:
        """Return ``start`` if a working spot and a handling set are free over ``[start, end)``, else a later start."""
        free = self.working[place_id].next_free(size, start, end)
        return free if free > start else self.handling[place_id].next_free(_ANY_SIZE, start, end)


def _attendance(route: Route, timing: Timing) -> Iterator[Use]:
    """Yield what a route asks of teams: drivers, escorts and customs."""
    yield driving(route, timing.off[0], timing.on[-1])
    for index, stop in enumerate(route.stops):
        yield stop.escort.over(timing.off[index], timing.off[index] + stop.block_minutes)
        yield stop.customs.over(timing.work_start[index], timing.work_end[index])


def driving(route: Route, off_minute: int, on_minute: int) -> Use:
    """Return the drivers of a route from report before the first off block to debrief after the last on block."""
    return route.drivers.over(off_minute - route.crew.report_minutes, on_minute + route.crew.debrief_minutes)


def timeline_of(network: Network) -> Timeline:
    """Return the timeline with what is held from the start: other users' slots, and vehicles that start inside."""
    operation = network.operation
    timeline = Timeline(
        until=operation.horizon_minute,
        parking={field.field_id: others_parked(field) for field in operation.fields},
        working={field.field_id: others_working(field) for field in operation.fields},
        handling={field.field_id: _sets_of(field.handling_sets) for field in operation.fields},
        permits=network.permits.copy(),
        teams=teams_of(operation),
    )
    for vehicle in operation.vehicles:
        if vehicle.start_place in operation.field_of and network.inside(vehicle.start_place):
            size = operation.type_of[vehicle.type_id].size
            timeline.parking[vehicle.start_place].take(size, vehicle.available_from_minute, FOREVER)
    return timeline


def _sets_of(count: int | None) -> Occupancy:
    """Return the empty occupancy of a number of handling sets; None = not limited."""
    return Occupancy(limits=() if count is None else ((0, count),))
