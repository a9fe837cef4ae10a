"""What the papers say, as plain frozen values: no language, no layout, nothing of the log or the plan behind them.

A value that nobody knows yet is ``None`` or empty, and is printed as a box to fill in with a pen; a *blank form* is a
view in which nothing is known. Times are UTC minutes. Both languages stand in a pair ``(English, French)``. Nobody is
named: a party by its role and id, a person by a slot and a pseudonymous id.

>>> blank_head().sides[0].role
'force'
"""

from dataclasses import dataclass

from repli.errors import Phrase
from repli.reporting.truth import Truth

__all__ = [
    "Accepted",
    "Action",
    "CountSheet",
    "Escalation",
    "HandoverPaper",
    "InventoryLine",
    "ItemRow",
    "LogTie",
    "Manifest",
    "MinutesPaper",
    "MovementHead",
    "PaperHead",
    "PersonRow",
    "Side",
    "SignedBy",
    "Timed",
    "Words",
    "blank_head",
    "blank_movement",
]

Words = tuple[str, str]
"""A text in English and in French; the same twice where it was written in one language only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Who signs: ``role`` is ``force``, ``host``, ``guarantor`` or ``observer``; the id is empty in a blank form."""

    role: str
    party_id: str = ""
    name: Words = ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperHead:
    """What stands on every paper: the agreement, both parties, the witnesses asked for, the zone, what is real.

    ``truth`` is ``None`` in a blank form.
    """

    agreement: Words
    sides: tuple[Side, Side]
    witnesses: tuple[Side, ...]
    time_zone: str
    truth: Truth | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogTie:
    """What ties a paper to a log: its origin, and a head (entries, root in base64) that the paper was printed under."""

    origin: str
    size: int
    root: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementHead:
    """One movement as ICAO Annex 9 asks of a manifest: operator, marks, flight number, date, from where to where."""

    movement_id: str
    mode: str = ""
    vehicle_id: str = ""
    type_id: str = ""
    operator: str = ""
    marks: str = ""
    flight: str = ""
    embarkation_id: str = ""
    embarkation: Words = ("", "")
    disembarkation_id: str = ""
    disembarkation: Words = ("", "")
    off_block_minute: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One person of a manifest: slot of the log, pseudonymous id (line and number), never a name."""

    slot: int | None
    person_id: str
    category: str
    function: str
    kg: int | None
    infant: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """One item of a manifest; ``position`` is where it stands, ``danger`` its class of dangerous goods."""

    slot: int | None
    item_id: str
    description: Words
    kg: int | None
    position: str = ""
    danger: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The manifest of a movement. ``state`` is ``open``, ``closed`` or empty (a plan's list, not in the log yet).

    ``nature`` and ``waybill`` are of the cargo; ``full`` says what holds more back; ``list_sha256`` is the hash that
    the manifest event carries.
    """

    head: PaperHead
    movement: MovementHead
    people: tuple[PersonRow, ...] = ()
    items: tuple[ItemRow, ...] = ()
    standby: tuple[PersonRow, ...] = ()
    full: tuple[Phrase, ...] = ()
    state: str = ""
    closes_minute: int | None = None
    infants: int | None = None
    waybill: str = ""
    nature: Words = ("", "")
    list_sha256: str = ""
    tie: LogTie | None = None
    is_blank: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CountSheet:
    """The sheet on which both parties count at the door. The manifest's totals do not stand on it, on purpose."""

    head: PaperHead
    movement: MovementHead
    tie: LogTie | None = None
    list_sha256: str = ""
    is_blank: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """An event that the record accepts: hash and sentence."""

    event_hash: str
    sentence: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something to do: what, which party, and by which day (empty in logs before format 4)."""

    text: str
    owner: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """A matter that goes up a level: the event, what it says, to whom, and why."""

    event_hash: str
    sentence: Phrase
    to: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedBy:
    """A signature that stands in the log: whose key, and its id; ``result`` is what a witness says of the event."""

    party_id: str
    keyid: str
    result: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesPaper:
    """The record of one day (procès-verbal); ``figures`` are (name, value, grade) after it, told as they are."""

    head: PaperHead
    day: str = ""
    agenda: tuple[str, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    decisions: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    escalated: tuple[Escalation, ...] = ()
    next_meeting_minute: int | None = None
    figures: tuple[tuple[str, int, str], ...] = ()
    event_hash: str = ""
    signed: tuple[SignedBy, ...] = ()
    tie: LogTie | None = None
    is_blank: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """A thing and when: a service handed over, e.g. power, water, air traffic control."""

    text: str
    minute: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InventoryLine:
    """An item that stays at the site, and what becomes of it."""

    item_id: str
    description: Words
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverPaper:
    """The act by which a site is handed over; ``inventory_sha256`` is the hash that the event carries."""

    head: PaperHead
    site_id: str = ""
    site: Words = ("", "")
    recipient: str = ""
    condition: str = ""
    notice_hours: int | None = None
    walked_minute: int | None = None
    sectors: tuple[str, ...] = ()
    surveys: tuple[tuple[str, str], ...] = ()
    inventory: tuple[InventoryLine, ...] = ()
    inventory_sha256: str = ""
    services: tuple[Timed, ...] = ()
    keys_minute: int | None = None
    ceremony_minute: int | None = None
    reason: str = ""
    event_hash: str = ""
    signed: tuple[SignedBy, ...] = ()
    tie: LogTie | None = None
    is_blank: bool = False


def blank_head(*, sides: tuple[Side, Side] = (Side(role="force"), Side(role="host"))) -> PaperHead:
    """Return the head of a form of which nothing is known, or only who signs."""
    return PaperHead(agreement=("", ""), sides=sides, witnesses=(), time_zone="UTC", truth=None)


def blank_movement() -> MovementHead:
    """Return a movement of which nothing is known."""
    return MovementHead(movement_id="")
