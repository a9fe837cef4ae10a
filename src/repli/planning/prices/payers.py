"""Who pays: the units of an operation's lines, equal ones together (docs/reference/bound-meaning.md, 1 and 6).

A family is what shares its times: same site, same earliest minutes, same commercial flights. Its members differ in
weight and size.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from repli.model import ItemLine, Operation, PeopleLine, SeatBlock
from repli.planning.lines import Line, lines_of, staying_of
from repli.planning.lots import GUARD
from repli.planning.prices.doors import Yard
from repli.planning.prices.first import First, Firsts, leaves, seats_for

__all__ = ["Family", "Flight", "Member", "Weights", "families_of", "weights_of"]

Flight = tuple[str, SeatBlock]
"""A site from whose stock people check in, and the flight."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Member:
    """One unit: its sizes, and what floors count it as. A person has a function, an item has none."""

    kg: int
    seat: int
    positions: int
    function: str
    sensitive: bool

    @property
    def guard(self) -> bool:
        """Whether it is one of the guards who may leave last."""
        return self.seat > 0 and self.function == GUARD


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Units that share all times: from when they are at their site, the doors they reach, flights, or their act."""

    site_id: str
    start_minute: int
    first: First
    flights: tuple[Flight, ...]
    act_end_minute: int | None
    members: tuple[Member, ...]
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """What a minute of a person, and of a kg, weighs in the stay: over ``divisor`` they add up to it."""

    person: int
    kg: int
    divisor: int


def weights_of(operation: Operation) -> Weights:
    """Return the weights of an operation: half the mean over people plus half the mean over kg (K)."""
    people = max(1, sum(line.count for line in operation.people))
    kg = max(1, sum(item.kg for item in operation.items))
    return Weights(person=kg, kg=people, divisor=2 * people * kg)


def families_of(firsts: Firsts) -> tuple[Family, ...]:
    """Return everything that must be out, in families."""
    yard, operation = firsts.yard, firsts.yard.operation
    found: dict[tuple[object, ...], tuple[Family, Counter[Member]]] = {}
    for line in lines_of(operation):
        if not leaves(yard, line):
            continue
        first, flights = firsts.of_line(line), _flights(yard, line, firsts)
        start = _start(operation, line)
        key = (line.site_id, start, id(first), tuple((site, one.flight_id) for site, one in flights))
        bare = Family(
            site_id=line.site_id,
            start_minute=start,
            first=first,
            flights=flights,
            act_end_minute=None,
            members=(),
            counts=(),
        )
        found.setdefault(key, (bare, Counter()))[1][_member(line)] += _units(line)
    families = [_whole(bare, members) for bare, members in found.values()]
    return (*families, *_staying(operation))


def _staying(operation: Operation) -> Iterator[Family]:
    """Yield the items that an act on site ends."""
    nowhere = First(yard=Yard(operation), doors={}, stocks={}, outs={})
    for item in staying_of(operation):
        yield Family(
            site_id=item.site_id,
            start_minute=operation.as_of_minute,
            first=nowhere,
            flights=(),
            act_end_minute=max(operation.as_of_minute, item.ready_minute) + item.act_minutes,
            members=(_member(item),),
            counts=(1,),
        )


def _whole(bare: Family, members: Counter[Member]) -> Family:
    ordered = sorted(members)
    return Family(
        site_id=bare.site_id,
        start_minute=bare.start_minute,
        first=bare.first,
        flights=bare.flights,
        act_end_minute=None,
        members=tuple(ordered),
        counts=tuple(members[one] for one in ordered),
    )


def _start(operation: Operation, line: Line) -> int:
    arrives = line.arrives_minute if isinstance(line, PeopleLine) else None
    return operation.as_of_minute if arrives is None else max(operation.as_of_minute, arrives)


def _units(line: Line) -> int:
    return line.count if isinstance(line, PeopleLine) else 1


def _member(line: Line) -> Member:
    if isinstance(line, ItemLine):
        sensitive = line.sensitivity != "none"
        return Member(kg=line.kg, seat=0, positions=line.positions, function="", sensitive=sensitive)
    return Member(kg=line.kg_per_person, seat=1, positions=0, function=line.function, sensitive=False)


def _flights(yard: Yard, line: Line, firsts: Firsts) -> tuple[Flight, ...]:
    """Return the flights that people of a line can take, and from which site's stock."""
    found = firsts.of_line(line)
    return tuple(
        (site_id, one)
        for one in seats_for(yard, line, found)
        for site_id, minute in sorted(found.stocks.items())
        if yard.operation.site_of[site_id].field_id == one.from_field
        and minute <= one.departs_minute - one.check_in_minutes
    )
