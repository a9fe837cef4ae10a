"""Who may sign from here on: `Keys`, the next version of the list of keys.

As in TUF, each version is signed under the one before it, by a key of each party, and by every key that it adds: nobody
brings in a key that is not theirs to use. A device gets its feed with its key. The law is
docs/reference/log-format.md, sections 11, 12, 14 and 26.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from repli.ledger.base64text import decode64, encode64
from repli.ledger.canonical import Json, JsonObject
from repli.ledger.keys import check_public
from repli.ledger.policy import KeyOwner
from repli.ledger.shapes import is_count, is_feed, is_keyid, is_party
from repli.progress.fields import is_text, one_of, read_array, read_field, read_record, read_texts, refuse_field
from repli.progress.names import OBSERVE, ROLES

__all__ = ["Keys"]

_FIRST_CHANGE = 2  # the genesis event is version 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """Keys added (sorted by key id) and key ids revoked, with the number of this version of the list."""

    kind: ClassVar[str] = "keys"

    version: int
    add: tuple[KeyOwner, ...]
    revoke: tuple[str, ...]
    reason: str

    @property
    def value(self) -> JsonObject:
        """Return the body as it is signed."""
        return {
            "add": [
                {"feed": key.feed, "key": encode64(key.public), "party": key.party, "role": key.role}
                for key in self.add
            ],
            "reason": self.reason,
            "revoke": list(self.revoke),
            "version": self.version,
        }

    @classmethod
    def read(cls, value: Json) -> "Keys":
        """Return the change of keys of a body; raise CanonicalError or SignatureError (a key that is none)."""
        record = read_record(value, "body of keys", ("add", "reason", "revoke", "version"))
        add = read_array(record, "add", _read_owner)
        revoke = read_texts(record, "revoke")
        version = read_field(record, "version", is_count)
        if any(one.keyid >= two.keyid for one, two in pairwise(add)):
            refuse_field("add")
        if not all(map(is_keyid, revoke)) or any(one >= two for one, two in pairwise(revoke)):
            refuse_field("revoke")
        if version < _FIRST_CHANGE:
            refuse_field("version")
        return cls(version=version, add=add, revoke=revoke, reason=read_field(record, "reason", is_text))


def _read_owner(value: Json) -> KeyOwner:
    record = read_record(value, "key", ("feed", "key", "party", "role"))
    raw = decode64(read_field(record, "key", is_text))
    check_public(raw)
    party, feed = read_field(record, "party", is_party), read_field(record, "feed", is_feed)
    role = read_field(record, "role", one_of((*ROLES, OBSERVE)))
    is_own = feed == party and role != OBSERVE  # the feed of a witness has its id, and keeps the rules of a device's
    return KeyOwner(party=party, role=role, public=raw, device="" if is_own else feed)
