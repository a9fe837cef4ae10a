"""Legs between places, and what each type makes of them: minutes and payload, integers expanded at intake."""

from dataclasses import dataclass

from repli.units import Interval

__all__ = ["Clearance", "Leg", "Passage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """A directed leg. Places are fields (mode ``air``) or sites (mode ``road``). Off block only in the intervals."""

    leg_id: str
    mode: str
    from_place: str
    to_place: str
    distance_km: int
    open_intervals: tuple[Interval, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A type on a leg: block minutes, and the payload it can carry that far. No passage = the type cannot go."""

    type_id: str
    leg_id: str
    block_minutes: int
    payload_kg: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance:
    """A granted permission: off block at field (or on leg) ``scope_id`` within the window, widened by the tolerance."""

    clearance_id: str
    issuer: str
    scope: str
    scope_id: str
    types: frozenset[str]
    purposes: str
    window: Interval
    tolerance_minutes: int
    limit_per_day: int
