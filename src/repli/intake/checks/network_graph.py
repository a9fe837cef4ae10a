"""What each fit-out of each type in the fleet can travel: the graph behind the check that every line has a way out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from repli.intake.draft import Draft
from repli.intake.expand.distance import block_minutes
from repli.intake.expand.network import leg_lengths, payload_at
from repli.intake.tables.vehicles import VehicleTypeRow

__all__ = ["Carrier", "carriers"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """One configuration of a type: what it takes, where it works, and the (place, payload kg) it goes on to."""

    mode: str
    seats: int
    positions: int
    outsize: bool
    onward: Mapping[str, list[tuple[str, int]]]
    worked_at: frozenset[str]

    def takes(self, *, seats: int, positions: int, outsize: bool) -> bool:
        """Say whether something of this shape fits."""
        return seats <= self.seats and positions <= self.positions and (self.outsize or not outsize)

    def payloads(self) -> Iterator[int]:
        """Yield every payload on any leg."""
        return (kg for ways in self.onward.values() for _, kg in ways)

    def reach(self, start: str, kg: int) -> frozenset[str]:
        """Return the places to which it can bring ``kg`` from ``start``, over one leg or more."""
        reached: set[str] = set()
        open_places = [start] if start in self.worked_at else []
        while open_places:
            for place, payload in self.onward.get(open_places.pop(), ()):
                if payload >= kg and place not in reached:
                    reached.add(place)
                    open_places.append(place)
        return frozenset(reached) & self.worked_at


def carriers(draft: Draft) -> tuple[Carrier, ...]:
    """Return every configuration of every type that has a vehicle, with the legs it can travel."""
    owned = {vehicle.type_id for _, vehicle in draft.fleet.good()}
    lengths = leg_lengths(draft)
    types = {kind.type_id: kind for _, kind in draft.vehicle_types.good() if kind.type_id in owned}
    onward = {name: _onward(draft, kind, lengths) for name, kind in types.items()}
    worked_at = {name: _places(draft, kind, "working_spots") for name, kind in types.items()}
    return tuple(
        Carrier(
            mode=types[one.type_id].mode,
            seats=one.seats,
            positions=one.pallet_positions,
            outsize=one.outsize,
            onward=onward[one.type_id],
            worked_at=worked_at[one.type_id],
        )
        for _, one in draft.configurations.good()
        if one.type_id in types
    )


def _onward(draft: Draft, kind: VehicleTypeRow, lengths: Mapping[str, int]) -> Mapping[str, list[tuple[str, int]]]:
    """Return place -> (next place, payload kg) for the legs on which the type keeps range, duty and parking."""
    ranges = [(one.up_to_km, one.payload_kg) for _, one in draft.payloads.good() if one.type_id == kind.type_id]
    parked_at = _places(draft, kind, "parking_spots")
    found: dict[str, list[tuple[str, int]]] = {}
    for _, leg in draft.legs.good():
        if leg.mode != kind.mode or leg.leg_id not in lengths or not {leg.from_place, leg.to_place} <= parked_at:
            continue
        payload = payload_at(lengths[leg.leg_id], ranges)
        if payload is not None and _on_duty(kind, lengths[leg.leg_id], sum(minutes for _, minutes in leg.halts)):
            found.setdefault(leg.from_place, []).append((leg.to_place, payload))
            if leg.both_ways:
                found.setdefault(leg.to_place, []).append((leg.from_place, payload))
    return found


def _on_duty(kind: VehicleTypeRow, km: int, halted_minutes: int) -> bool:
    """Say whether one leg fits into one crew duty (docs/reference/plan-meaning.md, H)."""
    block = block_minutes(km, kind.block_fixed_minutes, kind.block_speed_km_per_h)
    return kind.report_minutes + block + halted_minutes + kind.debrief_minutes <= kind.duty_max_minutes


def _places(draft: Draft, kind: VehicleTypeRow, spots: str) -> frozenset[str]:
    """Return the places with a spot of the type's size or larger; road vehicles need none."""
    if kind.mode != "air":
        return draft.sites.ids()
    return frozenset(
        one.field_id
        for _, one in draft.fields.good()
        if not getattr(one, spots) or any(size >= kind.size for size, _ in getattr(one, spots))
    )
