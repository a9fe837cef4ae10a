"""What still waits at a site, and how much of it may leave at a minute without going under a floor.

A *lot* is people of one line, or one item, that entered the site's stock at one minute. Floors count what is present,
ready or not, until its off block (docs/reference/plan-meaning.md, D, E); they bind until the site's closing wave
starts. Two more limits are kept like floors: enough guards of the site itself stay for the last formation (F), and
something stays for the closing wave, so that there is one.
"""

from bisect import bisect_right, insort
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from repli.model import Floor, ItemLine, Operation, PeopleLine, Site
from repli.planning.limits import NO_LIMIT, Limit
from repli.planning.lines import earliest_of, leaving_of, staying_of
from repli.planning.stock import ItemLot, Place, Stock, Waiting, item_lot

if TYPE_CHECKING:
    from repli.planning.hold import Load

__all__ = ["GUARD", "NO_LIMIT", "ItemLot", "Limit", "PeopleLot", "SiteBook", "books_of", "drop_place_of"]

GUARD = "guard"
"""The function that leaves last (docs/reference/plan-meaning.md, F)."""


@dataclass(slots=True)
class PeopleLot:
    """``count`` people of a line who may be loaded from ``ready`` on; ``counts_in`` pairs a limit with 1."""

    line: PeopleLine
    ready: int
    count: int
    counts_in: tuple[tuple[int, int], ...]


