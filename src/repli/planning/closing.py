"""How a site ends: candidate acts of handover, the wave reserved around one, and its loading.

Docs/reference/plan-meaning.md, F: the act lies in one office interval, long enough, with notice; from its start nothing
is present but what is on the wave; it has started when the wave starts, ``wave_minutes`` before the last off block, and
ends by then unless the site acts after. Guards leave in the last ``formation_minutes``. The last flight is placed
first, then the others so that they leave in the wave before it.
"""

from bisect import bisect_right
from collections.abc import Iterator

from repli.model import HandoverAct, Site
from repli.planning.acts import inspection, last_acts
from repli.planning.board import Board, Closing, taken_by
from repli.planning.fleets import fleets_of
from repli.planning.lots import NO_LIMIT, SiteBook
from repli.planning.packing import best_load
from repli.planning.routes import Route
from repli.planning.sorties import Slot
from repli.planning.timeline import Timeline
from repli.planning.timing import Wish
from repli.planning.wave import fill_wave
from repli.units import MINUTES_PER_DAY

__all__ = ["MOST_FLIGHTS", "act_starts", "best_slot", "load_wave", "reserve_wave"]

MOST_FLIGHTS = 10
"""The most flights of one closing wave."""

_ACT_STEP = 240
_LATER_STEP = 60
_MOST_LATER = 24
_LONGEST_WAIT = 2 * MINUTES_PER_DAY
"""The last off block comes at most this long after the start of the act where later acts do the same; see `_wait`."""


def act_starts(board: Board, site: Site, least: int) -> Iterator[int]:
    """Yield starts of the act, ascending, from ``least`` on: the first of each office interval, then every few hours.

    Where a site needs no act (it takes no time) they are days from ``least`` on. As a last resort an act may start
    before the last load from a feeder has come, as long as that load is on the wave.
    """
    operation = board.ways.network.operation
    notice_minutes = site.notice_minutes if site.handover_minutes else 0
    cleared = board.cleared.get(site.site_id, 0)
    if board.last_resort:
        ended = max((act.end_minute for act in board.acts if act.site_id == site.site_id), default=0)
        cleared = max(cleared - operation.wave_minutes, ended)
    least = max(least, board.now_minute + notice_minutes, cleared)
    if site.handover_minutes == 0:
        yield from range(least, operation.horizon_minute, MINUTES_PER_DAY)
        return
    for interval in board.timeline.office(site).after(least):
        first = max(interval.start_minute, least)
        last = min(interval.end_minute, operation.horizon_minute) - _act_minutes(site)
        yield from range(first, last, _ACT_STEP)
        if first <= last:
            yield last


def reserve_wave(board: Board, site: Site, start: int, rest: SiteBook, spare: int) -> Closing | None:
    """Hold the flights of the wave after an act that starts at ``start``; None if ``rest`` does not fit.

    ``spare`` more flights than ``rest`` needs are held, as far as they fit. The last flight leaves as soon as it can;
    as a last resort later ones are tried, since flights before it may only then find room. Over midnight it leaves on
    the next day, and those before it on both: each day has its own clearances.
    """
    operation = board.ways.network.operation
    timeline = board.timeline.copy()
    end = start + _act_minutes(site)
    attended = _attend(timeline, site, start)
    acts = last_acts(timeline, rest, start, board.now_minute) if attended else None
    if acts is None:
        return None
    least_off = start + operation.wave_minutes if site.act_after else max(start + operation.wave_minutes, end)
    others_close = max((board.closings[one].closes for one in site.closes_after if one in board.closings), default=0)
    least_off = max(least_off, others_close)
    wait = _wait(timeline, site, start, operation.horizon_minute)
    if max(least_off, end) > board.out_by or least_off > start + wait or (rest.empty and end < others_close):
        return None
    act = _act(site, start) if site.handover_minutes else None
    if rest.empty:
        board.timeline = timeline
        return Closing(
            act=act, clear_by=start, last_off=end, wave_start=end, formation_start=end, flights=(), acts=acts
        )
    off_from, off_to = least_off, least_off + wait
    for _ in range(_MOST_LATER if board.last_resort else 1 + board.over_midnight):
        trial = timeline.copy()
        wish = Wish(load_from=rest.last_ready(), off_from=off_from, off_to=off_to)
        last = best_slot(board, trial, rest, wish)
        if last is None:
            return None
        closing = Closing(
            act=act,
            clear_by=start,
            last_off=last.off_minute,
            wave_start=last.off_minute - operation.wave_minutes,
            formation_start=last.off_minute - operation.formation_minutes,
            flights=_more_flights(board, trial, rest, last, spare),
            acts=acts,
        )
        if fill_wave(operation, rest, closing) is not None:
            board.timeline = trial
            return closing
        off_from = last.off_minute + _LATER_STEP
        if board.over_midnight:
            off_from = _next_day(timeline, last.off_minute)
    return None


