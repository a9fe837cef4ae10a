"""The board on which a plan is made again: what has begun to load by now as it was, nothing of what is to come.

It is made once; every way to go on from here starts from a copy.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from repli.model import Booking, Cargo, HandoverAct, Movement, Operation, Plan
from repli.planning.acts import end_acts, inspection
from repli.planning.adopt import book, check_in, load_minute, send, slot_of
from repli.planning.board import Board
from repli.planning.posted import post_as
from repli.planning.postings import posting_at
from repli.planning.sorties import MARK, Slot, movements_of
from repli.planning.stage import sort_lots
from repli.planning.terms import Terms
from repli.planning.timeline import Diary
from repli.planning.variants import Variant

__all__ = ["Agreed", "Ground", "agreed_of", "from_now_on", "ground_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """A movement or booking of the agreed plan: its name, when it starts to load, and its off block after that."""

    what: Movement | Booking
    name: str
    load_minute: int
    off_minute: int

    @property
    def cargo(self) -> tuple[Cargo, ...]:
        """What it loads."""
        what = self.what
        return what.loads if isinstance(what, Booking) else tuple(one for stop in what.stops for one in stop.loads)

    @property
    def sites(self) -> frozenset[str]:
        """The sites that it loads at."""
        return frozenset(cargo.site_id for cargo in self.cargo)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What has begun, on a board; what is ``to_come`` in order of loading, with the slot of each movement if there is.

    ``acts`` are the agreed acts of handover by site, ``since`` tells when each site's end begins: its act or its wave.
    """

    plan: Plan
    terms: Terms
    board: Board
    to_come: tuple[Agreed, ...]
    slots: Mapping[str, Slot]
    acts: Mapping[str, HandoverAct]
    since: Mapping[str, int]


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


def ground_of(start: Board, plan: Plan, terms: Terms, variant: Variant) -> Ground:
    """Return the board at the start with what has begun; raise UsageError if the operation does not hold it."""
    board, ways, now = start.copy(), start.ways, terms.now_minute
    post_as(board, plan, now, terms.banned("movement"))
    board.now_minute = now
    sort_lots(board, [site_id for stage in ways.stages for site_id in stage], variant)
    positioned = {(one.vehicle_id, one.stops) for one in movements_of(board.sorties)}
    _keep_acts(board, plan, now)
    to_come = []
    for one in agreed_of(ways.network.operation, plan):
        if isinstance(one.what, Movement) and (one.what.vehicle_id, one.what.stops) in positioned:
            continue
        if one.load_minute >= now:
            to_come.append(one)
        elif isinstance(one.what, Booking):
            book(board, one.what)
        else:
            send(board, one.what)
    slots = {one.name: slot for one in to_come if isinstance(one.what, Movement) and (slot := slot_of(board, one.what))}
    acts = {act.site_id: act for act in plan.handovers}
    since = {site_id: act.start_minute for site_id, act in acts.items()}
    for one in to_come:
        for site_id in one.sites - set(acts):
            wave = one.off_minute - ways.network.operation.wave_minutes
            since[site_id] = max(wave, since.get(site_id, 0))
    return Ground(plan=plan, terms=terms, board=board, to_come=tuple(to_come), slots=slots, acts=acts, since=since)


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


def from_now_on(board: Board, ground: Ground, dropped: frozenset[str]) -> None:
    """Let nobody check in before now, and no vehicle leave, or before it is back where it had set out in vain.

    Nothing goes again as a movement that is forbidden: its vehicle stays at home over its minutes.
    """
    operation, now = board.ways.network.operation, ground.terms.now_minute
    banned, diaries = ground.terms.banned("movement"), board.timeline.diaries
    back: dict[str, int] = {}
    for one in ground.to_come:
        if isinstance(one.what, Booking):
            if one.name in banned:
                diaries.pop(one.name, None)
            continue
        stops, vehicle_id = one.what.stops, one.what.vehicle_id
        if one.name in banned and vehicle_id in diaries:
            vehicle_id = posting_at(board, vehicle_id, stops[0].off_block_minute)
            diaries[vehicle_id] = diaries[vehicle_id].away(stops[0].off_block_minute, stops[-1].off_block_minute)
        if one.name in dropped and stops[0].off_block_minute < now:
            back[one.what.vehicle_id] = stops[-1].off_block_minute
    board.timeline.diaries = {
        name: one
        if name in operation.seat_block_of
        else _home_from(one, max(now, back.get(name.partition(MARK)[0], now)), now)
        for name, one in diaries.items()
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
