"""Wares: lots that wait at a site and are alike for a guide, by destination, size, and when they are ready.

What goes by way of another site waits there later as a ware of its own, with nothing there at first.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from repli.model import ItemLine
from repli.planning.guide.scene import Scene
from repli.planning.hold import OUTSIZE
from repli.planning.lines import Line
from repli.planning.lots import SiteBook

__all__ = ["Ware", "wares_of"]

_Lot = tuple[Line, int, int]
"""A line, from which minute on it may be loaded, and how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ware:
    """``count`` units at a site, of ``kg`` each on average, that may be loaded from a part on; 0 that come later.

    ``counts_in`` are the limits of the site that a unit counts in, and how much on average. ``lines`` are its lines.
    ``origin`` is the number of the ware that is brought here, for one that comes by another site. ``gets_ready`` says
    how many are ready from which part on where they are pooled; empty if all are ready at once.
    """

    number: int
    site_id: str
    destination_id: str
    people: bool
    positions: int
    outsize: bool
    ready: int
    count: int
    kg: float
    counts_in: tuple[tuple[int, float], ...]
    lines: tuple[str, ...]
    origin: int | None = None
    gets_ready: tuple[tuple[int, int], ...] = ()


def wares_of(scene: Scene) -> tuple[Ware, ...]:
    """Return what waits on the board of a scene, and what will come to wait at the sites that receive it."""
    wares: list[Ware] = []
    for site_id in scene.board.closings:
        book = scene.board.books[site_id]
        kinds: dict[tuple[object, ...], list[_Lot]] = defaultdict(list)
        for line, ready, count in _lots(book):
            kinds[_kind(scene, line, ready)].append((line, ready, count))
        for lots in kinds.values():
            wares.append(_ware(scene, len(wares), book, lots, site_id))
    for ware in wares:
        there = scene.board.ways.receiver.get(ware.site_id)
        if there is not None:
            wares.append(_later(scene, len(wares), ware, there))
    return tuple(wares)


def _lots(book: SiteBook) -> Iterator[_Lot]:
    yield from ((lot.line, lot.ready, lot.count) for lot in book.people)
    yield from ((lot.line, lot.ready, 1) for lot in book.items)


def _kind(scene: Scene, line: Line, ready: int) -> tuple[object, ...]:
    """Return what lots of one ware have in common."""
    part = -1 if scene.pooled else max(scene.part(ready), scene.part(scene.now))
    if isinstance(line, ItemLine):
        return (line.destination_id, part, line.positions, line.item_class == OUTSIZE, line.sensitivity != "none")
    return (line.destination_id, part, line.function)


def _ware(scene: Scene, number: int, book: SiteBook, lots: list[_Lot], site_id: str) -> Ware:
    line = lots[0][0]
    gets_ready: dict[int, int] = defaultdict(int)
    for _, ready, many in lots:
        gets_ready[max(scene.part(ready), scene.part(scene.now))] += many
    count = sum(one for *_, one in lots)
    return Ware(
        number=number,
        site_id=site_id,
        destination_id=line.destination_id,
        people=not isinstance(line, ItemLine),
        positions=line.positions if isinstance(line, ItemLine) else 0,
        outsize=isinstance(line, ItemLine) and line.item_class == OUTSIZE,
        ready=min(gets_ready),
        count=count,
        kg=sum(_kg(one) * many for one, _, many in lots) / count,
        counts_in=_counts(book, lots, count),
        lines=tuple(one.line_id for one, *_ in lots),
        gets_ready=tuple(sorted(gets_ready.items())) if scene.pooled else (),
    )


def _kg(line: Line) -> int:
    return line.kg if isinstance(line, ItemLine) else line.kg_per_person


def _counts(book: SiteBook, lots: list[_Lot], count: int) -> tuple[tuple[int, float], ...]:
    """Return what a unit adds on average to each limit of a site."""
    sums: dict[int, int] = defaultdict(int)
    for index, limit in enumerate(book.limits):
        for line, _, many in lots:
            sums[index] += many * (limit.of_item(line) if isinstance(line, ItemLine) else limit.of_person(line))
    return tuple((index, amount / count) for index, amount in sums.items() if amount)


def _later(scene: Scene, number: int, ware: Ware, there: str) -> Ware:
    """Return a ware as it waits at the site that receives it."""
    operation, book = scene.operation, scene.board.books[there]
    lots = [(operation.people_of[one] if ware.people else operation.item_of[one], 0, 1) for one in ware.lines]
    return Ware(
        number=number,
        site_id=there,
        destination_id=ware.destination_id,
        people=ware.people,
        positions=ware.positions,
        outsize=ware.outsize,
        ready=0,
        count=0,
        kg=ware.kg,
        counts_in=_counts(book, lots, len(lots)),
        lines=ware.lines,
        origin=ware.number,
    )
