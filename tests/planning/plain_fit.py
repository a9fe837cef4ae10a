"""The earliest fit in plain Python, on lists of what is taken: the oracle of the compiled one."""

from dataclasses import dataclass, field, replace

from repli.planning.crew import duties
from repli.planning.occupancy import FOREVER
from repli.planning.routes import Route, RouteStop
from repli.planning.timeline import Timing
from repli.planning.timing import Wish
from tests.planning.plain_agenda import Agenda, Stand, driving

__all__ = ["first_slot"]

_STEP_LIMIT = 400


@dataclass(frozen=True, slots=True)
class _Quest:
    """One route on one timeline, the stops where the crew rests, and the bounds."""

    timeline: Agenda
    route: Route
    rests: frozenset[int]
    wish: Wish

    def least_stay(self, index: int) -> int:
        """Return the least minutes from on block to off block: ground time, work, and the crew's rest if it rests."""
        return _least_stay(self.route, index, self.rests)


@dataclass(slots=True)
class _Draft:
    """Minutes settled so far, and the lower bounds of the off blocks."""

    lower: list[int]
    on: list[int]
    work_start: list[int]
    work_end: list[int]
    off: list[int]
    clearances: list[str | None] = field(default_factory=list)


def earliest(timeline: Agenda, route: Route, wish: Wish) -> Timing | None:
    """Return the fit with the earliest off block after loading, over the choices where the crew rests."""
    best: Timing | None = None
    for rests in route.rests:
        if best is not None and _soonest_off(route, rests, wish) >= best.off[route.pick]:
            continue
        timing = fit(timeline, route, rests, wish)
        if timing is not None and (best is None or timing.off[route.pick] < best.off[route.pick]):
            best = timing
    return best


def _soonest_off(route: Route, rests: frozenset[int], wish: Wish) -> int:
    """Return a minute before which no off block after loading is possible: flying, and stays up to there."""
    minutes = sum(route.stops[index].block_minutes for index in range(route.pick))
    return wish.depart_from + minutes + sum(_least_stay(route, index, rests) for index in range(1, route.pick + 1))


def first_slot(timeline: Agenda, absences: list[tuple[int, int]], route: Route, wish: Wish) -> Timing | None:
    """The first fit of a route between the absences of its vehicle, which is at home from as_of to the horizon."""
    after = max(wish.load_from, wish.off_from)
    if route.pause_minutes >= FOREVER and absences:
        return None
    starts = [timeline.operation.as_of_minute, *(back for _, back in absences)]
    ends = [*(away for away, _ in absences), timeline.until]
    for start, end in zip(starts, ends, strict=True):
        if start >= end or end <= after:
            continue
        if start > wish.off_to:
            return None
        stay = replace(wish, depart_from=max(start, wish.depart_from), back_by=min(end, wish.back_by))
        timing = earliest(timeline, route, stay)
        if timing is not None:
            return timing
    return None


def fit(timeline: Agenda, route: Route, rests: frozenset[int], wish: Wish) -> Timing | None:
    """Return the earliest minutes with the crew resting at ``rests``, or None."""
    count = len(route.stops)
    draft = _Draft([0] * count, [0] * count, [0] * count, [0] * count, [0] * count, [None] * count)
    draft.lower[route.pick] = wish.off_from
    draft.lower[0] = max(draft.lower[0], wish.depart_from)
    if not _settle_all(_Quest(timeline, route, rests, wish), draft):
        return None
    return Timing(
        on=tuple(draft.on),
        work_start=tuple(draft.work_start),
        work_end=tuple(draft.work_end),
        off=tuple(draft.off),
        clearances=tuple(draft.clearances),
    )


def _settle_all(quest: _Quest, draft: _Draft) -> bool:
    """Settle every stop, every duty, the drivers and the escorts; False if there is no fit."""
    route = quest.route
    index = 0
    for _ in range(_STEP_LIMIT):
        if index == len(route.stops):
            late = _overlong(quest, draft) or _undriven(quest, draft) or _unescorted(quest, draft)
            if late is None:
                pause = 0 if route.pause_minutes >= FOREVER else route.pause_minutes
                return max(draft.off[-1], draft.on[-1] + pause) <= quest.wish.back_by
            index, later = late
        else:
            later = _settle(quest, index, draft)
            if later == 0:
                index += 1
                continue
            index -= 1
        if later >= FOREVER or index < 0:
            return False
        draft.lower[index] = draft.off[index] + later
    return False


def _settle(quest: _Quest, index: int, draft: _Draft) -> int:
    """Settle one stop: 0 if it fits, else by how many minutes the off block before it must move later."""
    timeline, route, wish = quest.timeline, quest.route, quest.wish
    stop = route.stops[index]
    on = draft.off[index - 1] + route.stops[index - 1].block_minutes if index else draft.lower[0]
    if index and (shut := _next_open(stop, on) - on):
        return shut
    start = _work_start(timeline, route, stop, max(on, wish.load_from) if index == route.pick else on)
    end = start + stop.work_minutes
    ready = max(end, on + quest.least_stay(index), draft.lower[index]) if index else on
    last = index == len(route.stops) - 1
    off, clearance = (_next_open(stop, ready), None) if last else _depart(timeline, route, stop, ready)
    if off > timeline.until or (index == route.pick and off > wish.off_to):
        return FOREVER
    if last and off > ready:
        return off - ready
    if 0 < index <= route.pick and (later := _later_arrival(quest, index, off)) > on:
        before = route.stops[index - 1].leg_hours
        leaves = draft.off[index - 1] + later - on
        if before is None or before.next_open(leaves) == leaves:
            return later - on
    if index and stop.hours is not None:
        free = timeline.places["parking"][stop.place_id].next_free(route.size, on, off)
        if free > on:
            return free - on
    if index == 0:
        on = start = end = off
    draft.on[index], draft.work_start[index], draft.work_end[index] = on, start, end
    draft.off[index], draft.clearances[index] = off, clearance
    return 0


