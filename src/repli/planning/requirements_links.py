"""The legs that are not there: a way back on a leg of one direction, a way out of a site that has none.

A way back is the leg itself, turned round. Where nothing leads from a site to its destination, the missing leg is the
straight line between the two places; a type is taken to need as long on it, and to carry as little, as on the nearest
of its known legs that is no shorter (see `requirements`).
"""

from collections.abc import Iterator
from dataclasses import replace
from math import asin, cos, radians, sin, sqrt

from repli.errors import phrase
from repli.model import Clearance, Leg, Operation, Passage, Site
from repli.planning.lines import leaving_of
from repli.planning.setting_aside import Change, Requirement, always

__all__ = ["of_links"]

_EARTH_KM = 6371.0
"""Mean radius (IUGG)."""


def of_links(operation: Operation) -> Iterator[Requirement]:
    """Yield the legs that are missing."""
    known = set(operation.leg_of)
    for leg in operation.legs:
        if (leg.mode, leg.to_place, leg.from_place) not in known:
            yield Requirement(
                kind="way-back",
                text=phrase("the lack of a way back on {leg} (legs.csv: both_ways)", leg=leg.leg_id),
                without=_turned(leg),
            )
    ends = sorted({(line.site_id, line.destination_id) for line in leaving_of(operation)})
    for start, end in ends:
        if end in _reached(operation, start):
            continue
        for mode in ("air", "road"):
            legs = _straight(operation, mode, operation.site_of[start], operation.site_of[end])
            if legs is not None:
                km = legs[0].distance_km
                yield Requirement(
                    kind="way",
                    text=phrase(
                        "the lack of any way from {start} to {end}; by {mode} the straight line is {km} km (legs.csv)",
                        start=start,
                        end=end,
                        mode=phrase("air") if mode == "air" else phrase("road"),
                        km=km,
                    ),
                    without=_linked(legs),
                )


def _turned(leg: Leg) -> Change:
    """Return the change that adds a leg in the other direction: the same types, minutes, payloads and hours."""
    halts = tuple(sorted((leg.distance_km - km, minutes) for km, minutes in leg.halts))
    back = replace(leg, leg_id=f"{leg.leg_id}.back+", from_place=leg.to_place, to_place=leg.from_place, halts=halts)

    def change(operation: Operation) -> Operation:
        passages = [_turned_passage(one, back.leg_id) for one in operation.passages if one.leg_id == leg.leg_id]
        return _with_legs(operation, (back,), passages)

    return change


def _turned_passage(one: Passage, leg_id: str) -> Passage:
    """Return a passage the other way: stretches in reverse order fill the same block."""
    stretches = tuple(sorted((one.block_minutes - end, one.block_minutes - start) for start, end in one.stretches))
    return replace(one, leg_id=leg_id, stretches=stretches)


def _reached(operation: Operation, start: str) -> frozenset[str]:
    """Return the sites that some chain of legs leads to, whatever goes on it."""
    fields = {site.site_id: site.field_id for site in operation.sites}
    found, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        near = {leg.to_place for leg in operation.legs if leg.from_place == here}
        near |= {name for name, field_id in fields.items() if field_id == here}
        near |= {fields[here]} if fields.get(here) is not None else set()  # type: ignore[arg-type]  # not None
        waiting += sorted(near - found)
        found |= near
    return frozenset(found)


def _straight(operation: Operation, mode: str, start: Site, end: Site) -> tuple[Leg, ...] | None:
    """Return the legs there and back between two sites in a straight line; None where this mode has no place there."""
    places = (start.field_id, end.field_id) if mode == "air" else (start.site_id, end.site_id)
    if None in places or not any(operation.type_of[one.type_id].mode == mode for one in operation.vehicles):
        return None
    km = max(1, round(_straight_km(start, end)))
    return (
        tuple(
            Leg(
                leg_id=f"{one}-{other}+",
                mode=mode,
                from_place=str(one),
                to_place=str(other),
                distance_km=km,
                open_intervals=always(operation),
            )
            for one, other in (places, places[::-1])
            if (mode, one, other) not in operation.leg_of
        )
        or None
    )


def _straight_km(one: Site, other: Site) -> float:
    """Return the great-circle distance of two sites on a sphere (haversine)."""
    north, south = radians(one.latitude_deg), radians(other.latitude_deg)
    east = radians(other.longitude_deg - one.longitude_deg)
    chord = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(east / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(chord))


def _linked(legs: tuple[Leg, ...]) -> Change:
    """Return the change that adds legs, for the types that are known on legs at least as long."""

    def change(operation: Operation) -> Operation:
        passages = [
            found
            for leg in legs
            for kind in operation.vehicle_types
            if (found := _careful(operation, leg, kind.type_id))
        ]
        return _with_legs(operation, legs, passages)

    return change


def _careful(operation: Operation, leg: Leg, type_id: str) -> Passage | None:
    """Return what a type has on the shortest leg that is no shorter than this one; None where it has none."""
    lengths = {one.leg_id: one.distance_km for one in operation.legs if one.mode == leg.mode}
    alike = [
        (lengths[one.leg_id], -one.block_minutes, one.payload_kg)
        for one in operation.passages
        if one.type_id == type_id and lengths.get(one.leg_id, -1) >= leg.distance_km
    ]
    if not alike:
        return None
    _, minutes, payload_kg = min(alike)
    return Passage(type_id=type_id, leg_id=leg.leg_id, block_minutes=-minutes, payload_kg=payload_kg)


def _with_legs(operation: Operation, legs: tuple[Leg, ...], passages: list[Passage]) -> Operation:
    """Return the operation with legs and passages, and for roads the clearance that each new leg needs."""
    grants = tuple(
        Clearance(
            clearance_id=f"+{leg.leg_id}",
            issuer="",
            scope="leg",
            scope_id=leg.leg_id,
            types=frozenset(one.type_id for one in passages if one.leg_id == leg.leg_id),
            purposes="",
            window=always(operation)[0],
            tolerance_minutes=0,
            limit_per_day=0,
        )
        for leg in legs
        if leg.mode == "road" and operation.site_of[leg.from_place].inside
    )
    return replace(
        operation,
        legs=tuple(sorted((*operation.legs, *legs), key=lambda one: one.leg_id)),
        passages=tuple(sorted((*operation.passages, *passages), key=lambda one: (one.type_id, one.leg_id))),
        clearances=(*operation.clearances, *grants),
    )
