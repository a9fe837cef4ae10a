"""How full each departure is, and what filled it: seats, positions or payload, counted on the leg after loading.

>>> departures_filled(operation, plan)[0].binds  # doctest: +SKIP
'positions'
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from repli.model import Configuration, Movement, Operation, Plan

__all__ = ["Fullness", "departures_filled"]

_FULL_PERCENT = 95
"""From here on a departure is called full; below, nothing more was ready, wanted or let go by a floor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fullness:
    """What is aboard when a movement goes off block after loading, against what there is room for.

    ``binds`` is ``seats``, ``positions`` or ``payload`` where one of them is used to 95 % or more, else empty.
    """

    movement_id: str
    configuration_id: str
    place_id: str
    off_block_minute: int
    people: int
    seats: int
    positions: int
    positions_there: int
    kg: int
    payload_kg: int
    binds: str


def departures_filled(operation: Operation, plan: Plan) -> tuple[Fullness, ...]:
    """Return every departure with something loaded, in order of time; the plan keeps the rules."""
    found = (one for movement in plan.movements for one in _of_movement(operation, movement))
    return tuple(sorted(found, key=lambda one: (one.off_block_minute, one.movement_id)))


def _of_movement(operation: Operation, movement: Movement) -> Iterator[Fullness]:
    kind = operation.type_of[operation.vehicle_of[movement.vehicle_id].type_id]
    fit = next(one for one in kind.configurations if one.configuration_id == movement.configuration_id)
    aboard: Counter[str] = Counter()
    for stop, following in pairwise(movement.stops):
        for cargo in stop.unloads:
            aboard[cargo.line_id] -= cargo.quantity
        for cargo in stop.loads:
            aboard[cargo.line_id] += cargo.quantity
        if stop.loads:
            leg = operation.leg_of[kind.mode, stop.place_id, following.place_id]
            people, positions, kg = _sums(operation, aboard)
            payload_kg = operation.passage_of[kind.type_id, leg.leg_id].payload_kg
            yield Fullness(
                movement_id=movement.movement_id,
                configuration_id=fit.configuration_id,
                place_id=stop.place_id,
                off_block_minute=stop.off_block_minute,
                people=people,
                seats=fit.seats,
                positions=positions,
                positions_there=fit.pallet_positions,
                kg=kg,
                payload_kg=payload_kg,
                binds=_binds(fit, people, positions, (kg, payload_kg)),
            )


def _sums(operation: Operation, aboard: Counter[str]) -> tuple[int, int, int]:
    """Return people, positions and kg of what is aboard."""
    people = positions = kg = 0
    for line_id, count in aboard.items():
        line = operation.people_of.get(line_id)
        if line is not None:
            people += count
            kg += count * line.kg_per_person
        else:
            positions += count * operation.item_of[line_id].positions
            kg += count * operation.item_of[line_id].kg
    return people, positions, kg


def _binds(fit: Configuration, people: int, positions: int, weight: tuple[int, int]) -> str:
    """Return what is used most, if it is full."""
    shares = (
        (people, fit.seats, "seats"),
        (positions, fit.pallet_positions, "positions"),
        (*weight, "payload"),
    )
    percent, name = max((100 * used // room, name) for used, room, name in shares if room)
    return name if percent >= _FULL_PERCENT else ""
