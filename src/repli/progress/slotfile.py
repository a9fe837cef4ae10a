"""Slots in a file of their own: the event that takes them signs how many there are and the hash of the file.

The hash binds the signer to the lists before anybody sees them, and 16 random bytes hide them from whoever guesses. The
file is a sidecar that may be missing: it becomes public when the agreement's policy says so. The law is
docs/reference/log-format.md, section 21.

>>> file = SlotFile(people=(3, 7), items=(), salt=bytes(16))
>>> parse_slot_file(file.data) == file, file.committed.people
(True, 2)
"""

import hashlib
from dataclasses import dataclass

from repli.errors import CanonicalError, phrase
from repli.ledger.base64text import decode64, encode64
from repli.ledger.canonical import JsonObject, canonical_bytes, parse_canonical
from repli.ledger.rawlog import MAX_SIDECAR_BYTES
from repli.ledger.shapes import is_count, is_hash
from repli.progress.fields import is_text, one_of, read_field, read_record, read_slots

__all__ = ["SALT_BYTES", "Committed", "SlotFile", "TakesSlots", "parse_slot_file", "read_committed"]

SALT_BYTES = 16
_FORMAT = "repli-slots/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Committed:
    """What an event says of its slots: how many people and items, and the SHA-256 of the file that lists them."""

    people: int
    items: int
    slots: str

    @property
    def value(self) -> JsonObject:
        """Return the three keys of a body that carry it."""
        return {"items": self.items, "people": self.people, "slots": self.slots}


class TakesSlots:
    """A body that takes slots: it lists them, or says how many there are and commits to their file."""

    __slots__ = ()

    people: tuple[int, ...]
    items: tuple[int, ...]
    committed: Committed | None

    @property
    def people_count(self) -> int:
        """Return how many people the body takes."""
        return len(self.people) if self.committed is None else self.committed.people

    @property
    def items_count(self) -> int:
        """Return how many items the body takes."""
        return len(self.items) if self.committed is None else self.committed.items


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotFile:
    """The slots of people and items that one event takes, each ascending, and the salt."""

    people: tuple[int, ...]
    items: tuple[int, ...]
    salt: bytes

    @property
    def data(self) -> bytes:
        """Return the bytes of the file."""
        value: JsonObject = {
            "format": _FORMAT,
            "items": list(self.items),
            "people": list(self.people),
            "salt": encode64(self.salt),
        }
        return canonical_bytes(value) + b"\n"

    @property
    def committed(self) -> Committed:
        """Return what an event says of this file."""
        return Committed(people=len(self.people), items=len(self.items), slots=hashlib.sha256(self.data).hexdigest())


def parse_slot_file(data: bytes) -> SlotFile:
    """Return the slots that a file lists; raise CanonicalError unless it is exactly one."""
    value = parse_canonical(data.removesuffix(b"\n"), max_bytes=MAX_SIDECAR_BYTES)
    record = read_record(value, "slot file", ("format", "items", "people", "salt"))
    read_field(record, "format", one_of((_FORMAT,)))
    salt = decode64(read_field(record, "salt", is_text))
    if not data.endswith(b"\n") or len(salt) != SALT_BYTES:
        raise CanonicalError(
            phrase("The file does not end with one newline, or its salt is not 16 bytes."),
            phrase("See section 21 of the log format."),
        )
    return SlotFile(people=read_slots(record, "people"), items=read_slots(record, "items"), salt=salt)


def read_committed(record: JsonObject) -> Committed:
    """Return what the body of an event says of its slots; raise CanonicalError."""
    return Committed(
        people=read_field(record, "people", is_count),
        items=read_field(record, "items", is_count),
        slots=read_field(record, "slots", is_hash),
    )
