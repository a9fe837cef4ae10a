"""What a movement carries on each leg: the lines aboard, their people, positions and kg, and the payload there.

docs/reference/plan-meaning.md, G. Rules judge these sums; reports show them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from repli.model import Operation, Plan, Stop
from repli.rules.lines import Line, lines_of
from repli.rules.reading import Trip, aboard_on_legs, trips_of

__all__ = ["Carriage", "carriages", "carriages_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Carriage:
    """A leg of a movement and what is aboard on it: line -> units, above zero.

    ``payload_kg`` is None where the type cannot go on that leg.
    """

    trip: Trip
    stop: Stop
    following: Stop
    aboard: Mapping[Line, int]
    payload_kg: int | None

    @property
    def people(self) -> int:
        """People aboard."""
        return sum(units for line, units in self.aboard.items() if line.is_people)

    @property
    def positions(self) -> int:
        """Positions that the items aboard take."""
        return sum(line.positions * units for line, units in self.aboard.items())

    @property
    def kg(self) -> int:
        """Weight of people with their bags, and of items."""
        return sum(line.kg_per_unit * units for line, units in self.aboard.items())


def carriages(operation: Operation, plan: Plan) -> Iterator[Carriage]:
    """Yield every leg of every readable movement."""
    lines = lines_of(operation)
    for trip in trips_of(operation, plan):
        yield from carriages_of(operation, trip, lines)


def carriages_of(operation: Operation, trip: Trip, lines: Mapping[str, Line]) -> Iterator[Carriage]:
    """Yield the legs of one movement."""
    for stop, following, aboard in aboard_on_legs(trip, lines):
        leg = operation.leg_of.get((trip.kind.mode, stop.place_id, following.place_id))
        passage = None if leg is None else operation.passage_of.get((trip.kind.type_id, leg.leg_id))
        payload_kg = None if passage is None else passage.payload_kg
        yield Carriage(trip=trip, stop=stop, following=following, aboard=aboard, payload_kg=payload_kg)
