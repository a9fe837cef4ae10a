"""Published figures as quoted, and the movements that we assume between them: read by reports, never by plans."""

from dataclasses import dataclass

__all__ = ["CaseHistory", "Claim", "ReconstructedMovement", "ReconstructedPart"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A published figure: value with qualifier, total if stated, scope in both languages, who said it, the quote."""

    claim_id: str
    stated_on: str
    quantity: str
    value: int
    qualifier: str
    total: int | None
    scope_en: str
    scope_fr: str
    stated_by: str
    quote: str
    language: str
    source: str
    assumed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconstructedPart:
    """People of one people line at one site, and items, that went with one movement (or before counting began)."""

    site_id: str
    category: str
    people: int
    people_line: str | None
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconstructedMovement:
    """An assumed departure (kind ``depart``) or the opening balance (kind ``opening``), with its parts."""

    kind: str
    movement_id: str
    at_minute: int
    field_id: str
    vehicle_type: str
    parts: tuple[ReconstructedPart, ...]
    source: str
    assumed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHistory:
    """What ``claims.csv`` and ``reconstruction.csv`` of an operation folder say, in order of time."""

    claims: tuple[Claim, ...]
    movements: tuple[ReconstructedMovement, ...]
