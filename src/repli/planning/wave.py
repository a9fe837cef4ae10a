"""The loads of a closing wave: everything that remains, over the flights of the wave, guards on the last ones.

All of it must fit, else there is no wave (docs/reference/plan-meaning.md, F). Configurations are tried in order, within
a work limit; items go largest first to the tightest hold, people wherever there is a seat.
"""

from collections.abc import Iterator, Sequence
from itertools import islice, product

from repli.model import Configuration, Operation
from repli.planning.board import Closing
from repli.planning.hold import OUTSIZE, Apart, Hold, Load
from repli.planning.lines import Line
from repli.planning.lots import GUARD, NO_LIMIT, ItemLot, PeopleLot, SiteBook
from repli.planning.sorties import Slot

__all__ = ["fill_wave"]

_MOST_CHOICES = 3000
_MOST_FILLINGS = 60

_Berth = tuple[Slot, Hold]


def fill_wave(operation: Operation, book: SiteBook, closing: Closing) -> list[tuple[Slot, Load]] | None:
    """Return flights with loads that together take the whole book, on as few of the flights as possible; else None."""
    for count in range(1, len(closing.flights) + 1):
        flights = closing.flights[:count]
        for configurations in islice(_roomy(book, flights), _MOST_FILLINGS):
            for people_first in (True, False):
                holds = [
                    Hold(one, slot.route.payload_kg, [NO_LIMIT] * len(book.limits), _apart(operation, slot))
                    for slot, one in zip(flights, configurations, strict=True)
                ]
                filled = _fill(book, closing, list(zip(flights, holds, strict=True)), people_first=people_first)
                loaded = _loaded(filled) if filled is not None and _in_order(filled) else None
                if loaded is not None:
                    return loaded
    return None


def _loaded(berths: list[_Berth]) -> list[tuple[Slot, Load]] | None:
    """Return the flights that take anything, with their loads; None if one cannot be placed in balance."""
    loaded = []
    for slot, hold in berths:
        if hold.people or hold.items:
            load = hold.load()
            if load is None:
                return None
            loaded.append((slot, load))
    return loaded


def _in_order(berths: list[_Berth]) -> bool:
    """Say whether no line of the wave leaves before one of it that goes before it (plan-meaning.md, C: before)."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    lines: dict[str, Line] = {}
    for slot, hold in berths:
        aboard: list[Line] = [lot.line for lot, _ in hold.people]
        aboard += [lot.line for lot in hold.items]
        for line in aboard:
            lines[line.line_id] = line
            first[line.line_id] = min(slot.off_minute, first.get(line.line_id, slot.off_minute))
            last[line.line_id] = max(slot.last_off_minute, last.get(line.line_id, 0))
    return all(last[line.line_id] <= first[later] for line in lines.values() for later in line.before if later in first)


def _apart(operation: Operation, slot: Slot) -> Apart:
    """Return the classes kept apart on a flight; a convoy is many vehicles (docs/reference/plan-meaning.md, G)."""
    return operation.segregation if slot.route.mode == "air" else frozenset()


def _roomy(book: SiteBook, flights: Sequence[Slot]) -> Iterator[tuple[Configuration, ...]]:
    """Yield the choices of configurations with enough seats, positions and payload in sum."""
    people = sum(lot.count for lot in book.people)
    positions = sum(lot.line.positions for lot in book.items)
    kg = sum(lot.line.kg for lot in book.items) + sum(lot.count * lot.line.kg_per_person for lot in book.people)
    outsize = any(lot.line.item_class == OUTSIZE for lot in book.items)
    if sum(slot.route.payload_kg for slot in flights) < kg:
        return
    choices = product(*(slot.route.configurations for slot in flights))
    for choice in islice(choices, _MOST_CHOICES):
        seats = sum(configuration.seats for configuration in choice)
        pallets = sum(configuration.pallet_positions for configuration in choice)
        if seats >= people and pallets >= positions and (not outsize or any(one.outsize for one in choice)):
            yield choice


def _fill(
    book: SiteBook,
    closing: Closing,
    berths: list[_Berth],
    *,
    people_first: bool,
) -> list[_Berth] | None:
    """Fill the flights in one choice of configurations; None if something does not fit."""
    waiting = {id(lot): lot.count for lot in book.people}
    if not _take_groups(book, berths, waiting) or not _seat_guards(book, closing, berths, waiting):
        return None
    single = (lot for lot in book.items if lot.line.together is None)
    items = sorted(single, key=lambda lot: (lot.line.item_class != OUTSIZE, -lot.line.positions, -lot.line.kg))
    if book.site.last_out_people == 0:
        items = _start_last(berths[0], book, items, waiting)
    if people_first:
        taken = _seat_people(book, berths, waiting) and _stow(items, berths)
    else:
        taken = _stow(items, berths) and _seat_people(book, berths, waiting)
    if not taken:
        return None
    last = berths[0][1]
    return berths if last.people or last.items else None


def _take_groups(book: SiteBook, berths: list[_Berth], waiting: dict[int, int]) -> bool:
    """Take each group whole on one flight; those with guards on the last ones, where guards are to be."""
    groups = ({lot.line.together for lot in book.people} | {lot.line.together for lot in book.items}) - {None}
    for group in sorted(groups, key=str):
        people = [lot for lot in book.people if lot.line.together == group]
        items = [lot for lot in book.items if lot.line.together == group]
        if not any(
            all(_takes(slot, one) for one in people)
            and all(_takes(slot, one) for one in items)
            and hold.add_group(people, items)
            for slot, hold in berths
        ):
            return False
        waiting.update((id(lot), 0) for lot in people)
    return True


def _seat_guards(book: SiteBook, closing: Closing, berths: list[_Berth], waiting: dict[int, int]) -> bool:
    """Seat the site's own guards on the flights of the formation (plan-meaning.md, F: guards last)."""
    need = book.site.last_out_people
    for slot, hold in berths:
        if slot.off_minute < closing.formation_start or slot.route.flight is not None:
            continue
        need -= sum(count for lot, count in hold.people if _is_own_guard(book, lot))
        for lot in book.people:
            if _is_own_guard(book, lot):
                need -= _seat(slot, hold, lot, waiting, need)
    return need <= 0


