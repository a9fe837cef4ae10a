"""What the commission signs when it sits: `Minutes` (the day's record) and `Publish` (the figures made public).

The day's record is the normal way to sign: one signature over the list of that day's departures makes each of them
joint, and in format 4 that of every other entry too. A publish event signs the figures, the state they follow from, and
the two texts. The law is docs/reference/log-format.md, sections 4 and 27.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from repli.ledger.canonical import Json, JsonObject
from repli.ledger.shapes import is_count, is_day, is_hash, is_party, is_time
from repli.progress.bodies.written import TEXTS, Shape, Written, many, plain
from repli.progress.fields import is_text, read_array, read_field, read_record, read_texts, refuse_field
from repli.progress.figures import Figure, figure_value
from repli.progress.names import LANGUAGES

__all__ = ["Action", "Escalated", "Minutes", "Publish", "Sitting"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Written):
    """What a party (``owner``) is to do until a day."""

    kind: ClassVar[str] = "action"
    shapes: ClassVar[dict[str, Shape]] = {"due": plain(is_day), "owner": plain(is_party), "text": plain(is_text)}

    due: str
    owner: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalated(Written):
    """What the commission could not settle and gives to a higher level (``to``): an event, and why."""

    kind: ClassVar[str] = "escalated"
    shapes: ClassVar[dict[str, Shape]] = {"event": plain(is_hash), "reason": plain(is_text), "to": plain(is_text)}

    event: str
    reason: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting(Written):
    """What a record of format 4 has besides: its agenda, actions with owners, and what goes up a level."""

    kind: ClassVar[str] = "sitting"
    shapes: ClassVar[dict[str, Shape]] = {"actions": many(Action), "agenda": TEXTS, "escalated": many(Escalated)}

    actions: tuple[Action, ...] = ()
    agenda: tuple[str, ...] = ()
    escalated: tuple[Escalated, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """The record of one day: event hashes accepted (ascending), decisions, actions, and when the next sitting is.

    In format 4 ``actions`` is empty: they stand in the ``sitting``, with their owners.
    """

    kind: ClassVar[str] = "minutes"

    day: str
    accepts: tuple[str, ...]
    decisions: tuple[str, ...]
    actions: tuple[str, ...]
    next_meeting_at: str
    sitting: Sitting | None = None

    @property
    def value(self) -> JsonObject:
        """Return the body as it is signed."""
        value: JsonObject = {
            "accepts": list(self.accepts),
            "actions": list(self.actions),
            "day": self.day,
            "decisions": list(self.decisions),
            "next_meeting_at": self.next_meeting_at,
        }
        return value if self.sitting is None else {**value, **self.sitting.value}

    @classmethod
    def read(cls, value: Json) -> "Minutes":
        """Return the record of a body; raise CanonicalError."""
        is_fourth = isinstance(value, dict) and "agenda" in value
        keys = ("accepts", "actions", "day", "decisions", "next_meeting_at")
        record = read_record(value, "body of minutes", (*keys, "agenda", "escalated") if is_fourth else keys)
        accepts = read_texts(record, "accepts")
        if not all(map(is_hash, accepts)) or any(one >= two for one, two in pairwise(accepts)):
            refuse_field("accepts")
        return cls(
            day=read_field(record, "day", is_day),
            accepts=accepts,
            decisions=read_texts(record, "decisions"),
            actions=() if is_fourth else read_texts(record, "actions"),
            next_meeting_at=read_field(record, "next_meeting_at", is_time),
            sitting=Sitting.read({key: record[key] for key in Sitting.shapes}) if is_fourth else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Publish:
    """One publication: its number, the figures, the state digest before it, and the SHA-256 of both texts."""

    kind: ClassVar[str] = "publish"

    number: int
    as_of: str
    figures: tuple[Figure, ...]
    state: str
    text_en: str
    text_fr: str

    @property
    def texts(self) -> tuple[str, str]:
        """Return the hashes of the English and of the French text."""
        return self.text_en, self.text_fr

    @property
    def value(self) -> JsonObject:
        """Return the body as it is signed."""
        return {
            "as_of": self.as_of,
            "figures": [figure_value(figure) for figure in self.figures],
            "number": self.number,
            "state": self.state,
            "texts": [{"lang": lang, "sha256": sha256} for lang, sha256 in zip(LANGUAGES, self.texts, strict=True)],
        }

    @classmethod
    def read(cls, value: Json) -> "Publish":
        """Return the publication of a body; raise CanonicalError."""
        record = read_record(value, "body of publish", ("as_of", "figures", "number", "state", "texts"))
        texts = read_array(record, "texts", _read_text)
        number = read_field(record, "number", is_count)
        if tuple(lang for lang, _ in texts) != LANGUAGES:
            refuse_field("texts")
        if number < 1:
            refuse_field("number")
        return cls(
            number=number,
            as_of=read_field(record, "as_of", is_time),
            figures=read_array(record, "figures", _read_figure),
            state=read_field(record, "state", is_hash),
            text_en=texts[0][1],
            text_fr=texts[1][1],
        )


def _read_text(value: Json) -> tuple[str, str]:
    record = read_record(value, "text", ("lang", "sha256"))
    return read_field(record, "lang", is_text), read_field(record, "sha256", is_hash)


def _read_figure(value: Json) -> Figure:
    record = read_record(value, "figure", ("grade", "name", "value"))
    return Figure(
        name=read_field(record, "name", is_text),
        value=read_field(record, "value", is_count),
        grade=read_field(record, "grade", is_text),
    )
