"""What changes what was said: `Amend`, `Dispute`, `Resolve`, `Cancel`, and `Correct` for what was published.

Nothing is ever edited in a log: each names the hash of the event that it changes, so everybody sees both. The law is
docs/reference/log-format.md, sections 14 and 27.
"""

from dataclasses import dataclass
from typing import ClassVar

from repli.ledger.canonical import Json, JsonObject
from repli.ledger.shapes import is_count, is_hash
from repli.progress.baseline import Declare
from repli.progress.fields import is_text, one_of, read_array, read_field, read_record, refuse_field
from repli.progress.movement import Depart
from repli.progress.names import CANCELLED_KINDS, ENTRY_FIELD, FIELDS, FIGURE_NAMES_4

__all__ = ["Amend", "Cancel", "Correct", "Dispute", "NewValue", "Resolve"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amend:
    """A new version, in full, of the departure or declaration whose hash is ``replaces``."""

    kind: ClassVar[str] = "amend"

    replaces: str
    body: Depart | Declare
    reason: str

    @property
    def value(self) -> JsonObject:
        """Return the body as it is signed."""
        return {"body": self.body.value, "kind": self.body.kind, "reason": self.reason, "replaces": self.replaces}

    @classmethod
    def read(cls, value: Json) -> "Amend":
        """Return the amendment of a body; raise CanonicalError."""
        record = read_record(value, "body of amend", ("body", "kind", "reason", "replaces"))
        kind = read_field(record, "kind", one_of((Depart.kind, Declare.kind)))
        body = Depart.read(record["body"]) if kind == Depart.kind else Declare.read(record["body"], first=False)
        return cls(
            replaces=read_field(record, "replaces", is_hash),
            body=body,
            reason=read_field(record, "reason", is_text),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """One party's objection to one field (people, items or kg) of an event of the other, with the value it claims.

    In format 4 the field may be ``entry``, for all that an entry says; the value is 0 then.
    """

    kind: ClassVar[str] = "dispute"

    event: str
    field: str
    value_claimed: int
    reason: str

    @property
    def value(self) -> JsonObject:
        """Return the body as it is signed."""
        return {"event": self.event, "field": self.field, "reason": self.reason, "value": self.value_claimed}

    @classmethod
    def read(cls, value: Json) -> "Dispute":
        """Return the dispute of a body; raise CanonicalError."""
        record = read_record(value, "body of dispute", ("event", "field", "reason", "value"))
        field = read_field(record, "field", one_of((*FIELDS, ENTRY_FIELD)))
        if field == ENTRY_FIELD and record["value"] != 0:
            refuse_field("value")
        return cls(
            event=read_field(record, "event", is_hash),
            field=field,
            value_claimed=read_field(record, "value", is_count),
            reason=read_field(record, "reason", is_text),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolve:
    """Both parties say which version of a movement, or which entry, stands; it is joint from there."""

    kind: ClassVar[str] = "resolve"

    event: str
    reason: str

    @property
    def value(self) -> JsonObject:
        """Return the body as it is signed."""
        return {"event": self.event, "reason": self.reason}

    @classmethod
    def read(cls, value: Json) -> "Resolve":
        """Return the resolution of a body; raise CanonicalError."""
        record = read_record(value, "body of resolve", ("event", "reason"))
        return cls(event=read_field(record, "event", is_hash), reason=read_field(record, "reason", is_text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancel:
    """A departure, a dispute or an entry that has no effect from here on; ``cancels`` is its kind, in format 4."""

    kind: ClassVar[str] = "cancel"

    event: str
    reason: str
    cancels: str = ""

    @property
    def value(self) -> JsonObject:
        """Return the body as it is signed."""
        value: JsonObject = {"event": self.event, "reason": self.reason}
        return {**value, "kind": self.cancels} if self.cancels else value

    @classmethod
    def read(cls, value: Json) -> "Cancel":
        """Return the cancellation of a body; raise CanonicalError."""
        is_fourth = isinstance(value, dict) and "kind" in value
        record = read_record(value, "body of cancel", ("event", "kind", "reason") if is_fourth else ("event", "reason"))
        return cls(
            event=read_field(record, "event", is_hash),
            reason=read_field(record, "reason", is_text),
            cancels=read_field(record, "kind", one_of(CANCELLED_KINDS)) if is_fourth else "",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NewValue:
    """One published figure as it was last told, and as it should have been."""

    name: str
    old: int
    new: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Correct:
    """The public correction of publication ``number``, whose event is ``publish``."""

    kind: ClassVar[str] = "correct"

    number: int
    publish: str
    values: tuple[NewValue, ...]
    reason: str

    @property
    def value(self) -> JsonObject:
        """Return the body as it is signed."""
        return {
            "number": self.number,
            "publish": self.publish,
            "reason": self.reason,
            "values": [{"name": one.name, "new": one.new, "old": one.old} for one in self.values],
        }

    @classmethod
    def read(cls, value: Json) -> "Correct":
        """Return the correction of a body; raise CanonicalError."""
        record = read_record(value, "body of correct", ("number", "publish", "reason", "values"))
        number = read_field(record, "number", is_count)
        if number < 1:
            refuse_field("number")
        return cls(
            number=number,
            publish=read_field(record, "publish", is_hash),
            values=read_array(record, "values", _read_new_value),
            reason=read_field(record, "reason", is_text),
        )


def _read_new_value(value: Json) -> NewValue:
    record = read_record(value, "value", ("name", "new", "old"))
    return NewValue(
        name=read_field(record, "name", one_of(FIGURE_NAMES_4)),
        old=read_field(record, "old", is_count),
        new=read_field(record, "new", is_count),
    )
