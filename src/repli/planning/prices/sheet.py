"""The prices of a linear program, as its variables: of doors, scarce things, seats and floors; what sorties may earn.

Money is counted so that a person's day costs 1; sizes in people, tonnes and positions.
"""

from collections.abc import Iterator, Sequence
from itertools import repeat

from repli.planning.prices.ask import Ask, Proposal
from repli.planning.prices.doors import Door
from repli.planning.prices.ground import Ground, Held
from repli.planning.prices.scarce import Subject
from repli.planning.prices.solver import Program
from repli.planning.prices.touring import add_tours, asked_subjects
from repli.planning.prices.tours import TOURS
from repli.units import KG_PER_TONNE

__all__ = ["Sheet", "Triple"]

Triple = tuple[int, int, int]
"""The prices of a tonne, a seat and a position."""
_HOLD = 40.0
"""The most that a floor credits a person for the end of a bucket, in days of a person."""


class Sheet:
    """The variables of a program, by what they price."""

    def __init__(self, ground: Ground, ask: Ask) -> None:
        """Add them all, and what sorties may earn."""
        self.ground, self.ask = ground, ask
        self.program = Program()
        self.doors: dict[Door, list[Triple | None]] = {}
        self.charges: dict[Subject, list[int]] = {}
        self.flights: dict[str, Triple] = {}
        self.floors: list[tuple[Held, list[int | None]]] = []
        for door, offers in ask.offers.items():
            self.doors[door] = [
                self._triple() if any(one.opened[t] for one in offers) else None for t in range(ask.end)
            ]
        for subject in asked_subjects(s for offers in ask.offers.values() for one in offers for s, _ in one.uses):
            self.charges[subject] = list(self._charge(subject))
        add_tours(self.program, ground.scarce.tours, ask.buckets, self.charges)
        self._add_flights()
        for held in ask.held:
            self._add_floor(held)
        for door in self.doors:
            self._add_offers(door)

    def proposal(self, values: Sequence[float]) -> Proposal:
        """Return the prices of a solution."""
        return Proposal(
            doors={
                door: [(values[one[0]], values[one[1]], values[one[2]]) if one else (0.0, 0.0, 0.0) for one in prices]
                for door, prices in self.doors.items()
            },
            charges={subject: [values[one] for one in ones] for subject, ones in self.charges.items()},
            flights={name: (t, values[seat], values[kg]) for name, (t, seat, kg) in self.flights.items()},
            floors=[(held, [0.0 if one is None else values[one] for one in ones]) for held, ones in self.floors],
        )

    def _triple(self) -> Triple:
        return self.program.variable(), self.program.variable(), self.program.variable()

    def _charge(self, subject: Subject) -> Iterator[int]:
        """Yield what one unit of a subject costs in each bucket: permits by civil day, all else summed to its end.

        What sorties pay as parts of sequences costs what vehicles can pay at most: that has rows of its own.
        """
        scarce, buckets, end = self.ground.scarce, self.ask.buckets, self.ask.end
        if subject[0] == TOURS:
            yield from (self.program.variable() for _ in range(end))
            return
        if subject[0] == "permits":
            for first, last in buckets.by_day(self.ground.operation, end):
                price = self.program.variable(-float(scarce.capacity(subject, buckets, first, last)))
                yield from repeat(price, last + 1 - first)
            return
        before, last = 0, -1
        for t in range(end):
            total = scarce.capacity(subject, buckets, 0, t)
            price = self.program.variable(-float(total - before))
            if last >= 0:
                self.program.row([(last, 1.0), (price, -1.0)])
            before, last = total, price
            yield price

    def _add_flights(self) -> None:
        """Add the prices of seats, and of kg, on the flights that leave before the end."""
        for flight in {one.flight_id: one for stream in self.ask.streams for _, one in stream.flights}.values():
            at = self.ask.buckets.of(flight.departs_minute)
            if at is not None and at < self.ask.end:
                seat = self.program.variable(-float(flight.seats))
                self.flights[flight.flight_id] = (
                    at,
                    seat,
                    self.program.variable(-flight.payload_kg / KG_PER_TONNE),
                )

    def _add_floor(self, held: Held) -> None:
        """Add the credits of a floor, or of guards who leave last, where they hold something."""
        size = KG_PER_TONNE if held.kind == "floor-kg" else 1
        most = 1.0 if self.ask.claim == "closure" else _HOLD
        least = held.least[: self.ask.end]
        if any(least):
            self.floors.append((held, [self.program.variable(one / size, high=most) if one else None for one in least]))

    def _add_offers(self, door: Door) -> None:
        """No sortie earns more than it pays."""
        for t, price in enumerate(self.doors[door]):
            if price is not None:
                for terms, flying in sorted(set(self._earned(door, price, t))):
                    self.program.row(terms, -float(flying))

    def _earned(self, door: Door, price: Triple, t: int) -> Iterator[tuple[tuple[tuple[int, float], ...], int]]:
        for one in self.ask.offers[door]:
            if one.opened[t]:
                sizes = zip(price, (one.payload_kg / KG_PER_TONNE, one.seats, one.positions), strict=True)
                terms = [(number, -float(size)) for number, size in sizes if size]
                terms += [
                    (self.charges[subject][t], float(used)) for subject, used in one.uses if subject in self.charges
                ]
                yield tuple(terms), one.flight_minutes if self.ask.claim == "flying" else 0
