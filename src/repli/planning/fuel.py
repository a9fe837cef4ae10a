"""Where an aircraft fills its tanks on a route, so that they last to the next filling and to the end.

A vehicle starts a movement with full tanks where its home has fuel; on the way it goes on as far as it can before it
fills them again, so that it does so as seldom as possible (docs/reference/plan-meaning.md, B).
"""

from collections.abc import Mapping, Sequence

from repli.model import Leg, Operation, VehicleType
from repli.planning.network import REFUEL, STOP, times_of

__all__ = ["fillings", "has_fuel", "work_at"]


def has_fuel(operation: Operation, place_id: str) -> bool:
    """Say whether tanks can be filled at a place."""
    field = operation.field_of.get(place_id)
    return field is not None and field.fuel


def fillings(
    operation: Operation, kind: VehicleType, legs: Sequence[Leg], work: Mapping[int, frozenset[str]]
) -> frozenset[int] | None:
    """Return the stops at which a type fills its tanks on its way along legs; None where they do not last.

    Stop ``index`` is where leg ``index`` starts; ``work`` is what else is done at a stop.
    """
    if kind.range_km == 0:
        return frozenset()
    fills: list[int] = []
    start, flown_km, last_chance = 0, 0, 0
    index = 0
    while index < len(legs):
        if index > start and _can_fill(operation, kind, legs[index].from_place, work.get(index, STOP)):
            last_chance = index
        flown_km += legs[index].distance_km
        if flown_km <= kind.range_km:
            index += 1
            continue
        if last_chance == start:
            return None
        fills.append(last_chance)
        start = index = last_chance
        flown_km = 0
    return frozenset(fills)


def work_at(work: Mapping[int, frozenset[str]], fills: frozenset[int], index: int) -> frozenset[str]:
    """Return all that is done at a stop."""
    return work.get(index, STOP) | (REFUEL if index in fills else STOP)


def _can_fill(operation: Operation, kind: VehicleType, place_id: str, work: frozenset[str]) -> bool:
    """Say whether tanks can be filled at a stop beside what is done there."""
    return has_fuel(operation, place_id) and times_of(kind, work | REFUEL) is not None
