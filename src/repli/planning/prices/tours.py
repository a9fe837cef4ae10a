"""What one vehicle can pay at most on all its sorties, each as soon as can be (docs/reference/bound-meaning.md, 4).

Rows ``tours`` price sorties by type, from where, to where and bucket. A vehicle makes one sortie after the other, none
before it has come back from the last one and its hours allow it; so its sorties together pay no more than the dearest
such sequence. Ready minutes are rounded down to whole steps, so that few of them are looked at.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from repli.planning.prices.doors import Edge, Yard
from repli.planning.prices.grid import Buckets
from repli.planning.prices.rounds import least_ground

__all__ = ["TOURS", "TOUR_STEP", "Tours", "tour_name"]

TOURS = "tours"
TOUR_STEP = 15
"""Minutes to whose multiples the minute is rounded down at which a vehicle is ready for its next sortie."""

_Charges = Mapping[str, Sequence[int]]
"""What a sortie pays in each bucket, by its name."""


def tour_name(edge: Edge) -> str:
    """Return what sorties of a type from one place to another are called."""
    return f"{edge.type_id}/{edge.from_place}/{edge.to_place}"


@dataclass(frozen=True)
class Tours:
    """The sequences of sorties of an operation's vehicles. Not slotted, so that tables are built once."""

    yard: Yard
    _next: dict[str, Mapping[int, Mapping[str, int]] | None] = field(default_factory=dict)

    def names(self, type_id: str) -> tuple[str, ...]:
        """Return the names of a type's sorties; none where its sequences are not counted."""
        return () if self._between(type_id) is None else tuple(sorted({tour_name(one) for one in self.edges(type_id)}))

    def edges(self, type_id: str) -> tuple[Edge, ...]:
        """Return the edges of a type."""
        return tuple(one for one in self.yard.edges if one.type_id == type_id)

    def between(self, edge: Edge) -> Mapping[str, int]:
        """Return the least minutes from a sortie's off block to the next one's, by where that one starts."""
        return (self._between(edge.type_id) or {}).get(id(edge), {})

    def ready(self, type_id: str) -> Iterator[tuple[int, Mapping[str, int]]]:
        """Yield for each vehicle of a type until when it is there, and from when on it can go from each place."""
        starts = {one.from_place for one in self.edges(type_id)}
        loading = least_ground(self.yard.operation.type_of[type_id], "load")
        for one in self.yard.operation.vehicles:
            if one.type_id == type_id and loading is not None:
                begin = max(self.yard.operation.as_of_minute, one.available_from_minute) + loading
                ways = {place: self.yard.comings.way(type_id, one.start_place, place) for place in sorted(starts)}
                yield (
                    one.available_to_minute,
                    {place: begin + way for place, way in ways.items() if way is not None},
                )

    def worth(self, charges: _Charges, buckets: Buckets) -> int:
        """Return the most that the sorties of all vehicles pay together."""
        total = 0
        for type_id in self.yard.fleet:
            mine = {name: charges[name] for name in self.names(type_id) if any(charges.get(name, ()))}
            known: dict[int, dict[str, list[int]]] = {}
            for until, ready in self.ready(type_id) if mine else ():
                if until not in known:
                    known[until] = self._best(type_id, mine, buckets, until)
                total += max((self._at(known[until][place], minute) for place, minute in ready.items()), default=0)
        return total

    def _at(self, rows: Sequence[int], minute: int) -> int:
        """Return what rows hold for a minute, the first one for the step of as_of; 0 after their end."""
        step = minute // TOUR_STEP - self.yard.operation.as_of_minute // TOUR_STEP
        return rows[step] if step < len(rows) else 0

    def _between(self, type_id: str) -> Mapping[int, Mapping[str, int]] | None:
        """Return for each edge of a type how soon the next sortie follows; None where its sequences are not counted."""
        if type_id not in self._next:
            self._next[type_id] = self._worked_out(type_id)
        return self._next[type_id]

    def _worked_out(self, type_id: str) -> Mapping[int, Mapping[str, int]] | None:
        kind, edges = self.yard.operation.type_of[type_id], self.edges(type_id)
        loading, unloading, least = (least_ground(kind, what) for what in ("load", "unload", ""))
        if loading is None or unloading is None or least is None:
            return None
        found: dict[int, Mapping[str, int]] = {}
        for edge in edges:
            ground = least if edge.inwards else unloading + loading
            ways = {
                place: 0 if place == edge.to_place else self.yard.comings.way(type_id, edge.to_place, place)
                for place in sorted({one.from_place for one in edges})
            }
            found[id(edge)] = {
                place: edge.block_minutes + ground + way for place, way in ways.items() if way is not None
            }
        shortest = min((minutes for one in found.values() for minutes in one.values()), default=TOUR_STEP)
        return found if shortest >= TOUR_STEP else None

    def _best(self, type_id: str, charges: _Charges, buckets: Buckets, until: int) -> dict[str, list[int]]:
        """Return what a vehicle can still pay that is ready at a place in a step, by steps from that of as_of on."""
        operation, edges = self.yard.operation, self.edges(type_id)
        last = min(until, operation.horizon_minute)
        base = operation.as_of_minute // TOUR_STEP
        best = {one.from_place: [0] * (max(0, last // TOUR_STEP - base + 1) + 1) for one in edges}
        priced = [(one, charges[tour_name(one)]) for one in edges if tour_name(one) in charges]
        for step in range(last // TOUR_STEP, base - 1, -1):
            for rows in best.values():
                rows[step - base] = rows[step - base + 1]
            for edge, prices in priced:
                rows = best[edge.from_place]
                for bucket, minute in _chances(edge, buckets, step, last):
                    nexts = ((best[place], minute + one) for place, one in self.between(edge).items())
                    after = max((self._at(*one) for one in nexts), default=0)
                    rows[step - base] = max(rows[step - base], prices[bucket] + after)
        return best


def _chances(edge: Edge, buckets: Buckets, step: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the first open minute of each bucket within a step, with the bucket."""
    minute, end = edge.hours.next_open(step * TOUR_STEP), min((step + 1) * TOUR_STEP, last + 1)
    while minute is not None and minute < end:
        bucket = buckets.of(minute)
        if bucket is None:
            return
        yield bucket, minute
        minute = edge.hours.next_open(buckets.cuts[bucket + 1])