@dataclass(slots=True, kw_only=True)
class SiteBook:
    """The lots of one site in loading order, its limits, and the items that an act on site still has to end, or ended.

    ``places`` say where a lot of people, by line and ready minute, stands in the loading order. ``ready`` and ``loads``
    are remembered until the next change: ready minutes, and what `repli.planning.board` found best to load; ``counted``
    is what each item adds to the limits.
    """

    site: Site
    people: list[PeopleLot] = field(default_factory=list)
    items: Stock = field(default_factory=Stock)
    staying: list[ItemLot] = field(default_factory=list)
    ended: dict[str, ItemLot] = field(default_factory=dict, compare=False)
    limits: list[Limit] = field(default_factory=list)
    places: dict[tuple[str, int], int] = field(default_factory=dict)
    counted: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict, compare=False)
    ready: list[int] = field(default_factory=list, compare=False)
    loads: "dict[tuple[int, int, tuple[int, ...]], Load | None]" = field(default_factory=dict, compare=False)

    def copy(self) -> "SiteBook":
        """Return an independent copy."""
        return SiteBook(
            site=self.site,
            people=[PeopleLot(lot.line, lot.ready, lot.count, lot.counts_in) for lot in self.people],
            items=self.items.copy(),
            staying=self.staying.copy(),
            ended=self.ended.copy(),
            limits=[limit.copy() for limit in self.limits],
            places=self.places,
            counted=self.counted,
        )

    @property
    def empty(self) -> bool:
        """Whether nothing waits any more."""
        return not self.people and not self.items

    def last_ready(self) -> int:
        """Return the minute from which every lot may be loaded; 0 for an empty site."""
        return self.ready_minutes()[-1] if self.ready_minutes() else 0

    def rooms(self, minute: int, until: int) -> list[int]:
        """Return the room of each limit at ``minute``."""
        return [limit.room(minute, until) for limit in self.limits]

    def lots_for(self, takes: Callable[[str], bool], ready_by: int = NO_LIMIT) -> tuple[list[PeopleLot], Waiting]:
        """Return what may go to the destinations that ``takes`` accepts and is ready by a minute, in loading order."""
        people = [lot for lot in self.people if lot.ready <= ready_by and takes(lot.line.destination_id)]
        return people, self.items.for_route(takes, ready_by if ready_by < self.last_ready() else None)

    def leaves_from(self, takes: Callable[[str], bool], most: tuple[int, int], minute: int, until: int) -> int:
        """Return a minute before which nothing can leave from ``minute`` on: not ready yet, or held by floors.

        Only what goes to destinations that ``takes`` accepts counts, and no item above ``most`` kg and positions.
        ``until`` where nothing can leave before.
        """
        free: dict[tuple[tuple[int, int], ...], int] = {}

        def from_when(ready: int, counts_in: tuple[tuple[int, int], ...]) -> int:
            if counts_in not in free:
                held = (self.limits[index].free_from(amount, minute, until) for index, amount in counts_in)
                free[counts_in] = max(held, default=minute)
            return max(ready, free[counts_in])

        kinds = {(lot.ready, lot.counts_in) for lot in self.people if takes(lot.line.destination_id)}
        kinds |= self.items.kinds(takes, most)
        return min(*(from_when(*kind) for kind in kinds), until, until)

    def ready_minutes(self) -> list[int]:
        """Return the distinct ready minutes of what waits, ascending."""
        if not self.ready:
            self.ready = sorted({lot.ready for lot in self.people}.union(self.items.ready_minutes()))
        return self.ready

    def ready_count(self, minute: int) -> int:
        """Return how many of the ready minutes have come by a minute."""
        return bisect_right(self.ready_minutes(), minute)

    def add_people(self, line: PeopleLine, count: int, minute: int | None, ready: int = 0) -> None:
        """Add people: present from as_of (``minute`` None), or in stock from ``minute``; loaded from ``ready``."""
        counts_in = _weights(limit.of_person(line) for limit in self.limits)
        self.people.append(PeopleLot(line, max(earliest_of(line), minute or 0, ready), count, counts_in))
        self._count(counts_in, count, minute)

    def add_item(self, line: ItemLine, minute: int | None, ready: int = 0) -> None:
        """Add an item: present from as_of (``minute`` None), or in stock from ``minute``; loaded from ``ready``."""
        self.add_items((line,), minute, ready)

    def add_items(self, lines: Iterable[ItemLine], minute: int | None, ready: int = 0) -> None:
        """Add items that come at once."""
        lots = [self._item_lot(line, max(minute or 0, ready)) for line in lines]
        for lot in lots:
            if lot.line.stays:
                self.staying.append(lot)
            else:
                self.items.append(lot)
        self._count(_sums(lots), 1, minute)

    def _item_lot(self, line: ItemLine, ready: int) -> ItemLot:
        """Return the lot of an item that is ready at a minute, or when its line is if that is later."""
        if line.line_id not in self.counted:
            self.counted[line.line_id] = _weights(limit.of_item(line) for limit in self.limits)
        return item_lot(line, max(earliest_of(line), ready), self.counted[line.line_id])

    def end(self, lot: ItemLot, minute: int) -> None:
        """Take out an item whose act on site ends at ``minute``: it is present until then."""
        self.staying.remove(lot)
        self.ended[lot.line.line_id] = lot
        self._count(lot.counts_in, -1, minute)

    def resume(self, item_id: str, minute: int) -> None:
        """Let an item stay again whose act was to end at ``minute``."""
        lot = self.ended.pop(item_id)
        self.staying.append(lot)
        self._count(lot.counts_in, 1, minute)

    def remove(self, people: Iterable[tuple[PeopleLot, int]], items: Sequence[ItemLot], minute: int) -> None:
        """Take lots out with an off block at ``minute``."""
        for lot, count in people:
            lot.count -= count
            self._count(lot.counts_in, -count, minute)
        self.people = [lot for lot in self.people if lot.count > 0]
        self._count(_sums(items), -1, minute)
        self.items.remove(items)

    def sort(self, people: Callable[[PeopleLot], Place], items: Callable[[ItemLot], Place]) -> None:
        """Put the lots into loading order, ties by name; what is given back later finds its place in it."""
        self.loads = {}
        self.people.sort(key=lambda lot: (people(lot), lot.line.line_id))
        self.places = {(lot.line.line_id, lot.ready): index for index, lot in enumerate(self.people)}
        self.items.sort(items)

    def give_back(self, people: Iterable[tuple[PeopleLot, int]], items: Iterable[ItemLot], minute: int) -> None:
        """Put back what `remove` took with an off block at ``minute``: the book is as if that had never been.

        People come back to the lot of their line and minute, which may be a lot of an earlier copy of this book.
        """
        waiting = {(lot.line.line_id, lot.ready): lot for lot in self.people}
        for lot, count in people:
            known = waiting.get((lot.line.line_id, lot.ready))
            if known is None:
                known = waiting[lot.line.line_id, lot.ready] = PeopleLot(lot.line, lot.ready, 0, lot.counts_in)
                insort(self.people, known, key=self._place_of)
            known.count += count
            self._count(lot.counts_in, count, minute)
        items = tuple(items)
        for item in items:
            self.items.append(item)
        self._count(_sums(items), 1, minute)

    def call_off(self, people: Iterable[tuple[PeopleLine, int]], items: Iterable[ItemLine], minute: int) -> None:
        """Take back what `add_people` and `add_item` let come at ``minute``, all of which still waits."""
        for line, count in people:
            self._count(_weights(limit.of_person(line) for limit in self.limits), -count, minute)
            ready, rest = max(earliest_of(line), minute), count
            for lot in self.people:
                if (lot.line.line_id, lot.ready) == (line.line_id, ready):
                    part = min(rest, lot.count)
                    lot.count -= part
                    rest -= part
        self.people = [lot for lot in self.people if lot.count > 0]
        lots = [lot for line in items for lot in self.items.named_lots(line, max(earliest_of(line), minute))]
        self._count(_sums(lots), -1, minute)
        self.items.remove(lots)

    def _place_of(self, lot: PeopleLot) -> int:
        return self.places.get((lot.line.line_id, lot.ready), len(self.places))

    def _count(self, counts_in: tuple[tuple[int, int], ...], times: int, minute: int | None) -> None:
        """Change what the limits see as present, and forget what was known of the lots."""
        self.ready, self.loads = [], {}
        for index, amount in counts_in:
            if minute is None:
                self.limits[index].begin_with(amount * times)
            else:
                self.limits[index].change(minute, amount * times)


