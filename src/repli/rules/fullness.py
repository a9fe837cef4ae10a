"""How full a vehicle is on a leg, what filled it (seats, positions or payload), and why it is not full.

>>> departures_filled(operation, plan)[0].binds  # doctest: +SKIP
'positions'
"""

from collections.abc import Mapping
from dataclasses import dataclass

from repli.errors import Phrase, phrase
from repli.model import Operation, Plan
from repli.rules.carriage import Carriage, carriages
from repli.rules.waiting import Depot, depot_of
from repli.rules.why import why_not_full

__all__ = ["Fullness", "departures_filled", "fullness_of"]

_FULL_PERCENT = 95
"""From here on a departure is called full."""

_BINDS: Mapping[str, Phrase] = {
    "seats": phrase("full: seats"),
    "positions": phrase("full: positions"),
    "payload": phrase("full: payload"),
    "": phrase("not full"),
}
"""What fills a departure -> how it is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fullness:
    """What is aboard on a leg, against what there is room for.

    ``binds`` is ``seats``, ``positions`` or ``payload`` where one of them is used to 95 % or more, else empty. ``why``
    says so in words, and where nothing binds what was ready and stayed.
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
    why: tuple[Phrase, ...]


def departures_filled(operation: Operation, plan: Plan) -> tuple[Fullness, ...]:
    """Return every departure with something loaded, in order of time; the plan keeps the rules."""
    depot = depot_of(operation, plan)
    found = (fullness_of(one, depot) for one in carriages(operation, plan) if one.stop.loads)
    return tuple(sorted(found, key=lambda one: (one.off_block_minute, one.movement_id)))


def fullness_of(carriage: Carriage, depot: Depot) -> Fullness:
    """Return how full a vehicle is on one leg, beside what is in stock; where its type cannot go it has no payload."""
    fit = carriage.trip.configuration
    payload_kg = carriage.payload_kg or 0
    used = (
        (carriage.people, fit.seats, "seats"),
        (carriage.positions, fit.pallet_positions, "positions"),
        (carriage.kg, payload_kg, "payload"),
    )
    percent, name = max(((100 * here // room, name) for here, room, name in used if room), default=(0, ""))
    binds = name if percent >= _FULL_PERCENT else ""
    return Fullness(
        movement_id=carriage.trip.name,
        configuration_id=fit.configuration_id,
        place_id=carriage.stop.place_id,
        off_block_minute=carriage.stop.off_block_minute,
        people=carriage.people,
        seats=fit.seats,
        positions=carriage.positions,
        positions_there=fit.pallet_positions,
        kg=carriage.kg,
        payload_kg=payload_kg,
        binds=binds,
        why=(_BINDS[binds], *(() if binds else why_not_full(depot.beside(carriage)))),
    )
