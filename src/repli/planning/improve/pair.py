"""Two sorties of one site and what both take, divided anew: as much as possible goes with the earlier one."""

from collections.abc import Iterator
from dataclasses import dataclass

from repli.model import Configuration
from repli.planning.board import Board
from repli.planning.hold import OUTSIZE, Apart, Hold, Load, Weights
from repli.planning.improve.subset import heaviest
from repli.planning.lots import GUARD, NO_LIMIT, ItemLot, PeopleLot
from repli.planning.sorties import Sortie

__all__ = ["divided"]

_People = dict[tuple[str, int], tuple[PeopleLot, int]]


@dataclass(frozen=True, slots=True)
class _Pair:
    """The two sorties with their loads, and from when to when what changes place counts for floors."""

    board: Board
    early: Sortie
    late: Sortie
    first: Load
    second: Load

    @property
    def until(self) -> int:
        """The later departure, or the start of the closing wave, up to which floors count what stays longer."""
        closing = self.board.closings.get(self.early.slot.route.site_id)
        gone = self.late.slot.gone_minute
        return gone if closing is None else min(gone, closing.wave_start)

    def rooms(self) -> list[int]:
        """Return how much more may be missing between the two departures, for each limit of the site."""
        limits = self.board.books[self.early.slot.route.site_id].limits
        return [limit.room(self.early.slot.gone_minute, self.until) for limit in limits]

    def moves(self, lot: PeopleLot | ItemLot) -> bool:
        """Say whether a lot may change place: ready, going there, not in a group, in no order, no guard of a wave."""
        name, order = lot.line.line_id, self.board.order
        if lot.line.together is not None or name in order.before or name in order.waiting:
            return False
        loaded = min(self.early.slot.load_minute, self.late.slot.load_minute)  # who leaves later may load sooner
        if lot.line.latest_minute is not None or lot.ready > loaded:
            return False
        if self._in_wave() and isinstance(lot, PeopleLot) and lot.line.function == GUARD:
            return False
        return all(one.slot.route.takes(lot.line.destination_id) for one in (self.early, self.late))

    def _in_wave(self) -> bool:
        closing = self.board.closings.get(self.early.slot.route.site_id)
        return closing is not None and self.late.slot.gone_minute >= closing.wave_start


def divided(board: Board, early: Sortie, late: Sortie, weights: Weights) -> tuple[Load, Load] | None:
    """Return loads of which the earlier takes more than it does now; None if none is found."""
    if early.load is None or late.load is None:
        return None
    pair = _Pair(board, early, late, early.load, late.load)
    if not _any_moves(pair):
        return None
    now, rooms = early.load.value(weights), pair.rooms()
    best: tuple[Load, Load] | None = None
    for one, other in _configurations(pair):
        board.meter.units += 1
        loads = _loads(pair, one, other, list(rooms))
        if loads is not None and loads[0].value(weights) > (best[0].value(weights) if best else now):
            best = loads
    return best


def _any_moves(pair: _Pair) -> bool:
    """Say whether anything of the later sortie may go with the earlier one."""
    return any(pair.moves(lot) for lot in pair.second.items) or any(pair.moves(lot) for lot, _ in pair.second.people)


def _configurations(pair: _Pair) -> Iterator[tuple[Configuration, Configuration]]:
    """Yield the configurations as they are, and each other pair of the two routes."""
    now = (pair.first.configuration, pair.second.configuration)
    yield now
    if pair.first.people_count + pair.second.people_count:
        for one in pair.early.slot.route.configurations:
            for other in pair.late.slot.route.configurations:
                if (one, other) != now:
                    yield one, other


