"""Published figures as quoted, and the movements that we assume between them: read by reports, never by plans."""

from dataclasses import dataclass, replace

__all__ = ["CaseHistory", "Claim", "ReconstructedAct", "ReconstructedMovement", "ReconstructedPart"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A published figure: value with qualifier, total if stated, scope in both languages, who said it, the quote.

    ``site_ids`` are the sites that it counts; none: all of them.
    """

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
    site_ids: tuple[str, ...] = ()


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
class ReconstructedAct:
    """What a commission did beside departures, as we assume it; ``kind`` is the kind of event that it becomes.

    ``subject`` is what it is about: the movement of a transfer, a clearance, a clause, a site, or its own name.
    ``until_minute`` is when a transfer arrives, a calendar ends or a ceremony is held; ``state`` is that of the event.
    """

    kind: str
    subject: str
    at_minute: int
    until_minute: int | None = None
    to_site: str = ""
    state: str = ""
    parts: tuple[ReconstructedPart, ...] = ()
    reason: str = ""
    source: str = ""
    assumed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHistory:
    """What ``claims.csv`` and ``reconstruction.csv`` of an operation folder say, in order of time."""

    claims: tuple[Claim, ...]
    movements: tuple[ReconstructedMovement, ...]
    acts: tuple[ReconstructedAct, ...] = ()

    @property
    def first_day(self) -> str | None:
        """Return the day of the first published figure of people departed; None where there is none."""
        return min((one.stated_on for one in self.claims if one.quantity == "people_departed"), default=None)

    @property
    def last_minute(self) -> int | None:
        """Return when the last movement or act happened; None where there is none."""
        minutes = [*(one.at_minute for one in self.movements), *(one.at_minute for one in self.acts)]
        return max(minutes, default=None)

    def before(self, minute: int) -> "CaseHistory":
        """Return the history with what happened before ``minute``; all claims stay."""
        return replace(
            self,
            movements=tuple(one for one in self.movements if one.at_minute < minute),
            acts=tuple(one for one in self.acts if one.at_minute < minute),
        )
