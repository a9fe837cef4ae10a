"""The items that wait at a site in loading order, equal ones that follow each other as one counted stack.

A force has thousands of containers and few kinds of them: what asks for the same of a vehicle, a floor and a
destination is looked at once, however many there are. What goes to one destination stands in a row of its own, so that
a vehicle that goes elsewhere does not look at it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import merge
from itertools import chain
from operator import itemgetter

from repli.model import ItemLine

__all__ = ["Counts", "ItemLot", "Place", "Stack", "Stock", "Waiting", "item_lot"]

Place = tuple[int | bool | str, ...]
"""What lots are ordered by."""

_LAST = 1 << 40
"""The number of the first stack without a place; those that come later have higher ones."""

Counts = tuple[tuple[int, int], ...]
"""Pairs of a limit and what is added to it."""

_Shape = tuple[int, int, str, str, str, int, Counts, str]


@dataclass(frozen=True, slots=True)
class ItemLot:
    """One item that may be loaded from ``ready`` on; ``counts_in`` pairs a limit with what the item adds to it.

    Lots of one ``shape`` may stand for each other.
    """

    line: ItemLine
    ready: int
    counts_in: Counts
    shape: _Shape = field(compare=False)


Stack = tuple[ItemLot, ...]
"""Lots of one shape, in loading order; never empty."""


def item_lot(line: ItemLine, ready: int, counts_in: tuple[tuple[int, int], ...]) -> ItemLot:
    """Return the lot of an item. What goes together, or before something, stands for itself only."""
    own = line.line_id if line.together is not None or line.before else ""
    ends = (line.item_class, line.dangerous_class or "", line.destination_id)
    return ItemLot(line, ready, counts_in, (line.kg, line.positions, *ends, ready, counts_in, own))


@dataclass(slots=True, eq=False)
class Row:
    """Stacks for one destination in loading order, with their numbers.

    ``least`` is a kg and a number of positions that no lot of it is or was below.
    """

    stacks: list[Stack] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    least: tuple[int, int] = (_LAST, _LAST)

    def copy(self) -> "Row":
        """Return an independent copy."""
        return Row(self.stacks.copy(), self.numbers.copy(), self.least)

    def put(self, number: int, stack: Stack) -> None:
        """Put a stack in its place."""
        index = bisect_left(self.numbers, number)
        self.numbers.insert(index, number)
        self.stacks.insert(index, stack)
        self.least = min(self.least[0], stack[0].line.kg), min(self.least[1], stack[0].line.positions)

    def span(self, number: int) -> range:
        """Return where stacks of a number stand: one place, or the end of the row for all that have none."""
        end = bisect_right(self.numbers, number) if number < _LAST else len(self.numbers)
        return range(bisect_left(self.numbers, number), end)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Stacks in loading order that are ready by a minute, from rows.

    ``least`` is a kg and a number of positions that no lot is below: a hold with less of either takes nothing more.
    """

    rows: tuple[Row, ...] = ()
    ready_by: int = _LAST
    seen: list[Stack] = field(default_factory=list, init=False, compare=False)
    coming: list[Iterator[Stack]] = field(default_factory=list, init=False, compare=False)

    @property
    def least(self) -> tuple[int, int]:
        """The least kg and positions of a lot."""
        kgs, positions = zip(*(row.least for row in self.rows), strict=True) if self.rows else ((0,), (0,))
        return min(kgs), min(positions)

    def __iter__(self) -> Iterator[Stack]:
        """Yield the stacks one by one: a hold is full after a few of thousands. They are put in order only once."""
        if not self.coming:
            ready_by = self.ready_by
            self.coming.append(stack for stack in _in_order(self.rows) if stack[0].ready <= ready_by)
        seen, place = self.seen, 0
        while place < len(seen) or self._one_more():
            yield seen[place]
            place += 1

    def _one_more(self) -> bool:
        """See one stack more; say whether there was one."""
        stack = next(self.coming[0], None)
        if stack is not None:
            self.seen.append(stack)
        return stack is not None

    def __bool__(self) -> bool:
        """Whether any stack waits."""
        return next(iter(self), None) is not None

    def without(self, held: Callable[[ItemLot], bool]) -> "Waiting":
        """Return what waits without the lots that are held."""
        free = (tuple(lot for lot in stack if not held(lot)) for stack in self)
        stacks = [stack for stack in free if stack]
        return Waiting((Row(stacks, list(range(len(stacks))), self.least),))


