"""What the two parties signed: who they are, until when, what must be out by which interim date."""

from dataclasses import dataclass
from datetime import date, timedelta

from repli.units import civil_time

__all__ = ["Agreement", "Milestone", "Party", "Wording"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One of the two parties; ``role`` is ``force`` (the one that withdraws) or ``host``."""

    party_id: str
    role: str
    name_en: str
    name_fr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A fraction (ppm of the whole) of ``people`` or ``kg`` that must be out before ``due_minute``."""

    milestone_id: str
    quantity: str
    fraction_ppm: int
    due_minute: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Sentences of the communiqué that the parties agreed on, key -> (English, French), sorted by key."""

    sentences: tuple[tuple[str, str, str], ...]

    def of(self, key: str, language: str) -> str:
        """Return the sentence ``key`` in ``language``; raise KeyError for an unknown key."""
        for name, english, french in self.sentences:
            if name == key:
                return french if language == "fr" else english
        raise KeyError(key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The agreement. ``deadline_minute`` is 24:00 local of the last day; times are UTC minutes.

    ``day_starts`` holds every local midnight from the day of ``as_of`` to the day after the horizon, ascending; civil
    day ``i`` is ``[day_starts[i], day_starts[i + 1])``.
    """

    agreement_id: str
    title_en: str
    title_fr: str
    signed_on: str
    deadline_on: str
    deadline_minute: int
    time_zone: str
    evidence: str
    parties: tuple[Party, ...]
    milestones: tuple[Milestone, ...]
    disclosure: tuple[tuple[str, str], ...]
    wording: Wording
    day_starts: tuple[int, ...]

    def civil_day(self, index: int) -> date:
        """Return the date of civil day ``index``; one beyond the horizon has its date too."""
        return civil_time(self.day_starts[0], self.time_zone).date() + timedelta(days=index)

    def party(self, role: str) -> Party:
        """Return the party of ``role``."""
        return next(party for party in self.parties if party.role == role)
