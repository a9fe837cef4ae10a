"""A proven lower bound for the closure day, in exact integers, with the rows that prove it; quick, without prices.

True for every plan that keeps the rules, from the operation alone (docs/reference/bound-meaning.md). The arguments:

- ``ready``: a line that is ready, or arrives, at a minute is out no sooner than the work, the hours and the clearances
  on its way allow; an item that stays is gone no sooner than the end of its act.
- ``handover``: a site is handed over no sooner than its notice and office hours allow, and its closing wave follows.
- ``wave``: floors stand until the closing wave of a site, which starts when what they keep can be lifted by it.
- ``permits-kg``, ``permits-positions``, ``permits-people``: what must go off block at one field and is ready from a
  minute on cannot be out before the clearances of that field, each used to its daily limit with the largest capacity of
  its types on any leg, have carried that much. Capacity is cumulative over civil days.

`repli.planning.prices` proves more, and stay and flying minutes too.

>>> closure_bound(operation).closure_day  # doctest: +SKIP
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from repli.model import Bound, BoundRow, Clearance, Operation, PeopleLine
from repli.planning.gates import only_ways_out
from repli.planning.lines import Line, earliest_of, leaving_of
from repli.planning.prices.alone import handover_rows, ready_rows, wave_rows
from repli.planning.prices.ground import Ground

__all__ = ["bound_rows", "closure_bound", "permit_rows"]

_MOST_ROWS = 6

_Size = Callable[[Line], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gate:
    """What is counted at a field, and how much of it clearances let out a day."""

    kind: str
    field_id: str
    capacity: list[int]


def closure_bound(operation: Operation) -> Bound:
    """Return the bound with its best rows first; without anything to move it is as_of's day, without rows."""
    rows = sorted(bound_rows(operation), key=lambda row: (-row.value_day, row.kind, row.subject))[:_MOST_ROWS]
    if not rows:
        return Bound(closure_day=0, method="nothing to move", proven=True, rows=())
    return Bound(closure_day=rows[0].value_day, method=rows[0].kind, proven=True, rows=tuple(rows))


def bound_rows(operation: Operation) -> list[BoundRow]:
    """Return the best rows of each argument. A day past the last known one means: never."""
    ground = Ground(operation)
    return [*ready_rows(ground), *handover_rows(ground), *wave_rows(ground), *permit_rows(operation)]


def permit_rows(operation: Operation, *, to_goals: bool = False) -> Iterator[BoundRow]:
    """Yield the best row of each field inside and quantity, over what cannot get out without going off block there.

    ``to_goals``: over what cannot get to its own destination. That is more, and may be out before; so it bounds when
    all has arrived, not the closure.
    """
    sizes: dict[str, _Size] = {"permits-kg": _kg, "permits-people": _people, "permits-positions": _positions}
    gates: dict[tuple[bool, str | None], dict[str, str]] = {}
    gate_of: dict[str, str | None] = {}
    for line in leaving_of(operation):
        seats, goal = isinstance(line, PeopleLine), line.destination_id if to_goals else None
        if (seats, goal) not in gates:
            gates[seats, goal] = only_ways_out(operation, seats=seats, goal=goal)
        gate_of[line.line_id] = gates[seats, goal].get(line.site_id)
    for field_id in sorted({gate for gate in gate_of.values() if gate is not None}):
        lines = [line for line in leaving_of(operation) if gate_of[line.line_id] == field_id]
        for kind, size in sizes.items():
            capacity = _capacity_by_day(operation, field_id, kind)
            if capacity is not None:
                gate = _Gate(kind=kind, field_id=field_id, capacity=capacity)
                yield from _best_row(operation, gate, [(line, size(line)) for line in lines])


def _best_row(operation: Operation, gate: _Gate, sized: list[tuple[Line, int]]) -> list[BoundRow]:
    """Return the row of the ready minute that gives the latest day (none if nothing is counted)."""
    best: BoundRow | None = None
    for from_minute in sorted({earliest_of(line) for line, _ in sized}):
        demand = sum(size for line, size in sized if earliest_of(line) >= from_minute)
        first = _day(operation, max(from_minute, operation.as_of_minute))
        carried = accumulate(gate.capacity[first:])
        day = next((first + index for index, total in enumerate(carried) if total >= demand), len(gate.capacity))
        if demand > 0 and (best is None or day > best.value_day):
            best = BoundRow(
                kind=gate.kind, subject=gate.field_id, from_minute=from_minute, demand=demand, value_day=day
            )
    return [] if best is None else [best]


def _capacity_by_day(operation: Operation, field_id: str, kind: str) -> list[int] | None:
    """Return what all clearances of a field let out on each civil day; None if one of them sets no limit."""
    clearances = [one for one in operation.clearances if one.scope == "field" and one.scope_id == field_id]
    if any(clearance.limit_per_day == 0 for clearance in clearances):
        return None
    loads = [(clearance, _largest_load(operation, field_id, clearance.types, kind)) for clearance in clearances]
    return [
        sum(clearance.limit_per_day * load for clearance, load in loads if _usable(clearance, *day))
        for day in pairwise(operation.agreement.day_starts)
    ]


def _largest_load(operation: Operation, field_id: str, types: Iterable[str], kind: str) -> int:
    """Return the largest capacity over types and their configurations on legs from the field."""
    largest = 0
    for leg in operation.legs:
        if leg.mode != "air" or leg.from_place != field_id:
            continue
        for type_id in types:
            passage = operation.passage_of.get((type_id, leg.leg_id))
            if passage is not None:
                largest = max(largest, passage.payload_kg if kind == "permits-kg" else _space(operation, type_id, kind))
    return largest


def _space(operation: Operation, type_id: str, kind: str) -> int:
    """Return the most seats, or pallet positions, over a type's configurations."""
    configurations = operation.type_of[type_id].configurations
    if kind == "permits-people":
        return max((one.seats for one in configurations), default=0)
    return max((one.pallet_positions for one in configurations), default=0)


def _usable(clearance: Clearance, start: int, end: int) -> bool:
    """Say whether the window, widened by the tolerance, meets a civil day."""
    opens = clearance.window.start_minute - clearance.tolerance_minutes
    closes = clearance.window.end_minute + clearance.tolerance_minutes
    return opens < end and closes > start


def _day(operation: Operation, minute: int) -> int:
    return bisect_right(operation.agreement.day_starts, minute) - 1


def _kg(line: Line) -> int:
    return line.count * line.kg_per_person if isinstance(line, PeopleLine) else line.kg


def _people(line: Line) -> int:
    return line.count if isinstance(line, PeopleLine) else 0


def _positions(line: Line) -> int:
    return 0 if isinstance(line, PeopleLine) else line.positions
