"""A plan put back on the board: its movements at their own minutes with their own loads, its acts and closings.

The board then stands as the scheduler left it, so that planning can go on from there. What the plan holds must come
from the operation itself: a movement that none of the vehicle's routes makes, or a load that is not there by then, is
refused by name.

>>> board = adopted(ways, plan)  # doctest: +SKIP
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from repli.errors import UsageError, phrase
from repli.model import Booking, Cargo, HandoverAct, Movement, Operation, Placement, Plan
from repli.planning.acts import end_acts, inspection
from repli.planning.board import Board, Closing, board_of
from repli.planning.flights import flight_slot
from repli.planning.hold import Load
from repli.planning.lots import ItemLot, PeopleLot
from repli.planning.posted import makes, post_as, timing_of
from repli.planning.postings import flown, posting_at
from repli.planning.sorties import Slot, movements_of
from repli.planning.ways import Ways

__all__ = ["adopted", "book", "check_in", "closing_of", "load_minute", "load_of", "send", "slot_of"]


def adopted(ways: Ways, plan: Plan) -> Board:
    """Return the board on which a plan stands; raise UsageError naming what of it cannot be put there."""
    board = board_of(ways)
    post_as(board, plan)
    _end_acts(board, plan)
    placed = {(one.vehicle_id, one.stops) for one in movements_of(flown(board))}
    own = [one for one in plan.movements if (one.vehicle_id, one.stops) not in placed]
    tasks: list[tuple[int, str, Movement | Booking]] = [(load_minute(one), one.movement_id, one) for one in own]
    tasks += [(check_in(ways.network.operation, one.flight_id), one.flight_id, one) for one in plan.bookings]
    for _, _, one in sorted(tasks, key=lambda task: task[:2]):
        if isinstance(one, Booking):
            book(board, one)
        else:
            send(board, one)
    for act in plan.handovers:
        site = board.books[act.site_id].site
        board.timeline.teams.take(inspection(site, act.start_minute, act.end_minute))
    acts = {act.site_id: act for act in plan.handovers}
    board.closings = {site_id: closing_of(board, site_id, acts.get(site_id)) for site_id in _planned_sites(ways)}
    return board


def _planned_sites(ways: Ways) -> Iterator[str]:
    """Yield the sites that are emptied and closed."""
    for stage in ways.stages:
        yield from stage


def load_minute(movement: Movement) -> int:
    """Return when a movement starts to load; its first off block if it loads nothing."""
    return next((stop.work_start_minute for stop in movement.stops if stop.loads), movement.stops[0].off_block_minute)


def check_in(operation: Operation, flight_id: str) -> int:
    """Return when people check in for a flight."""
    block = operation.seat_block_of[flight_id]
    return block.departs_minute - block.check_in_minutes


def _end_acts(board: Board, plan: Plan) -> None:
    """End the items that stay, as the plan does."""
    staying = {lot.line.line_id for book in board.books.values() for lot in book.staying}
    for act in plan.acts:
        if act.item_id not in staying:
            raise _refused(act.item_id)
    end_acts(board, plan.acts)


def send(board: Board, movement: Movement) -> None:
    """Put one movement on the board."""
    slot = slot_of(board, movement)
    if slot is None:
        raise _refused(movement.movement_id)
    stop = movement.stops[slot.route.pick]
    load = load_of(board, slot, movement.configuration_id, stop.loads, movement.placements)
    if load is None:
        raise _refused(movement.movement_id)
    board.timeline.take(slot.vehicle_id, slot.route, slot.timing)
    board.send(slot, load)


def book(board: Board, booking: Booking) -> None:
    """Put people on the seats of a flight, site by site."""
    block = board.ways.network.operation.seat_block_of[booking.flight_id]
    loads: dict[str, list[Cargo]] = defaultdict(list)
    for cargo in booking.loads:
        loads[cargo.site_id].append(cargo)
    for site_id, cargoes in sorted(loads.items()):
        route = next(iter(board.routes_of(booking.flight_id, site_id)), None)
        slot = None if route is None else flight_slot(route, block)
        load = None if slot is None else load_of(board, slot, booking.flight_id, cargoes, ())
        if slot is None or load is None:
            raise _refused(booking.flight_id)
        board.timeline.take(slot.vehicle_id, slot.route, slot.timing)
        board.send(slot, load)


def slot_of(board: Board, movement: Movement) -> Slot | None:
    """Return the slot of a movement: the route of its vehicle that makes its stops; None if there is none."""
    loading = next((cargo.site_id for stop in movement.stops for cargo in stop.loads), None)
    if loading is None or movement.vehicle_id not in board.timeline.diaries:
        return None
    name = posting_at(board, movement.vehicle_id, movement.stops[0].off_block_minute)
    for route in board.routes_of(name, loading):
        if makes(route, movement):
            return Slot(vehicle_id=name, route=route, timing=timing_of(movement))
    return None


def load_of(
    board: Board,
    slot: Slot,
    configuration_id: str,
    cargoes: Iterable[Cargo],
    placements: Iterable[Placement],
    *,
    partly: bool = False,
) -> Load | None:
    """Return what is taken, as lots that are at the site and ready by then; None if some of it is not.

    ``partly``: what is not there is left out, unless it is of a group that goes together.
    """
    stock = board.books[slot.route.site_id]
    people: list[tuple[PeopleLot, int]] = []
    items: list[ItemLot] = []
    for cargo in cargoes:
        item = stock.items.find(cargo.line_id)
        if item is not None and item.ready <= slot.load_minute:
            items.append(item)
            continue
        need = cargo.quantity
        lots = [lot for lot in stock.people if lot.line.line_id == cargo.line_id and lot.ready <= slot.load_minute]
        for lot in sorted(lots, key=lambda one: one.ready):
            part = min(need, lot.count)
            if part:
                people.append((lot, part))
            need -= part
        if need and not (partly and _alone(board, cargo.line_id)):
            return None
    chosen = (one for one in slot.route.configurations if one.configuration_id == configuration_id)
    configuration = next(chosen, None)
    if configuration is None:
        return None
    taken = {item.line.line_id for item in items}
    places = tuple((one.item_id, one.position) for one in placements if one.item_id in taken)
    return Load(configuration=configuration, people=tuple(people), items=tuple(items), places=places)


def _alone(board: Board, line_id: str) -> bool:
    """Say whether a line goes with no other; one that is out already does."""
    operation = board.ways.network.operation
    line = operation.people_of.get(line_id) or operation.item_of.get(line_id)
    return line is None or line.together is None


def closing_of(board: Board, site_id: str, act: HandoverAct | None) -> Closing:
    """Return how a site ends on the board: its closing wave is what leaves in its last ``wave_minutes``."""
    operation = board.ways.network.operation
    slots = [sortie.slot for sortie in board.sorties if sortie.slot.route.site_id == site_id and sortie.load]
    last_off = max((slot.off_minute for slot in slots), default=act.end_minute if act else operation.as_of_minute)
    wave_start = last_off - operation.wave_minutes if slots else last_off
    wave = sorted((slot for slot in slots if slot.gone_minute >= wave_start), key=_last_first)
    return Closing(
        act=act,
        clear_by=act.start_minute if act else wave_start,
        last_off=last_off,
        wave_start=wave_start,
        formation_start=last_off - operation.formation_minutes if slots else last_off,
        flights=tuple(wave),
    )


def _last_first(slot: Slot) -> tuple[int, str]:
    return (-slot.off_minute, slot.vehicle_id)


def _refused(name: str) -> UsageError:
    return UsageError(
        phrase("Planning cannot go on from this plan: {name} is not as the operation has it.", name=name),
        phrase("Name a plan that was made from this operation, by this version."),
    )
