"""Whole vehicles moved as a solved program of a guide has fractions of them stand: which one goes where, and when.

Vehicles stay where they are until the program has more than so much of one elsewhere. Each goes on by
`repli.planning.stands`, with what it can take along on its way.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from repli.planning.board import Board
from repli.planning.guide.sheet import Sheet
from repli.planning.pace import Pace
from repli.planning.postings import last_posting
from repli.planning.stands import send_on

__all__ = ["Move", "moves_of", "pace_of", "send_all"]


@dataclass(frozen=True, slots=True, order=True)
class Move:
    """A vehicle goes on to stand at a place, not before a minute."""

    minute: int
    vehicle_id: str
    place_id: str


@dataclass(slots=True, kw_only=True)
class _Type:
    """Where the program has how much of the vehicles of a type stand, by place and part; and where whole ones do."""

    wanted: dict[str, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))
    standing: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))

    def missing(self, place_id: str, part: int) -> float:
        """Return how much more of a vehicle the program has at a place than stands there."""
        return self.wanted[place_id].get(part, 0.0) - len(self.standing[place_id])


def moves_of(sheet: Sheet, values: Sequence[float], slack: float) -> tuple[Move, ...]:
    """Return the moves of vehicles that follow a solution, as soon as more than ``slack`` of one is wanted elsewhere.

    ``slack`` is at least half of a vehicle, since one would else go to and fro.
    """
    scene = sheet.scene
    found: list[Move] = []
    for kind in _types(sheet, values).values():
        for part in range(scene.part(scene.now), scene.parts):
            while (one := _next(kind, part, slack)) is not None:
                there, (free, vehicle_id) = one
                minute = max(free, scene.start(part), scene.now)
                kind.standing[there].append((minute, vehicle_id))
                found.append(Move(minute, vehicle_id, there))
    return tuple(sorted(found))


def _types(sheet: Sheet, values: Sequence[float]) -> Mapping[str, _Type]:
    types: dict[str, _Type] = defaultdict(_Type)
    for (type_id, place_id, part), column in sheet.there.items():
        types[type_id].wanted[place_id][part] = values[column]
    for one in sheet.scene.standing:
        diary = sheet.scene.board.timeline.diaries[one.posting]
        if diary.type_id in types:
            types[diary.type_id].standing[diary.home].append((one.minute, one.vehicle_id))
    return types


def _next(kind: _Type, part: int, slack: float) -> tuple[str, tuple[int, str]] | None:
    """Take the vehicle away that goes on next in a part, and return it with where it goes; None if all may stay."""
    places = sorted(kind.wanted)
    there = max(places, key=lambda place: kind.missing(place, part))
    here = min(places, key=lambda place: kind.missing(place, part))
    if min(kind.missing(there, part), -kind.missing(here, part)) <= slack or not kind.standing[here]:
        return None
    first = min(kind.standing[here])
    kind.standing[here].remove(first)
    return there, first


def send_all(board: Board, moves: Sequence[Move]) -> None:
    """Send vehicles on as moves say, in their order; one that has no way stays where it is."""
    for one in moves:
        send_on(board, last_posting(board, one.vehicle_id), one.place_id, one.minute)


def pace_of(sheet: Sheet, values: Sequence[float], lead: float) -> Pace:
    """Return how many trips of each type from each site a solution has made by each day, and by ``lead`` of a part."""
    scene = sheet.scene
    made: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0] * (scene.parts + 1))
    for (number, part), columns in sheet.goes.items():
        trip = sheet.trips[number]
        if not trip.empty:
            made[trip.type_id, trip.route.site_id][part] += sum(values[one] for one in columns)
    times = [(one - scene.begin) / scene.length + lead for one in scene.operation.agreement.day_starts]
    return Pace({what: tuple(_by(some, one) for one in times) for what, some in made.items()})


def _by(some: Sequence[float], time: float) -> float:
    """Return the sum of what is made in each part until a time in parts, in its own part evenly."""
    part = min(int(time), len(some) - 1)
    return sum(some[:part]) + some[part] * (time - part)
