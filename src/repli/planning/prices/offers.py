"""What sorties can carry through a door, when, and what they use (docs/reference/bound-meaning.md, 4).

An offer is an edge, a configuration and a clearance; prices hold if no offer earns more in any bucket than it pays.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from repli.planning.prices.doors import AIR, LOADED, THROUGH, Door, Edge, Yard
from repli.planning.prices.grid import Buckets
from repli.planning.prices.scarce import Scarce, Subject
from repli.planning.prices.tours import TOURS, tour_name

__all__ = ["Come", "Offer", "offers_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The largest load of one sortie, its uses, the buckets in which it can be, and its flight minutes."""

    type_id: str
    payload_kg: int
    seats: int
    positions: int
    uses: tuple[tuple[Subject, int], ...]
    opened: tuple[bool, ...]
    flight_minutes: int


def offers_of(scarce: Scarce, buckets: Buckets, *, toured: bool = False) -> Mapping[Door, tuple[Offer, ...]]:
    """Return the offers of each door; one that another beats in everything is left out.

    ``toured``: sorties are also charged as parts of their vehicles' sequences.
    """
    yard, come = scarce.yard, Come(scarce.yard)
    arrivals = {(edge.mode, edge.to_place) for edge in yard.edges if edge.inwards}
    found: dict[Door, list[Offer]] = {}
    for edge in yard.edges:
        kinds = (LOADED, THROUGH) if (edge.mode, edge.from_place) in arrivals else (LOADED,)
        for kind in kinds:
            door = Door(*edge.key, kind)
            more = ((TOURS, tour_name(edge)), 1)
            uses = (more,) if toured and tour_name(edge) in scarce.tours.names(edge.type_id) else ()
            found.setdefault(door, []).extend(_offers(scarce, buckets, come, (edge, kind), uses))
    return {door: _best(offers) for door, offers in found.items()}


def _offers(
    scarce: Scarce, buckets: Buckets, come: "Come", way: tuple[Edge, str], more: tuple[tuple[Subject, int], ...]
) -> Iterator[Offer]:
    edge, kind = way
    minutes = 0 if edge.inwards else edge.block_minutes + come.minutes(edge.type_id, edge.from_place)
    for clearance, hours in edge.grants:
        opened = tuple(minute is not None for minute in buckets.opened(hours))
        if not any(opened):
            continue
        for one in scarce.yard.operation.type_of[edge.type_id].configurations:
            yield Offer(
                type_id=edge.type_id,
                payload_kg=edge.payload_kg,
                seats=one.seats,
                positions=one.pallet_positions,
                uses=(*scarce.uses(edge, clearance, kind), *more),
                opened=opened,
                flight_minutes=minutes if edge.mode == AIR else 0,
            )


def _best(offers: list[Offer]) -> tuple[Offer, ...]:
    """Return the offers that no other one beats at the same uses and times."""
    kept: list[Offer] = []
    for one in sorted(offers, key=lambda o: (-o.payload_kg, -o.seats, -o.positions, o.flight_minutes)):
        if not any(_beats(other, one) for other in kept):
            kept.append(one)
    return tuple(kept)


def _beats(other: Offer, one: Offer) -> bool:
    same = other.uses == one.uses and other.opened == one.opened
    room = other.payload_kg >= one.payload_kg and other.seats >= one.seats and other.positions >= one.positions
    return same and room and other.flight_minutes <= one.flight_minutes


class Come:
    """The least block minutes with which aircraft of a type come from outside to a field."""

    def __init__(self, yard: Yard) -> None:
        """Keep what was worked out."""
        self._yard = yard
        self._found: dict[str, dict[str, int]] = {}

    def minutes(self, type_id: str, field_id: str) -> int:
        """Return the minutes of the shortest chain to a field; 0 if there is none."""
        if type_id not in self._found:
            self._found[type_id] = self._chains(type_id)
        return self._found[type_id].get(field_id, 0)

    def saved(self) -> int:
        """Return what vehicles that start inside save at most: their first way in."""
        operation, total = self._yard.operation, 0
        for one in operation.vehicles:
            if operation.type_of[one.type_id].mode == AIR and operation.field_of[one.start_place].inside:
                total += max((self.minutes(one.type_id, field.field_id) for field in operation.fields), default=0)
        return total

    def _chains(self, type_id: str) -> dict[str, int]:
        operation = self._yard.operation
        blocks = [
            (leg.from_place, leg.to_place, operation.passage_of[type_id, leg.leg_id].block_minutes)
            for leg in operation.legs
            if leg.mode == AIR and (type_id, leg.leg_id) in operation.passage_of
        ]
        inside = {field.field_id for field in operation.fields if field.inside}
        found: dict[str, int] = {}
        for _ in range(len(inside) + 1):
            for start, end, block in blocks:
                before = found.get(start) if start in inside else 0
                if end in inside and before is not None:
                    found[end] = min(before + block, found.get(end, before + block))
        return found
