"""The most that can go off block at a site within some minutes, loaded there (docs/reference/bound-meaning.md, 3).

By air, by road and by commercial seats together. A sortie takes what its type's best configuration and passage take;
how many there are `Takers` says. Where nothing limits a sortie it takes `WITHOUT_END`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from repli.model import Clearance, SeatBlock
from repli.planning.prices.doors import Edge, Yard
from repli.planning.prices.first import leaves
from repli.planning.prices.need import KG, PEOPLE, SENSITIVE
from repli.planning.prices.takers import Limit, Takers

__all__ = ["WITHOUT_END", "Lift", "sortie_sum"]

WITHOUT_END = 1 << 60
"""More than any operation has to move."""


@dataclass(frozen=True)
class Lift:
    """What goes off block at one site. Not slotted, so that tables are built once."""

    yard: Yard
    site_id: str
    riders: Mapping[str, frozenset[int]]
    """The edges that take a unit of what is counted: of people, of items by kg, of sensitive items."""
    _known: dict[tuple[str, int, int], int] = field(default_factory=dict)

    def most(self, measure: str, start: int, end: int, *, seats: bool) -> int:
        """Return the most people, kg or sensitive items that go in the minutes from ``start`` to ``end``, both too."""
        key = measure, start, end
        if key not in self._known:
            self._known[key] = sum(self._carried(takers, measure, start, end) for takers in self._takers[measure])
        booked = (self._booked(one) for one in self.flights if start <= one.departs_minute <= end)
        return self._known[key] + (sum(booked) if seats and measure == PEOPLE else 0)

    def comes(self) -> Iterator[int]:
        """Yield from when on each vehicle can take something."""
        for takers in self._takers[PEOPLE]:
            yield from takers.comes()

    @cached_property
    def flights(self) -> tuple[SeatBlock, ...]:
        """The commercial flights from the site's field by the horizon."""
        operation = self.yard.operation
        field_id, horizon = operation.site_of[self.site_id].field_id, operation.horizon_minute
        return tuple(
            one for one in operation.seat_blocks if one.from_field == field_id and one.departs_minute <= horizon
        )

    @cached_property
    def _takers(self) -> Mapping[str, list[Takers]]:
        places = self.yard.places_of(self.site_id)
        return {
            measure: [Takers(self.yard, place, edges) for place in places] for measure, edges in self.riders.items()
        }

    @cached_property
    def _least(self) -> Mapping[str, tuple[int, int] | None]:
        """The least kg and the least positions of a unit that is counted; None where there is no such unit."""
        people = [one.kg_per_person for one in self.yard.operation.people]
        items = [
            (one.kg, one.positions)
            for one in self.yard.operation.items
            if one.sensitivity != "none" and leaves(self.yard, one)
        ]
        return {
            PEOPLE: (min(people), 0) if people else None,
            KG: (1, 0),
            SENSITIVE: (min(kg for kg, _ in items), min(space for _, space in items)) if items else None,
        }

    def _booked(self, flight: SeatBlock) -> int:
        least = self._least[PEOPLE]
        return min(flight.seats, _share(flight.payload_kg, 0 if least is None else least[0]))

    def _takes(self, edge: Edge, measure: str) -> int:
        """Return what one sortie on an edge takes at most."""
        fits, least = self.yard.operation.type_of[edge.type_id].configurations, self._least[measure]
        if least is None:
            return WITHOUT_END
        by_weight = _share(edge.payload_kg, least[0])
        if measure == PEOPLE:
            return min(by_weight, max((one.seats for one in fits), default=0))
        return min(by_weight, _share(max((one.pallet_positions for one in fits), default=0), least[1]))

    def _carried(self, takers: Takers, measure: str, start: int, end: int) -> int:
        """Return the most by one mode: by all limits on sorties, or clearance by clearance."""
        takes: dict[str, int] = {}
        best: dict[str, int] = {}
        cleared: dict[str, Clearance] = {}
        for edge, one in takers.grants(start, end):
            size = self._takes(edge, measure)
            takes[edge.type_id] = max(takes.get(edge.type_id, 0), size)
            best[one.clearance_id] = max(best.get(one.clearance_id, 0), size)
            cleared[one.clearance_id] = one
        types = frozenset(takes)
        limits = list(takers.limits(types, start, end))
        if any(one.limit_per_day == 0 for one in cleared.values()):
            return sortie_sum(takes, limits)
        uses = {name: one.limit_per_day * takers.days(one, start, end) for name, one in cleared.items()}
        limits.append(Limit(types=types, most=sum(uses.values())))
        return min(sortie_sum(takes, limits), sum(count * best[name] for name, count in uses.items()))


def sortie_sum(takes: Mapping[str, int], limits: Iterable[Limit]) -> int:
    """Return the most that sorties take together: the largest first, each as often as all limits allow."""
    left, total = list(limits), 0
    for type_id in sorted(takes, key=lambda one: (-takes[one], one)):
        count = min(one.most for one in left if type_id in one.types)
        left = [Limit(types=one.types, most=one.most - count * (type_id in one.types)) for one in left]
        total += count * takes[type_id]
    return min(total, WITHOUT_END)


def _share(whole: int, part: int) -> int:
    return whole // part if part else WITHOUT_END
