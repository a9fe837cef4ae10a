"""The plan as a script for the SimPy model: who waits for whom, by docs/reference/forecast-meaning.md.

Steps are named (agent, number of its stop, what is done: "placed", "worked", "gone").
"""

from collections.abc import Iterator
from dataclasses import dataclass

from repli.model import Cargo, Movement, Operation, Plan, Site
from tests.forecast.peer.facts import MovementFacts, facts_of

__all__ = ["Act", "Flight", "Script", "Step", "script_of"]

Step = tuple[str, int, str]


@dataclass(frozen=True)
class Act:
    """An act at a site, ``item_id`` empty for a handover."""

    name: str
    site_id: str
    item_id: str
    start: int
    end: int


@dataclass(frozen=True)
class Flight:
    """People on a commercial flight."""

    name: str
    loads: tuple[Cargo, ...]
    check_in: int
    departs: int


@dataclass(frozen=True)
class Leaving:
    """Something that leaves a site, or ends there."""

    agent: str
    stop: int
    minute: int
    loads: bool


@dataclass(frozen=True)
class Script:
    """Everything that goes, and before each step of each what must be done, with minutes to add."""

    movements: tuple[Movement, ...]
    acts: tuple[Act, ...]
    flights: tuple[Flight, ...]
    waits: dict[Step, list[tuple[Step, int]]]
    turns: dict[tuple[str, int], list[tuple[str, int]]]
    ends: dict[str, list[tuple[str, int]]]
    facts: tuple[MovementFacts, ...]
    pool_of: dict[str, str]


def script_of(operation: Operation, plan: Plan, pool_of: dict[str, str]) -> Script:
    """The script; ``pool_of`` names the pool of each vehicle."""
    movements = tuple(sorted(plan.movements, key=lambda m: (m.stops[0].off_block_minute, m.movement_id)))
    acts = tuple(Act(f"act {a.item_id}", a.site_id, a.item_id, a.start_minute, a.end_minute) for a in plan.acts)
    acts += tuple(
        Act(f"handover {a.site_id}", a.site_id, "", a.start_minute, a.end_minute)
        for a in plan.handovers
        if operation.site_of[a.site_id].handover_minutes
    )
    flights = []
    for booking in plan.bookings:
        block = operation.seat_block_of[booking.flight_id]
        check_in = block.departs_minute - block.check_in_minutes
        flights.append(Flight(booking.flight_id, booking.loads, check_in, block.departs_minute))
    waits: dict[Step, list[tuple[Step, int]]] = {}
    for step, done, delay in _waits(operation, movements, acts, tuple(flights)):
        waits.setdefault(step, []).append((done, delay))
    ends = {
        site.site_id: [(one.agent, one.stop) for one in _leaving(site.site_id, movements, acts, tuple(flights))]
        + [(act.name, 0) for act in acts if act.site_id == site.site_id and not act.item_id]
        for site in operation.sites
        if site.inside
    }
    turns = _turns(operation, movements, waits, pool_of)
    facts = tuple(facts_of(operation, m, pool_of[m.vehicle_id]) for m in movements)
    return Script(movements, acts, tuple(flights), waits, turns, ends, facts, pool_of)


def _leaving(
    site_id: str, movements: tuple[Movement, ...], acts: tuple[Act, ...], flights: tuple[Flight, ...]
) -> list[Leaving]:
    found = [
        Leaving(movement.movement_id, number, stop.off_block_minute, loads=True)
        for movement in movements
        for number, stop in enumerate(movement.stops)
        if any(cargo.site_id == site_id for cargo in stop.loads)
    ]
    found += [Leaving(act.name, 0, act.end, loads=False) for act in acts if act.site_id == site_id and act.item_id]
    found += [Leaving(one.name, 0, one.departs, loads=True) for one in flights if one.loads[0].site_id == site_id]
    return found


def _waits(
    operation: Operation, movements: tuple[Movement, ...], acts: tuple[Act, ...], flights: tuple[Flight, ...]
) -> Iterator[tuple[Step, Step, int]]:
    """Yield (step, what must be done before, minutes later)."""
    yield from _brought(operation, movements, flights)
    for site in operation.sites:
        if not site.inside:
            continue
        leaving = _leaving(site.site_id, movements, acts, flights)
        handover = next((act for act in acts if act.site_id == site.site_id and not act.item_id), None)
        last = max((one.minute for one in leaving), default=0)
        for one in leaving:
            waves = one.loads and one.minute >= last - operation.wave_minutes
            if handover and one.minute <= handover.start:
                yield (handover.name, 0, "placed"), (one.agent, one.stop, "gone"), 0
            if handover and waves and handover.end <= one.minute:
                yield (one.agent, one.stop, "gone"), (handover.name, 0, "gone"), 0
            for other in leaving if waves else ():
                if not (other.loads and other.minute >= last - operation.wave_minutes):
                    yield (one.agent, one.stop, "gone"), (other.agent, other.stop, "gone"), 0
            if one.minute == last and one.loads:
                yield from _sites_before(site, one, movements, acts, flights)
    yield from _lines_before(operation, movements, flights)


