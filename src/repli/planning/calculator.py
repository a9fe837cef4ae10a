"""The one-second answer: planning-factor arithmetic of AFPAM 10-1403, for comparison with a real plan.

- Throughput of a field per day = working spots x payload x operating hours / ground time x 0.85 (queuing efficiency).
- Cycle of an aircraft = there and back, loading and unloading ground times; a fleet lifts payload x 1440 / cycle a day.
- Aircraft needed = throughput x cycle / (payload x 1440), rounded up.
- Closure = demand / the smaller of throughput and fleet, per field; the fleet also has to lift the sum.

The source is AFPAM 10-1403 as quoted in the data notes of this project; it is the naive baseline, not a bound.

>>> rough_cut(operation).closure_day  # doctest: +SKIP
"""

from collections.abc import Iterable
from dataclasses import dataclass

from repli.errors import Phrase, phrase
from repli.model import Field, Operation, Passage, VehicleType
from repli.planning.network import LOAD, UNLOAD, times_of
from repli.units import MINUTES_PER_DAY

__all__ = ["BareCut", "FieldCut", "RoughCut", "TypeCut", "bare_cut", "rough_cut"]

_QUEUING_PERCENT = 85
"""AFPAM 10-1403, formula 9: queuing efficiency 0.85."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeCut:
    """One type at one field: kg a day that the spots let through, the cycle, and aircraft needed for that."""

    type_id: str
    spots: int
    payload_kg: int
    throughput_kg_per_day: int
    cycle_minutes: int
    aircraft: int
    aircraft_needed: int
    fleet_kg_per_day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldCut:
    """One field inside: what must leave through it, by which types, and in how many days."""

    field_id: str
    demand_kg: int
    types: tuple[TypeCut, ...]
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoughCut:
    """The whole: kg to lift, days from as_of to closure, and what the arithmetic ignores.

    ``closure_day`` is None where some field has no type that can serve it.
    """

    demand_kg: int
    fields: tuple[FieldCut, ...]
    closure_day: int | None
    ignores: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class BareCut:
    """A bare list and one kind of aircraft: kg to lift, flights at full payload, kg and days by cycle alone."""

    demand_kg: int
    flights: int
    fleet_kg_per_day: int
    days: int
    ignores: Phrase


def bare_cut(demand_kg: int, *, aircraft: int, payload_kg: int, cycle_minutes: int) -> BareCut:
    """Return how long so many aircraft of one kind fly for a weight, each going there and back without a pause."""
    lift = aircraft * payload_kg * MINUTES_PER_DAY // cycle_minutes
    return BareCut(
        demand_kg=demand_kg,
        flights=-(-demand_kg // payload_kg),
        fleet_kg_per_day=lift,
        days=_days(demand_kg, lift),
        ignores=phrase(
            "This arithmetic ignores everything but weight: when lines are ready, floors, clearances, hours and spots "
            "of fields, seats and positions, crew duty, convoys, acts of handover and closing waves."
        ),
    )


def rough_cut(operation: Operation, weights: Iterable[tuple[str, int]] | None = None) -> RoughCut:
    """Return the planning-factor answer for an operation; ``weights`` (site, kg) stand for its own lines if given."""
    demand = _demand_by_field(operation, _weights(operation) if weights is None else weights)
    fields = tuple(
        _field_cut(operation, field, demand[field.field_id])
        for field in operation.fields
        if demand.get(field.field_id, 0) > 0
    )
    lifts = [max((one.fleet_kg_per_day for one in cut.types), default=0) for cut in fields]
    total = sum(cut.demand_kg for cut in fields)
    closed = all(cut.days >= 0 for cut in fields)
    together = _days(total, max(lifts, default=0))
    return RoughCut(
        demand_kg=total,
        fields=fields,
        closure_day=max([together, *(cut.days for cut in fields)]) if closed and total else None if total else 0,
        ignores=phrase(
            "This arithmetic ignores when lines are ready, floors, clearances, seats and positions, crew duty, "
            "convoys, acts of handover and closing waves."
        ),
    )


def _weights(operation: Operation) -> list[tuple[str, int]]:
    """Return the site and the kg of every line: people with their bags, and items."""
    return [
        *((line.site_id, line.count * line.kg_per_person) for line in operation.people),
        *((line.site_id, line.kg) for line in operation.items),
    ]


def _demand_by_field(operation: Operation, weights: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return the kg by field; what is on the road counts at the next field."""
    demand: dict[str, int] = {}
    for site_id, kg in weights:
        field_id = operation.site_of[site_id].field_id or _next_field(operation, site_id)
        if field_id is not None:
            demand[field_id] = demand.get(field_id, 0) + kg
    return demand


