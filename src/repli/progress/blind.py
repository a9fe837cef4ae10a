"""Counts made blind: each party seals its number before it can know the other's, and opens it afterwards.

A `SealedCount` binds its party by a salted digest; an `OpenedCount` says the number and the salt. The digest holds the
party and the log, so a seal that is copied from the other party opens for nobody. Both are of kind ``count``. The law
is docs/reference/log-format.md, sections 21 and 22.

>>> opened = OpenedCount(movement="R1", people=94, items=0, opens="ab" * 32, salt=bytes(16))
>>> len(opened.seal("demo-host", "cd" * 32))
64
"""

import hashlib
from dataclasses import dataclass
from typing import ClassVar

from repli.errors import CanonicalError, phrase
from repli.ledger.base64text import decode64, encode64
from repli.ledger.canonical import Json, JsonObject, canonical_bytes
from repli.ledger.shapes import is_count, is_hash, is_id
from repli.progress.fields import is_text, read_field, read_record
from repli.progress.movement import CountTally
from repli.progress.slotfile import SALT_BYTES

__all__ = ["OpenedCount", "SealedCount", "read_count"]

_DOMAIN = b"repli-count/1\x00"


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedCount:
    """One party has counted ``movement``; ``sealed`` is the digest of what."""

    kind: ClassVar[str] = "count"

    movement: str
    sealed: str

    @property
    def value(self) -> JsonObject:
        """Return the body as it is signed."""
        return {"movement": self.movement, "sealed": self.sealed}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedCount:
    """What one party counted at ``movement``, as it sealed it in the event ``opens``."""

    kind: ClassVar[str] = "count"

    movement: str
    people: int
    items: int
    opens: str
    salt: bytes

    @property
    def value(self) -> JsonObject:
        """Return the body as it is signed."""
        return {
            "items": self.items,
            "movement": self.movement,
            "opens": self.opens,
            "people": self.people,
            "salt": encode64(self.salt),
        }

    def seal(self, party: str, genesis: str) -> str:
        """Return the digest by which ``party`` seals this count in the log of the genesis event ``genesis``."""
        value: JsonObject = {
            "genesis": genesis,
            "items": self.items,
            "movement": self.movement,
            "party": party,
            "people": self.people,
        }
        return hashlib.sha256(_DOMAIN + self.salt + canonical_bytes(value)).hexdigest()


def read_count(value: Json) -> CountTally | SealedCount | OpenedCount:
    """Return the count of a body, told at once (formats 1 and 2), sealed or opened; raise CanonicalError."""
    if isinstance(value, dict) and "sealed" in value:
        record = read_record(value, "body of count", ("movement", "sealed"))
        return SealedCount(movement=read_field(record, "movement", is_id), sealed=read_field(record, "sealed", is_hash))
    if isinstance(value, dict) and "opens" in value:
        return _read_opened(value)
    return CountTally.read(value)


def _read_opened(value: Json) -> OpenedCount:
    record = read_record(value, "body of count", ("items", "movement", "opens", "people", "salt"))
    salt = decode64(read_field(record, "salt", is_text))
    if len(salt) != SALT_BYTES:
        raise CanonicalError(phrase("The salt is not 16 bytes."), phrase("See section 21 of the log format."))
    return OpenedCount(
        movement=read_field(record, "movement", is_id),
        people=read_field(record, "people", is_count),
        items=read_field(record, "items", is_count),
        opens=read_field(record, "opens", is_hash),
        salt=salt,
    )
