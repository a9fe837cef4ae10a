"""The items that wait at a site in loading order, equal ones that follow each other as one counted stack.

A force has thousands of containers and few kinds of them: what asks for the same of a vehicle, a floor and a
destination is looked at once, however many there are.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from repli.model import ItemLine

__all__ = ["ItemLot", "Place", "Stack", "Stock", "item_lot"]

Place = tuple[int | bool | str, ...]
"""What lots are ordered by."""

_LAST = 1 << 40
"""The number of a stack without a place."""

_Shape = tuple[int, int, str, str, str, int, tuple[tuple[int, int], ...], str]


@dataclass(frozen=True, slots=True)
class ItemLot:
    """One item that may be loaded from ``ready`` on; ``counts_in`` pairs a limit with what the item adds to it.

    Lots of one ``shape`` may stand for each other.
    """

    line: ItemLine
    ready: int
    counts_in: tuple[tuple[int, int], ...]
    shape: _Shape = field(compare=False)


Stack = tuple[ItemLot, ...]
"""Lots of one shape, in loading order; never empty."""


def item_lot(line: ItemLine, ready: int, counts_in: tuple[tuple[int, int], ...]) -> ItemLot:
    """Return the lot of an item. What goes together, or before something, stands for itself only."""
    own = line.line_id if line.together is not None or line.before else ""
    ends = (line.item_class, line.dangerous_class or "", line.destination_id)
    return ItemLot(line, ready, counts_in, (line.kg, line.positions, *ends, ready, counts_in, own))


@dataclass(slots=True, eq=False)
class Stock:
    """Stacks in loading order with their numbers, and the ``place`` of each lot: number of its stack, index in it.

    A place belongs to an item that is ready at a minute: if it comes again at another one, it is another lot. A lot
    without a place comes last. ``goals`` are the destinations of what waits or has waited, ``named`` the numbers of the
    stacks of an item that has a place.
    """

    stacks: list[Stack] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    place: dict[tuple[str, int], tuple[int, int]] = field(default_factory=dict)
    goals: frozenset[str] = frozenset()
    named: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def copy(self) -> "Stock":
        """Return an independent copy."""
        return Stock(self.stacks.copy(), self.numbers.copy(), self.place, self.goals, self.named)

    def __eq__(self, other: object) -> bool:
        """Say whether the same lots wait in the same order."""
        return isinstance(other, Stock) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # it changes

    def __iter__(self) -> Iterator[ItemLot]:
        """Yield the lots one by one, in loading order."""
        for stack in self.stacks:
            yield from stack

    def __len__(self) -> int:
        """Count the lots."""
        return sum(map(len, self.stacks))

    def __bool__(self) -> bool:
        """Whether anything waits."""
        return bool(self.stacks)

    def append(self, lot: ItemLot) -> None:
        """Put a lot after all others, or back in its place if it has one."""
        self.insert(lot)
        if lot.line.destination_id not in self.goals:
            self.goals |= {lot.line.destination_id}

    def sort(self, key: Callable[[ItemLot], Place]) -> None:
        """Put the lots into order; of those with equal keys the first by name, with all of its shape behind it."""
        kinds: dict[tuple[Place, _Shape], list[ItemLot]] = {}
        for lot in sorted(self, key=lambda lot: (key(lot), lot.line.line_id)):
            kinds.setdefault((key(lot), lot.shape), []).append(lot)
        self.stacks = [tuple(lots) for lots in kinds.values()]
        self.numbers = list(range(len(self.stacks)))
        self.place = {
            (lot.line.line_id, lot.ready): (number, index)
            for number, stack in enumerate(self.stacks)
            for index, lot in enumerate(stack)
        }
        named: dict[str, tuple[int, ...]] = {}
        for (name, _), (number, _) in self.place.items():
            named[name] = (*named.get(name, ()), number)
        self.named = named

    def find(self, line_id: str) -> ItemLot | None:
        """Return the first lot of an item that waits, else None."""
        for number in (*self.named.get(line_id, ()), _LAST):
            first, end = bisect_left(self.numbers, number), bisect_right(self.numbers, number)
            for stack in self.stacks[first:end]:
                for lot in stack:
                    if lot.line.line_id == line_id:
                        return lot
        return None

    def for_route(self, takes: Callable[[str], bool], ready_by: int | None) -> Sequence[Stack]:
        """Return the stacks for the destinations that ``takes`` accepts, ready by a minute; None = all are ready."""
        taken = {goal for goal in self.goals if takes(goal)}
        if ready_by is None:
            every = taken == self.goals
            return self.stacks if every else [one for one in self.stacks if one[0].line.destination_id in taken]
        if taken == self.goals:
            return [one for one in self.stacks if one[0].ready <= ready_by]
        return [one for one in self.stacks if one[0].ready <= ready_by and one[0].line.destination_id in taken]

    def ready_minutes(self) -> set[int]:
        """Return when lots get ready."""
        return {stack[0].ready for stack in self.stacks}

    def remove(self, lots: Iterable[ItemLot]) -> None:
        """Take lots out."""
        names: dict[int, set[str]] = {}
        for lot in lots:
            names.setdefault(self._place_of(lot)[0], set()).add(lot.line.line_id)
        for number, gone in names.items():
            first = bisect_left(self.numbers, number)
            if number < _LAST and len(self.stacks[first]) == len(gone):
                del self.stacks[first], self.numbers[first]
                continue
            end = bisect_right(self.numbers, number)
            rests = [tuple(lot for lot in stack if lot.line.line_id not in gone) for stack in self.stacks[first:end]]
            self.stacks[first:end] = [stack for stack in rests if stack]
            self.numbers[first:end] = [number for stack in rests if stack]

    def insert(self, lot: ItemLot) -> None:
        """Put a lot back in its place."""
        number = self._place_of(lot)[0]
        index = bisect_left(self.numbers, number)
        if number < _LAST and index < len(self.numbers) and self.numbers[index] == number:
            self.stacks[index] = tuple(sorted((*self.stacks[index], lot), key=self._place_of))
        else:
            index = bisect_right(self.numbers, number)
            self.stacks.insert(index, (lot,))
            self.numbers.insert(index, number)

    def _place_of(self, lot: ItemLot) -> tuple[int, int]:
        return self.place.get((lot.line.line_id, lot.ready), (_LAST, 0))
