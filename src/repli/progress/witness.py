"""Who looks on: a guarantor or observer, who signs that an event was seen and is no party to anything.

Its keys have the role ``observe`` and write in the witness's own feed, which keeps the rules of a device's. The law is
docs/reference/log-format.md, section 26.
"""

from dataclasses import dataclass
from itertools import pairwise

from repli.errors import CanonicalError, phrase
from repli.ledger.base64text import decode64, encode64
from repli.ledger.canonical import Json, JsonObject
from repli.ledger.keys import check_public
from repli.ledger.policy import KeyOwner
from repli.ledger.shapes import is_feed, is_party
from repli.progress.fields import is_text, one_of, read_array, read_field, read_record, read_texts, refuse_field
from repli.progress.names import ASKED_KINDS, OBSERVE, WITNESS_ROLES

__all__ = ["WitnessRecord", "read_witnesses"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessRecord:
    """One witness: its raw public keys (32 bytes each), and the kinds of event that it is ``asked`` to cosign."""

    id: str
    role: str
    name_en: str
    name_fr: str
    keys: tuple[bytes, ...]
    asked: tuple[str, ...] = ()

    @property
    def owners(self) -> tuple[KeyOwner, ...]:
        """Return its keys with whose they are; its feed has its id."""
        return tuple(KeyOwner(party=self.id, role=OBSERVE, public=key, device=self.id) for key in self.keys)

    @property
    def value(self) -> JsonObject:
        """Return the witness as it stands in the genesis event."""
        return {
            "asked": list(self.asked),
            "id": self.id,
            "keys": [{"feed": self.id, "key": encode64(key), "role": OBSERVE} for key in self.keys],
            "name_en": self.name_en,
            "name_fr": self.name_fr,
            "role": self.role,
        }


def read_witnesses(record: JsonObject) -> tuple[WitnessRecord, ...]:
    """Return the witnesses of a genesis event, sorted by id; raise CanonicalError or SignatureError (no key)."""
    witnesses = read_array(record, "witnesses", _read_witness)
    if any(one.id >= two.id for one, two in pairwise(witnesses)):
        refuse_field("witnesses")
    return witnesses


def _read_witness(value: Json) -> WitnessRecord:
    record = read_record(value, "witness", ("asked", "id", "keys", "name_en", "name_fr", "role"))
    asked = read_texts(record, "asked")
    if not set(asked) <= set(ASKED_KINDS) or any(one >= two for one, two in pairwise(asked)):
        refuse_field("asked")
    witness = read_field(record, "id", is_party)
    keys = read_array(record, "keys", lambda key: _read_key(key, witness))
    if not keys:
        raise CanonicalError(
            phrase("Witness {witness} has no key.", witness=witness), phrase("See section 26 of the log format.")
        )
    return WitnessRecord(
        id=witness,
        role=read_field(record, "role", one_of(WITNESS_ROLES)),
        name_en=read_field(record, "name_en", is_text),
        name_fr=read_field(record, "name_fr", is_text),
        keys=keys,
        asked=asked,
    )


def _read_key(value: Json, witness: str) -> bytes:
    record = read_record(value, "key", ("feed", "key", "role"))
    raw = decode64(read_field(record, "key", is_text))
    check_public(raw)
    read_field(record, "role", one_of((OBSERVE,)))
    if read_field(record, "feed", is_feed) != witness:
        refuse_field("feed")
    return raw
