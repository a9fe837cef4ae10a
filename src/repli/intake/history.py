"""claims.csv and reconstruction.csv, grouped: claims by day, movements and acts of the commission in order of time."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from repli.intake.draft import HistoryDraft
from repli.intake.expand.local_time import LocalTime
from repli.intake.tables.history import ClaimRow, ReconstructionRow
from repli.model import CaseHistory, Claim, ReconstructedAct, ReconstructedMovement, ReconstructedPart

__all__ = ["first_of", "history_of"]

_MOVEMENTS = frozenset({"opening", "depart"})


def history_of(history: HistoryDraft, time_zone: str) -> CaseHistory:
    """Return claims by day, movements and acts by time; within one time by id and by sequence."""
    local = LocalTime(ZoneInfo(time_zone))
    rows = [part for _, part in sorted(history.reconstruction.good(), key=lambda pair: pair[1].sequence)]
    grouped: dict[tuple[object, ...], list[ReconstructionRow]] = {}
    for part in rows:
        if part.kind in _MOVEMENTS:
            grouped.setdefault((part.movement_id,), []).append(part)
        else:
            grouped.setdefault((part.movement_id, part.kind, part.at, part.state), []).append(part)
    movements = [_movement(parts, local) for parts in grouped.values() if parts[0].kind in _MOVEMENTS]
    acts = [_act(parts, local) for parts in grouped.values() if parts[0].kind not in _MOVEMENTS]
    claims = [_claim(row) for _, row in history.claims.good()]
    return CaseHistory(
        claims=tuple(sorted(claims, key=lambda one: (one.stated_on, one.claim_id))),
        movements=tuple(sorted(movements, key=lambda one: (one.at_minute, one.kind != "opening"))),
        acts=tuple(sorted(acts, key=lambda one: one.at_minute)),
    )


def first_of(history: HistoryDraft, time_zone: str) -> HistoryDraft:
    """Return a draft without the rows after the day of the first published figure of people departed."""
    table = history.reconstruction
    day = history_of(replace(history, reconstruction=replace(table, lines=())), time_zone).first_day
    if day is None:
        return history
    local = LocalTime(ZoneInfo(time_zone))
    end = local.midnight(date.fromisoformat(day) + timedelta(days=1))
    kept = tuple(line for line in table.lines if line.values is None or local.when(line.values.at) < end)
    return replace(history, reconstruction=replace(table, lines=kept))


def _claim(row: ClaimRow) -> Claim:
    return Claim(
        claim_id=row.claim_id,
        stated_on=row.stated_on.isoformat(),
        quantity=row.quantity,
        value=row.value,
        qualifier=row.qualifier,
        total=row.total,
        scope_en=row.scope_en,
        scope_fr=row.scope_fr,
        stated_by=row.stated_by,
        quote=row.quote,
        language=row.language,
        source=row.source,
        assumed=row.assumed,
        site_ids=row.site_ids or (),
    )


def _movement(parts: list[ReconstructionRow], local: LocalTime) -> ReconstructedMovement:
    first = parts[0]
    return ReconstructedMovement(
        kind=first.kind,
        movement_id=first.movement_id,
        at_minute=local.when(first.at),
        field_id=first.field_id or "",
        vehicle_type=first.vehicle_type or "",
        parts=_parts(parts),
        source=first.source,
        assumed=first.assumed,
    )


def _act(parts: list[ReconstructionRow], local: LocalTime) -> ReconstructedAct:
    first = parts[0]
    return ReconstructedAct(
        kind=first.kind,
        subject=first.movement_id,
        at_minute=local.when(first.at),
        until_minute=None if first.until is None else local.when(first.until),
        to_site=first.to_site or "",
        state=first.state,
        parts=_parts(parts),
        reason=first.reason,
        source=first.source,
        assumed=first.assumed,
    )


def _parts(rows: Iterable[ReconstructionRow]) -> tuple[ReconstructedPart, ...]:
    """Return who and what a movement moves, and the site of an act, from its rows."""
    return tuple(
        ReconstructedPart(
            site_id=row.site_id,
            category=row.people_category,
            people=row.people,
            people_line=row.people_line,
            items=row.items or (),
        )
        for row in rows
        if row.site_id is not None
    )
