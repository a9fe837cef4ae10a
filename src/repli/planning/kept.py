"""An agreed plan put on the board again as far as it still holds: the past as it was, the rest at its own minutes.

What has begun to load by now is the past. A later movement is kept where its vehicle, or another of its type, can make
it at the same minutes with the same load; what it cannot take goes without, and a movement that nothing is left for, or
that is not possible any more, is left out: its load waits again. A closing is kept if all of its wave is.

>>> seeds = kept(ways, Intent(plan=agreed, terms=terms, variant=taste, stays=lambda one: True))  # doctest: +SKIP
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

from repli.model import Booking, HandoverAct, Movement, Operation, Plan
from repli.planning.acts import end_acts, inspection
from repli.planning.adopt import book, check_in, closing_of, load_minute, load_of, send, slot_of
from repli.planning.board import Board, Closing, board_of
from repli.planning.flights import flight_slot
from repli.planning.hold import Load
from repli.planning.improve.forward import may_leave
from repli.planning.posted import post_as
from repli.planning.postings import posting_at
from repli.planning.same_slot import same_again
from repli.planning.sorties import MARK, Slot, movements_of
from repli.planning.stage import sort_lots
from repli.planning.terms import Terms
from repli.planning.timeline import Diary
from repli.planning.variants import Variant
from repli.planning.ways import Ways

__all__ = ["Agreed", "Intent", "Seeds", "agreed_of", "kept"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """A movement or booking of the agreed plan: its name, when it starts to load, and its off block after that."""

    what: Movement | Booking
    name: str
    load_minute: int
    off_minute: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """What is to be kept of a plan: what ``stays`` says, on these terms; ``variant`` orders what waits."""

    plan: Plan
    terms: Terms
    variant: Variant
    stays: Callable[[Agreed], bool]


@dataclass(slots=True, kw_only=True)
class Seeds:
    """The board with what is kept, the names of what is not, and the sites that must close anew."""

    board: Board
    kept: set[str] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)
    to_close: set[str] = field(default_factory=set)


def agreed_of(operation: Operation, plan: Plan) -> list[Agreed]:
    """Return the movements that load something, and the bookings, in order of loading."""
    found = []
    for one in plan.movements:
        off = next((stop.off_block_minute for stop in one.stops if stop.loads), None)
        if off is not None:
            found.append(Agreed(what=one, name=one.movement_id, load_minute=load_minute(one), off_minute=off))
    for booking in plan.bookings:
        block = operation.seat_block_of.get(booking.flight_id)
        if block is not None:
            start, name = check_in(operation, booking.flight_id), booking.flight_id
            found.append(Agreed(what=booking, name=name, load_minute=start, off_minute=block.departs_minute))
    return sorted(found, key=lambda one: (one.load_minute, one.name))


def kept(ways: Ways, intent: Intent, to_close: Collection[str] = ()) -> Seeds:
    """Return the board with all of a plan that stays; ``to_close`` are sites whose closing does not."""
    anew = set(to_close)
    while True:
        seeds = _seeded(ways, intent, anew)
        if seeds.to_close <= anew:
            return seeds
        anew |= seeds.to_close


def _seeded(ways: Ways, intent: Intent, anew: set[str]) -> Seeds:
    """Put what stays on a new board, in order of time."""
    plan, now = intent.plan, intent.terms.now_minute
    board = board_of(ways)
    post_as(board, plan, now, intent.terms.banned("movement"))
    operation = ways.network.operation
    board.now_minute = now
    sort_lots(board, [site_id for stage in ways.stages for site_id in stage], intent.variant)
    seeds = Seeds(board=board, to_close=set(anew))
    positioned = {(one.vehicle_id, one.stops) for one in movements_of(board.sorties)}
    acts = {act.site_id: act for act in plan.handovers}
    closings = _closings(operation, plan, acts)
    planned = [site_id for stage in ways.stages for site_id in stage]
    _keep_acts(board, plan, now)
    past_sites = {site_id for site_id, one in closings.items() if one.closes <= now}
    board.closings = {name: closings[name] for name in planned if name in closings and name not in anew - past_sites}
    for one in agreed_of(operation, plan):
        if isinstance(one.what, Movement) and (one.what.vehicle_id, one.what.stops) in positioned:
            continue
        if one.load_minute < now:
            _as_it_was(board, one)
        elif intent.stays(one) and not _waves_of(one, closings) & anew and _again(board, one):
            seeds.kept.add(one.name)
        else:
            seeds.dropped.add(one.name)
            seeds.to_close |= _waves_of(one, closings)
    _close_as_agreed(seeds, acts, now)
    _keep_out(board, operation, intent)
    gone = [one.what for one in agreed_of(operation, plan) if one.name in seeds.dropped]
    turned = [one for one in gone if isinstance(one, Movement) and one.stops[0].off_block_minute < now]
    _from_now_on(board, operation, now, {one.vehicle_id: one.stops[-1].off_block_minute for one in turned})
    return seeds


def _as_it_was(board: Board, one: Agreed) -> None:
    """Put what has begun on the board; raise UsageError if the operation does not hold it."""
    if isinstance(one.what, Booking):
        book(board, one.what)
    else:
        send(board, one.what)


def _again(board: Board, one: Agreed) -> bool:
    """Put a movement on the board at its own minutes if it can be; say whether it was."""
    if isinstance(one.what, Booking):
        return _booked_again(board, one.what)
    slot = slot_of(board, one.what)
    found = None if slot is None else same_again(board, slot)
    if found is None:
        return False
    stop = one.what.stops[found.route.pick]
    load = load_of(board, found, one.what.configuration_id, stop.loads, one.what.placements, partly=True)
    return _taken(board, found, load)


def _booked_again(board: Board, booking: Booking) -> bool:
    """Book people on the same flight again, all of them or none."""
    block = board.ways.network.operation.seat_block_of[booking.flight_id]
    if booking.flight_id not in board.timeline.diaries:
        return False
    done = False
    for site_id in sorted({cargo.site_id for cargo in booking.loads}):
        route = next(iter(board.routes_of(booking.flight_id, site_id)), None)
        if route is not None:
            slot = flight_slot(route, block)
            cargoes = [cargo for cargo in booking.loads if cargo.site_id == site_id]
            done = _taken(board, slot, load_of(board, slot, booking.flight_id, cargoes, (), partly=True)) or done
    return done


def _taken(board: Board, slot: Slot, load: Load | None) -> bool:
    """Send a slot with its load if floors and the order of lines let it go; say whether it was."""
    if load is None or not (load.people or load.items):
        return False
    names = [lot.line.line_id for lot, _ in load.people] + [item.line.line_id for item in load.items]
    if any(board.order.leaves_from(name) > slot.off_minute for name in names):
        return False
    if not may_leave(board, slot, load):
        return False
    board.timeline.take(slot.vehicle_id, slot.route, slot.timing)
    board.send(slot, load)
    return True


def _keep_acts(board: Board, plan: Plan, now: int) -> None:
    """Keep the acts on site that were held, and those to come whose item is ready and whose team is free."""
    staying = {lot.line.line_id: lot for one in board.books.values() for lot in one.staying}
    for act in plan.acts:
        lot = staying.get(act.item_id)
        if lot is None:
            continue
        site = board.books[act.site_id].site
        use = inspection(site, act.start_minute, act.end_minute)
        if act.start_minute < now or (
            lot.ready <= act.start_minute and board.timeline.teams.next_free(use) == act.start_minute
        ):
            end_acts(board, (act,))


def _closings(operation: Operation, plan: Plan, acts: dict[str, HandoverAct]) -> dict[str, Closing]:
    """Return how each site was to end, its flights not looked at."""
    last: dict[str, int] = {}
    for one in agreed_of(operation, plan):
        loads = one.what.loads if isinstance(one.what, Booking) else [c for s in one.what.stops for c in s.loads]
        for cargo in loads:
            last[cargo.site_id] = max(one.off_minute, last.get(cargo.site_id, 0))
    found = {}
    for site_id in {*last, *acts}:
        act = acts.get(site_id)
        last_off = last.get(site_id, act.end_minute if act else 0)
        wave = last_off - operation.wave_minutes if site_id in last else last_off
        found[site_id] = Closing(
            act=act,
            clear_by=act.start_minute if act else wave,
            last_off=last_off,
            wave_start=wave,
            formation_start=last_off - operation.formation_minutes if site_id in last else last_off,
            flights=(),
        )
    return found


def _waves_of(one: Agreed, closings: dict[str, Closing]) -> set[str]:
    """Return the sites whose closing wave a movement is part of."""
    loads = one.what.loads if isinstance(one.what, Booking) else [c for s in one.what.stops for c in s.loads]
    gone = one.load_minute if isinstance(one.what, Booking) else one.off_minute
    return {cargo.site_id for cargo in loads if gone >= closings[cargo.site_id].wave_start}


def _close_as_agreed(seeds: Seeds, acts: dict[str, HandoverAct], now: int) -> None:
    """Close the sites whose act and wave still hold; the others are to be closed anew."""
    board = seeds.board
    for site_id in list(board.closings):
        act, site = acts.get(site_id), board.books[site_id].site
        if site_id in seeds.to_close and board.closings[site_id].closes > now:
            del board.closings[site_id]
            continue
        if act is not None:
            use = inspection(site, act.start_minute, act.end_minute)
            held = any(hours.covers(act.start_minute, act.end_minute) for hours in site.office_intervals)
            if act.start_minute >= now and not (held and board.timeline.teams.next_free(use) == act.start_minute):
                seeds.to_close.add(site_id)
                del board.closings[site_id]
                continue
            board.timeline.teams.take(use)
        board.closings[site_id] = closing_of(board, site_id, act)
    planned = {site_id for stage in board.ways.stages for site_id in stage}
    seeds.to_close |= planned - set(board.closings)


def _keep_out(board: Board, operation: Operation, intent: Intent) -> None:
    """Let nothing go again as a movement that is forbidden: its vehicle stays at home over its minutes."""
    banned, diaries = intent.terms.banned("movement"), board.timeline.diaries
    for one in agreed_of(operation, intent.plan):
        if one.name not in banned or one.load_minute < board.now_minute:
            continue
        if isinstance(one.what, Booking):
            diaries.pop(one.name, None)
        elif one.what.vehicle_id in diaries:
            stops = one.what.stops
            vehicle_id = posting_at(board, one.what.vehicle_id, stops[0].off_block_minute)
            diaries[vehicle_id] = diaries[vehicle_id].away(stops[0].off_block_minute, stops[-1].off_block_minute)


def _from_now_on(board: Board, operation: Operation, now: int, back: Mapping[str, int]) -> None:
    """Let nobody check in before now, and no vehicle leave, or before it is ``back`` where it had set out in vain."""
    board.timeline.diaries = {
        name: one
        if name in operation.seat_block_of
        else _home_from(one, max(now, back.get(name.partition(MARK)[0], now)), now)
        for name, one in board.timeline.diaries.items()
        if name not in operation.seat_block_of or check_in(operation, name) >= now
    }


def _home_from(diary: Diary, minute: int, now: int) -> Diary:
    """Return the diary of a vehicle that leaves no more before a minute; what it did before now is one absence."""
    past = diary.absences[:, 0] < now
    if past.any():
        gone = diary.absences[past]
        later = replace(diary, absences=diary.absences[~past])
        diary = later.away(int(gone[0, 0]), max(int(gone[:, 1].max()), minute))
    return replace(diary, free_from=max(diary.free_from, minute))
