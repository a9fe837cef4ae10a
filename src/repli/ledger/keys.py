"""Whose key is it: signers, key ids, fingerprints, and verifier keys as people exchange them.

A *key id* names a key in an envelope; a *fingerprint* is what a person compares with the communiqué; a *verifier key*
is the line of a key file, as C2SP signed-note defines it (https://c2sp.org/signed-note, "Verifier keys"). The law is
docs/reference/log-format.md, sections 3 and 10.

>>> vkey_text("demo-host/represent", public_key_of(bytes(32)))
'demo-host/represent+...'
"""

import hashlib
import re
from dataclasses import dataclass, field

from repli.errors import CanonicalError, Phrase, SignatureError, phrase
from repli.ledger.base64text import decode64, encode64
from repli.ledger.ed25519 import check_public, public_key_of, sign, verify

__all__ = [
    "COSIGNATURE",
    "NOTE_SIGNATURE",
    "Signer",
    "VerifierKey",
    "check_public",
    "fingerprint",
    "key_id",
    "note_key_id",
    "parse_key_file",
    "parse_vkey",
    "public_key_of",
    "sign",
    "verify",
    "vkey_text",
]

NOTE_SIGNATURE = 0x01  # Ed25519 signature of a note's text (C2SP signed-note, "Signature types")
COSIGNATURE = 0x04  # cosignature/v1 with a time (C2SP tlog-cosignature)

_NAME = re.compile(r"[^\s+]+")  # "non-empty, no Unicode spaces, no plus" (C2SP signed-note)
_NOTE_ID = re.compile(r"[0-9a-f]{8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """A key that signs for one party in one role. The seed stays out of every printed form.

    ``device`` is the feed of the device that holds the key; empty for a key of the party's own feed.
    """

    party: str
    role: str
    seed: bytes = field(repr=False)
    device: str = ""
    public: bytes = field(init=False)

    def __post_init__(self) -> None:
        """Derive the public key; refuse a seed that is not 32 bytes."""
        object.__setattr__(self, "public", public_key_of(self.seed))

    @property
    def keyid(self) -> str:
        """Return the key id of envelopes."""
        return key_id(self.public)

    @property
    def feed(self) -> str:
        """Return the feed that this key writes in."""
        return self.device or self.party

    @property
    def name(self) -> str:
        """Return the name of signed notes, ``FEED/ROLE``; the own feed of a party has its id."""
        return f"{self.feed}/{self.role}"

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte signature of ``message``."""
        return sign(self.seed, message)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifierKey:
    """A public key under the name that signed notes use, e.g. ``demo-host/represent``."""

    name: str
    public: bytes

    def note_id(self, algorithm: int) -> bytes:
        """Return the 4-byte id that stands before a signature of this key in a note."""
        return note_key_id(self.name, self.public, algorithm)


def key_id(public: bytes) -> str:
    """Return the key id of envelopes: the first 16 hexadecimal digits of the fingerprint."""
    return fingerprint(public)[:16]


def fingerprint(public: bytes) -> str:
    """Return the SHA-256 of the raw public key, in hexadecimal."""
    return hashlib.sha256(public).hexdigest()


def note_key_id(name: str, public: bytes, algorithm: int) -> bytes:
    """Return SHA-256(name, newline, algorithm, key)[:4] (C2SP signed-note, "Signatures")."""
    return hashlib.sha256(name.encode() + b"\n" + bytes([algorithm]) + public).digest()[:4]


def vkey_text(name: str, public: bytes) -> str:
    """Return the verifier key ``NAME+8 hex digits+base64`` of a key for signed notes."""
    return f"{name}+{note_key_id(name, public, NOTE_SIGNATURE).hex()}+{encode64(bytes([NOTE_SIGNATURE]) + public)}"


def parse_vkey(text: str) -> VerifierKey:
    """Return the key of a verifier key; raise SignatureError if it is malformed or not Ed25519."""
    name, _, rest = text.partition("+")
    note_id, _, encoded = rest.partition("+")
    try:
        data = decode64(encoded)
    except CanonicalError:
        data = b""
    if _NAME.fullmatch(name) is None or _NOTE_ID.fullmatch(note_id) is None or data[:1] != bytes([NOTE_SIGNATURE]):
        raise SignatureError(phrase("A line is no verifier key."), _VKEY_HINT)
    key = VerifierKey(name=name, public=data[1:])
    check_public(key.public)
    if key.note_id(NOTE_SIGNATURE).hex() != note_id:
        raise SignatureError(phrase("The id inside the verifier key of {name} is not its own.", name=name), _VKEY_HINT)
    return key


def parse_key_file(text: str) -> tuple[VerifierKey, ...]:
    """Return the keys of a key file, one a line; empty lines and lines that start with ``#`` are skipped.

    A line ends in a newline, with or without a carriage return before it, and in nothing else (section 10).
    """
    lines = (line.removesuffix("\r") for line in text.split("\n"))
    return tuple(parse_vkey(line) for line in lines if line and not line.startswith("#"))


_VKEY_HINT: Phrase = phrase("A verifier key reads NAME+8 hex digits+base64; copy the whole line again.")
