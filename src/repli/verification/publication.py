"""L1: one publication that anybody can check without the log, small enough for a printed QR code.

It carries the publish event with the keys and signatures of both parties, its inclusion path, and the joint checkpoint.
It proves that both published these figures and that they stand in that log; that nothing was published since, and that
the figures follow from the events, only the whole log shows. The law is docs/reference/log-format.md, section 17.

>>> verify_publication(publication_proof(Path("out/log")), parse_trust("out/keys.txt")).answer
'yes'
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from repli.errors import LedgerError, RefusedError, UsageError, phrase
from repli.ledger.base64text import encode64
from repli.ledger.canonical import MAX_PAYLOAD_BYTES
from repli.ledger.ed25519 import KEY_BYTES, SIGNATURE_BYTES
from repli.ledger.envelope import Envelope, Signature, parse_entry
from repli.ledger.event import EventFrame, parse_event
from repli.ledger.flate import pack, unpack
from repli.ledger.keys import VerifierKey, fingerprint, key_id
from repli.ledger.merkle import inclusion_proof, leaf_hash, verify_inclusion
from repli.ledger.note import HEAD_ROLE, SignedHead, parse_head, verify_joint
from repli.ledger.rawlog import RawLog
from repli.ledger.tlogproof import TlogProof, parse_tlog_proof
from repli.model import LogVerdict
from repli.progress.events import Publish
from repli.progress.names import POLICY_NAMES, figure_names
from repli.progress.reading import Charter
from repli.verification.trust import TrustedKeys
from repli.verification.verdict import refused

__all__ = ["DICTIONARY", "publication_proof", "verify_publication"]

DICTIONARY = (
    b'{"at":"2024-06-07T12:00:00Z","body":{"as_of":"2024-06-07T12:00:00Z","figures":[{"grade":"joint","nam'
    b'e":"people_baseline","value":0},{"grade":"declared","name":"people_opening","value":0},{"grade":"joi'
    b'nt","name":"people_counted","value":0},{"grade":"declared","name":"people_departed","value":0},{"gra'
    b'de":"declared","name":"people_remaining","value":0},{"grade":"joint","name":"items_baseline","value"'
    b':0},{"grade":"joint","name":"items_departed","value":0},{"grade":"joint","name":"kg_departed","value'
    b'":0},{"grade":"joint","name":"movements_departed","value":0},{"grade":"unopposed","name":"people_uno'
    b'pposed","value":0},{"grade":"unilateral","name":"people_unilateral","value":0},{"grade":"disputed","'
    b'name":"people_disputed","value":0}],"number":1,"state":"0123456789abcdef","texts":[{"lang":"en","sha'
    b'256":"0123456789abcdef"},{"lang":"fr","sha256":"0123456789abcdef"}]},"feed":"force","genesis":"01234'
    b'56789abcdef","kind":"publish","seen":{"force":0,"host":0},"v":1}'
)
"""What every publish event looks like: the preset dictionary of the packed payload."""

_CHECK_BYTES = 8
_PAPER_BYTES = 1536
_PLACE = "the proof"
_EACH = KEY_BYTES + SIGNATURE_BYTES
_REASONS = {
    "proof-form": phrase("The file is no proof of the log format."),
    "proof-extra": phrase("What the proof carries beside the tree does not read."),
    "proof-payload": phrase("The proof does not carry a publication."),
    "proof-signature": phrase("A signature of the publication does not hold."),
    "proof-head": phrase("The checkpoint in the proof does not cover the publication."),
    "proof-inclusion": phrase("The publication does not stand in the tree that the checkpoint signs."),
    "proof-checkpoint": phrase("The checkpoint is not signed by both keys that signed the publication."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signed:
    """The publish event of a proof, read and with both signatures verified."""

    frame: EventFrame
    publish: Publish
    publics: tuple[bytes, bytes]
    line: bytes


def publication_proof(raw: RawLog, charter: Charter) -> bytes:
    """Return the proof of the last publication that the joint checkpoint covers; raise UsageError if there is none."""
    head = parse_head(raw.checkpoint).head
    for feed, size in sorted(head.cut.items()):
        for index in reversed(range(size)):
            envelope = parse_entry(raw.feeds[feed].lines[index])
            if parse_event(envelope.payload).kind == Publish.kind:
                path = inclusion_proof(raw.feeds[feed].leaf_hashes[:size], index)
                extra = _extra(envelope, charter)
                return _for_paper(TlogProof(extra=extra, index=index, path=path, checkpoint=raw.checkpoint).data)
    raise UsageError(
        phrase("The joint checkpoint of this log covers no publication."), phrase("Publish, and sign the heads again.")
    )


def _for_paper(data: bytes) -> bytes:
    if len(data) > _PAPER_BYTES:
        raise UsageError(
            phrase("The proof has {count} bytes, more than fit on paper.", count=len(data)),
            phrase("Publish soon after the last line, with a short origin; or send the packed log."),
        )
    return data


def verify_publication(data: bytes, trusted: TrustedKeys | None = None) -> LogVerdict:
    """Return the verdict on a proof."""
    try:
        with _refused_as("proof-form"):
            proof = parse_tlog_proof(data)
        signed = _read_extra(proof.extra)
        head = _check_tree(proof, signed)
        keys = _check_checkpoint(head, signed)
        _check_trust(keys, trusted)
    except RefusedError as refusal:
        return refused(refusal)
    return _believed(head, signed, keys, trusted)


@contextmanager
def _refused_as(reason: str) -> Iterator[None]:
    try:
        yield
    except LedgerError as error:
        raise _refusal(reason) from error


def _refusal(reason: str) -> RefusedError:
    return RefusedError(_PLACE, _REASONS[reason], reason=reason)


def _extra(envelope: Envelope, charter: Charter) -> bytes:
    publics = (charter.keys.owner(one.keyid).public for one in envelope.signatures)
    keys = b"".join(public + one.value for public, one in zip(publics, envelope.signatures, strict=True))
    stream = pack(envelope.payload, dictionary=DICTIONARY)
    return keys + hashlib.sha256(stream).digest()[:_CHECK_BYTES] + stream


def _read_extra(extra: bytes) -> _Signed:
    keys, check, stream = (
        extra[: 2 * _EACH],
        extra[2 * _EACH : 2 * _EACH + _CHECK_BYTES],
        extra[2 * _EACH + _CHECK_BYTES :],
    )
    publics = keys[:KEY_BYTES], keys[_EACH : _EACH + KEY_BYTES]
    if len(keys) < 2 * _EACH or hashlib.sha256(stream).digest()[:_CHECK_BYTES] != check:
        raise _refusal("proof-extra")
    if key_id(publics[0]) >= key_id(publics[1]):
        raise _refusal("proof-extra")
    with _refused_as("proof-extra"):
        payload = unpack(stream, max_bytes=MAX_PAYLOAD_BYTES, dictionary=DICTIONARY)
    with _refused_as("proof-payload"):
        frame = parse_event(payload)
        publish = Publish.read(frame.body) if frame.kind == Publish.kind else None
    told = () if publish is None else tuple(figure.name for figure in publish.figures)
    if publish is None or told != figure_names(POLICY_NAMES[frame.v - 1]):
        raise _refusal("proof-payload")
    with _refused_as("proof-signature"):
        envelope = Envelope(
            payload=payload,
            signatures=tuple(
                Signature(keyid=key_id(public), value=keys[start + KEY_BYTES : start + _EACH])
                for public, start in zip(publics, (0, _EACH), strict=True)
            ),
        )
        envelope.verify_signatures({key_id(public): public for public in publics})
    return _Signed(frame=frame, publish=publish, publics=publics, line=envelope.line)


def _check_tree(proof: TlogProof, signed: _Signed) -> SignedHead:
    with _refused_as("proof-head"):
        head = parse_head(proof.checkpoint)
    size = head.head.cut.get(signed.frame.feed, 0)
    if proof.index >= size:
        raise _refusal("proof-head")
    with _refused_as("proof-inclusion"):
        verify_inclusion(
            leaf=leaf_hash(signed.line),
            index=proof.index,
            size=size,
            proof=proof.path,
            root=head.head.roots[signed.frame.feed],
        )
    return head


def _check_checkpoint(head: SignedHead, signed: _Signed) -> tuple[VerifierKey, VerifierKey]:
    """Return the owner's and the cosigner's key: each of the two keys may stand under either of the two names."""
    names = {one.name for one in head.note.signatures if one.name.endswith(f"/{HEAD_ROLE}")}
    keys = [VerifierKey(name=name, public=public) for name in sorted(names) for public in signed.publics]
    with _refused_as("proof-checkpoint"):
        owner, cosigner = verify_joint(head, keys)
    if owner.public == cosigner.public:
        raise _refusal("proof-checkpoint")
    return owner, cosigner


def _check_trust(keys: tuple[VerifierKey, VerifierKey], trusted: TrustedKeys | None) -> None:
    for key in keys:
        if trusted is not None and not trusted.holds(key):
            raise RefusedError("--keys", phrase("The key of {name} in this file was not given.", name=key.name))


def _believed(
    head: SignedHead, signed: _Signed, keys: tuple[VerifierKey, VerifierKey], trusted: TrustedKeys | None
) -> LogVerdict:
    publish = signed.publish
    values = {figure.name: figure.value for figure in publish.figures}
    reason = (
        phrase("Everything fits together, under the keys found in the file: compare the keys with the communiqué.")
        if trusted is None
        else phrase("Everything fits together, and the keys are those that were given.")
    )
    return LogVerdict(
        answer="consistent" if trusted is None else "yes",
        place="",
        reason=reason,
        sentence=phrase(
            "Publication {number}: {departed} of {baseline} departed. One publication, not the whole log: that nothing "
            "was published since, and that the figures follow from the events, only the whole log shows.",
            number=publish.number,
            departed=values["people_departed"],
            baseline=values["people_baseline"],
        ),
        state_digest=head.head.state,
        figures=tuple((one.name, one.value, one.grade) for one in publish.figures),
        fingerprints=tuple((key.name, fingerprint(key.public)) for key in sorted(keys, key=lambda key: key.name)),
        origin=head.head.origin,
        published=publish.number,
        published_state=publish.state,
        head=(f"{head.head.origin}/{head.head.feed}", head.head.size, encode64(head.head.root)),
    )