def _loads(pair: _Pair, one: Configuration, other: Configuration, rooms: list[int]) -> tuple[Load, Load] | None:
    """Return the two loads in these configurations; None if not all of it fits, or a floor would be missed."""
    people = _seated(pair, one, other, rooms)
    if people is None:
        return None
    kg = [sum(lot.line.kg_per_person * count for lot, count in some.values()) for some in people]
    items = _chosen(pair, (one, other), kg)
    if items is None:
        return None
    before = {lot.line.line_id for lot in pair.first.items}
    for lot in items[0]:
        for index, amount in lot.counts_in if lot.line.line_id not in before else ():
            rooms[index] -= amount
    now = {lot.line.line_id for lot in items[0]}
    for lot in pair.first.items:
        for index, amount in lot.counts_in if lot.line.line_id not in now else ():
            rooms[index] += amount
    if min(rooms, default=0) < 0:
        return None
    apart = pair.board.apart(pair.early.slot.route)
    first = _stowed(pair.early, one, people[0], items[0], apart)
    second = None if first is None else _stowed(pair.late, other, people[1], items[1], apart)
    return None if first is None or second is None or second.empty else (first, second)


def _seated(pair: _Pair, one: Configuration, other: Configuration, rooms: list[int]) -> tuple[_People, _People] | None:
    """Return the people of each, as many as floors allow on the earlier one; None if they have no seats."""
    first, second = _together(pair.first), _together(pair.second)
    seats = one.seats - pair.first.people_count
    if seats < 0:
        return None
    for key, (lot, count) in list(second.items()):
        if not pair.moves(lot):
            continue
        most = min([count, seats, *(rooms[index] // amount for index, amount in lot.counts_in)])
        if most > 0:
            first[key] = (lot, most + (first[key][1] if key in first else 0))
            second[key] = (lot, count - most)
            seats -= most
            for index, amount in lot.counts_in:
                rooms[index] -= amount * most
    second = {key: part for key, part in second.items() if part[1]}
    return (first, second) if sum(count for _, count in second.values()) <= other.seats else None


def _together(load: Load) -> _People:
    """Return the people of a load lot by lot; guards of a wave may stand apart from others of their lot."""
    found: _People = {}
    for lot, count in load.people:
        key = lot.line.line_id, lot.ready
        found[key] = (lot, count + (found[key][1] if key in found else 0))
    return found


def _chosen(
    pair: _Pair, configurations: tuple[Configuration, Configuration], kg: list[int]
) -> tuple[list[ItemLot], list[ItemLot]] | None:
    """Return the items of each, the most kg on the earlier one; None if they have no room."""
    one, other = configurations
    fixed = [lot for lot in pair.first.items if not _moves_in(pair, lot, other)]
    stays = [lot for lot in pair.second.items if not _moves_in(pair, lot, one)]
    free = [lot for lot in (*pair.first.items, *pair.second.items) if lot not in fixed and lot not in stays]
    positions = one.pallet_positions - sum(lot.line.positions for lot in fixed)
    room = pair.early.slot.route.payload_kg - kg[0] - sum(lot.line.kg for lot in fixed)
    there = other.pallet_positions - sum(lot.line.positions for lot in stays)
    room_there = pair.late.slot.route.payload_kg - kg[1] - sum(lot.line.kg for lot in stays)
    least = (
        max(0, sum(lot.line.positions for lot in free) - there),
        max(0, sum(lot.line.kg for lot in free) - room_there),
    )
    if min(positions, room, there, room_there) < 0:
        return None
    first = heaviest(free, positions, room, least)
    if first is None:
        return None
    return (
        fixed + [lot for lot in free if lot.line.line_id in first],
        stays + [lot for lot in free if lot.line.line_id not in first],
    )


def _moves_in(pair: _Pair, lot: ItemLot, configuration: Configuration) -> bool:
    """Say whether an item may change place to a configuration."""
    return pair.moves(lot) and (lot.line.item_class != OUTSIZE or configuration.outsize)


def _stowed(
    sortie: Sortie, configuration: Configuration, people: _People, items: list[ItemLot], apart: Apart
) -> Load | None:
    """Return people and items as one load; None if they do not go together."""
    counted = (*(lot.counts_in for lot in items), *(lot.counts_in for lot, _ in people.values()))
    limits = 1 + max((index for counts_in in counted for index, _ in counts_in), default=0)
    hold = Hold(configuration, sortie.slot.route.payload_kg, [NO_LIMIT] * limits, apart)
    if all(hold.add_people(*part) == part[1] for part in people.values()) and all(map(hold.add_item, items)):
        return hold.load()
    return None
