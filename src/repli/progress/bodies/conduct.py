"""How the parties keep their word, and who looks on: `Obligation`, `Incident` and `Attest`.

An obligation has a state by each party; an incident has an account of each and one of both; a witness says that it saw
an event. The law is docs/reference/log-format.md, sections 26 to 28.
"""

from dataclasses import dataclass
from typing import ClassVar

from repli.ledger.shapes import is_count, is_hash, is_id, is_time
from repli.progress.bodies.written import NAME, Shape, Written, plain
from repli.progress.fields import is_text, one_of
from repli.progress.names import OBLIGATION_STATES, WITNESS_RESULTS

__all__ = ["Attest", "Incident", "Obligation"]

_SEVERITIES = range(1, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation(Written):
    """How far one party says that a clause of the agreement is kept, with the hash of its evidence."""

    kind: ClassVar[str] = "obligation"
    shapes: ClassVar[dict[str, Shape]] = {
        "clause": plain(is_id),
        "evidence": plain(is_hash),
        "note": plain(is_text),
        "state": plain(one_of(OBLIGATION_STATES)),
    }

    clause: str
    evidence: str
    note: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(Written):
    """What happened, by the account of who signs; in the log ``incident_class`` is called ``class``.

    ``effect_hours`` is how long it holds up what it concerns; ``text`` the hash of the account in full.
    """

    kind: ClassVar[str] = "incident"
    shapes: ClassVar[dict[str, Shape]] = {
        "class": plain(is_id, attribute="incident_class"),
        "effect_hours": plain(is_count),
        "incident": plain(is_id),
        "items": plain(is_count),
        "movement": NAME,
        "people": plain(is_count),
        "place": plain(is_id),
        "severity": plain(is_count),
        "text": plain(is_hash),
        "time": plain(is_time),
    }

    incident_class: str
    effect_hours: int
    incident: str
    items: int
    movement: str
    people: int
    place: str
    severity: int
    text: str
    time: str

    def __post_init__(self) -> None:
        """Refuse a severity outside 1 to 5."""
        self.require("severity", holds=self.severity in _SEVERITIES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attest(Written):
    """A witness says of the event whose hash is ``event`` what it saw: witnessed, with reserve, or refused."""

    kind: ClassVar[str] = "attest"
    shapes: ClassVar[dict[str, Shape]] = {
        "event": plain(is_hash),
        "result": plain(one_of(WITNESS_RESULTS)),
        "text": plain(is_text),
    }

    event: str
    result: str
    text: str
