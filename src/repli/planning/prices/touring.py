"""Sequences of sorties as rows of the linear program: what a vehicle that is ready somewhere can still pay.

For each type, place and step of time one variable; going on a sortie is worth what it pays, and what the vehicle
can pay from where and when it is ready again. The program only proposes: steps are coarse, and the exact worth of its
prices is worked out by `Tours`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from repli.planning.prices.doors import Edge
from repli.planning.prices.grid import Buckets
from repli.planning.prices.solver import Program
from repli.planning.prices.tours import TOURS, Tours, tour_name

__all__ = ["add_tours", "asked_subjects", "step_of"]

Subject = tuple[str, str]

_STEPS = (30, 60, 120)
"""Minutes of a step: the finest with which there are few rows enough."""
_MOST_ROWS = 20_000
"""With more rows sequences are left out."""


def step_of(tours: Tours, buckets: Buckets) -> int | None:
    """Return the length of the steps, so that sequences take few rows; None if they would take too many."""
    edges = [one for type_id in tours.yard.fleet if tours.names(type_id) for one in tours.edges(type_id)]
    each = sum(1 + len(tours.between(edge)) for edge in edges)
    minutes = buckets.cuts[-2] - buckets.cuts[0]
    return next((step for step in _STEPS if (minutes // step + 1) * each <= _MOST_ROWS), None)


def asked_subjects(subjects: Iterable[Subject]) -> list[Subject]:
    """Return the subjects that need a price: whose sequences have one, a type's sorties need no other count."""
    found = sorted(set(subjects))
    counted = {name.partition("/")[0] for kind, name in found if kind == TOURS}
    return [one for one in found if one[0] not in {"fleet", "rounds"} or one[1] not in counted]


def add_tours(program: Program, tours: Tours, buckets: Buckets, charges: Mapping[Subject, Sequence[int]]) -> None:
    """Add what vehicles can pay at most; ``charges`` are the variables of what sorties pay, by bucket."""
    step = step_of(tours, buckets)
    if step is None:
        return
    for type_id in tours.yard.fleet:
        priced = [(one, charges.get((TOURS, tour_name(one)), ())) for one in tours.edges(type_id)]
        if any(prices for _, prices in priced):
            _Type(program, tours, buckets, step).add(type_id, priced)


class _Type:
    """The variables of one type."""

    def __init__(self, program: Program, tours: Tours, buckets: Buckets, length: int) -> None:
        self._program, self._tours, self._buckets = program, tours, buckets
        self._begin, self._length = buckets.cuts[0], length
        self._steps = (buckets.cuts[-2] - self._begin) // length + 1
        self._ready: dict[str, list[int]] = {}

    def add(self, type_id: str, priced: Sequence[tuple[Edge, Sequence[int]]]) -> None:
        """Add variables and rows; the last step stands for all that comes later."""
        program = self._program
        for place in sorted({edge.from_place for edge, _ in priced}):
            self._ready[place] = [program.variable() for _ in range(self._steps + 1)]
            for now, later in zip(self._ready[place], self._ready[place][1:], strict=False):
                program.row([(now, 1.0), (later, -1.0)])
        for edge, prices in priced:
            for step, bucket, minute in self._chances(edge) if prices else ():
                if bucket < len(prices):
                    self._go(edge, step, minute, prices[bucket])
        for _, ready in self._tours.ready(type_id):
            most = program.variable(-1.0)
            for place, minute in ready.items():
                program.row([(most, 1.0), (self._ready[place][self._step(minute)], -1.0)])

    def _go(self, edge: Edge, step: int, minute: int, price: int) -> None:
        """A vehicle that is ready is worth what it pays on a sortie now, and what it can pay after it."""
        here = self._ready[edge.from_place][step]
        self._program.row([(here, 1.0), (price, -1.0)])
        for place, minutes in self._tours.between(edge).items():
            later = self._ready[place][self._step(minute + minutes)]
            if later != here:
                self._program.row([(here, 1.0), (price, -1.0), (later, -1.0)])

    def _step(self, minute: int) -> int:
        return min((minute - self._begin) // self._length, self._steps)

    def _chances(self, edge: Edge) -> Iterator[tuple[int, int, int]]:
        """Yield each step and bucket with its first open minute."""
        for step in range(self._steps + 1):
            start = self._begin + step * self._length
            end = start + self._length if step < self._steps else self._buckets.cuts[-1]
            minute = edge.hours.next_open(start)
            while minute is not None and minute < end:
                bucket = self._buckets.of(minute)
                if bucket is None:
                    break
                yield step, bucket, minute
                minute = edge.hours.next_open(self._buckets.cuts[bucket + 1])