def load_wave(board: Board, site_id: str) -> bool:
    """Load everything that still waits onto the wave, on as few flights as it takes; False if it does not fit."""
    closing = board.closings[site_id]
    book = board.books[site_id]
    if book.empty:
        return not closing.flights
    loads = fill_wave(board.ways.network.operation, book, closing)
    if loads is None:
        return False
    for slot, load in loads:
        board.send(slot, load)
    return True


def _next_day(timeline: Timeline, minute: int) -> int:
    """Return the start of the next civil day; the horizon where none is known."""
    starts = timeline.permits.day_starts
    later = bisect_right(starts, minute)
    return starts[later] if later < len(starts) else timeline.until


def _wait(timeline: Timeline, site: Site, start: int, horizon_minute: int) -> int:
    """Return how long after the start of an act the last off block may come: till the next hours have acts."""
    if site.handover_minutes == 0:
        return _LONGEST_WAIT
    later = timeline.office(site).next_start(start)
    if later is None:
        later = horizon_minute
    return _LONGEST_WAIT if later - start <= _LONGEST_WAIT else later - start + _LONGEST_WAIT


def _attend(timeline: Timeline, site: Site, start: int) -> bool:
    """Hold the inspection teams of the act of handover; False if they are not free."""
    if site.inspection_teams == 0 or site.handover_minutes == 0:
        return True
    use = inspection(site, start, start + _act_minutes(site))
    free = timeline.teams.next_free(use) == start
    if free:
        timeline.teams.take(use)
    return free


def _act_minutes(site: Site) -> int:
    return max(site.handover_minutes, 1)


def _act(site: Site, start: int) -> HandoverAct:
    return HandoverAct(
        site_id=site.site_id,
        notice_minute=start - site.notice_minutes,
        start_minute=start,
        end_minute=start + _act_minutes(site),
    )


def _more_flights(board: Board, timeline: Timeline, rest: SiteBook, last: Slot, spare: int) -> tuple[Slot, ...]:
    """Return the last flight and those before it: enough for what remains, and ``spare`` more."""
    operation = board.ways.network.operation
    timeline.take(last.vehicle_id, last.route, last.timing)
    flights = [last]
    enough = False
    while len(flights) < MOST_FLIGHTS and spare >= 0:
        trial = Closing(
            act=None,
            clear_by=0,
            last_off=last.off_minute,
            wave_start=last.off_minute - operation.wave_minutes,
            formation_start=last.off_minute - operation.formation_minutes,
            flights=tuple(flights),
        )
        enough = enough or fill_wave(operation, rest, trial) is not None
        if enough and spare == 0:
            break
        spare -= int(enough)
        seats = sum(_guard_seats(slot.route) for slot in flights if slot.off_minute >= trial.formation_start)
        least = trial.formation_start if seats < rest.site.last_out_people else trial.wave_start
        wish = Wish(load_from=rest.last_ready(), off_from=least, off_to=last.off_minute)
        slot = best_slot(board, timeline, rest, wish, trial.wave_start)
        if slot is None:
            break
        timeline.take(slot.vehicle_id, slot.route, slot.timing)
        flights.append(slot)
    return tuple(flights)


def _guard_seats(route: Route) -> int:
    """Return how many guards who leave last a route takes: none on a commercial flight (F)."""
    return 0 if route.flight is not None else max(one.seats for one in route.configurations)


def best_slot(board: Board, timeline: Timeline, rest: SiteBook, wish: Wish, wave_start: int = 0) -> Slot | None:
    """Return the slot on the first possible day that takes most of what remains; nothing is gone before the wave."""
    wave_minutes = board.ways.network.operation.wave_minutes
    best: tuple[tuple[int, int, int, str], Slot] | None = None
    values: dict[int, int] = {}
    for fleet in fleets_of(timeline.diaries):
        for route in board.routes_of(fleet.name, rest.site.site_id):
            slot = fleet.earliest_slot(timeline, route, wish)
            if slot is None or slot.out_minute > board.out_by:
                continue
            if slot.gone_minute < (wave_start or slot.off_minute - wave_minutes):
                continue
            value = values.get(id(route))
            if value is None:
                value = _value(board, route, rest)
            if route.flight is None:
                values[id(route)] = value
            day = bisect_right(timeline.permits.day_starts, slot.off_minute)
            key = (day, -value, slot.off_minute, slot.vehicle_id)
            if best is None or key < best[0]:
                best = (key, slot)
    return None if best is None else best[1]


def _value(board: Board, route: Route, rest: SiteBook) -> int:
    """Return what the best load of a route is worth if floors let all go."""
    rooms, lots = [NO_LIMIT] * len(rest.limits), taken_by(route, rest)
    load = best_load(route.configurations, route.payload_kg, lots, rooms, board.weights, board.apart(route))
    return 0 if load is None else load.value(board.weights)
