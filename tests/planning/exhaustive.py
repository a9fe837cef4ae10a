"""The best plan of a small operation, found by trying everything on a grid of times, judged by the rule book alone.

Flights OUT1 - FLD1 - OUT1 with off block at FLD1 on a grid (first and last minute of each stretch that hours and
clearances leave, the first after each ready minute, the first and last around each office hour), every choice of up to
``flights`` of them, every way to divide the lots over them and the commercial flights; convoys BASE - FEED - BASE the
same way; acts on site as soon as they can be. What is left out here makes the search weaker, never wrong: a plan counts
only if `repli.rules.check_plan` finds nothing in it. So it can refute "impossible" and a bound, and says nothing where
it finds no plan.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations, product

from repli.model import (
    Booking,
    Bound,
    Cargo,
    ClearanceRequest,
    HandoverAct,
    Movement,
    Objective,
    Operation,
    Plan,
    SeatBlock,
    Site,
    SiteAct,
    Stop,
)
from repli.rules import check_plan, recompute_objective, verdict_of
from tests.planning.small_operations import DAYS
from tests.tiny import at, tiny_plan

__all__ = ["best_plan", "kept_plans"]

STAY, WORK, LEG, ROAD, UNLOAD = 60, 40, 120, 90, 30
TURN = LEG + STAY + LEG + STAY  # from one off block at FLD1 to the next of the same aircraft
MOST_JUDGED = 60


@dataclass(frozen=True)
class Lot:
    """What is never divided here: a line, its quantity, its weight and space, and when it can be loaded at BASE."""

    line_id: str
    quantity: int
    kg: int
    positions: int
    ready: int


@dataclass(frozen=True)
class Feed:
    """How FEED is emptied: its convoys, its act, and when each of its lots is in the stock of BASE."""

    movements: tuple[Movement, ...]
    acts: tuple[HandoverAct, ...]
    enters: tuple[tuple[str, int], ...]


_Seated = tuple[tuple[Lot, SeatBlock], ...]


@dataclass(frozen=True)
class _Draft:
    """A choice of times, clearances and acts, and who goes by commercial flights; loads are still to be divided."""

    day: int
    order: int
    times: tuple[int, ...]
    used: tuple[str, ...]
    acts: tuple[HandoverAct, ...]
    feed: Feed
    lots: tuple[Lot, ...]
    seated: _Seated


def best_plan(operation: Operation, *, flights: int = 3, convoys: int = 1) -> Plan | None:
    """A plan that keeps every rule, of the earliest closure day on the grid; None if the grid holds none."""
    return next(kept_plans(operation, flights=flights, convoys=convoys), None)


def kept_plans(
    operation: Operation,
    *,
    flights: int = 3,
    convoys: int = 1,
    minutes: frozenset[int] = frozenset(),
    last: int | None = None,
) -> Iterator[Plan]:
    """Plans that keep every rule, among the first of the grid by closure day, and then by number of flights.

    ``minutes`` are off blocks that are surely tried where hours and clearances allow them; ``last``, if it is given, is
    when the last one goes.
    """
    drafts = []
    for feed in _feeds(operation, convoys):
        everyone = _lots(operation, "BASE", dict(feed.enters))
        for seated in _seatings(operation, everyone):
            lots = tuple(lot for lot in everyone if lot.line_id not in {one.line_id for one, _ in seated})
            drafts += [
                _Draft(day, len(drafts), times, used, acts, feed, lots, seated)
                for day, times, used, acts in _timings(operation, feed, lots, seated, flights=flights, minutes=minutes)
                if last is None or last == max([*times, *(block.departs_minute for _, block in seated)])
            ]
    judged = 0
    for draft in sorted(drafts, key=lambda one: (one.day, one.order)):
        for loads in _loadings(operation, draft.lots, draft.times):
            movements = (*draft.feed.movements, *_flights(draft.times, draft.used, loads))
            plan = _plan(operation, movements, draft.acts, _bookings(draft.seated))
            if not check_plan(operation, plan):
                yield plan
            judged += 1
            if judged == MOST_JUDGED:
                return


def _timings(
    operation: Operation,
    feed: Feed,
    lots: tuple[Lot, ...],
    seated: "_Seated",
    *,
    flights: int,
    minutes: frozenset[int],
) -> Iterator[tuple[int, tuple[int, ...], tuple[str, ...], tuple[HandoverAct, ...]]]:
    """Closure day, off blocks, their clearances and the acts of handover, for every choice that can be kept."""
    grid = _grid(operation, lots, minutes) if lots else []
    least = 1 if lots else 0
    departs = [block.departs_minute for _, block in seated]
    for times in (some for count in range(least, flights + 1 if lots else 1) for some in combinations(grid, count)):
        offs = tuple(sorted([*times, *departs]))
        act = _act(operation, operation.site_of["BASE"], offs) if offs else None
        used = _clearances(operation, times)
        if act is not None and used is not None and _tails(times) is not None:
            end = max([offs[-1], *(one.end_minute for one in act)])
            yield (end - at(0)) // 1440, times, used, (*feed.acts, *act)


def _seatings(operation: Operation, lots: tuple[Lot, ...]) -> Iterator["_Seated"]:
    """Every way to send whole lots of people by commercial flights that they can check in for; nobody comes last."""
    people = [lot for lot in lots if lot.line_id in operation.people_of]
    choices = [[*_blocks(operation, lot), None] for lot in people]
    for choice in product(*choices):
        yield tuple((lot, block) for lot, block in zip(people, choice, strict=True) if block is not None)


def _blocks(operation: Operation, lot: Lot) -> list[SeatBlock]:
    return [one for one in operation.seat_blocks if one.departs_minute - one.check_in_minutes >= lot.ready]


def _bookings(seated: "_Seated") -> tuple[Booking, ...]:
    flights: dict[str, list[Cargo]] = {}
    for lot, block in seated:
        cargo = Cargo(line_id=lot.line_id, quantity=lot.quantity, site_id="BASE")
        flights.setdefault(block.flight_id, []).append(cargo)
    return tuple(Booking(flight_id=name, loads=tuple(loads)) for name, loads in sorted(flights.items()))


def _lots(operation: Operation, site_id: str, enters: Mapping[str, int]) -> tuple[Lot, ...]:
    """The lines that start at a site, or enter it, one lot each."""
    people = [
        Lot(one.line_id, one.count, one.count * 100, 0, max(one.ready_minute, one.arrives_minute or 0))
        for one in operation.people
    ]
    items = [Lot(one.line_id, 1, one.kg, one.positions, one.ready_minute) for one in operation.items if not one.stays]
    homes = {one.line_id: one.site_id for one in (*operation.people, *operation.items)}
    return tuple(
        replace(lot, ready=max(lot.ready, enters.get(lot.line_id, 0)))
        for lot in (*people, *items)
        if homes[lot.line_id] == site_id or lot.line_id in enters
    )


def _grid(operation: Operation, lots: tuple[Lot, ...], minutes: frozenset[int]) -> list[int]:
    """Off blocks at FLD1 worth trying: edges of what hours and clearances leave, and what the lots and acts ask for."""
    field, base = operation.field_of["FLD1"], operation.site_of["BASE"]
    wanted = {lot.ready + WORK for lot in lots}
    for hours in base.office_intervals:
        start = max(hours.start_minute, base.notice_minutes + at(0))
        wanted |= {start, start + base.handover_minutes, start + operation.wave_minutes}
    found: set[int] = set()
    sure: set[int] = set()
    for clearance in operation.clearances:
        if clearance.scope != "field":
            continue
        notice = max(clearance.lead_minutes, clearance.answer_minutes) if clearance.state == "planned" else 0
        first = max(clearance.window.start_minute - clearance.tolerance_minutes, at(0) + notice, at(0) + LEG + STAY)
        last = clearance.window.end_minute + clearance.tolerance_minutes
        for hours in field.open_intervals:
            low, high = max(first, hours.start_minute + STAY), min(last, hours.end_minute, at(DAYS)) - 1
            if low <= high:
                inside = sorted(minute for minute in wanted if low < minute < high)
                found |= {low, high, *inside[:3]}
                found |= {low + WORK} if low + WORK < high else set()
                sure |= {minute for minute in minutes if low <= minute <= high}
    return sorted({*sorted(sure)[:12], *sorted(found)[: max(2, 14 - len(sure))]})


def _clearances(operation: Operation, times: tuple[int, ...]) -> tuple[str, ...] | None:
    """A clearance for each off block within the limits of each day, or None."""
    rows = [one for one in operation.clearances if one.scope == "field"]
    for choice in product(rows, repeat=len(times)):
        uses = [(one.clearance_id, (minute - at(0)) // 1440) for one, minute in zip(choice, times, strict=True)]
        if all(
            one.window.start_minute - one.tolerance_minutes <= minute < one.window.end_minute + one.tolerance_minutes
            and uses.count(use) <= (one.limit_per_day or len(times))
            and (one.state == "granted" or minute - max(one.lead_minutes, one.answer_minutes) >= at(0))
            for one, minute, use in zip(choice, times, uses, strict=True)
        ):
            return tuple(one.clearance_id for one in choice)
    return None


def _tails(times: tuple[int, ...]) -> tuple[str, ...] | None:
    """Which aircraft flies each rotation, each at one place at a time, or None."""
    free = {"L1": 0, "L2": 0}
    names = []
    for minute in times:
        name = min(free, key=lambda one: (free[one], one))
        if free[name] > minute:
            return None
        free[name] = minute + TURN
        names.append(name)
    return tuple(names)


def _act(operation: Operation, site: Site, offs: tuple[int, ...]) -> tuple[HandoverAct, ...] | None:
    """The earliest act that fits departures from a site: () where none is needed, None where none fits."""
    if site.handover_minutes == 0:
        return ()
    wave = offs[-1] - operation.wave_minutes
    before = max((minute for minute in offs if minute < wave), default=0)
    before = max([before, *(act.end_minute for act in _site_acts(operation) if act.site_id == site.site_id)])
    for hours in site.office_intervals:
        start = max(hours.start_minute, at(0) + site.notice_minutes, before)
        end = start + site.handover_minutes
        if start <= wave and end <= hours.end_minute and (site.act_after or end <= offs[-1]):
            notice = start - site.notice_minutes
            return (HandoverAct(site_id=site.site_id, notice_minute=notice, start_minute=start, end_minute=end),)
    return None


def _site_acts(operation: Operation) -> tuple[SiteAct, ...]:
    """Each item that stays, ended as soon as it is ready."""
    starts = {one.line_id: max(one.ready_minute, at(0)) for one in operation.items if one.stays}
    return tuple(
        SiteAct(
            item_id=name,
            site_id=operation.item_of[name].site_id,
            disposition=operation.item_of[name].disposition,
            start_minute=start,
            end_minute=start + operation.item_of[name].act_minutes,
        )
        for name, start in starts.items()
    )


def _loadings(
    operation: Operation, lots: tuple[Lot, ...], times: tuple[int, ...]
) -> Iterator[tuple[tuple[Lot, ...], ...]]:
    """Every way to divide the lots over the flights so that none is empty, too heavy, too full or too early."""
    fit = operation.type_of["LIFT"].configurations[0]
    can = [[index for index, minute in enumerate(times) if minute - WORK >= lot.ready] for lot in lots]
    for choice in product(*can):
        loads = tuple(
            tuple(lot for lot, index in zip(lots, choice, strict=True) if index == one) for one in range(len(times))
        )
        if all(load and _fits(operation, load, fit.seats, fit.pallet_positions) for load in loads):
            yield loads


def _fits(operation: Operation, load: tuple[Lot, ...], seats: int, positions: int) -> bool:
    aboard = sum(lot.quantity for lot in load if lot.line_id in operation.people_of)
    return sum(lot.kg for lot in load) <= 6_000 and aboard <= seats and sum(lot.positions for lot in load) <= positions


def _flights(times: tuple[int, ...], used: tuple[str, ...], loads: tuple[tuple[Lot, ...], ...]) -> Iterator[Movement]:
    for index, (off, tail) in enumerate(zip(times, _tails(times) or (), strict=True)):
        cargo = tuple(Cargo(line_id=lot.line_id, quantity=lot.quantity, site_id="BASE") for lot in loads[index])
        on_field, home = off - STAY, off + LEG
        yield Movement(
            movement_id=f"R{index}",
            vehicle_id=tail,
            configuration_id="cargo",
            stops=(
                _stop("OUT1", on_field - LEG, on_field - LEG, 0),
                _stop("FLD1", on_field, off, WORK, loads=cargo, clearance_id=used[index], late=True),
                _stop("OUT1", home, home + STAY, UNLOAD, unloads=tuple(replace(one, site_id="HOME") for one in cargo)),
            ),
        )


def _stop(place: str, on: int, off: int, work: int, *, late: bool = False, **cells: object) -> Stop:
    """A stop whose work is at its beginning, or at its end where it is to be as late as possible."""
    start = off - work if late else on
    return Stop(
        place_id=place,
        on_block_minute=on,
        work_start_minute=start,
        work_end_minute=start + work,
        off_block_minute=off,
        **cells,  # type: ignore[arg-type]  # loads, unloads and clearance of a stop
    )


def _feeds(operation: Operation, convoys: int) -> Iterator[Feed]:
    """Every way to empty FEED with up to ``convoys`` convoys from the grid of the road; one empty way without FEED."""
    if "FEED" not in operation.site_of:
        yield Feed((), (), ())
        return
    lots = _lots(operation, "FEED", {})
    starts = sorted({at(day, hour) for day in range(DAYS) for hour in (6, 8, 12)} | {lot.ready - 110 for lot in lots})
    found = 0
    for count in range(1, convoys + 1):
        for times in combinations([one for one in starts if one >= at(0)], count):
            offs = tuple(one + ROAD + STAY for one in times)
            act = _act(operation, operation.site_of["FEED"], offs)
            if act is None or not all(_on_the_road(operation, one) for one in times):
                continue
            for choice in product(*[[i for i, off in enumerate(offs) if off - WORK >= lot.ready] for lot in lots]):
                if set(choice) == set(range(count)):
                    yield _feed(operation, times, act, tuple(zip(lots, choice, strict=True)))
                    found += 1
        if found >= 4:
            return


def _on_the_road(operation: Operation, start: int) -> bool:
    """Whether both off blocks of a convoy lie in the hours of its leg and in its clearance."""
    return all(
        any(hours.contains(off) for hours in operation.leg_of["road", *ends].open_intervals)
        and operation.clearance_of[name].window.contains(off)
        for ends, name, off in (
            (("BASE", "FEED"), "C-FEED", start),
            (("FEED", "BASE"), "C-FEED.back", start + ROAD + STAY),
        )
    )


def _feed(
    operation: Operation, times: tuple[int, ...], acts: tuple[HandoverAct, ...], choice: tuple[tuple[Lot, int], ...]
) -> Feed:
    movements, enters = [], []
    for index, start in enumerate(times):
        mine = [lot for lot, convoy in choice if convoy == index]
        cargo = tuple(Cargo(line_id=lot.line_id, quantity=lot.quantity, site_id="FEED") for lot in mine)
        off, back = start + ROAD + STAY, start + 2 * ROAD + STAY
        stops = (
            _stop("BASE", start, start, 0, clearance_id="C-FEED"),
            _stop("FEED", start + ROAD, off, WORK, loads=cargo, clearance_id="C-FEED.back", late=True),
            _stop("BASE", back, back + 45, UNLOAD, unloads=tuple(replace(one, site_id="BASE") for one in cargo)),
        )
        movements.append(Movement(movement_id=f"C{index}", vehicle_id="T1", configuration_id="column", stops=stops))
        arrived = back + UNLOAD + operation.site_of["BASE"].transfer_minutes
        enters += [(lot.line_id, arrived) for lot in mine]
    return Feed(tuple(movements), acts, tuple(enters))


def _plan(
    operation: Operation,
    movements: tuple[Movement, ...],
    acts: tuple[HandoverAct, ...],
    bookings: tuple[Booking, ...],
) -> Plan:
    """The plan of these movements and acts, with its requests and with figures worked out by the rule book."""
    first: dict[str, int] = {}
    for stop in (stop for movement in movements for stop in movement.stops if stop.clearance_id):
        first[stop.clearance_id] = min(stop.off_block_minute, first.get(stop.clearance_id, stop.off_block_minute))
    rows = [(operation.clearance_of[name], minute) for name, minute in sorted(first.items())]
    bare = replace(
        tiny_plan(operation),
        movements=movements,
        handovers=tuple(sorted(acts, key=lambda act: act.site_id)),
        acts=_site_acts(operation),
        bookings=bookings,
        objective=Objective(**dict.fromkeys(Objective.__slots__, 0)),
        bound=Bound(closure_day=0, method="none", proven=False, rows=()),
        requests=tuple(
            ClearanceRequest(
                clearance_id=one.clearance_id, request_minute=minute - max(one.lead_minutes, one.answer_minutes)
            )
            for one, minute in rows
            if one.state == "planned"
        ),
    )
    measured = replace(bare, objective=recompute_objective(operation, bare))
    return replace(measured, verdict=verdict_of(operation, measured))
