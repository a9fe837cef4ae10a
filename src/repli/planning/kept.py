"""What stays of an agreed plan: first every movement at its own minutes, then what can within tolerance, then loads.

All that can stay holds its minutes before anything looks for others, so that what moves takes nothing from what stays.
Loads follow in order of time, each its own as far as it is there. What brings loads to a site inside and cannot stay
goes again as soon as it can, since others take them on; whatever else cannot stay waits.

>>> seeds = kept(ground, Intent(variant=taste, stays=lambda one: True))  # doctest: +SKIP
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from repli.model import Booking
from repli.planning.acts import inspection
from repli.planning.adopt import closing_of, load_of
from repli.planning.board import Board
from repli.planning.flights import flight_slot
from repli.planning.hold import Load
from repli.planning.kept_floors import keep_floors
from repli.planning.past import Agreed, Ground, from_now_on
from repli.planning.same_slot import as_it_was, next_again, same_again
from repli.planning.sorties import Slot
from repli.planning.stage import sort_lots
from repli.planning.variants import Variant

__all__ = ["Intent", "Seeds", "kept"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """What is to be kept: what ``stays`` says; a departure may shift by the tolerance; ``variant`` orders what waits.

    ``tolerance_minutes`` is only used for what cannot stay to the minute.
    """

    variant: Variant
    stays: Callable[[Agreed], bool]
    tolerance_minutes: int = 0


@dataclass(slots=True, kw_only=True)
class Seeds:
    """The board with what is kept, and the names of what is not."""

    board: Board
    kept: set[str] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)


def kept(ground: Ground, intent: Intent) -> Seeds:
    """Return the board with all that stays. Sites whose act and wave still hold have their closing."""
    seeds = Seeds(board=ground.board.copy())
    board = seeds.board
    planned = [site_id for stage in board.ways.stages for site_id in stage]
    sort_lots(board, planned, intent.variant)
    _load(seeds, ground, _held(board, ground, intent), intent)
    for site_id in planned:
        _close_as_agreed(board, ground, site_id)
    keep_floors(board, planned)
    seeds.dropped = {one.name for one in ground.to_come} - seeds.kept
    from_now_on(board, ground, frozenset(seeds.dropped))
    return seeds


def _held(board: Board, ground: Ground, intent: Intent) -> dict[str, Slot]:
    """Hold the minutes of all movements that stay: first those that need no change."""
    now, slots = ground.terms.now_minute, {}
    staying = [one for one in ground.to_come if one.name in ground.slots and intent.stays(one)]
    for one in staying:
        slot = as_it_was(board, ground.slots[one.name])
        if slot is not None:
            board.timeline.take(slot.vehicle_id, slot.route, slot.timing)
            slots[one.name] = slot
    for one in staying:
        agreed = ground.slots[one.name]
        if one.name in slots or agreed.timing.off[0] < now:
            continue
        slot = same_again(board, agreed) or same_again(board, agreed, intent.tolerance_minutes)
        if slot is not None:
            board.timeline.take(slot.vehicle_id, slot.route, slot.timing)
            slots[one.name] = slot
    return slots


def _load(seeds: Seeds, ground: Ground, slots: dict[str, Slot], intent: Intent) -> None:
    """Send what stays, in order of loading; give back what nothing is there for."""
    board, to_come = seeds.board, {one.name: one for one in ground.to_come}
    queue = [(slots[one.name].load_minute if one.name in slots else one.load_minute, one.name)
             for one in ground.to_come if intent.stays(one)]  # fmt: skip
    heapify(queue)
    while queue:
        _, name = heappop(queue)
        one = to_come[name]
        if isinstance(one.what, Booking):
            seeds.kept |= {name} if _booked_again(board, one.what) else set()
        elif name in slots:
            if _sent(board, one, slots[name]):
                seeds.kept.add(name)
            else:
                board.timeline.release(slots[name].vehicle_id, slots[name].route, slots[name].timing)
        elif name in ground.slots and ground.slots[name].route.unload_site is not None:
            slot = next_again(board, ground.slots[name])
            if slot is not None:
                board.timeline.take(slot.vehicle_id, slot.route, slot.timing)
                slots[name] = slot
                heappush(queue, (slot.load_minute, name))


def _sent(board: Board, one: Agreed, slot: Slot) -> bool:
    """Send a slot that is held with as much of its agreed load as is there; say whether there was any."""
    if isinstance(one.what, Booking):
        return False
    cargoes = [cargo for stop in one.what.stops for cargo in stop.loads]
    load = load_of(board, slot, one.what.configuration_id, cargoes, one.what.placements, partly=True)
    return _in_order(board, slot, load) and load is not None and board.send(slot, load) is not None


def _booked_again(board: Board, booking: Booking) -> bool:
    """Book people on the same flight again, as many as are there."""
    block = board.ways.network.operation.seat_block_of[booking.flight_id]
    if booking.flight_id not in board.timeline.diaries:
        return False
    done = False
    for site_id in sorted({cargo.site_id for cargo in booking.loads}):
        route = next(iter(board.routes_of(booking.flight_id, site_id)), None)
        if route is None:
            continue
        slot = flight_slot(route, block)
        cargoes = [cargo for cargo in booking.loads if cargo.site_id == site_id]
        load = load_of(board, slot, booking.flight_id, cargoes, (), partly=True)
        if load is not None and _in_order(board, slot, load):
            board.timeline.take(slot.vehicle_id, slot.route, slot.timing)
            board.send(slot, load)
            done = True
    return done


def _in_order(board: Board, slot: Slot, load: Load | None) -> bool:
    """Say whether there is a load, and all of it may leave by then."""
    if load is None or load.empty:
        return False
    names = [lot.line.line_id for lot, _ in load.people] + [item.line.line_id for item in load.items]
    return all(board.order.leaves_from(name) <= slot.off_minute for name in names)


def _close_as_agreed(board: Board, ground: Ground, site_id: str) -> None:
    """Close a site as agreed if its act can be held and what was to leave last does; else it is left open."""
    act, now = ground.acts.get(site_id), ground.terms.now_minute
    site = board.books[site_id].site
    last = _last_off(ground, site_id)
    if act is None and last is None and (site.handover_minutes or not board.books[site_id].empty):
        return
    closing = closing_of(board, site_id, act)
    if last is not None and closing.last_off != last:
        return
    if act is not None:
        use = inspection(site, act.start_minute, act.end_minute)
        held = any(hours.covers(act.start_minute, act.end_minute) for hours in site.office_intervals)
        if act.start_minute >= now and not (held and board.timeline.teams.next_free(use) == act.start_minute):
            return
        board.timeline.teams.take(use)
    board.closings[site_id] = closing


def _last_off(ground: Ground, site_id: str) -> int | None:
    """Return the last off block from a site that was agreed and is to come; None if there is none."""
    return max((one.off_minute for one in ground.to_come if site_id in one.sites), default=None)
