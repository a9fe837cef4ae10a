"""The signed line of a log: a DSSE envelope with one spelling.

A signature covers the pre-authentication encoding of the payload, never its base64 or the JSON around it
(https://github.com/secure-systems-lab/dsse, protocol.md). The line itself is canonical JSON with signatures sorted by
key id, so one set of signatures gives one line, and one line is one leaf of the tree. The law is
docs/reference/log-format.md, section 3.

>>> pae(b"hello world", "http://example.com/HelloWorld")
b'DSSEv1 29 http://example.com/HelloWorld 11 hello world'
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from repli.errors import CanonicalError, SignatureError, phrase
from repli.ledger.base64text import decode64, encode64
from repli.ledger.canonical import MAX_PAYLOAD_BYTES, Json, canonical_bytes, parse_canonical
from repli.ledger.ed25519 import SIGNATURE_BYTES
from repli.ledger.keys import Signer, key_id, verify
from repli.ledger.shapes import is_keyid

__all__ = [
    "MAX_LINE_BYTES",
    "PAYLOAD_TYPE",
    "Envelope",
    "Signature",
    "add_signature",
    "event_hash",
    "pae",
    "parse_entry",
    "seal",
]

PAYLOAD_TYPE = "application/vnd.repli.event.v1+json"
MAX_LINE_BYTES = 32_768


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One signature: the key id of its key, and 64 bytes."""

    keyid: str
    value: bytes

    def __post_init__(self) -> None:
        """Refuse what cannot stand in an envelope."""
        if not is_keyid(self.keyid) or len(self.value) != SIGNATURE_BYTES:
            raise SignatureError(
                phrase("A signature of an envelope needs 16 hex digits of key id and 64 bytes."), _HINT
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Payload bytes and their signatures, sorted by key id, no key id twice, at least one.

    ``line`` is the entry line without its newline: the leaf of the tree.
    """

    payload: bytes
    signatures: tuple[Signature, ...]
    line: bytes = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse an order or a size that the format does not allow."""
        if not self.signatures:
            raise SignatureError(
                phrase("An envelope carries no signature."), phrase("Sign the event before it is written.")
            )
        if any(one.keyid >= two.keyid for one, two in pairwise(self.signatures)):
            raise SignatureError(
                phrase("The signatures of an envelope are not sorted by key id, or one key signed twice."),
                phrase("Write the envelope again with its signatures sorted."),
            )
        object.__setattr__(self, "line", _line(self))
        if len(self.payload) > MAX_PAYLOAD_BYTES or len(self.line) > MAX_LINE_BYTES:
            raise CanonicalError(
                phrase("An entry is larger than the log allows."),
                phrase("Put what is large into a sidecar file and name its SHA-256."),
            )

    @property
    def event_hash(self) -> str:
        """Return the SHA-256 of the payload, in hexadecimal."""
        return event_hash(self.payload)

    @property
    def keyids(self) -> tuple[str, ...]:
        """Return who signed, sorted."""
        return tuple(one.keyid for one in self.signatures)

    def verify_signatures(self, keys: Mapping[str, bytes]) -> None:
        """Return if every signature holds under ``keys`` (key id -> public key); else raise SignatureError."""
        message = pae(self.payload)
        for one in self.signatures:
            public = keys.get(one.keyid)
            if public is None or key_id(public) != one.keyid:
                raise SignatureError(
                    phrase("Key {keyid} is not a key of this log.", keyid=one.keyid),
                    phrase("Only keys that the first event names may sign."),
                )
            verify(public, message, one.value)


def pae(payload: bytes, payload_type: str = PAYLOAD_TYPE) -> bytes:
    """Return the DSSE pre-authentication encoding; lengths count bytes (DSSE protocol.md, "Signature definition")."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


def event_hash(payload: bytes) -> str:
    """Return the SHA-256 of payload bytes, in hexadecimal: the name of an event."""
    return hashlib.sha256(payload).hexdigest()


def seal(payload: bytes, signers: Iterable[Signer]) -> Envelope:
    """Return ``payload`` signed by every one of ``signers``."""
    message = pae(payload)
    made = [Signature(keyid=signer.keyid, value=signer.sign(message)) for signer in signers]
    return Envelope(payload=payload, signatures=tuple(sorted(made, key=lambda one: one.keyid)))


def add_signature(envelope: Envelope, signer: Signer) -> Envelope:
    """Return ``envelope`` with one more signature; raise SignatureError if that key signed already."""
    made = Signature(keyid=signer.keyid, value=signer.sign(pae(envelope.payload)))
    signatures = sorted((*envelope.signatures, made), key=lambda one: one.keyid)
    return Envelope(payload=envelope.payload, signatures=tuple(signatures))


def parse_entry(line: bytes) -> Envelope:
    """Return the envelope of an entry line (without its newline); raise CanonicalError or SignatureError.

    Nothing is verified but the form; `Envelope.verify_signatures` does the rest.
    """
    fields = _object(parse_canonical(line, max_bytes=MAX_LINE_BYTES), {"payload", "payloadType", "signatures"})
    signatures = fields["signatures"]
    if fields["payloadType"] != PAYLOAD_TYPE or not isinstance(signatures, list):
        raise CanonicalError(phrase("An entry is no envelope of the log format."), _HINT)
    return Envelope(payload=_bytes(fields["payload"]), signatures=tuple(_signature(item) for item in signatures))


def _line(envelope: Envelope) -> bytes:
    return canonical_bytes(
        {
            "payload": encode64(envelope.payload),
            "payloadType": PAYLOAD_TYPE,
            "signatures": [{"keyid": one.keyid, "sig": encode64(one.value)} for one in envelope.signatures],
        }
    )


def _signature(value: Json) -> Signature:
    fields = _object(value, {"keyid", "sig"})
    return Signature(keyid=_text(fields["keyid"]), value=_bytes(fields["sig"]))


def _object(value: Json, keys: set[str]) -> dict[str, Json]:
    if not isinstance(value, dict) or value.keys() != keys:
        raise CanonicalError(phrase("An entry is no envelope of the log format."), _HINT)
    return value


def _bytes(value: Json) -> bytes:
    return decode64(_text(value))


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise CanonicalError(phrase("An entry is no envelope of the log format."), _HINT)
    return value


_HINT = phrase("An entry holds exactly payload, payloadType and signatures, each with keyid and sig.")
