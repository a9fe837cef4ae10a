"""Legs between places, and what each type makes of them: minutes and payload, integers expanded at intake."""

from dataclasses import dataclass

from repli.units import Interval

__all__ = ["Clearance", "Leg", "Passage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """A directed leg. Places are fields (mode ``air``) or sites (mode ``road``). Off block only in the intervals.

    A road leg with ``halts`` (km from its start, minutes) is driven only while it is open: each stretch between two
    halts lies in one interval. ``escort_teams`` go with every convoy on it.
    """

    leg_id: str
    mode: str
    from_place: str
    to_place: str
    distance_km: int
    open_intervals: tuple[Interval, ...]
    halts: tuple[tuple[int, int], ...] = ()
    escort_teams: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A type on a leg: block minutes, and the payload it can carry that far. No passage = the type cannot go.

    With halts on the leg, ``stretches`` are the (start, end) minutes after off block in which it drives, and
    ``departure_intervals`` the UTC intervals in which it may set out so that it drives only while the leg is open.
    Without halts both are empty, and the leg's own intervals hold for setting out.
    """

    type_id: str
    leg_id: str
    block_minutes: int
    payload_kg: int
    stretches: tuple[tuple[int, int], ...] = ()
    departure_intervals: tuple[Interval, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance:
    """A permission: off block at field (or on leg) ``scope_id`` within the window, widened by the tolerance.

    ``state`` is ``granted``, or ``planned``: then it is requested at least ``lead_minutes`` before its first off block
    in use, and so early that the answer is due (``answer_minutes`` after the request; silence means refused) by then.
    """

    clearance_id: str
    issuer: str
    scope: str
    scope_id: str
    types: frozenset[str]
    purposes: str
    window: Interval
    tolerance_minutes: int
    limit_per_day: int
    state: str = "granted"
    lead_minutes: int = 0
    answer_minutes: int = 0
