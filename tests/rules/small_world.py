"""Operations small enough to be planned by trying everything: one field, two aircraft, a handful of lines.

Off blocks at FLD1 are possible at 09:00, 13:00 and 19:30 of each day (L1, L2, L1 again): late enough for anything that
is ready by 18:00, and at least as often as the clearance allows. So the search over these times finds the true first
day of closure, and each answer is turned into a plan that the rule book judges.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from hypothesis import strategies as st

from repli.model import Bound, Cargo, ItemLine, Movement, Operation, PeopleLine, Plan
from repli.rules import recompute_objective, verdict_of
from repli.units import Interval
from tests.tiny import at, edit_row, tiny_operation, tiny_plan

__all__ = ["best_plan", "operations"]

SLOTS = (("L1", 9, 0), ("L2", 13, 0), ("L1", 19, 30))
HOURS_READY = (0, 8, 12, 18)
DAYS = 6


@st.composite
def operations(draw: st.DrawFn) -> Operation:
    """A base with up to four items and three single people, a field closed on some days, a clearance with a limit."""
    tiny = tiny_operation()
    ready = st.builds(at, st.integers(0, draw(st.sampled_from((0, 0, 1, 3)))), st.sampled_from(HOURS_READY))
    items = tuple(
        replace(
            tiny.item_of["I1"],
            line_id=f"K{index}",
            kg=draw(st.sampled_from([2_000, 5_000, 6_000])),
            positions=draw(st.integers(0, 3)),
            ready_minute=draw(ready),
            latest_minute=None,
        )
        for index in range(draw(st.integers(1, 4)))
    )
    people = tuple(
        replace(tiny.people_of["BASE-STAFF"], line_id=f"P{index}", count=1, ready_minute=draw(ready))
        for index in range(draw(st.integers(0, 3)))
    )
    open_days = draw(st.sets(st.integers(0, DAYS - 1), min_size=3))
    field_hours = tuple(Interval(at(day, 6), at(day, 21)) for day in sorted(open_days))
    fit = replace(tiny.type_of["LIFT"].configurations[1], seats=draw(st.integers(1, 2)), pallet_positions=3)
    clearance = replace(
        tiny.clearance_of["C-AIR"],
        window=Interval(at(draw(st.integers(0, 2))), at(DAYS)),
        tolerance_minutes=0,
        limit_per_day=draw(st.integers(1, 3)),
    )
    bare = tiny_operation(
        sites=tuple(replace(one, handover_minutes=0, last_out_people=0) for one in tiny.sites),
        passages=tuple(replace(one, payload_kg=8_000) for one in tiny.passages if one.type_id == "LIFT"),
        clearances=(clearance,),
        items=items,
        people=people,
        floors=(),
        agreement=replace(tiny.agreement, milestones=()),
    )
    return edit_row(
        edit_row(bare, "fields", "FLD1", open_intervals=field_hours), "vehicle_types", "LIFT", configurations=(fit,)
    )


@dataclass(frozen=True)
class _Flight:
    day: int
    slot: int
    load: frozenset[str]


def best_plan(operation: Operation) -> Plan | None:
    """A plan of the earliest closure day, found by trying every load in every slot; None if there is none."""
    lines = {line.line_id: line for line in (*operation.people, *operation.items)}
    reached: dict[frozenset[str], tuple[_Flight, ...]] = {frozenset(lines): ()}
    for day in range(DAYS):
        reached = _after_day(operation, lines, reached, day)
        if frozenset() in reached:
            return _plan(operation, reached[frozenset()])
    return None


def _after_day(
    operation: Operation,
    lines: dict[str, PeopleLine | ItemLine],
    reached: dict[frozenset[str], tuple[_Flight, ...]],
    day: int,
) -> dict[frozenset[str], tuple[_Flight, ...]]:
    """What may remain after a day, each with flights that bring it about."""
    clearance = operation.clearances[0]
    used = {(remaining, 0): flights for remaining, flights in reached.items()}
    for slot, (_vehicle, hour, minute) in enumerate(SLOTS):
        off = at(day, hour, minute)
        usable = clearance.window.contains(off) and any(
            hours.contains(off) for hours in operation.field_of["FLD1"].open_intervals
        )
        for (remaining, count), flights in list(used.items()) if usable else ():
            if count < clearance.limit_per_day:
                ready = {line_id for line_id in remaining if lines[line_id].ready_minute <= off - 50}
                for load in _loads(operation, lines, ready):
                    flight = _Flight(day, slot, load)
                    used.setdefault((remaining - load, count + 1), (*flights, flight))
    return {remaining: flights for (remaining, _), flights in used.items()}


def _loads(operation: Operation, lines: dict[str, PeopleLine | ItemLine], ready: set[str]) -> Iterator[frozenset[str]]:
    fit = operation.type_of["LIFT"].configurations[0]
    for size in range(1, len(ready) + 1):
        for load in combinations(sorted(ready), size):
            people = [lines[one] for one in load if isinstance(lines[one], PeopleLine)]
            items = [lines[one] for one in load if isinstance(lines[one], ItemLine)]
            kg = sum(one.kg_per_person for one in people) + sum(one.kg for one in items)
            if kg <= 8_000 and len(people) <= fit.seats and sum(one.positions for one in items) <= fit.pallet_positions:
                yield frozenset(load)


def _plan(operation: Operation, flights: tuple[_Flight, ...]) -> Plan:
    pattern = tiny_plan(operation).movements[2]  # R1: off block at OUT1 at 06:00, at FLD1 at 09:00
    movements = tuple(_movement(pattern, flight) for flight in flights)
    bare = replace(
        tiny_plan(operation),
        movements=movements,
        handovers=(),
        bound=Bound(closure_day=0, method="none", proven=False, rows=()),
    )
    measured = replace(bare, objective=recompute_objective(operation, bare))
    return replace(measured, verdict=verdict_of(operation, measured))


def _movement(pattern: Movement, flight: _Flight) -> Movement:
    vehicle, hour, minute = SLOTS[flight.slot]
    later = at(flight.day, hour, minute) - at(0, 9)
    names = ("on_block_minute", "work_start_minute", "work_end_minute", "off_block_minute")
    start, field, out = (
        replace(stop, **{name: getattr(stop, name) + later for name in names}) for stop in pattern.stops
    )
    loads = tuple(Cargo(line_id=line_id, quantity=1, site_id="BASE") for line_id in sorted(flight.load))
    unloads = tuple(replace(cargo, site_id="HOME") for cargo in loads)
    stops = (start, replace(field, loads=loads), replace(out, unloads=unloads))
    return Movement(movement_id=f"F{flight.day}{flight.slot}", vehicle_id=vehicle, configuration_id="pax", stops=stops)
