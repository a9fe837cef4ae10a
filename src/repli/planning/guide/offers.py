"""What a vehicle could do next on a board, and what that is worth by the prices of a guide."""

from collections.abc import Iterator
from dataclasses import dataclass

from repli.model import ItemLine
from repli.planning.board import Board
from repli.planning.guide.scene import Standing
from repli.planning.guide.trips import Trip
from repli.planning.guide.uses import out_minute
from repli.planning.guide.worth import Worth
from repli.planning.hold import Hold, Load
from repli.planning.lines import Line
from repli.planning.occupancy import FOREVER
from repli.planning.packing import filled
from repli.planning.postings import lead_on
from repli.planning.sorties import Slot
from repli.planning.stock import Row, Waiting
from repli.planning.timing import Wish, earliest_slot

__all__ = ["Offer", "offers_of"]

_TRIES = 4
"""So many starts are tried until there is something to load."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A slot with its load, if it has one, where it leads, and what it is worth beyond the vehicle's time.

    An empty trip is ``wanted`` if the program makes it too. ``day`` is what it costs if the load stays a day longer.
    """

    slot: Slot
    load: Load | None
    trip: Trip
    gain: float
    gross: float
    price: float
    owed: float
    number: int
    day: float = 0.0

    @property
    def back(self) -> int:
        """From when on the vehicle may go again."""
        return self.slot.timing.back(self.slot.route)


def offers_of(board: Board, worth: Worth, one: Standing) -> Iterator[Offer]:
    """Yield what a vehicle could do next: the first time with a load of each trip from where it stands."""
    diary = board.timeline.diaries[one.posting]
    now = worth.vehicle(diary.type_id, diary.home, one.minute)
    for number, trip in enumerate(worth.sheet.trips):
        if (trip.type_id, trip.start) != (diary.type_id, diary.home):
            continue
        found = _empty(board, worth, one, number) if trip.empty else _first(board, worth, one, number)
        if found is not None:
            slot, load, gross, price = found
            later = worth.vehicle(trip.type_id, trip.end, slot.timing.back(slot.route))
            owed = worth.owed(number, worth.sheet.scene.part(slot.timing.off[0] + trip.lead))
            yield Offer(
                slot=slot,
                load=load,
                trip=trip,
                gain=gross + price + later - now,
                gross=gross,
                price=-price,
                owed=owed,
                number=number,
                day=_day(worth, load),
            )


def _day(worth: Worth, load: Load | None) -> float:
    """Return what it costs if a load stays a day longer."""
    return 0.0 if load is None else worth.sheet.person * load.people_count + worth.sheet.each_kg * load.item_kg


def _empty(board: Board, worth: Worth, one: Standing, number: int) -> tuple[Slot, None, float, float] | None:
    """Return the first slot of a trip on which nothing is loaded, and what it costs."""
    slot = lead_on(board, one.posting, worth.sheet.trips[number].route, Wish(depart_from=one.minute))
    price = None if slot is None else worth.trip(number, worth.sheet.scene.part(slot.timing.off[0]))
    return None if slot is None or price is None else (slot, None, 0.0, price)


def _first(board: Board, worth: Worth, one: Standing, number: int) -> tuple[Slot, Load, float, float] | None:
    """Return the first slot of a trip with a load that is worth anything, the load, and what both are worth."""
    trip = worth.sheet.trips[number]
    route, book = trip.route, board.books[trip.route.site_id]
    if book.empty:
        return None
    end = board.closings[route.site_id]
    load_from, off_from = next(iter(book.ready_minutes()), 0), 0
    for _ in range(_TRIES):
        board.meter.units += 1
        wish = Wish(depart_from=one.minute, load_from=load_from, off_from=off_from, off_to=end.clear_by)
        slot = (
            earliest_slot(board.timeline, one.posting, route, wish)
            if trip.start == trip.end
            else lead_on(board, one.posting, route, wish)
        )
        if slot is None or slot.off_minute > end.clear_by:
            return None
        if route.unload_site is None and out_minute(route, slot.timing) > worth.sheet.scene.out_by:
            return None
        part = worth.sheet.scene.part(slot.off_minute)
        price, best = worth.trip(number, part), _best(board, worth, number, slot, one.minute)
        if price is not None and best is not None:
            return slot, best[0], best[1], price
        ready = next((at for at in book.ready_minutes() if at > slot.load_minute), FOREVER)
        falls = min((at for limit in book.limits for at, _ in limit.steps if at > slot.off_minute), default=FOREVER)
        if min(ready, falls) >= end.clear_by:
            return None
        load_from, off_from = (ready, off_from) if ready <= falls else (load_from, falls)
    return None


def _best(board: Board, worth: Worth, number: int, slot: Slot, now: int) -> tuple[Load, float] | None:
    """Return the load of a slot that is worth most, over configurations, people or items first; None if there is none.

    What is not worth its place on this trip waits for another one.
    """
    route, part = slot.route, worth.sheet.scene.part(slot.off_minute)
    known: dict[str, float | None] = {}

    def unit(line: Line) -> float | None:
        if line.line_id not in known:
            ware = worth.ware_of.get((line.line_id, route.site_id))
            each = None if ware is None else worth.unit(number, part, ware, worth.sheet.scene.part(now))
            if each is not None and ware is not None and isinstance(line, ItemLine):
                each *= line.kg / max(1.0, worth.sheet.wares[ware].kg)
            known[line.line_id] = each
        return known[line.line_id]

    people, stacks = board.lots_for(slot)
    rooms = board.books[route.site_id].rooms(slot.gone_minute, board.closings[route.site_id].wave_start)
    able = sorted(
        (lot for lot in people if unit(lot.line) is not None),
        key=lambda lot: (-(unit(lot.line) or 0.0), lot.line.line_id),
    )
    best: tuple[Load, float] | None = None
    for configuration in route.configurations:
        most = max(1, configuration.pallet_positions)
        rows = sorted(
            (stack for stack in stacks if unit(stack[0].line) is not None),
            key=lambda stack: (
                -(unit(stack[0].line) or 0.0)
                / max(stack[0].line.positions / most, stack[0].line.kg / route.payload_kg, 1e-6),
                stack[0].line.line_id,
            ),
        )
        items = Waiting(rows=(Row(rows, list(range(len(rows))), (0, 0)),) if rows else ())
        for people_first in (True, False) if able and rows else (True,):
            hold = Hold(configuration, route.payload_kg, rooms, board.apart(route))
            if not people_first:
                hold = filled(hold, ((), items))
            load = filled(hold, (able, items if people_first else Waiting())).balanced()
            if load is None or load.empty:
                continue
            value = sum((unit(lot.line) or 0.0) * count for lot, count in load.people)
            value += sum(unit(lot.line) or 0.0 for lot in load.items)
            if best is None or value > best[1]:
                best = load, value
    return best