@dataclass(slots=True, eq=False)
class Stock:
    """Rows by destination, and the ``place`` of each lot: number of its stack, index in it.

    A place belongs to an item that is ready at a minute: if it comes again at another one, it is another lot. A lot
    without a place comes last; ``came`` counts those. ``named`` are the numbers of the stacks of an item that has a
    place, ``ready`` how many lots get ready at which minutes.
    """

    rows: dict[str, Row] = field(default_factory=dict)
    place: dict[tuple[str, int], tuple[int, int]] = field(default_factory=dict)
    named: dict[str, tuple[int, ...]] = field(default_factory=dict)
    ready: dict[int, int] = field(default_factory=dict)
    came: int = 0

    def copy(self) -> "Stock":
        """Return an independent copy."""
        rows = {goal: row.copy() for goal, row in self.rows.items()}
        return Stock(rows, self.place, self.named, self.ready.copy(), self.came)

    @property
    def stacks(self) -> list[Stack]:
        """All stacks, in loading order."""
        return list(_in_order(tuple(self.rows.values())))

    def __eq__(self, other: object) -> bool:
        """Say whether the same lots wait in the same order."""
        return isinstance(other, Stock) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # it changes

    def __iter__(self) -> Iterator[ItemLot]:
        """Yield the lots one by one, in loading order."""
        return chain.from_iterable(_in_order(tuple(self.rows.values())))

    def __len__(self) -> int:
        """Count the lots."""
        return sum(len(stack) for row in self.rows.values() for stack in row.stacks)

    def __bool__(self) -> bool:
        """Whether anything waits."""
        return any(row.stacks for row in self.rows.values())

    def sort(self, key: Callable[[ItemLot], Place]) -> None:
        """Put the lots into order; of those with equal keys the first by name, with all of its shape behind it."""
        kinds: dict[tuple[Place, _Shape], list[ItemLot]] = {}
        for lot in sorted(self, key=lambda lot: (key(lot), lot.line.line_id)):
            kinds.setdefault((key(lot), lot.shape), []).append(lot)
        self.rows, self.place = {goal: Row() for goal in self.rows}, {}
        named: dict[str, tuple[int, ...]] = {}
        for number, lots in enumerate(kinds.values()):
            self.rows[lots[0].line.destination_id].put(number, tuple(lots))
            for index, lot in enumerate(lots):
                name = lot.line.line_id
                self.place[name, lot.ready] = number, index
                named[name] = (*named.get(name, ()), number)
        self.named = named

    def find(self, line_id: str) -> ItemLot | None:
        """Return the first lot of an item that waits, else None."""
        for number in (*self.named.get(line_id, ()), _LAST):
            for row in self.rows.values():
                for index in row.span(number):
                    for lot in row.stacks[index]:
                        if lot.line.line_id == line_id:
                            return lot
        return None

    def for_route(self, takes: Callable[[str], bool], ready_by: int | None) -> Waiting:
        """Return the stacks for the destinations that ``takes`` accepts, ready by a minute; None = all are ready."""
        rows = tuple(row for goal, row in self.rows.items() if row.stacks and takes(goal))
        return Waiting(rows, _LAST if ready_by is None else ready_by)

    def kinds(self, takes: Callable[[str], bool], most: tuple[int, int]) -> set[tuple[int, Counts]]:
        """Return ready minute and limits of what goes to such destinations, at most so many kg and positions each."""
        kg, positions = most
        lots = (stack[0] for goal, row in self.rows.items() if takes(goal) for stack in row.stacks)
        return {(lot.ready, lot.counts_in) for lot in lots if lot.line.kg <= kg and lot.line.positions <= positions}

    def ready_minutes(self) -> Iterable[int]:
        """Return when lots get ready."""
        return self.ready.keys()

    def remove(self, lots: Iterable[ItemLot]) -> None:
        """Take lots out."""
        names: dict[tuple[str, int], set[str]] = {}
        for lot in lots:
            names.setdefault((lot.line.destination_id, self._place_of(lot)[0]), set()).add(lot.line.line_id)
            self._count(lot, -1)
        for (goal, number), gone in names.items():
            row = self.rows[goal]
            for index in reversed(row.span(number)):
                rest = _without(row.stacks[index], gone)
                if rest:
                    row.stacks[index] = rest
                else:
                    del row.stacks[index], row.numbers[index]

    def named_lots(self, line: ItemLine, ready: int) -> list[ItemLot]:
        """Return the lots of an item that wait and are ready at a minute."""
        row = self.rows.get(line.destination_id, Row())
        numbers = {self.place.get((line.line_id, ready), (_LAST, 0))[0], _LAST}
        stacks = (row.stacks[index] for number in sorted(numbers) for index in row.span(number))
        return [lot for stack in stacks for lot in stack if (lot.line.line_id, lot.ready) == (line.line_id, ready)]

    def append(self, lot: ItemLot) -> None:
        """Put a lot after all others, or back in its place if it has one."""
        self._count(lot, 1)
        row = self.rows.setdefault(lot.line.destination_id, Row())
        number = self._place_of(lot)[0]
        if number == _LAST:
            number, self.came = number + self.came, self.came + 1
        index = bisect_left(row.numbers, number)
        if index < len(row.numbers) and row.numbers[index] == number:
            stack = row.stacks[index]
            at = bisect_left(stack, self._place_of(lot), key=self._place_of)
            row.stacks[index] = (*stack[:at], lot, *stack[at:])
        else:
            row.put(number, (lot,))

    def _count(self, lot: ItemLot, more: int) -> None:
        """Count a lot that comes or goes at its ready minute."""
        self.ready[lot.ready] = self.ready.get(lot.ready, 0) + more
        if not self.ready[lot.ready]:
            del self.ready[lot.ready]

    def _place_of(self, lot: ItemLot) -> tuple[int, int]:
        return self.place.get((lot.line.line_id, lot.ready), (_LAST, 0))


def _without(stack: Stack, gone: set[str]) -> Stack:
    """Return a stack without lots that are gone: as a rule its first ones."""
    first = 0
    while first < len(stack) and stack[first].line.line_id in gone:
        first += 1
    if first == len(gone):
        return stack[first:]
    return tuple(lot for lot in stack[first:] if lot.line.line_id not in gone)


def _in_order(rows: Sequence[Row]) -> Iterator[Stack]:
    """Return the stacks of rows, in loading order."""
    if len(rows) == 1:
        return iter(rows[0].stacks)
    numbered = merge(*(zip(row.numbers, row.stacks, strict=True) for row in rows), key=itemgetter(0))
    return (stack for _, stack in numbered)
