"""The space of one movement while it is filled, and the load that comes out of it.

One configuration per movement; people + items kg <= payload; people <= seats; positions <= pallet positions; outsize
items need an outsize configuration; items do not divide, people do, unless their group goes together
(docs/reference/plan-meaning.md, C, G). Items are taken only while all of them can stand on the floor; a load that then
cannot be balanced gives up its last items.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from repli.model import Configuration
from repli.planning.lots import NO_LIMIT, ItemLot, PeopleLot
from repli.planning.stowing import Piece, stow

__all__ = ["OUTSIZE", "PEOPLE", "Apart", "Hold", "Load", "Weights"]

OUTSIZE = "outsize"
"""The item class that needs an outsize configuration."""


PEOPLE = "people"
"""The class of people in the table of dangerous goods (docs/reference/plan-meaning.md, G)."""

Apart = frozenset[tuple[str, str]]
"""Pairs of classes, each sorted, that may not be aboard together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What one person and one kg are worth: half of the stay is over people, half over kg (plan-meaning.md, K)."""

    person: int
    kg: int

    def of(self, people: int, kg: int) -> int:
        """Return what so many people and kg are worth."""
        return people * self.person + kg * self.kg


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What a movement takes, in one configuration; ``places`` = first position of each item that stands on a floor."""

    configuration: Configuration
    people: tuple[tuple[PeopleLot, int], ...]
    items: tuple[ItemLot, ...]
    places: tuple[tuple[str, int], ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is taken."""
        return not self.people and not self.items

    @property
    def people_count(self) -> int:
        """People taken."""
        return sum(count for _, count in self.people)

    @property
    def item_kg(self) -> int:
        """Kg of the items taken."""
        return sum(lot.line.kg for lot in self.items)

    @property
    def kg(self) -> int:
        """Kg of people and items."""
        return self.item_kg + sum(lot.line.kg_per_person * count for lot, count in self.people)

    def value(self, weights: Weights) -> int:
        """Return what the load is worth."""
        return weights.of(self.people_count, self.item_kg)


class Hold:
    """The space of one movement while it is filled; ``rooms`` are what the limits of the site still let go.

    ``apart`` are the pairs of dangerous-goods classes that may not be aboard together; people are a class.
    """

    def __init__(
        self, configuration: Configuration, payload_kg: int, rooms: Sequence[int], apart: Apart = frozenset()
    ) -> None:
        """Start empty."""
        self.apart = apart
        self.classes: set[str] = set()
        self.configuration = configuration
        self.kg = payload_kg
        self.seats = configuration.seats
        self.positions = configuration.pallet_positions
        self.rooms = list(rooms)
        self.people: list[tuple[PeopleLot, int]] = []
        self.items: list[ItemLot] = []

    def add_people(self, lot: PeopleLot, most: int) -> int:
        """Take as many of a lot as fit, at most ``most``; return how many."""
        allowed = min((self.rooms[index] // amount for index, amount in lot.counts_in), default=NO_LIMIT)
        count = min(most, self.seats, self.kg // lot.line.kg_per_person, allowed)
        if count <= 0 or not self._may_join(PEOPLE):
            return 0
        self.classes.add(PEOPLE)
        self.people.append((lot, count))
        self.seats -= count
        self.kg -= count * lot.line.kg_per_person
        self._spend(lot.counts_in, count)
        return count

    def add_item(self, lot: ItemLot) -> bool:
        """Take an item if it fits."""
        line = lot.line
        if line.kg > self.kg or line.positions > self.positions:
            return False
        if line.item_class == OUTSIZE and not self.configuration.outsize:
            return False
        if any(self.rooms[index] < amount for index, amount in lot.counts_in):
            return False
        if line.dangerous_class is not None and not self._may_join(line.dangerous_class):
            return False
        if not self._may_stand(lot):
            return False
        if line.dangerous_class is not None:
            self.classes.add(line.dangerous_class)
        self.items.append(lot)
        self.kg -= line.kg
        self.positions -= line.positions
        self._spend(lot.counts_in, 1)
        return True

    def add_group(self, people: Sequence[PeopleLot], items: Sequence[ItemLot]) -> bool:
        """Take a group whole, or nothing of it."""
        before = (self.kg, self.seats, self.positions, self.rooms.copy(), self.classes.copy())
        counts = len(self.people), len(self.items)
        if all(self.add_people(lot, lot.count) == lot.count for lot in people) and all(map(self.add_item, items)):
            return True
        self.kg, self.seats, self.positions, self.rooms, self.classes = before
        del self.people[counts[0] :], self.items[counts[1] :]
        return False

    @property
    def worth(self) -> tuple[int, int]:
        """People and item kg taken so far."""
        return sum(count for _, count in self.people), sum(lot.line.kg for lot in self.items)

    def load(self) -> Load | None:
        """Return what was taken, each item in its place; None if it cannot be placed in balance."""
        placed = [lot for lot in self.items if lot.line.positions]
        places = stow(self.configuration, _pieces(placed), seated_kg=self._seated_kg())
        if places is None:
            return None
        return Load(
            configuration=self.configuration,
            people=tuple(self.people),
            items=tuple(self.items),
            places=tuple((lot.line.line_id, place) for lot, place in zip(placed, places, strict=False)),
        )

    def balanced(self) -> Load | None:
        """Return what was taken, short of the last items that keep it out of balance; None if nothing remains."""
        load = self.load()
        while load is None and self.items:
            group = self.items.pop().line.together
            if group is not None:
                self.items = [lot for lot in self.items if lot.line.together != group]
                self.people = [(lot, count) for lot, count in self.people if lot.line.together != group]
            load = self.load()
        return load

    def _seated_kg(self) -> int:
        """Return the kg that count at the arm of the seats."""
        loose = sum(lot.line.kg for lot in self.items if not lot.line.positions)
        return loose + sum(lot.line.kg_per_person * count for lot, count in self.people)

    def _may_stand(self, lot: ItemLot) -> bool:
        """Say whether an item can stand on the floor beside those that are there, balance apart."""
        floor = self.configuration.floor
        if not floor or not lot.line.positions:
            return True
        weakest = min(spot.max_kg for spot in floor)
        if lot.line.positions == 1 and lot.line.kg <= weakest:
            return True  # it stands on any one position, and one is free
        pieces = _pieces([one for one in (*self.items, lot) if one.line.positions])
        shapes = [piece if piece.kg > piece.positions * weakest else replace(piece, kg=0) for piece in pieces]
        return stow(self.configuration, shapes, seated_kg=0, in_balance=False) is not None

    def _may_join(self, name: str) -> bool:
        """Say whether a class may come aboard beside those that are there."""
        return not any((min(name, other), max(name, other)) in self.apart for other in self.classes)

    def _spend(self, counts_in: tuple[tuple[int, int], ...], times: int) -> None:
        for index, amount in counts_in:
            self.rooms[index] -= amount * times


def _pieces(lots: Sequence[ItemLot]) -> list[Piece]:
    """Return what the floor needs to know of items."""
    return [Piece(positions=lot.line.positions, kg=lot.line.kg) for lot in lots]