def _brought(
    operation: Operation, movements: tuple[Movement, ...], flights: tuple[Flight, ...]
) -> Iterator[tuple[Step, Step, int]]:
    loads = [
        (m.movement_id, number, stop.loads, stop.off_block_minute)
        for m in movements
        for number, stop in enumerate(m.stops)
    ]
    loads += [(one.name, 0, one.loads, one.departs) for one in flights]
    for name, number, cargo, off in loads:
        wanted = {(one.line_id, one.site_id) for one in cargo}
        for m in movements:
            for other, stop in enumerate(m.stops):
                for one in stop.unloads:
                    own = (m.movement_id, other) == (name, number)
                    if (one.line_id, one.site_id) in wanted and stop.on_block_minute < off and not own:
                        transfer = operation.site_of[one.site_id].transfer_minutes
                        yield (name, number, "worked"), (m.movement_id, other, "worked"), transfer


def _sites_before(
    site: Site,
    one: Leaving,
    movements: tuple[Movement, ...],
    acts: tuple[Act, ...],
    flights: tuple[Flight, ...],
) -> Iterator[tuple[Step, Step, int]]:
    for earlier in site.closes_after:
        ends = [(other.agent, other.stop, other.minute) for other in _leaving(earlier, movements, acts, flights)]
        ends += [(act.name, 0, act.end) for act in acts if act.site_id == earlier and not act.item_id]
        order = [(m.movement_id, number) for m in movements for number, _ in enumerate(m.stops)]
        order += [(act.name, 0) for act in acts] + [(flight.name, 0) for flight in flights]
        for agent, stop, minute in ends:
            if (minute, order.index((agent, stop))) < (one.minute, order.index((one.agent, one.stop))):
                yield (one.agent, one.stop, "gone"), (agent, stop, "gone"), 0


def _lines_before(
    operation: Operation, movements: tuple[Movement, ...], flights: tuple[Flight, ...]
) -> Iterator[tuple[Step, Step, int]]:
    loading = [
        (m.movement_id, number, {one.line_id for one in stop.loads}, stop.off_block_minute)
        for m in movements
        for number, stop in enumerate(m.stops)
    ]
    loading += [(one.name, 0, {cargo.line_id for cargo in one.loads}, one.departs) for one in flights]
    loading.sort(key=lambda row: row[3])  # stable: within a minute in the order of movements
    for line in (*operation.people, *operation.items):
        for index, (agent, stop, lines, _) in enumerate(loading):
            for other, number, others, _ in loading[index + 1 :]:
                if line.line_id in lines and others & set(line.before):
                    yield (other, number, "gone"), (agent, stop, "gone"), 0


def _turns(
    operation: Operation,
    movements: tuple[Movement, ...],
    waits: dict[Step, list[tuple[Step, int]]],
    pool_of: dict[str, str],
) -> dict[tuple[str, int], list[tuple[str, int]]]:
    """(agent, stop) -> those that ask before it."""
    needs: dict[str, set[str]] = {}
    for (agent, _, _), dones in waits.items():
        needs.setdefault(agent, set()).update(other for (other, _, _), _ in dones if other != agent)
    before = _own_before(movements, pool_of)
    for name, earlier in before.items():
        needs.setdefault(name, set()).add(earlier)
    needed = {m.movement_id: _all_needed(needs, m.movement_id) for m in movements}
    turns: dict[tuple[str, int], list[tuple[str, int]]] = {}
    asked = list(_asked(operation, movements, pool_of))
    for name, number, rooms, minute in asked:
        for other, stop, others, sooner in asked:
            if other in needed[name] and name not in needed[other] and rooms & others and sooner < minute:
                turns.setdefault((name, number), []).append((other, stop))
    for name, earlier in before.items():
        turns.setdefault((name, 0), []).append((earlier, 0))
    return turns


def _own_before(movements: tuple[Movement, ...], pool_of: dict[str, str]) -> dict[str, str]:
    """Movement of a vehicle with a pool of its own -> the one before it."""
    before, held = {}, {}
    for m in movements:
        if pool_of[m.vehicle_id] == m.vehicle_id:
            if m.vehicle_id in held:
                before[m.movement_id] = held[m.vehicle_id]
            held[m.vehicle_id] = m.movement_id
    return before


def _all_needed(needs: dict[str, set[str]], agent: str) -> set[str]:
    found: set[str] = set()
    ahead = [agent]
    while ahead:
        for other in needs.get(ahead.pop(), set()) - found:
            found.add(other)
            ahead.append(other)
    return found


def _asked(
    operation: Operation, movements: tuple[Movement, ...], pool_of: dict[str, str]
) -> Iterator[tuple[str, int, set[str], tuple[int, int]]]:
    """Yield (movement, stop, what it asks for there, when by the plan)."""
    for rank, m in enumerate(movements):
        kind = operation.type_of[operation.vehicle_of[m.vehicle_id].type_id]
        for number, stop in enumerate(m.stops):
            rooms = {pool_of[m.vehicle_id]} | ({"drivers"} if kind.drivers else set())
            if number:
                rooms = {f"parking {stop.place_id}"} if kind.mode == "air" else set()
            yield m.movement_id, number, rooms, (stop.on_block_minute, 1000 * rank + number)
