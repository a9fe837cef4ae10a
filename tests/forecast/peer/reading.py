"""What the SimPy model reads of an operation and its plan, one plain question at a time."""

from collections.abc import Iterable

from repli.model import Cargo, Field, Movement, Operation, Passage, Team, VehicleType
from repli.units import Interval

__all__ = ["Reading", "joined"]


def joined(hours: Iterable[Interval]) -> list[Interval]:
    """Sorted hours with those that touch made one."""
    found: list[Interval] = []
    for one in sorted(hours):
        if found and one.start_minute <= found[-1].end_minute:
            found[-1] = Interval(found[-1].start_minute, max(found[-1].end_minute, one.end_minute))
        else:
            found.append(one)
    return found


class Reading:
    """Answers about one operation."""

    def __init__(self, operation: Operation) -> None:
        self.operation = operation

    def inside(self, place_id: str) -> bool:
        """Whether a field or site lies in the territory."""
        return (self.operation.field_of.get(place_id) or self.operation.site_of[place_id]).inside

    def kind_of(self, movement: Movement) -> VehicleType:
        """The type of a movement's vehicle."""
        return self.operation.type_of[self.operation.vehicle_of[movement.vehicle_id].type_id]

    def passage(self, movement: Movement, number: int) -> Passage:
        """What follows a stop, for the type of the movement."""
        kind = self.kind_of(movement)
        start, end = movement.stops[number].place_id, movement.stops[number + 1].place_id
        return self.operation.passage_of[kind.type_id, self.operation.leg_of[kind.mode, start, end].leg_id]

    def goes_out(self, movement: Movement, number: int) -> bool:
        """Whether the leg after a stop leads outside."""
        places = [stop.place_id for stop in movement.stops[number : number + 2]]
        return len(places) > 1 and self.inside(places[0]) and not self.inside(places[1])

    def inner_end(self, start: str, end: str) -> str:
        """The place that teams belong to: the start if it is inside, else the end."""
        return start if self.inside(start) else end

    def crew_field(self, kind: VehicleType, place_id: str) -> Field | None:
        """The field where a crew rests: of a road vehicle, that of the site."""
        own = place_id if kind.mode == "air" else self.operation.site_of[place_id].field_id
        return self.operation.field_of.get(own or "")

    def team(self, kind: str, place_id: str) -> Team | None:
        """The first team of a kind that serves a place."""
        teams = [one for one in self.operation.teams if one.kind == kind]
        return next((one for one in teams if not one.places or place_id in one.places), None)

    def times(self, movement: Movement, number: int) -> tuple[int, int]:
        """Ground and work minutes of a stop; nothing at a last stop without work."""
        stop = movement.stops[number]
        work = (("load", stop.loads), ("unload", stop.unloads), ("refuel", stop.refuels))
        done = {name for name, wanted in work if wanted}
        if not done and number + 1 == len(movement.stops):
            return 0, 0
        rows = (one for one in self.kind_of(movement).operation_times if one.operations == done)
        return next(((one.ground_minutes, one.work_minutes) for one in rows), (0, 0))

    def there(self, loads: tuple[Cargo, ...], late: int) -> int:
        """When all that is loaded at its own site is ready there; who arrives may be late."""
        ready, arriving = 0, 0
        for cargo in loads:
            people = self.operation.people_of.get(cargo.line_id)
            line = people or self.operation.item_of[cargo.line_id]
            if line.site_id == cargo.site_id:
                ready = max(ready, line.ready_minute)
                if people is not None and people.arrives_minute is not None:
                    ready, arriving = max(ready, people.arrives_minute), late
        return ready + arriving

    def stays_inside(self, loads: tuple[Cargo, ...]) -> bool:
        """Whether something of it is taken from a site inside."""
        return any(self.operation.site_of[cargo.site_id].inside for cargo in loads)
