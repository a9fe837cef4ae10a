"""Floors as constraints of a CP-SAT model: what is at a site less its floor is a reservoir that never runs dry.

Counted are movements before the site's closing wave, in which everything leaves that is left.
"""

from itertools import pairwise
from typing import Any

from repli.model import Cargo, Floor, Operation, Plan

__all__ = ["floors_kept"]

_Changes = list[tuple[Any, int]]


def floors_kept(model: Any, operation: Operation, plan: Plan, starts: dict[str, Any], waves: dict[str, int]) -> None:  # noqa: ANN401
    """Keep each floor at every minute up to the wave; ``waves``: when that starts, by site."""
    for floor in operation.floors:
        wave = waves.get(floor.site_id, operation.horizon_minute)
        changes = [*_at_first(operation, floor), *_steps(operation, floor), *_acts(operation, plan, floor)]
        for movement in plan.movements:
            shift = starts[movement.movement_id] - movement.stops[0].off_block_minute
            for stop in movement.stops:
                left = _size(operation, [one for one in stop.loads if one.site_id == floor.site_id], floor)
                come = _size(operation, [one for one in stop.unloads if one.site_id == floor.site_id], floor)
                if left and stop.off_block_minute < wave:
                    changes.append((shift + stop.off_block_minute, -left))
                if come:
                    wait = operation.site_of[floor.site_id].transfer_minutes
                    changes.append((shift + stop.work_end_minute + wait, come))
        times, sizes = [at for at, _ in changes], [size for _, size in changes]
        model.add_reservoir_constraint(times, sizes, 0, sum(abs(size) for size in sizes))


def _at_first(operation: Operation, floor: Floor) -> _Changes:
    """Return what is at the site at as_of, and who arrives later."""
    before = operation.as_of_minute - 1
    if floor.quantity != "people":
        there = [Cargo(line_id=one.line_id, quantity=1, site_id=one.site_id) for one in operation.items]
        return [(before, _size(operation, [one for one in there if one.site_id == floor.site_id], floor))]
    return [
        (max(before, line.arrives_minute or before), line.count)
        for line in operation.people
        if line.site_id == floor.site_id and floor.function in {None, line.function}
    ]


def _steps(operation: Operation, floor: Floor) -> _Changes:
    """Return by how much the floor asks for more or less, and when."""
    before = operation.as_of_minute - 1
    return [(max(before, at), old - new) for (_, old), (at, new) in pairwise([(before, 0), *floor.steps])]


def _acts(operation: Operation, plan: Plan, floor: Floor) -> _Changes:
    """Return what acts on site end there."""
    ended = [(act.end_minute, Cargo(line_id=act.item_id, quantity=1, site_id=act.site_id)) for act in plan.acts]
    return [(at, -_size(operation, [one], floor)) for at, one in ended if one.site_id == floor.site_id]


def _size(operation: Operation, cargoes: list[Cargo], floor: Floor) -> int:
    """Return what a floor counts of some loads."""
    if floor.quantity == "people":
        lines = [(operation.people_of.get(one.line_id), one.quantity) for one in cargoes]
        return sum(count for line, count in lines if line is not None and floor.function in {None, line.function})
    items = [operation.item_of[one.line_id] for one in cargoes if one.line_id in operation.item_of]
    return sum(one.kg if floor.quantity == "kg" else one.sensitivity != "none" for one in items)
