"""What of a plan may move: which movements are free, until when each must be gone, and what waits for what it brings.

Fixed are closing waves (movements that leave a site in the last minutes before its last off block), movements that load
nothing or end elsewhere than they start with all others of their vehicle, those whose lines must go before others, and
those that use the tolerance of a clearance.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.replibench.peers.rigid import in_window
from repli.model import Cargo, Movement, Operation, Plan

__all__ = ["Chains", "chains_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chains:
    """By movement id: ``free``; ``gone_by`` the last minute to leave its site; ``ready`` when its own lines are.

    ``after``: pairs (movement that brings, movement that takes on) of each load that changes vehicle at a site inside.
    ``waves``: when the closing wave starts, by site.
    """

    free: frozenset[str]
    gone_by: dict[str, int]
    after: tuple[tuple[str, str], ...]
    ready: dict[str, int]
    waves: dict[str, int]


def chains_of(operation: Operation, plan: Plan) -> Chains:
    """Return what of a plan may move."""
    waves = _wave_starts(operation, plan)
    starts = {site_id: minute - 1 for site_id, minute in waves.items()}
    for act in plan.handovers:
        starts[act.site_id] = min(act.start_minute, starts.get(act.site_id, act.start_minute))
    before = [(line.line_id, *line.before) for line in operation.people if line.before]
    before += [(item.line_id, *item.before) for item in operation.items if item.before]
    ordered = {line_id for names in before for line_id in names}
    wandering = {one.vehicle_id for one in plan.movements if one.stops[0].place_id != one.stops[-1].place_id}
    free, gone_by, ready = set(), {}, {}
    for movement in plan.movements:
        loads = [(stop, cargo) for stop in movement.stops for cargo in stop.loads]
        off = {cargo.site_id: stop.off_block_minute for stop, cargo in loads}
        limits = [starts[site_id] for site_id in off]
        ready[movement.movement_id] = max((_ready(operation, cargo) for _, cargo in loads), default=0)
        kind = operation.type_of[operation.vehicle_of[movement.vehicle_id].type_id]
        if not all(in_window(operation, kind, stop, after) for stop, after in pairwise(movement.stops)):
            continue
        if not loads or movement.vehicle_id in wandering or any(cargo.line_id in ordered for _, cargo in loads):
            continue
        if all(off[site_id] <= starts[site_id] for site_id in off):
            free.add(movement.movement_id)
            gone_by[movement.movement_id] = min(limits)
    return Chains(free=frozenset(free), gone_by=gone_by, after=tuple(_handed_on(plan)), ready=ready, waves=waves)


def _wave_starts(operation: Operation, plan: Plan) -> dict[str, int]:
    """Return by site when its closing wave starts."""
    last: dict[str, int] = defaultdict(int)
    for movement in plan.movements:
        for stop in movement.stops:
            for cargo in stop.loads:
                last[cargo.site_id] = max(last[cargo.site_id], stop.off_block_minute)
    return {site_id: minute - operation.wave_minutes for site_id, minute in last.items()}


def _ready(operation: Operation, cargo: Cargo) -> int:
    """Return when a load is ready where it starts; 0 where it changes vehicle."""
    line = operation.people_of.get(cargo.line_id) or operation.item_of[cargo.line_id]
    return max(line.ready_minute, operation.as_of_minute) if line.site_id == cargo.site_id else 0


def _handed_on(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield pairs of movements, first in first out, for each line that is unloaded at a site and loaded there again."""
    brought: dict[tuple[str, str], list[tuple[int, str, int]]] = defaultdict(list)
    taken: dict[tuple[str, str], list[tuple[int, str, int]]] = defaultdict(list)
    for movement in plan.movements:
        for minute, cargo, table in _stock_changes(movement, brought, taken):
            table[cargo.site_id, cargo.line_id].append((minute, movement.movement_id, cargo.quantity))
    for key, loads in taken.items():
        waiting = sorted(brought.get(key, ()))
        for _, taker, quantity in sorted(loads) if waiting else ():
            need = quantity
            while need > 0 and waiting:
                minute, bringer, amount = waiting.pop(0)
                yield bringer, taker
                if amount > need:
                    waiting.insert(0, (minute, bringer, amount - need))
                need -= amount


_Table = dict[tuple[str, str], list[tuple[int, str, int]]]


def _stock_changes(movement: Movement, brought: _Table, taken: _Table) -> Iterator[tuple[int, Cargo, _Table]]:
    for stop in movement.stops:
        for cargo in stop.unloads:
            yield stop.work_end_minute, cargo, brought
        for cargo in stop.loads:
            yield stop.work_start_minute, cargo, taken