def _next_open(stop: RouteStop, minute: int) -> int:
    """Return the next minute at which the stop's field is open."""
    if stop.hours is None:
        return minute
    opened = stop.hours.next_open(minute)
    return FOREVER if opened is None else opened


def _work_start(timeline: Agenda, route: Route, stop: RouteStop, minute: int) -> int:
    """Return the first start of the work from ``minute`` on: field open; spot, handling set and customs free."""
    if not stop.handles:
        return minute
    while minute < FOREVER:
        start = minute if stop.hours is None else stop.hours.next_span(minute, stop.work_minutes)
        if start is None:
            return FOREVER
        minute = _next_work(timeline, route, stop, start)
        if minute == start:
            return start
    return FOREVER


def _next_work(timeline: Agenda, route: Route, stop: RouteStop, start: int) -> int:
    """Return ``start`` if spot, handling set and customs are free for the work, else a later start worth trying."""
    if stop.hours is not None:
        free = timeline.next_work(stop.place_id, route.size, start, start + stop.work_minutes)
        if free > start:
            return free
    return timeline.attend_from(stop.customs, start, stop.work_minutes)


def _depart(timeline: Agenda, route: Route, stop: RouteStop, minute: int) -> tuple[int, str | None]:
    """Return the first off block from ``minute`` on with field and leg open, escort, clearance; and that clearance."""
    clearance: str | None = None
    while minute <= timeline.until:
        at = _next_open(stop, minute)
        if stop.leg_hours is not None:
            opened = stop.leg_hours.next_open(at)
            at = FOREVER if opened is None else opened
        if stop.scope is not None and at < FOREVER:
            offer = timeline.next_off(stop.scope, route.type_id, at)
            at, clearance = (FOREVER, None) if offer is None else offer
        if at < FOREVER:
            at = timeline.team_free(stop.escort.over(at, at + stop.block_minutes))
        if at == minute:
            return at, clearance
        minute = at
    return FOREVER, None


def _least_stay(route: Route, index: int, rests: frozenset[int]) -> int:
    """Return the least minutes from on block to off block: ground time, work, and the crew's rest if it rests here."""
    stop = route.stops[index]
    rest = route.crew.rest_stay_minutes if index in rests and not stop.base_here else 0
    return max(stop.ground_minutes, stop.work_minutes, rest)


def _later_arrival(quest: _Quest, index: int, off: int) -> int:
    """Return the last on block that still lets the work be done, at once, for an off block; 0 if there is none.

    A vehicle that has to wait arrives as late as it can, so that it is away, and holds the spot, for less time; not
    where the road before is shut by then, since the next opening may come too late.
    """
    route, stop = quest.route, quest.route.stops[index]
    latest = off - quest.least_stay(index)
    on = latest if stop.hours is None else stop.hours.last_span(latest, stop.work_minutes)
    if on is None or not stop.handles:
        return on or 0
    start = max(on, quest.wish.load_from) if index == route.pick else on
    return on if _next_work(quest.timeline, route, stop, start) == start else 0


def _overlong(quest: _Quest, draft: _Draft) -> tuple[int, int] | None:
    """Return None if each duty fits; else the off block to move and by how much (`FOREVER` if nothing waits)."""
    crew = quest.route.crew
    for start, end in duties(len(quest.route.stops), quest.rests):
        duty = crew.report_minutes + draft.on[end] - draft.off[start] + crew.debrief_minutes
        if duty <= crew.duty_max_minutes:
            continue
        for index in range(start + 1, end):
            waits = draft.off[index] - draft.on[index] - quest.least_stay(index)
            if waits > 0:
                return index - 1, min(waits, duty - crew.duty_max_minutes)
        return start, FOREVER
    return None


def _undriven(quest: _Quest, draft: _Draft) -> tuple[int, int] | None:
    """Return None if there are drivers from report to debrief; else the first off block and by how much it moves."""
    use = driving(quest.route, draft.off[0], draft.on[-1])
    free = quest.timeline.team_free(use)
    return None if free == use.start_minute else (0, min(free - use.start_minute, FOREVER))


def _unescorted(quest: _Quest, draft: _Draft) -> tuple[int, int] | None:
    """Return None if each escort is free beside the route's own others; else the off block and by how much it moves."""
    stops = quest.route.stops
    if sum(stop.escort.count > 0 for stop in stops) <= 1:
        return None  # one escort alone was found free when its stop was settled
    taken: list[tuple[str, Stand]] = []
    for index, stop in enumerate(stops):
        use = stop.escort.over(draft.off[index], draft.off[index] + stop.block_minutes)
        free = quest.timeline.team_free(use, taken)
        if free != use.start_minute:
            return index, min(free - use.start_minute, FOREVER)
        team = quest.timeline.team(use)
        if team is not None:
            end = use.end_minute + team.change_minutes
            taken += [(team.team_id, (use.start_minute, end, 1))] * use.count
    return None
