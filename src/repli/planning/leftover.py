"""What is left at a site at each minute, if all moves as on a given board, and whether that is too much for any wave.

A quick look before a wave is tried: sums only, so it never turns down what a wave could take.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate

from repli.planning.lots import SiteBook
from repli.planning.routes import Route
from repli.planning.sorties import Sortie

__all__ = ["Leftover", "Rest", "left_at", "leftover_of"]

_Sums = tuple[int, int, int]
"""People, kg of people and items, positions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftover:
    """What is there at as_of, what is gone after each of the off blocks, and the most that one flight takes."""

    there: _Sums
    off_minutes: tuple[int, ...]
    gone: tuple[_Sums, ...]
    flight: _Sums

    def exceeds(self, flights: int, minute: int) -> bool:
        """Say whether more is left after the off blocks up to ``minute`` than so many flights take."""
        gone = self.gone[bisect_right(self.off_minutes, minute)]
        sums = zip(self.there, gone, self.flight, strict=True)
        return any(there - out > flights * most for there, out, most in sums)


@dataclass(slots=True, kw_only=True)
class Rest:
    """What remains of ``book`` after the off blocks up to a minute, asked for ascending minutes at best.

    ``sorties`` are from its site, none gone yet on the book, in order of their off blocks.
    """

    book: SiteBook
    sorties: tuple[Sortie, ...]
    minute: int = -1
    gone: int = 0
    rest: SiteBook = field(init=False)

    def __post_init__(self) -> None:
        """Start with everything there."""
        self.rest = self.book.copy()

    def at(self, minute: int) -> SiteBook:
        """Return what remains at a minute; it is good until the next question."""
        if minute < self.minute:
            self.rest, self.gone = self.book.copy(), 0
        self.minute = minute
        while self.gone < len(self.sorties) and self.sorties[self.gone].slot.off_minute <= minute:
            sortie = self.sorties[self.gone]
            for line_id, count, _ in sortie.people:
                _reduce(self.rest, line_id, count)
            if sortie.load is not None:
                self.rest.items.remove(sortie.load.items)
            self.gone += 1
        self.rest.people = [lot for lot in self.rest.people if lot.count > 0]
        self.rest.ready = []
        return self.rest


def leftover_of(book: SiteBook, sorties: Iterable[Sortie], routes: Iterable[Route]) -> Leftover:
    """Return what is left at a site after the sorties of a board, for flights on any of the routes."""
    own = [one for one in sorties if one.slot.route.site_id == book.site.site_id and one.load is not None]
    own.sort(key=lambda one: one.slot.off_minute)
    people = sum(lot.count for lot in book.people)
    kg = sum(lot.count * lot.line.kg_per_person for lot in book.people) + sum(lot.line.kg for lot in book.items)
    ways = [(one.seats, route.payload_kg, one.pallet_positions) for route in routes for one in route.configurations]
    return Leftover(
        there=(people, kg, sum(lot.line.positions for lot in book.items)),
        off_minutes=tuple(one.slot.off_minute for one in own),
        gone=tuple(accumulate((_taken(one) for one in own), _plus, initial=(0, 0, 0))),
        flight=_largest(ways),
    )


def left_at(book: SiteBook, sorties: Iterable[Sortie], minute: int) -> SiteBook:
    """Return what remains at a site after the sorties from it that go off block by a minute."""
    rest = book.copy()
    gone: set[str] = set()
    for sortie in sorties:
        if sortie.slot.route.site_id == book.site.site_id and sortie.slot.off_minute <= minute:
            gone.update(line_id for line_id, _ in sortie.items)
            for line_id, count, _ in sortie.people:
                _reduce(rest, line_id, count)
    rest.items.remove([lot for lot in rest.items if lot.line.line_id in gone])
    rest.people = [lot for lot in rest.people if lot.count > 0]
    return rest


def _reduce(rest: SiteBook, line_id: str, count: int) -> None:
    """Take people of a line out of the lots, the first ready ones first."""
    for lot in rest.people:
        if lot.line.line_id == line_id:
            taken = min(lot.count, count)
            lot.count -= taken
            count -= taken


def _taken(sortie: Sortie) -> _Sums:
    load = sortie.load
    if load is None:
        return (0, 0, 0)
    return load.people_count, load.kg, sum(lot.line.positions for lot in load.items)


def _plus(one: _Sums, other: _Sums) -> _Sums:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def _largest(ways: list[_Sums]) -> _Sums:
    seats, kg, positions = zip(*ways, strict=True) if ways else ((0,), (0,), (0,))
    return max(seats), max(kg), max(positions)
