"""What is scarce: how much of it a sortie uses, and how much there is (docs/reference/bound-meaning.md, 4).

A *sortie* is one off block inside with something aboard that is not out yet: an edge, a clearance, and whether
something was loaded at this stop. For any plan that keeps the rules, what all sorties in the buckets of a row use
together is at most the row's capacity.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from repli.errors import Phrase, phrase
from repli.model import RowPrice
from repli.rules.cycles import Fleet, least_ground
from repli.rules.doors import IN, Edge
from repli.rules.grid import Grid
from repli.rules.hours import union
from repli.rules.opendays import OpenDays
from repli.rules.reading import AIR
from repli.rules.routes import LOADED, THROUGH, Ways, least_work
from repli.rules.standing import SpotMinutes, closed_stretches, spots_of_size, taken_of_size
from repli.rules.tours import Tours, tour_of
from repli.rules.turns import Turns

__all__ = ["SEATS", "SEATS_KG", "Scarce", "Thing"]

SEATS, SEATS_KG = "seats", "seats-kg"
TOURS = "tours"

FROM_THE_START = ("rounds", "work", "sets", "parking")
"""Kinds whose rows begin with the first bucket: what is off block by the end of a bucket did its work before."""

_LONGEST_SIZE = 9  # digits


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One scarce thing: what a sortie uses of it, and what there is of it in buckets ``first`` to ``last``."""

    use: Callable[[Edge, str, str], int]
    capacity: Callable[[int, int], int]


