"""Rows of clearances.csv: for each field inside and each road, granted at first, later to be asked for in time."""

from collections.abc import Iterator

from benchmarks.replibench.calendar import Days
from benchmarks.replibench.capacity import Capacity
from benchmarks.replibench.geography import Base
from benchmarks.replibench.table import Row
from benchmarks.replibench.types import AIRCRAFT, COLUMN_DAY, COLUMN_PORT
from benchmarks.replibench.world import World

__all__ = ["clearances"]

_OUTSIZE = frozenset({"C-17", "An-124"})
_BACK = ".back"


def clearances(world: World, days: Days, capacity: Capacity) -> Iterator[Row]:
    """Yield the clearances of every base: its field by air, its road both ways inside and out to the port."""
    luck = world.luck("clearances")
    for base in world.geography.bases:
        granted = max(1, int(days.days * luck.real(0.4, 0.8)))
        lead, answer = luck.pick((24, 72)), luck.pick((24, 48))
        scopes = [("field", base.field_id, _flown(world, base))] if base.field_id else []
        if base in world.geography.driven():
            road = f"{base.site_id}-{base.main}"
            scopes += [("leg", road, {COLUMN_DAY}), ("leg", road + _BACK, {COLUMN_DAY})]
        elif base.kind == "main" and world.geography.port:
            scopes.append(("leg", f"{base.site_id}-PORT", {COLUMN_PORT}))
        for scope, scope_id, types in scopes:
            if base == _shut(world) and scope == "field" and world.profile.impossible == "permits":
                yield _one(scope_id, 1, scope, types, 1) | _window(days.deadline, days.on(days.days), tolerance=0)
                continue
            limit = capacity.of(f"permits {scope_id}")
            yield _one(scope_id, 1, scope, types, limit) | _window(days.on(0), days.on(granted))
            later: Row = {"state": "planned", "lead_hours": lead, "answer_hours": answer}
            yield _one(scope_id, 2, scope, types, limit) | _window(days.on(granted), days.end) | later


def _shut(world: World) -> Base:
    """Return the base that is cleared too seldom where that is the reason.

    The main base where there is one only; else a strip without a road if there is any: nothing leaves around these.
    """
    first, *others = world.geography.of("main")
    return next((one for one in world.geography.of("strip") if others and not one.road), first)


def _flown(world: World, base: Base) -> set[str]:
    """Return the aircraft cleared for a field: all used, but nothing for outsize items where that is the reason."""
    if base.kind == "strip":
        return {"C-130J-30"}
    types = world.types & set(AIRCRAFT)
    return set(types - _OUTSIZE if world.profile.impossible == "uncleared" and base.site_id == "B01" else types)


def _one(scope_id: str, number: int, scope: str, types: set[str], limit: int) -> Row:
    names: Row = {"clearance_id": f"K-{scope_id}-{number}", "issuer": "host", "scope": scope, "scope_id": scope_id}
    rest: Row = {"types": " ".join(sorted(types)), "purposes": "withdrawal", "limit_per_day": limit}
    return {**names, **rest, "state": "granted", "lead_hours": 0, "answer_hours": 0}


def _window(start: str, end: str, tolerance: int = 60) -> Row:
    return {"window_from": start, "window_to": end, "tolerance_minutes": tolerance}
