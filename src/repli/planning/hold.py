"""The space of one movement while it is filled, and the load that comes out of it.

One configuration per movement; people + items kg <= payload; people <= seats; positions <= pallet positions; outsize
items need an outsize configuration; items do not divide, people do, unless their group goes together
(docs/reference/plan-meaning.md, C, G). Items are taken only while all of them can stand on the floor; a load that then
cannot be balanced gives up its last items.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from repli.model import Configuration
from repli.planning.limits import NO_LIMIT
from repli.planning.lots import PeopleLot
from repli.planning.stock import ItemLot, Stack
from repli.planning.stowing import Piece, stow, weakest_kg

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
        self.item_kg = 0

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
        return self.add_items((lot,)) == 1

    def add_items(self, stack: Stack) -> int:
        """Take as many lots of a stack as fit, the first ones; return how many."""
        first, count = stack[0], self._most(stack)
        if count > 1 and not self._stands_anywhere(first):
            return next((taken for taken, lot in enumerate(stack) if self.add_items((lot,)) == 0), len(stack))
        if count <= 0 or not self._may_stand(first):
            return 0
        if first.line.dangerous_class is not None:
            self.classes.add(first.line.dangerous_class)
        self.items += stack[:count]
        self.item_kg += first.line.kg * count
        self.kg -= first.line.kg * count
        self.positions -= first.line.positions * count
        self._spend(first.counts_in, count)
        return count

    def _most(self, stack: Stack) -> int:
        """Return how many lots of a stack kg, positions, limits and what is aboard let in, wherever they stand."""
        first, line = stack[0], stack[0].line
        if line.item_class == OUTSIZE and not self.configuration.outsize:
            return 0
        most = len(stack)
        if line.kg:
            most = min(most, self.kg // line.kg)
        if line.positions:
            most = min(most, self.positions // line.positions)
        for index, amount in first.counts_in:
            most = min(most, self.rooms[index] // amount)
        if line.dangerous_class is None or most <= 0:
            return most
        if not self._may_join(line.dangerous_class):
            return 0
        alone = (line.dangerous_class, line.dangerous_class) in self.apart
        return 1 if alone else most

    def add_group(self, people: Sequence[PeopleLot], items: Sequence[ItemLot]) -> bool:
        """Take a group whole, or nothing of it."""
        before = (self.kg, self.seats, self.positions, self.rooms.copy(), self.classes.copy(), self.item_kg)
        counts = len(self.people), len(self.items)
        if all(self.add_people(lot, lot.count) == lot.count for lot in people) and all(map(self.add_item, items)):
            return True
        self.kg, self.seats, self.positions, self.rooms, self.classes, self.item_kg = before
        del self.people[counts[0] :], self.items[counts[1] :]
        return False

    @property
    def worth(self) -> tuple[int, int]:
        """People and item kg taken so far."""
        return sum(count for _, count in self.people), self.item_kg

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
            last = self.items.pop().line
            self.item_kg -= last.kg
            group = last.together
            if group is not None:
                self.items = [lot for lot in self.items if lot.line.together != group]
                self.item_kg = sum(lot.line.kg for lot in self.items)
                self.people = [(lot, count) for lot, count in self.people if lot.line.together != group]
            load = self.load()
        return load

    def _seated_kg(self) -> int:
        """Return the kg that count at the arm of the seats."""
        loose = sum(lot.line.kg for lot in self.items if not lot.line.positions)
        return loose + sum(lot.line.kg_per_person * count for lot, count in self.people)

    def _stands_anywhere(self, lot: ItemLot) -> bool:
        """Say whether an item stands on any one position of the floor, so that it needs only one that is free."""
        line = lot.line
        if not self.configuration.floor or not line.positions:
            return True
        return line.positions == 1 and line.kg <= weakest_kg(self.configuration)

    def _may_stand(self, lot: ItemLot) -> bool:
        """Say whether an item can stand on the floor beside those that are there, balance apart."""
        if self._stands_anywhere(lot):
            return True
        weakest = weakest_kg(self.configuration)
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
