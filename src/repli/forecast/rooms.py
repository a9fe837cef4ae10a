"""The rooms of a plan: pools of vehicles, parking and working spots with handling sets, teams; and who else takes them.

A vehicle whose movements all start and end where it stands at the beginning shares a pool with its like; any other,
and every vehicle under the policy ``follow``, has a pool of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from repli.forecast.ragged import Parts
from repli.kernel import records
from repli.model import Field, Operation, Plan, Spots, Team, Vehicle

__all__ = ["RoomBook", "pool_names", "rooms_of", "team_for"]

_AIR = "air"


@dataclass(slots=True)
class RoomBook:
    """Rooms by name, with the levels and changes written so far."""

    index: dict[str, int] = field(default_factory=dict)
    levels: list[tuple[int, int, int]] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    changes: list[tuple[int, int, int]] = field(default_factory=list)

    def add(self, name: str, levels: Iterable[tuple[int, int]]) -> int:
        """Add a room with its (least size, capacity) levels."""
        room = len(self.index)
        self.index[name] = room
        self.levels += [(room, size, capacity) for size, capacity in levels]
        self.ends.append(len(self.levels))
        return room

    def get(self, name: str) -> int:
        """Return a room, -1 if there is none of that name: then nothing limits."""
        return self.index.get(name, -1)

    def change(self, name: str, size: int, delta: int, minute: int, *, sized: bool = False) -> None:
        """Let ``delta`` units of ``size`` come (or go) at a minute; ``sized`` = not on levels without a size."""
        room = self.get(name)
        for number, (owner, least, _) in enumerate(self.levels):
            if owner == room and int(sized) <= least <= size:
                self.changes.append((minute, number, delta))

    def parts(self) -> Parts:
        """Return the rooms as records; what goes at a minute goes before what comes."""
        starts = [0, *self.ends[:-1]] if self.ends else []
        rows = sorted(self.changes, key=lambda row: (row[0], row[2], row[1]))
        firsts = set(starts)  # the first level of a room holds for every size, so that an empty room is seen at once
        levels = [(r, 0 if number in firsts else least, most) for number, (r, least, most) in enumerate(self.levels)]
        return {
            "rooms": records("rooms", {"level_from": starts, "level_to": self.ends}),
            "levels": records("levels", _columns(("room", "least_size", "capacity"), levels)),
            "changes": records("changes", _columns(("minute", "level", "delta"), rows)),
        }


def _columns(names: tuple[str, ...], rows: list[tuple[int, int, int]]) -> dict[str, list[int]]:
    return {name: [row[number] for row in rows] for number, name in enumerate(names)}


def pool_names(operation: Operation, plan: Plan, policy: str) -> dict[str, str]:
    """Vehicle id -> name of its pool."""
    start = {vehicle.vehicle_id: vehicle.start_place for vehicle in operation.vehicles}
    wanderers = {
        one.vehicle_id
        for one in plan.movements
        if {one.stops[0].place_id, one.stops[-1].place_id} != {start[one.vehicle_id]}
    }
    return {
        vehicle.vehicle_id: f"pool {vehicle.vehicle_id}"
        if policy == "follow" or vehicle.vehicle_id in wanderers
        else f"pool {vehicle.type_id} at {vehicle.start_place}"
        for vehicle in operation.vehicles
    }


def team_for(operation: Operation, kind: str, place_id: str) -> Team | None:
    """Return the first team of a kind that serves a place (docs/reference/plan-meaning.md, F)."""
    teams = (team for team in operation.teams if team.kind == kind)
    return next((team for team in teams if not team.places or place_id in team.places), None)


def rooms_of(operation: Operation, plan: Plan, policy: str) -> RoomBook:
    """Return every room of the plan."""
    book = RoomBook()
    pools = pool_names(operation, plan, policy)
    for name in sorted(set(pools.values())):
        book.add(name, [(0, 0)])
    sizes = sorted({kind.size for kind in operation.vehicle_types if kind.mode == _AIR})
    for one in operation.fields:
        _add_field(book, one, sizes)
    for team in operation.teams:
        book.add(f"team {team.team_id}", [(0, team.count)])
    moving = {movement.vehicle_id for movement in plan.movements}
    for vehicle in operation.vehicles:
        _add_vehicle(book, operation, vehicle, pools[vehicle.vehicle_id], moves=vehicle.vehicle_id in moving)
    return book


def _nested(spots: Spots, sizes: list[int]) -> list[tuple[int, int]]:
    """Return the levels of spots, one for each size of aircraft."""
    return [(size, sum(count for spot, count in spots if spot >= size)) for size in sizes] if spots else []


def _add_field(book: RoomBook, one: Field, sizes: list[int]) -> None:
    sets = [] if one.handling_sets is None else [(0, one.handling_sets)]
    rooms = {"parking": _nested(one.parking_spots, sizes), "working": _nested(one.working_spots, sizes) + sets}
    for name, levels in rooms.items():
        if levels:
            book.add(f"{name} {one.field_id}", levels)
    for taken in one.taken:
        for name, spots in (("parking", taken.parking_spots), ("working", taken.working_spots)):
            for size, count in spots:
                room, meanwhile = f"{name} {one.field_id}", taken.interval
                book.change(room, size, -count, meanwhile.start_minute, sized=True)
                book.change(room, size, count, meanwhile.end_minute, sized=True)


def _add_vehicle(book: RoomBook, operation: Operation, vehicle: Vehicle, pool: str, *, moves: bool) -> None:
    """Let a vehicle come and go; an aircraft that waits at a field inside holds a spot there."""
    first, last = vehicle.available_from_minute, vehicle.available_to_minute
    book.change(pool, 0, 1, first)
    book.change(pool, 0, -1, last)
    kind, place = operation.type_of[vehicle.type_id], operation.field_of.get(vehicle.start_place)
    if kind.mode == _AIR and place is not None and place.inside:
        book.change(f"parking {place.field_id}", kind.size, -1, first)
        if not moves:
            book.change(f"parking {place.field_id}", kind.size, 1, last)
