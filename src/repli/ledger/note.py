"""Signed heads: sign, cosign, read, verify.

A party signs heads of its own feed; the other party cosigns one after its own replay gave the same state. Only
``represent`` keys do either. The law is docs/reference/log-format.md, section 6.

>>> force = Signer(party="demo-force", role="represent", seed=bytes(32))
>>> head = Head(origin="example", feed="demo-force", size=0, root=root_of_hashes(()), at="2024-06-07T12:00:00Z",
...             state="0" * 64, seen=())
>>> parse_head(sign_head(head, force).data).head == head
True
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from repli.errors import LedgerError, SignatureError, phrase
from repli.ledger.head import Head, Seen, parse_head_text
from repli.ledger.keys import COSIGNATURE, NOTE_SIGNATURE, Signer, VerifierKey
from repli.ledger.merkle import root_of_hashes
from repli.ledger.signednote import (
    NoteSignature,
    SignedNote,
    cosign_note,
    parse_note,
    sign_note,
    verify_cosignature,
    verify_note_signature,
)

__all__ = [
    "HEAD_ROLE",
    "Head",
    "Seen",
    "SignedHead",
    "check_roots",
    "cosign_head",
    "parse_head",
    "parse_head_text",
    "sign_head",
    "verify_joint",
    "verify_own",
]

HEAD_ROLE = "represent"
_ROLE = f"/{HEAD_ROLE}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedHead:
    """A head and the note that carries its signatures."""

    head: Head
    note: SignedNote

    @property
    def data(self) -> bytes:
        """Return the bytes of the checkpoint file."""
        return self.note.data


def parse_head(data: bytes) -> SignedHead:
    """Return the signed head in ``data``; raise CanonicalError if it is malformed. No signature is verified."""
    note = parse_note(data)
    return SignedHead(head=parse_head_text(note.text), note=note)


def sign_head(head: Head, signer: Signer) -> SignedHead:
    """Return ``head`` signed by its owner; raise SignatureError if the signer is not the owner's representative.

    A device has no representative: the key that counts there signs its heads.
    """
    if signer.feed != head.feed or (signer.role != HEAD_ROLE and not signer.device):
        raise SignatureError(
            phrase("{name} cannot sign a head of {feed}.", name=signer.name, feed=head.feed),
            phrase("Only a represent key of the feed's own party signs its heads."),
        )
    return SignedHead(head=head, note=sign_note(head.text, signer))


def cosign_head(signed: SignedHead, signer: Signer, *, second: int) -> SignedHead:
    """Return ``signed`` with the cosignature of another party, given at ``second`` since 1970."""
    if signer.role != HEAD_ROLE or signer.party == signed.head.feed:
        raise SignatureError(
            phrase("{name} cannot cosign a head of {feed}.", name=signer.name, feed=signed.head.feed),
            phrase("Only a represent key of the other party cosigns a head."),
        )
    return SignedHead(head=signed.head, note=cosign_note(signed.note, signer, second=second))


def verify_own(signed: SignedHead, keys: Iterable[VerifierKey]) -> VerifierKey:
    """Return the owner's key if its signature is exactly the one there; else raise SignatureError."""
    if len(signed.note.signatures) != 1:
        raise SignatureError(phrase("A feed's own head carries exactly the signature of its owner."), _COUNT_HINT)
    return _verify_owner(signed, tuple(keys))


def verify_joint(signed: SignedHead, keys: Iterable[VerifierKey]) -> tuple[VerifierKey, VerifierKey]:
    """Return the owner's and the cosigner's key if exactly these two signed, in this order; else raise SignatureError.

    ``keys`` are the keys of the log that sign heads, and nothing else: who represents a party, who counts at a device.
    """
    if len(signed.note.signatures) != 2:  # noqa: PLR2004 - the owner and the other party
        raise SignatureError(
            phrase("The joint checkpoint carries exactly its owner's signature and the other party's cosignature."),
            _COUNT_HINT,
        )
    known = tuple(keys)
    owner = _verify_owner(signed, known)
    one = signed.note.signatures[1]
    others = tuple(key for key in known if key.name.endswith(_ROLE) and key.name != _name(signed.head.feed))
    cosigner = _find(one, others, COSIGNATURE)
    verify_cosignature(signed.note.text, one, cosigner)
    return owner, cosigner


def check_roots(head: Head, leaf_hashes: Mapping[str, Sequence[bytes]]) -> None:
    """Return if ``head`` covers exactly these feeds, no more than they hold, and its roots are theirs."""
    if head.cut.keys() != leaf_hashes.keys():
        raise LedgerError(
            phrase("A head of {feed} does not cover exactly the feeds of the log.", feed=head.feed), _HINT
        )
    for feed, size in head.cut.items():
        if size > len(leaf_hashes[feed]):
            raise LedgerError(
                phrase("A head covers {size} entries of {feed}, but {held} are here.", size=size, feed=feed,
                       held=len(leaf_hashes[feed])),
                phrase("Entries are missing, or the head is newer: fetch the feed again."),
            )  # fmt: skip
        if root_of_hashes(leaf_hashes[feed][:size]) != head.roots[feed]:
            raise LedgerError(
                phrase("The first {size} entries of {feed} are not those that a head covers.", size=size, feed=feed),
                phrase("An entry was changed, dropped or added: compare the feed with the other party's copy."),
            )


def _verify_owner(signed: SignedHead, keys: tuple[VerifierKey, ...]) -> VerifierKey:
    one = signed.note.signatures[0]
    key = _find(one, tuple(key for key in keys if key.name.rpartition("/")[0] == signed.head.feed), NOTE_SIGNATURE)
    verify_note_signature(signed.note.text, one, key)
    return key


def _find(one: NoteSignature, keys: tuple[VerifierKey, ...], algorithm: int) -> VerifierKey:
    for key in keys:
        if key.name == one.name and key.note_id(algorithm) == one.note_id:
            return key
    raise SignatureError(
        phrase("No key that may sign here belongs to the signature line of {name}.", name=one.name),
        phrase("Compare the key with the one that the first event names."),
    )


def _name(party: str) -> str:
    return party + _ROLE  # the own feed of a party has its id (section 4)


_HINT = phrase("See section 6 of the log format.")
_COUNT_HINT = phrase("Take the checkpoint again from the party that published it.")
