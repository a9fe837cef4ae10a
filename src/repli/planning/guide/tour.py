"""Vehicles on tour: whoever is free next takes what is worth most by the prices of a guide, and goes on from there.

Prices are worked out again every few days, from the board as it has become by then. A vehicle is back in time for its
flights of closing waves; whoever is not has another one of the type stand in, or the site is open again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from repli.planning.board import Board
from repli.planning.closing import load_wave
from repli.planning.guide.appointments import Appointment, given_up, kept
from repli.planning.guide.offers import Offer, offers_of
from repli.planning.guide.program import sheet_of
from repli.planning.guide.scene import Scene, Standing, part_minutes
from repli.planning.guide.sheet import Sheet
from repli.planning.guide.trips import Trip
from repli.planning.guide.worth import Worth, worth_of
from repli.planning.occupancy import FOREVER
from repli.planning.postings import lead_on, move_on
from repli.planning.timing import Wish
from repli.units import MINUTES_PER_DAY

__all__ = ["Tour", "first_sheet", "send_on_tour", "tour_of"]

_PROGRAMS = 8
"""Prices are worked out so many times on a whole tour."""
_COLUMNS_A_UNIT = 100
"""So many variables of a program count as a unit of work."""
_AHEAD = MINUTES_PER_DAY
"""A vehicle does not yet take what begins later than this: it looks again."""
_FOLLOW = 0.5
"""How far a trip that the program makes, and nobody yet did, goes before others: so much of what its clearances cost,
which would be lost."""
_OWED = 0.2
"""So much of an empty trip must the program make for a vehicle to make it."""
_LOSS = 0.2
_HASTE = 0.5
"""A load goes rather than wait a part of the grid, unless that loses so much of its worth, and of what the wait costs:
prices know of no trip that is not full."""
_EPS = 1e-6


@dataclass(slots=True, kw_only=True)
class Tour:
    """The board, the trips, the vehicles that are still on tour, and their flights of closing waves to come.

    The last site closes at ``end``; nothing is to be out after ``out_by``.
    """

    board: Board
    trips: Sequence[Trip]
    todo: list[Standing]
    appointments: dict[str, tuple[Appointment, ...]]
    begin: int
    end: int
    out_by: int

    def next_of(self, one: Standing) -> Appointment | None:
        """Return the next appointment of a vehicle."""
        return next(iter(self.appointments.get(one.vehicle_id, ())), None)

    def minutes_to(self, type_id: str, start: str, end: str) -> int:
        """Return how long a vehicle takes from a place to another one, empty."""
        if start == end:
            return 0
        way = (type_id, start, end)
        return min((one.minutes for one in self.trips if one.empty and _way(one) == way), default=FOREVER)

    def latest(self, one: Standing) -> int:
        """Return the last minute at which a vehicle can set out to be there for its next appointment."""
        due, diary = self.next_of(one), self.board.timeline.diaries[one.posting]
        return FOREVER if due is None else due.minute - self.minutes_to(diary.type_id, diary.home, due.start)


def _way(trip: Trip) -> tuple[str, str, str]:
    return trip.type_id, trip.start, trip.end


def tour_of(
    board: Board, appointments: Mapping[str, tuple[Appointment, ...]], trips: Sequence[Trip], out_by: int
) -> Tour:
    """Return the vehicles of a board on which nothing has left, as they set out."""
    operation = board.ways.network.operation
    todo = [
        Standing(max(diary.free_from, operation.as_of_minute), name, name)
        for name, diary in board.timeline.diaries.items()
        if diary.type_id in operation.type_of and diary.held is None
    ]
    heapify(todo)
    return Tour(
        board=board,
        trips=trips,
        todo=todo,
        appointments=dict(appointments),
        begin=operation.as_of_minute,
        end=max((one.last_off for one in board.closings.values()), default=operation.as_of_minute),
        out_by=out_by,
    )


def send_on_tour(tour: Tour, percent: int) -> None:
    """Send vehicles on tour for a part of the days until the last closing; raise SolverError where prices fail."""
    stretch = max(MINUTES_PER_DAY, (tour.end - tour.begin) // _PROGRAMS)
    until, now = tour.begin + (tour.end - tour.begin) * percent // 100, tour.begin
    while tour.todo and now < until and not all(one.empty for one in tour.board.books.values()):
        _tour_until(tour, worth_of(_sheet(tour, now)), min(now + stretch, until))
        now += stretch
    for one in sorted(tour.todo):
        _keep_all(tour, one)
    missed = [due for some in tour.appointments.values() for due in some if not _stood_in(tour, due)]
    for site_id in dict.fromkeys(due.site_id for due in missed):
        given_up(tour.board, site_id, tuple(due for due in missed if due.site_id == site_id))


def first_sheet(tour: Tour) -> Sheet:
    """Return the program of a tour that has not begun."""
    return _sheet(tour, tour.begin)


def _sheet(tour: Tour, now: int) -> Sheet:
    """Return the program of what is left to do from a minute on."""
    starts = tour.board.ways.network.operation.agreement.day_starts
    begin = max(one for one in starts if one <= max(now, starts[0]))
    length = part_minutes(tour.end - begin)
    scene = Scene(
        board=tour.board,
        standing=tuple(tour.todo),
        appointments=tour.appointments,
        out_by=tour.out_by,
        now=now,
        begin=begin,
        length=length,
        parts=(tour.end - begin) // length + 2,
    )
    sheet = sheet_of(scene, tour.trips)
    tour.board.meter.units += len(sheet.program.gains) // _COLUMNS_A_UNIT
    return sheet


def _tour_until(tour: Tour, worth: Worth, until: int) -> None:
    """Let vehicles that are free before a minute do what is worth most, one after the other."""
    length = worth.sheet.scene.length
    while tour.todo and tour.todo[0].minute < until:
        one = heappop(tour.todo)
        best = _best(tour, worth, one)
        again = min(one.minute + length, max(tour.latest(one) - length, one.minute))
        if best is not None and best.slot.timing.off[0] <= one.minute + max(length, _AHEAD):
            worth.made[best.number] = worth.made.get(best.number, 0) + 1
            heappush(tour.todo, _sent(tour.board, one, best))
        elif one.minute < again < tour.end:
            heappush(tour.todo, Standing(again, one.vehicle_id, one.posting))
        elif (due := _kept(tour, one)) is not None:
            heappush(tour.todo, due)


def _best(tour: Tour, worth: Worth, one: Standing) -> Offer | None:
    """Return what is worth most for a vehicle; None where it had better wait."""
    diary, length = tour.board.timeline.diaries[one.posting], worth.sheet.scene.length
    offers = list(_in_time(tour, one, offers_of(tour.board, worth, one)))
    wait = worth.vehicle(diary.type_id, diary.home, one.minute + length)
    wait -= worth.vehicle(diary.type_id, diary.home, one.minute)
    best = max((offer for offer in offers if offer.load is not None), key=_rank, default=None)
    empty = max((offer for offer in offers if offer.load is None and offer.owed > _OWED), key=_rank, default=None)
    if empty is not None and empty.gain > max(wait, wait if best is None else _score(best)) + _EPS:
        best = empty
    if best is not None:
        loss = max(best.day * _HASTE * length / MINUTES_PER_DAY, best.gross * _LOSS)
        if _score(best) >= wait - loss - _EPS:
            return best
    due = tour.next_of(one)
    if due is not None and diary.home != due.start and one.minute + length >= tour.latest(one):
        return max((offer for offer in offers if offer.trip.end == due.start), key=_rank, default=None)
    return None


def _in_time(tour: Tour, one: Standing, offers: Iterator[Offer]) -> Iterator[Offer]:
    """Yield the offers after which a vehicle can still be there for its next appointment."""
    due = tour.next_of(one)
    for offer in offers:
        if due is None or offer.back + tour.minutes_to(offer.trip.type_id, offer.trip.end, due.start) <= due.minute:
            yield offer


def _score(offer: Offer) -> float:
    return offer.gain + _FOLLOW * min(1.0, max(0.0, offer.owed)) * offer.price


def _rank(offer: Offer) -> tuple[float, int]:
    return (round(_score(offer), 9), -offer.back)


def _sent(board: Board, one: Standing, offer: Offer) -> Standing:
    """Let a vehicle take an offer; return where it stands after it."""
    slot, posting = offer.slot, one.posting
    if offer.trip.start != offer.trip.end:
        posting = move_on(board, one.posting, slot)
    if offer.load is not None:
        board.timeline.take(slot.vehicle_id, slot.route, slot.timing)
        board.send(slot, offer.load)
    return Standing(offer.back, one.vehicle_id, posting)


def _kept(tour: Tour, one: Standing) -> Standing | None:
    """Let a vehicle keep its next appointment; None if it has none, or cannot. The last flight loads the wave."""
    due, diary = tour.next_of(one), tour.board.timeline.diaries[one.posting]
    if due is None or diary.home != due.start or one.minute > due.minute:
        return None
    tour.appointments[one.vehicle_id] = tour.appointments[one.vehicle_id][1:]
    posting = kept(tour.board, one.posting, due)
    if not any(other.site_id == due.site_id for some in tour.appointments.values() for other in some):
        load_wave(tour.board, due.site_id)
    return Standing(due.slot.timing.back(due.slot.route), one.vehicle_id, posting)


def _keep_all(tour: Tour, one: Standing) -> None:
    """Let a vehicle keep all its appointments, going there empty."""
    there: Standing | None = one
    while there is not None and (due := tour.next_of(there)) is not None:
        there = _kept(tour, _gone_to(tour, there, due.start))


def _gone_to(tour: Tour, one: Standing, place: str) -> Standing:
    """Return a vehicle where it goes empty; where it is, if it cannot, or is there."""
    diary = tour.board.timeline.diaries[one.posting]
    for trip in tour.trips:
        if trip.empty and _way(trip) == (diary.type_id, diary.home, place):
            slot = lead_on(tour.board, one.posting, trip.route, Wish(depart_from=one.minute))
            if slot is not None:
                back = slot.timing.back(slot.route)
                return Standing(back, one.vehicle_id, move_on(tour.board, one.posting, slot))
    return one


def _stood_in(tour: Tour, due: Appointment) -> bool:
    """Let any vehicle of the type that stands there keep an appointment that its own did not; say whether one can."""
    for name, diary in tour.board.timeline.diaries.items():
        free = max([diary.free_from, *diary.absences[:, 1].tolist()])
        alike = (diary.type_id, diary.home, diary.held) == (due.slot.route.type_id, due.start, None)
        if alike and free <= due.minute and diary.free_to >= due.slot.timing.back(due.slot.route):
            kept(tour.board, name, due)
            return True
    return False
