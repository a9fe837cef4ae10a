"""Legs, passages and clearances: lengths in whole km, hours in UTC, minutes and payload of each type on each leg."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from repli.intake.draft import Draft
from repli.intake.expand.calendar import Calendar
from repli.intake.expand.closures import Closures
from repli.intake.expand.distance import block_minutes, great_circle_km
from repli.intake.expand.halts import departures_of, stretches_of
from repli.intake.expand.intervals import without
from repli.intake.tables.vehicles import VehicleTypeRow
from repli.model import Clearance, Leg, Passage
from repli.units import MINUTES_PER_HOUR, Interval

__all__ = ["BACK", "clearances_of", "leg_lengths", "legs_of", "passages_of", "payload_at"]

BACK = ".back"
"""The way back of a leg with `both_ways` is called so (docs/reference/operation-folder.md, legs.csv)."""


def leg_lengths(draft: Draft) -> Mapping[str, int]:
    """Return the whole km of every leg that states its length, or that joins two known fields by air."""
    places = {field.field_id: (field.latitude_deg, field.longitude_deg) for _, field in draft.fields.good()}
    lengths: dict[str, int] = {}
    for _, leg in draft.legs.good():
        if leg.distance_km is not None:
            lengths[leg.leg_id] = leg.distance_km
        elif leg.mode == "air" and leg.from_place in places and leg.to_place in places:
            lengths[leg.leg_id] = great_circle_km(*places[leg.from_place], *places[leg.to_place])
    return lengths


def payload_at(distance_km: int, ranges: Iterable[tuple[int, int]]) -> int | None:
    """Return the payload kg for a distance out of (up_to_km, payload_kg) rows; None beyond the last."""
    return next((kg for up_to_km, kg in sorted(ranges) if distance_km <= up_to_km), None)


def legs_of(draft: Draft, calendar: Calendar, closures: Closures) -> tuple[Leg, ...]:
    """Return all legs and ways back by id; a closed leg, or a road leg out of a closed site, is not used meanwhile."""
    lengths = leg_lengths(draft)
    found = []
    for _, row in draft.legs.good():
        leg = Leg(
            leg_id=row.leg_id,
            mode=row.mode,
            from_place=row.from_place,
            to_place=row.to_place,
            distance_km=lengths[row.leg_id],
            open_intervals=calendar.local.hours(row.opens, row.closes, calendar.span),
            halts=row.halts,
            escort_teams=row.escort_teams or 0,
        )
        back = replace(
            leg,
            leg_id=leg.leg_id + BACK,
            from_place=leg.to_place,
            to_place=leg.from_place,
            halts=tuple((leg.distance_km - km, minutes) for km, minutes in reversed(leg.halts)),
        )
        found += [_open(one, closures) for one in ((leg, back) if row.both_ways else (leg,))]
    return tuple(sorted(found, key=lambda one: one.leg_id))


def _open(leg: Leg, closures: Closures) -> Leg:
    closed = closures.of(leg.leg_id) + (closures.of(leg.from_place) if leg.mode == "road" else ())
    return replace(leg, open_intervals=without(leg.open_intervals, closed))


def passages_of(draft: Draft, legs: Iterable[Leg]) -> tuple[Passage, ...]:
    """Return a passage for each type and leg of its mode that its payload table reaches, by (type, leg)."""
    ranges: dict[str, list[tuple[int, int]]] = {}
    for _, row in draft.payloads.good():
        ranges.setdefault(row.type_id, []).append((row.up_to_km, row.payload_kg))
    types = [kind for _, kind in draft.vehicle_types.good()]

    def passages() -> Iterator[Passage]:
        for leg in legs:
            for kind in types:
                payload = payload_at(leg.distance_km, ranges[kind.type_id]) if kind.mode == leg.mode else None
                if payload is not None:
                    yield _passage(kind, leg, payload)

    return tuple(sorted(passages(), key=lambda one: (one.type_id, one.leg_id)))


def _passage(kind: VehicleTypeRow, leg: Leg, payload_kg: int) -> Passage:
    """Return what a type makes of a leg, with the stretches between halts (docs/reference/plan-meaning.md, B)."""
    driven = block_minutes(leg.distance_km, kind.block_fixed_minutes, kind.block_speed_km_per_h)
    halted = sum(minutes for _, minutes in leg.halts)
    passage = Passage(type_id=kind.type_id, leg_id=leg.leg_id, block_minutes=driven + halted, payload_kg=payload_kg)
    if not leg.halts:
        return passage
    stretches = stretches_of(leg, kind.block_fixed_minutes, kind.block_speed_km_per_h)
    return replace(passage, stretches=stretches, departure_intervals=departures_of(stretches, leg.open_intervals))


def clearances_of(draft: Draft, calendar: Calendar) -> tuple[Clearance, ...]:
    """Return the clearances by id, granted and planned."""
    when = calendar.local.when
    return tuple(
        Clearance(
            clearance_id=row.clearance_id,
            issuer=row.issuer,
            scope=row.scope,
            scope_id=row.scope_id,
            types=frozenset(row.types),
            purposes=row.purposes,
            window=Interval(when(row.window_from), when(row.window_to)),
            tolerance_minutes=row.tolerance_minutes,
            limit_per_day=row.limit_per_day,
            state=row.state,
            lead_minutes=(row.lead_hours or 0) * MINUTES_PER_HOUR,
            answer_minutes=(row.answer_hours or 0) * MINUTES_PER_HOUR,
        )
        for _, row in sorted(draft.clearances.good(), key=lambda pair: pair[1].clearance_id)
    )
