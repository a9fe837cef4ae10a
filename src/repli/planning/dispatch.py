"""Before the closing waves: rotations and convoys that take out what is ready, day by day, most valuable first.

Every pair of vehicle and site (many vehicles alike together) proposes its earliest movement with the best load that
floors let go. The best proposal is taken, what it uses is held, and another one is made again only when its turn comes
and something that it uses was taken since: taking resources and stock does not make a proposal better.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from operator import attrgetter

from repli.planning.board import Board
from repli.planning.fleets import Fleet, fleets_of
from repli.planning.hold import Load
from repli.planning.occupancy import FOREVER
from repli.planning.packing import fill_percent
from repli.planning.routes import Route
from repli.planning.sorties import Slot
from repli.planning.timing import Wish
from repli.planning.variants import WHOLE, Variant

__all__ = ["dispatch"]

_TRIES, _LOOKS = 12, 400
"""How many starts with a load a proposal compares while it waits for more, and how many starts it looks at in all:
those at which floors let nothing go are passed over."""

_Key = tuple[int, bool, int, int, int, tuple[int, str], tuple[int, str]]
_Made = Counter[tuple[str, str]]
"""How many movements of a type have left a site; only counted for drafts that keep pace with a program."""


@dataclass(frozen=True, slots=True, eq=False)
class _Pair:
    """Vehicles alike, or one alone, and a site; ``uses`` names what their movements depend on.

    ``since`` is the off block of the last proposal on each route, by the route's identity: none is possible sooner.
    """

    fleet: Fleet
    site_id: str
    uses: frozenset[str]
    since: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Proposal:
    slot: Slot
    load: Load
    key: _Key
    pair: _Pair
    after: int


_BY_KEY = attrgetter("key")


def dispatch(board: Board, site_ids: Iterable[str], variant: Variant) -> None:
    """Send movements from the sites until nothing more can leave before their closings (if they are fixed)."""
    pairs = _pairs(board, site_ids)
    made = Counter(_what(one.slot) for one in board.sorties if variant.pace is not None)
    proposals = _propose_all(board, pairs, variant, made)
    taken: dict[str, int] = {}
    while proposals:
        best = min(proposals.values(), key=_BY_KEY)
        pair = best.pair
        if any(taken.get(name, -1) >= best.after for name in pair.uses):
            again = _propose(board, pair, variant, made)
            if again is None:
                del proposals[pair]
            else:
                proposals[pair] = again
            continue
        taken |= dict.fromkeys(pair.uses, len(board.sorties))
        made[_what(best.slot)] += 1
        slot = pair.fleet.send(best.slot)
        board.timeline.take(slot.vehicle_id, slot.route, slot.timing)
        if board.send(slot, best.load):
            for one in pairs:
                one.since.clear()
            proposals = _propose_all(board, pairs, variant, made)


def _pairs(board: Board, site_ids: Iterable[str]) -> list[_Pair]:
    """Return every pair of a fleet and a site that it has routes to."""
    fleets = fleets_of(board.timeline.diaries)
    return [
        _Pair(fleet, site, _uses(board, fleet, site))
        for site in site_ids
        for fleet in fleets
        if board.routes_of(fleet.name, site)
    ]


def _propose_all(board: Board, pairs: list[_Pair], variant: Variant, made: _Made) -> dict[_Pair, _Proposal]:
    """Return the proposal of each pair that has one."""
    return {pair: found for pair in pairs if (found := _propose(board, pair, variant, made)) is not None}


def _uses(board: Board, fleet: Fleet, site_id: str) -> frozenset[str]:
    """Return the names of what proposals depend on: vehicles, site, limited fields, scopes of clearances, teams."""
    routes = board.routes_of(fleet.name, site_id)
    stops = [stop for route in routes for stop in route.stops]
    needs = [*(stop.escort for stop in stops), *(stop.customs for stop in stops), *(route.drivers for route in routes)]
    teams = {f"team/{name}" for need in needs if (name := board.timeline.teams.name(need)) is not None}
    places = {stop.place_id for stop in stops if stop.hours is not None}
    timeline = board.timeline
    limited = {
        one
        for one in places
        if timeline.parking[one].limits or timeline.working[one].limits or timeline.handling[one].limits
    }
    scopes = {"/".join(stop.scope) for stop in stops if stop.scope}
    return frozenset({f"vehicle/{fleet.name}", f"site/{site_id}", *limited, *scopes, *teams})


def _propose(board: Board, pair: _Pair, variant: Variant, made: _Made) -> _Proposal | None:
    """Return the earliest movement of vehicles alike for one site, over their routes."""
    board.meter.units += 1
    found = [
        (_key(board, slot, load, variant, made), slot, load)
        for route in board.routes_of(pair.fleet.name, pair.site_id)
        for slot, load in _first_full(board, pair, route, variant)
    ]
    if not found:
        return None
    key, slot, load = min(found, key=lambda entry: entry[0])
    return _Proposal(slot=slot, load=load, key=key, pair=pair, after=len(board.sorties))


def _what(slot: Slot) -> tuple[str, str]:
    return slot.route.type_id, slot.route.site_id


def _key(board: Board, slot: Slot, load: Load, variant: Variant, made: _Made) -> _Key:
    """Return what is taken first: the civil day, urgent sites, what is behind, then value or the earlier off block."""
    day = bisect_right(board.timeline.permits.day_starts, slot.off_minute)
    value, off = -load.value(board.weights), slot.off_minute
    value = value * variant.site_permille.get(slot.route.site_id, WHOLE) // WHOLE
    if variant.by_rate:
        value //= max(1, slot.timing.on[-1] - slot.timing.off[0])
    first, second = (value, off) if variant.by_value else (off, value)
    others = slot.route.site_id not in variant.urgent
    what = _what(slot)
    ahead = 0 if variant.pace is None else variant.pace.ahead(*what, day, made[what])
    return (day, others, ahead, first, second, variant.rank(slot.vehicle_id), variant.rank(slot.route.site_id))


def _first_full(board: Board, pair: _Pair, route: Route, variant: Variant) -> list[tuple[Slot, Load]]:
    """Return the first movement that is full enough, or the fullest that patience allows; empty if there is none."""
    book = board.books[route.site_id]
    if book.empty:
        return []
    closing = board.closings.get(route.site_id)
    latest, until = (closing.clear_by, closing.wave_start) if closing else (FOREVER, FOREVER)
    since = pair.since.get(id(route), 0)
    wish: Wish | None = Wish(load_from=next(iter(book.ready_minutes()), 0), off_from=since, off_to=latest)
    best: tuple[int, Slot, Load] | None = None
    tries = 0
    for _ in range(_LOOKS):
        slot = pair.fleet.earliest_slot(board.timeline, route, wish) if wish else None
        if slot is None or (best is not None and slot.load_minute > best[1].load_minute + variant.patience_minutes):
            break
        if slot.out_minute > board.out_by:
            break
        load = board.load_for(slot, until)
        if load is not None:
            tries += 1
            if tries == 1 and route.flight is None:
                pair.since[id(route)] = slot.off_minute
            filled = fill_percent(load, route.payload_kg) if variant.fill_percent else 100
            if best is None or filled > best[0]:
                best = (filled, slot, load)
            if filled >= variant.fill_percent or tries == _TRIES:
                break
        wish = _later(board, slot, latest)
        if wish is not None and load is None:
            wish = _once_free(board, slot, wish, until)
    return [] if best is None else [best[1:]]


def _once_free(board: Board, slot: Slot, wish: Wish, until: int) -> Wish | None:
    """Return the wish for a time at which something may leave at all, after a slot for which there was nothing."""
    route = slot.route
    most = route.payload_kg, max(one.pallet_positions for one in route.configurations)
    off_from = board.books[route.site_id].leaves_from(route.takes, most, slot.gone_minute, until)
    if off_from > min(wish.off_to, until - 1):
        return None
    return replace(wish, off_from=max(wish.off_from, off_from))


def _later(board: Board, slot: Slot, latest: int) -> Wish | None:
    """Return the wish for the next time at which more may be loaded: a lot gets ready, or a floor falls."""
    book = board.books[slot.route.site_id]
    minutes = book.ready_minutes()
    next_ready = bisect_right(minutes, slot.load_minute)
    ready = minutes[next_ready] if next_ready < len(minutes) else FOREVER
    falls = [at for limit in book.limits for at, _ in limit.steps if at > slot.off_minute]
    falls += [at for at in board.order.left.values() if at > slot.off_minute]
    fall = min(falls, default=FOREVER)
    if min(ready, fall) >= latest:
        return None
    return Wish(load_from=ready, off_to=latest) if ready <= fall else Wish(off_from=fall, off_to=latest)
