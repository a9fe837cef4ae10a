r"""Text that keys have signed, readable by a person (C2SP signed-note and tlog-cosignature).

A note is a text, an empty line, and signature lines ``— NAME BASE64``; the base64 holds a 4-byte key id and then
either an Ed25519 signature of the text (0x01) or eight bytes of time and a cosignature (0x04). The law is
docs/reference/log-format.md, section 6; the standards are https://c2sp.org/signed-note and /tlog-cosignature.

>>> officer = Signer(party="demo-force", role="represent", seed=bytes(32))
>>> sign_note("hello\n", officer).data.decode()
'hello\n\n— demo-force/represent 1b5V7b0jqZ...\n'
"""

import re
from dataclasses import dataclass
from typing import NoReturn

from repli.errors import CanonicalError, Phrase, SignatureError, phrase
from repli.ledger.base64text import decode64, encode64
from repli.ledger.keys import COSIGNATURE, NOTE_SIGNATURE, Signer, VerifierKey, note_key_id, verify

__all__ = [
    "MAX_NOTE_BYTES",
    "NoteSignature",
    "SignedNote",
    "cosign_note",
    "parse_note",
    "sign_note",
    "verify_cosignature",
    "verify_note_signature",
]

MAX_NOTE_BYTES = 65_536
_ID_BYTES = 4
_TIME_BYTES = 8
_LAST_SECOND = 2**63 - 1  # "It MUST NOT exceed 2^63 - 1" (tlog-cosignature, "Format")
_LINE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")  # "no ASCII control characters other than newline"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteSignature:
    """One signature line: the key's name, its 4-byte id, and what follows."""

    name: str
    note_id: bytes
    value: bytes

    @property
    def line(self) -> str:
        """Return the line, without its newline."""
        return f"— {self.name} {encode64(self.note_id + self.value)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedNote:
    """A text that ends in a newline, and its signatures in the order in which they were made."""

    text: str
    signatures: tuple[NoteSignature, ...]

    @property
    def data(self) -> bytes:
        """Return the bytes of the note."""
        return "".join([self.text, "\n", *(f"{one.line}\n" for one in self.signatures)]).encode()


def parse_note(data: bytes) -> SignedNote:
    """Return the note in ``data``; raise CanonicalError if it is malformed. Nothing is verified but the form."""
    if len(data) > MAX_NOTE_BYTES:
        _refuse(phrase("A signed note is larger than the log allows."))
    try:
        whole = data.decode("utf-8")
    except UnicodeDecodeError:
        _refuse(phrase("A signed note is not UTF-8."))
    text, gap, lines = whole.rpartition("\n\n")
    if not gap or not lines.endswith("\n") or _CONTROL.search(whole):
        _refuse(phrase("A signed note does not end in an empty line and signature lines."))
    return SignedNote(text=text + "\n", signatures=tuple(_signature(line) for line in lines[:-1].split("\n")))


def sign_note(text: str, signer: Signer) -> SignedNote:
    """Return ``text`` (which ends in a newline) with the signature of ``signer``."""
    made = NoteSignature(
        name=signer.name,
        note_id=note_key_id(signer.name, signer.public, NOTE_SIGNATURE),
        value=signer.sign(text.encode()),
    )
    return SignedNote(text=text, signatures=(made,))


def cosign_note(note: SignedNote, signer: Signer, *, second: int) -> SignedNote:
    """Return ``note`` with a cosignature that says when: ``second`` counts from 1970 (tlog-cosignature, "Format")."""
    made = NoteSignature(
        name=signer.name,
        note_id=note_key_id(signer.name, signer.public, COSIGNATURE),
        value=second.to_bytes(_TIME_BYTES, "big") + signer.sign(_cosigned(note.text, second)),
    )
    return SignedNote(text=note.text, signatures=(*note.signatures, made))


def verify_note_signature(text: str, one: NoteSignature, key: VerifierKey) -> None:
    """Return if ``one`` is the signature of ``text`` by ``key``; else raise SignatureError."""
    _check_key(one, key, NOTE_SIGNATURE)
    verify(key.public, text.encode(), one.value)


def verify_cosignature(text: str, one: NoteSignature, key: VerifierKey) -> int:
    """Return when ``key`` cosigned ``text``, in seconds since 1970; raise SignatureError if it did not."""
    _check_key(one, key, COSIGNATURE)
    second = int.from_bytes(one.value[:_TIME_BYTES], "big")
    if second > _LAST_SECOND:
        raise SignatureError(phrase("A cosignature gives a time beyond 2^63 - 1 seconds."), _AGAIN)
    verify(key.public, _cosigned(text, second), one.value[_TIME_BYTES:])
    return second


def _cosigned(text: str, second: int) -> bytes:
    return f"cosignature/v1\ntime {second}\n{text}".encode()


def _check_key(one: NoteSignature, key: VerifierKey, algorithm: int) -> None:
    if one.name != key.name or one.note_id != key.note_id(algorithm):
        raise SignatureError(
            phrase("A signature line of {found} is not of the key of {name}.", found=one.name, name=key.name),
            phrase("Compare the key with the one that the first event names."),
        )


def _signature(line: str) -> NoteSignature:
    found = _LINE.fullmatch(line)
    if found is None:
        _refuse(phrase("A signature line of a note does not read: dash, name, base64."))
    data = decode64(found[2])
    if len(data) <= _ID_BYTES:
        _refuse(phrase("A signature line of a note does not read: dash, name, base64."))
    return NoteSignature(name=found[1], note_id=data[:_ID_BYTES], value=data[_ID_BYTES:])


def _refuse(message: Phrase) -> NoReturn:
    raise CanonicalError(message, _AGAIN)


_AGAIN = phrase("Take the file again from the party that signed it.")