def _is_own_guard(book: SiteBook, lot: PeopleLot) -> bool:
    return lot.line.function == GUARD and lot.line.site_id == book.site.site_id


def _start_last(berth: _Berth, book: SiteBook, items: list[ItemLot], waiting: dict[int, int]) -> list[ItemLot]:
    """Put one thing on the last flight, so that it is not empty; return the items that still wait."""
    slot, hold = berth
    for lot in book.people:
        if _seat(slot, hold, lot, waiting, 1):
            return items
    for item in items:
        if _takes(slot, item) and hold.add_item(item):
            return [other for other in items if other is not item]
    return items


def _seat_people(book: SiteBook, berths: list[_Berth], waiting: dict[int, int]) -> bool:
    """Seat everybody who still waits."""
    for lot in book.people:
        for slot, hold in reversed(berths) if lot.line.before else berths:
            _seat(slot, hold, lot, waiting, waiting[id(lot)])
    return not any(waiting.values())


def _seat(slot: Slot, hold: Hold, lot: PeopleLot, waiting: dict[int, int], most: int) -> int:
    """Seat at most ``most`` people of a lot on a flight that goes to their destination; return how many."""
    if not _takes(slot, lot):
        return 0
    seated = hold.add_people(lot, min(most, waiting[id(lot)]))
    waiting[id(lot)] -= seated
    return seated


def _stow(items: Sequence[ItemLot], berths: list[_Berth]) -> bool:
    """Stow every item, in the hold with the fewest positions free; first to leave where others wait for it."""
    for item in items:
        fitting = sorted(
            (slot.off_minute if item.line.before else 0, hold.positions, hold.kg, index)
            for index, (slot, hold) in enumerate(berths)
            if _takes(slot, item)
        )
        if not any(berths[index][1].add_item(item) for *_, index in fitting):
            return False
    return True


def _takes(slot: Slot, lot: PeopleLot | ItemLot) -> bool:
    """Say whether a flight goes where a lot goes, loads when the lot is ready, and takes items if it is one."""
    boards = slot.route.flight is None or isinstance(lot, PeopleLot)
    return boards and lot.ready <= slot.load_minute and slot.route.takes(lot.line.destination_id)