def _next_field(operation: Operation, site_id: str) -> str | None:
    """Return the field at the end of the shortest road leg from a site."""
    near = [
        (leg.distance_km, leg.leg_id, operation.site_of[leg.to_place].field_id)
        for leg in operation.legs
        if leg.mode == "road" and leg.from_place == site_id and operation.site_of[leg.to_place].inside
    ]
    return min(near, default=(0, "", None))[2]


def _field_cut(operation: Operation, field: Field, demand_kg: int) -> FieldCut:
    """Return the arithmetic of one field, the type with the largest throughput first."""
    types = []
    for kind in operation.vehicle_types:
        passage = _longest_lift(operation, field.field_id, kind)
        if passage is not None:
            cut = _type_cut(operation, field, kind, passage)
            types += [cut] if cut is not None else []
    types.sort(key=lambda cut: (-min(cut.throughput_kg_per_day, cut.fleet_kg_per_day), cut.type_id))
    lifted = sum(cut.fleet_kg_per_day for cut in types)
    through = max((cut.throughput_kg_per_day for cut in types), default=0)
    return FieldCut(
        field_id=field.field_id, demand_kg=demand_kg, types=tuple(types), days=_days(demand_kg, min(through, lifted))
    )


def _longest_lift(operation: Operation, field_id: str, kind: VehicleType) -> Passage | None:
    """Return the passage with the largest payload from a field to outside."""
    passages = [
        passage
        for leg in operation.legs
        if leg.mode == "air" and leg.from_place == field_id and not operation.field_of[leg.to_place].inside
        if (passage := operation.passage_of.get((kind.type_id, leg.leg_id))) is not None
    ]
    return max(passages, key=lambda passage: (passage.payload_kg, passage.leg_id), default=None)


def _type_cut(operation: Operation, field: Field, kind: VehicleType, passage: Passage) -> TypeCut | None:
    """Return the arithmetic of one type at one field; None if it cannot load or unload."""
    load, unload = times_of(kind, LOAD), times_of(kind, UNLOAD)
    if load is None or unload is None:
        return None
    spots = sum(count for size, count in field.working_spots if size >= kind.size) if field.working_spots else 1
    open_minutes = _open_minutes_per_day(operation, field)
    through = spots * passage.payload_kg * open_minutes * _QUEUING_PERCENT // (max(load.ground_minutes, 1) * 100)
    cycle = 2 * passage.block_minutes + load.ground_minutes + unload.ground_minutes
    aircraft = sum(vehicle.type_id == kind.type_id for vehicle in operation.vehicles)
    lift = passage.payload_kg * MINUTES_PER_DAY
    return TypeCut(
        type_id=kind.type_id,
        spots=spots,
        payload_kg=passage.payload_kg,
        throughput_kg_per_day=through,
        cycle_minutes=cycle,
        aircraft=aircraft,
        aircraft_needed=-(-through * cycle // lift) if lift else 0,
        fleet_kg_per_day=aircraft * lift // max(cycle, 1),
    )


def _open_minutes_per_day(operation: Operation, field: Field) -> int:
    """Return the mean open minutes of a field per day from as_of to the horizon."""
    start, end = operation.as_of_minute, operation.horizon_minute
    spans = (min(one.end_minute, end) - max(one.start_minute, start) for one in field.open_intervals)
    return sum(span for span in spans if span > 0) * MINUTES_PER_DAY // max(end - start, 1)


def _days(kg: int, kg_per_day: int) -> int:
    """Return the days to lift ``kg``, rounded up; -1 where nothing is lifted."""
    return -(-kg // kg_per_day) if kg_per_day else -1
