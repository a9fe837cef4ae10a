"""On what terms a plan in force is planned again: from when, what stays, what may not be used.

>>> Terms(now_minute=now, freeze_minutes=2880, pins=frozenset({"R012"}))  # doctest: +SKIP
"""

from dataclasses import dataclass, replace

from repli.errors import UsageError, phrase
from repli.model import Clearance, Operation, Plan
from repli.planning.requests import PLANNED, notice_minutes
from repli.units import Interval, text_of_minute

__all__ = ["BAN_KINDS", "Ban", "Terms", "checked_terms", "seen_operation"]

BAN_KINDS = ("vehicle", "field", "leg", "day", "movement")
Ban = tuple[str, str]
"""(Kind, id): what may not be used from now on; a day is written as 2024-06-07."""

Hours = tuple[Interval, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """``now_minute``: nothing new starts before. Departures before ``now_minute + freeze_minutes`` and ``pins`` stay.

    ``changes_first``: as few agreed movements as possible change, and only then the other aims count; else the last.
    """

    now_minute: int
    freeze_minutes: int = 0
    pins: frozenset[str] = frozenset()
    bans: frozenset[Ban] = frozenset()
    changes_first: bool = True

    def banned(self, kind: str) -> frozenset[str]:
        """Return the ids of a kind that may not be used."""
        return frozenset(name for one, name in self.bans if one == kind)


def checked_terms(operation: Operation, agreed: Plan, terms: Terms) -> Terms:
    """Return the terms; raise UsageError for a time, movement, vehicle, field, leg or day that is not there."""
    if not operation.as_of_minute <= terms.now_minute < operation.horizon_minute:
        minute = text_of_minute(terms.now_minute)
        raise UsageError(phrase("No plan can start at {minute}: it is outside the operation.", minute=minute))
    movements = {one.movement_id for one in agreed.movements} | {one.flight_id for one in agreed.bookings}
    known = {
        "vehicle": {one.vehicle_id for one in operation.vehicles},
        "field": set(operation.field_of),
        "leg": {one.leg_id for one in operation.legs},
        "day": {operation.agreement.civil_day(day).isoformat() for day in range(len(operation.agreement.day_starts))},
        "movement": movements,
    }
    for kind, name in sorted(terms.bans):
        if name not in known.get(kind, ()):
            raise UsageError(
                phrase("{kind}:{name} cannot be forbidden: there is none.", kind=kind, name=name),
                phrase("Write vehicle:ID, field:ID, leg:ID, movement:ID or day:2024-06-07."),
            )
    for name in sorted(terms.pins):
        if name not in movements:
            raise UsageError(phrase("{name} cannot be kept: the agreed plan has no such movement.", name=name))
        if ("movement", name) in terms.bans:
            raise UsageError(phrase("{name} is both to be kept and forbidden.", name=name))
    return terms


def seen_operation(operation: Operation, agreed: Plan, terms: Terms) -> Operation:
    """Return the operation as planning sees it from now on: without what is forbidden, requests only from now on."""
    now = terms.now_minute
    fields, legs, vehicles = terms.banned("field"), terms.banned("leg"), terms.banned("vehicle")
    days = _days(operation, terms)
    return replace(
        operation,
        clearances=tuple(one for old in operation.clearances if (one := _seen(old, agreed, now)) is not None),
        fields=tuple(
            replace(one, open_intervals=_without(one.open_intervals, now, days if one.inside else (),
                                                 ever=one.field_id in fields))
            for one in operation.fields
        ),
        legs=tuple(
            replace(one, open_intervals=_without(one.open_intervals, now, days if one.mode == "road" else (),
                                                 ever=one.leg_id in legs))
            for one in operation.legs
        ),
        passages=tuple(
            replace(one, departure_intervals=_without(one.departure_intervals, now, days, ever=one.leg_id in legs))
            for one in operation.passages
        ),
        vehicles=tuple(
            replace(one, available_to_minute=min(one.available_to_minute, now)) if one.vehicle_id in vehicles else one
            for one in operation.vehicles
        ),
    )  # fmt: skip


def _days(operation: Operation, terms: Terms) -> Hours:
    """Return the forbidden days as intervals."""
    agreement, names = operation.agreement, terms.banned("day")
    ends = (*agreement.day_starts[1:], operation.horizon_minute)
    return tuple(
        Interval(start, end)
        for index, (start, end) in enumerate(zip(agreement.day_starts, ends, strict=True))
        if start < end and agreement.civil_day(index).isoformat() in names
    )


def _without(hours: Hours, now: int, shut: Hours, *, ever: bool) -> Hours:
    """Return hours without what is shut from now on."""
    for one in (Interval(now, 1 << 40),) if ever else shut:
        start, end = max(one.start_minute, now), one.end_minute
        parts = [Interval(old.start_minute, min(old.end_minute, start)) for old in hours if old.start_minute < start]
        parts += [Interval(max(old.start_minute, end), old.end_minute) for old in hours if old.end_minute > end]
        hours = tuple(sorted(parts)) if start < end else hours
    return hours


def _seen(one: Clearance, agreed: Plan, now: int) -> Clearance | None:
    """Return a clearance as it can be used: one asked for already from its first use on, a new one after its notice."""
    if one.state != PLANNED:
        return one
    asked = {request.clearance_id: request.request_minute for request in agreed.requests}
    opens, closes = one.window.start_minute - one.tolerance_minutes, one.window.end_minute + one.tolerance_minutes
    requested = asked.get(one.clearance_id, now)
    opens = max(opens, min(requested, now) + notice_minutes(one))
    if opens >= closes:
        return None
    return replace(one, state="granted", window=Interval(opens, closes), tolerance_minutes=0)
