"""What an officer would have typed for each act of a history: the forms of `repli record`, filled from its rows.

One function a kind. What a history does not say, and the form must have, comes from the operation: the scope and window
of a clearance, who receives a site, how many hours of notice are owed.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from repli.execution.desk import Desk
from repli.execution.forms import Typed
from repli.execution.seating import Seating
from repli.ledger.shapes import time_of_second
from repli.model import CaseHistory, Operation, ReconstructedAct, ReconstructedMovement
from repli.units import MINUTES_PER_HOUR, SECONDS_PER_MINUTE, datetime_of_minute

__all__ = ["ALONE", "BY_BOTH", "TOGETHER", "Told"]

_ANSWERS = frozenset({"granted", "amended", "refused", "revoked"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the acts are told from: the operation, the whole history, and who and what is where."""

    operation: Operation
    history: CaseHistory
    seating: Seating

    def desk(self, act: ReconstructedAct, force: Desk, host: Desk) -> Desk:
        """Return who signs an act alone: the issuer answers about a clearance, the force says all else."""
        return host if act.kind == "clearance" and act.state in _ANSWERS else force


def _time(minute: int) -> str:
    return time_of_second(minute * SECONDS_PER_MINUTE)


def _slots(slots: tuple[tuple[int, ...], tuple[int, ...]]) -> Typed:
    return {"people": tuple(map(str, slots[0])), "items": tuple(map(str, slots[1]))}


def _transfer(told: Told, act: ReconstructedAct) -> Typed:
    slots = told.seating.move(act.parts, act.to_site)
    return {"movement": act.subject, "to": act.to_site, "off_block_at": _time(act.at_minute), **_slots(slots)}


def _arrive(_told: Told, act: ReconstructedAct) -> Typed:
    return {
        "movement": act.subject,
        "place": act.to_site,
        "people": str(sum(part.people for part in act.parts)),
        "items": str(sum(len(part.items) for part in act.parts)),
        "time": _time(act.until_minute or act.at_minute),
        "reason": act.reason,
    }


def _reinforce(_told: Told, act: ReconstructedAct) -> Typed:
    part = act.parts[0]
    return {
        "line": part.people_line or act.subject,
        "site": part.site_id,
        "category": part.category,
        "people": str(part.people),
        "time": _time(act.at_minute),
        "reason": act.reason,
    }


def _status(told: Told, act: ReconstructedAct) -> Typed:
    slots = told.seating.leave(act.parts)
    return {"status": act.state, "time": _time(act.at_minute), "reason": act.reason, **_slots(slots)}


def _clearance(told: Told, act: ReconstructedAct) -> Typed:
    if act.state != "requested":
        return {"reference": act.subject, "state": act.state, "reason": act.reason}
    clearance = told.operation.clearance_of[act.subject]
    return {
        "reference": act.subject,
        "state": act.state,
        "issuer": told.operation.agreement.party("host").party_id,
        "scope": clearance.scope_id,
        "purposes": clearance.purposes,
        "valid_from": _time(clearance.window.start_minute),
        "valid_to": _time(clearance.window.end_minute),
        "reason": act.reason,
    }


def _obligation(_told: Told, act: ReconstructedAct) -> Typed:
    return {"clause": act.subject, "state": act.state, "note": act.reason}


def _calendar(told: Told, act: ReconstructedAct) -> Typed:
    """Agree on the departures from the next local day to the last day, as they then were."""
    zone = ZoneInfo(told.operation.agreement.time_zone)
    first = datetime_of_minute(act.at_minute).astimezone(zone).date() + timedelta(days=1)
    last = datetime_of_minute(act.until_minute or act.at_minute).astimezone(zone).date()
    agreed = (
        one
        for one in told.history.movements
        if one.kind == "depart" and first <= datetime_of_minute(one.at_minute).astimezone(zone).date() <= last
    )
    return {"from": first.isoformat(), "to": last.isoformat(), "movements": tuple(map(_agreed, agreed))}


def _agreed(one: ReconstructedMovement) -> str:
    people, items = sum(part.people for part in one.parts), sum(len(part.items) for part in one.parts)
    return f"{one.movement_id} | {one.field_id} | {one.vehicle_type} | {_time(one.at_minute)} | {people} | {items}"


def _handover(told: Told, act: ReconstructedAct) -> Typed:
    site = told.operation.site_of[_site(act)]
    return {
        "site": site.site_id,
        "recipient": site.handed_to,
        "walked_at": _time(act.at_minute),
        "keys_at": _time(act.at_minute),
        "ceremony_at": _time(act.until_minute or act.at_minute),
        "notice_hours": str(site.notice_minutes // MINUTES_PER_HOUR),
        "reason": act.reason,
    }


def _close(told: Told, act: ReconstructedAct) -> Typed:
    """Close a site by its act; the last people went with the last movement from it."""
    site = _site(act)
    gone: Iterable[ReconstructedMovement | ReconstructedAct] = (*told.history.movements, *told.history.acts)
    left = [
        one.at_minute
        for one in gone
        if one.kind in {"depart", "transfer"} and any(part.site_id == site and part.people for part in one.parts)
    ]
    return {"site": site, "last_off_block_at": _time(max(left, default=act.at_minute)), "reason": act.reason}


def _site(act: ReconstructedAct) -> str:
    return act.parts[0].site_id


_Fill = Callable[[Told, ReconstructedAct], Typed]

TOGETHER: Mapping[str, _Fill] = {
    "transfer": _transfer,
    "calendar": _calendar,
    "handover": _handover,
    "close": _close,
}
"""Acts that both sign as they happen; a transfer because it must be joint before it can arrive."""

ALONE: Mapping[str, _Fill] = {
    "arrive": _arrive,
    "reinforce": _reinforce,
    "status": _status,
    "clearance": _clearance,
    "obligation": _obligation,
}
"""Acts that one party signs; the day's record accepts them."""

BY_BOTH = frozenset({"obligation"})
"""Acts of which each party gives its own account."""