def _sums(lots: Iterable[ItemLot]) -> tuple[tuple[int, int], ...]:
    """Return what items add to limits, together."""
    sums: dict[int, int] = {}
    for lot in lots:
        for index, amount in lot.counts_in:
            sums[index] = sums.get(index, 0) + amount
    return tuple(sums.items())


def _weights(amounts: Iterable[int]) -> tuple[tuple[int, int], ...]:
    return tuple((index, amount) for index, amount in enumerate(amounts) if amount)


def drop_place_of(operation: Operation, destination_id: str, mode: str) -> str | None:
    """Return the place where a vehicle of ``mode`` delivers to a destination: its field by air, the site by road."""
    return operation.site_of[destination_id].field_id if mode == "air" else destination_id


def books_of(operation: Operation) -> dict[str, SiteBook]:
    """Return the book of every site inside, by id, with everything that is there at as_of."""
    books = {site.site_id: SiteBook(site=site) for site in operation.sites if site.inside}
    for site_id, book in books.items():
        book.limits = [_limit_of(floor) for floor in operation.floors if floor.site_id == site_id]
        book.limits += _own_limits(book.site, operation.as_of_minute)
    ready = _ready_of_groups(operation)
    for line in operation.people:
        if line.site_id in books:
            arrives = line.arrives_minute
            late = arrives if arrives is not None and arrives > operation.as_of_minute else None
            books[line.site_id].add_people(line, line.count, late, ready.get(line.together, 0))
    for item in (*(one for one in operation.items if not one.stays), *staying_of(operation)):
        if item.site_id in books:
            books[item.site_id].add_item(item, None, ready.get(item.together, 0))
    return books


def _ready_of_groups(operation: Operation) -> dict[str | None, int]:
    """Return from when on each group may be loaded: when the last of its lines may."""
    ready: dict[str | None, int] = {}
    for line in leaving_of(operation):
        if line.together is not None:
            ready[line.together] = max(earliest_of(line), ready.get(line.together, 0))
    return ready


def _limit_of(floor: Floor) -> Limit:
    return Limit(agreed=True, quantity=floor.quantity, function=floor.function, own_site=None, steps=floor.steps)


def _own_limits(site: Site, as_of: int) -> list[Limit]:
    """Return the guards who leave last, and the one thing that stays for the closing wave."""
    guards = Limit(
        agreed=False, quantity="people", function=GUARD, own_site=site.site_id, steps=((as_of, site.last_out_people),)
    )
    something = Limit(agreed=False, quantity="anything", function=None, own_site=None, steps=((as_of, 1),))
    return [guards, something]