class Scarce:
    """The scarce things of an operation on a grid; each is looked up, or refused, by kind and subject."""

    def __init__(self, ways: Ways, grid: Grid) -> None:
        """Work nothing out before it is asked for."""
        self.ways, self.grid = ways, grid
        self._known: dict[tuple[str, str], Thing | Phrase] = {}

    def thing(self, kind: str, subject: str) -> Thing | Phrase:
        """Return the thing, or the reason why there is none."""
        key = (kind, subject)
        if key not in self._known:
            self._known[key] = self._find(kind, subject)
        return self._known[key]

    def wrong_buckets(self, row: RowPrice) -> Phrase | None:
        """Return why a row cannot stand in its buckets."""
        if not 0 <= row.first <= row.last < self.grid.buckets or (row.kind in FROM_THE_START and row.first):
            return phrase("Buckets {first} to {last} are none for this row.", first=row.first, last=row.last)
        if row.kind in {SEATS, SEATS_KG}:
            bucket = self.grid.bucket(self.ways.operation.seat_block_of[row.subject].departs_minute)
            if (row.first, row.last) != (bucket, bucket):
                return phrase("Buckets {first} to {last} are none for this row.", first=row.first, last=row.last)
        return None

    def _find(self, kind: str, subject: str) -> Thing | Phrase:
        finders: dict[str, Callable[[str], Thing | None]] = {
            "permits": self._permits,
            "fleet": self._fleet,
            "rounds": self._rounds,
            TOURS: self._tours,
            "work": self._work,
            "sets": self._sets,
            "parking": self._parking,
            SEATS: self._seats,
            SEATS_KG: partial(self._seats, in_kg=True),
        }
        if kind not in finders:
            return phrase("No row of the kind {kind} is known.", kind=kind)
        return finders[kind](subject) or phrase("Nothing limits {subject} in a row {kind}.", subject=subject, kind=kind)

    @cached_property
    def _edges(self) -> tuple[Edge, ...]:
        return tuple(edge for some in self.ways.network.edges.values() for edge in some)

    def _permits(self, clearance_id: str) -> Thing | None:
        one = self.ways.operation.clearance_of.get(clearance_id)
        if one is None or one.limit_per_day <= 0:
            return None
        hours = union(span for edge in self._edges for span in edge.by_clearance.get(clearance_id, ()))

        days = OpenDays(self.ways.operation, hours)
        return Thing(
            use=lambda _edge, clearance, _how: int(clearance == clearance_id),
            capacity=lambda first, last: one.limit_per_day * days.within(*self._window(first, last)),
        )

    def _window(self, first: int, last: int) -> tuple[int, int]:
        return self.grid.minutes[first], self.grid.minutes[last + 1]

    def _fleet(self, type_id: str) -> Thing | None:
        if type_id not in self.ways.network.types:
            return None
        fleet = Fleet(self.ways.network, self.ways.operation.type_of[type_id])
        return Thing(
            use=lambda edge, _clearance, _how: int(edge.kind.type_id == type_id and edge.key[2] != IN),
            capacity=lambda first, last: fleet.most(*self._window(first, last)),
        )

    def _rounds(self, type_id: str) -> Thing | None:
        if type_id not in self.ways.network.types:
            return None
        turns = Turns(self.ways.network, self.ways.operation.type_of[type_id])
        return Thing(
            use=lambda edge, _clearance, _how: turns.turn_of(edge),
            capacity=lambda _first, last: turns.begun(self.grid.minutes[last + 1]),
        )

    @cached_property
    def _sequences(self) -> tuple[Tours, ...]:
        network = self.ways.network
        return tuple(Tours(network, self.ways.operation.type_of[type_id]) for type_id in sorted(network.types))

    def _tours(self, subject: str) -> Thing | None:
        """Return sorties of a type from place to place: what there is of them only their sequences tell (`toured`)."""
        if not any(subject in one.names for one in self._sequences):
            return None
        return Thing(use=lambda edge, _clearance, _how: int(tour_of(edge) == subject), capacity=lambda _first, _last: 0)

    def toured(self, charges: Mapping[tuple[str, str], Sequence[int]]) -> int:
        """Return the most that all vehicles can pay by rows ``tours``, each on one sequence of sorties."""
        by_name = {subject: prices for (kind, subject), prices in charges.items() if kind == TOURS}
        return sum(one.worth(by_name, self.grid) for one in self._sequences) if by_name else 0

    def _work(self, subject: str) -> Thing | None:
        found = _field_and_size(subject)
        field = None if found is None else self.ways.operation.field_of.get(found[0])
        if found is None or field is None or not field.working_spots:
            return None
        size = found[1]
        minutes = SpotMinutes.of(
            self.ways.network.field_hours[field.field_id],
            self.ways.operation.as_of_minute,
            spots_of_size(field.working_spots, size),
            taken_of_size(field, size, working=True),
        )
        return Thing(
            use=lambda edge, _clearance, how: _work_at(edge, how, field.field_id, size),
            capacity=lambda _first, last: minutes.until(self.grid.minutes[last + 1]),
        )

    def _sets(self, field_id: str) -> Thing | None:
        field = self.ways.operation.field_of.get(field_id)
        if field is None or field.handling_sets is None:
            return None
        hours = self.ways.network.field_hours[field_id]
        minutes = SpotMinutes.of(hours, self.ways.operation.as_of_minute, field.handling_sets)
        return Thing(
            use=lambda edge, _clearance, how: _work_at(edge, how, field_id, 0),
            capacity=lambda _first, last: minutes.until(self.grid.minutes[last + 1]),
        )

    def _parking(self, subject: str) -> Thing | None:
        found = _field_and_size(subject)
        field = None if found is None else self.ways.operation.field_of.get(found[0])
        if found is None or field is None or not field.parking_spots:
            return None
        field_id, size = found
        spots = spots_of_size(field.parking_spots, size)
        hours, as_of = self.ways.network.field_hours[field_id], self.ways.operation.as_of_minute
        minutes = SpotMinutes.of(hours, as_of, spots, taken_of_size(field, size, working=False))
        uses = [_stay_at(edge, how, field_id, size) for edge in self._edges for how in (LOADED, THROUGH)]
        longest, stretches = max(uses, default=0), closed_stretches(hours, as_of)

        def capacity(_first: int, last: int) -> int:
            until = self.grid.minutes[last + 1]
            return minutes.until(until) + sum(spots * min(length, longest) for end, length in stretches if end <= until)

        return Thing(use=lambda edge, _clearance, how: _stay_at(edge, how, field_id, size), capacity=capacity)

    def _seats(self, flight_id: str, *, in_kg: bool = False) -> Thing | None:
        flight = self.ways.operation.seat_block_of.get(flight_id)
        if flight is None:
            return None
        most = flight.payload_kg if in_kg else flight.seats
        return Thing(use=lambda _edge, _clearance, _how: 0, capacity=lambda _first, _last: most)


def _field_and_size(subject: str) -> tuple[str, int] | None:
    """Return what ``FIELD/SIZE`` names."""
    field_id, slash, size = subject.rpartition("/")
    is_size = size.isascii() and size.isdecimal() and len(size) <= _LONGEST_SIZE
    return (field_id, int(size)) if slash and is_size else None


def _work_at(edge: Edge, how: str, field_id: str, size: int) -> int:
    mode, place, _ = edge.key
    if (mode, place, how) != (AIR, field_id, LOADED) or edge.kind.size < size:
        return 0
    return least_work(edge.kind, "load") or 0


def _stay_at(edge: Edge, how: str, field_id: str, size: int) -> int:
    mode, place, _ = edge.key
    if (mode, place) != (AIR, field_id) or edge.kind.size < size:
        return 0
    return least_ground(edge.kind, "load" if how == LOADED else "") or 0
