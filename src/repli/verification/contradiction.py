"""Proof that a party signed two histories: a file that anybody can judge without either copy of the log.

Two events of one feed that claim one place in it (format 2), or two heads of one feed of which the later does not
extend the earlier. The proof carries the genesis event and the changes of keys, so it says itself whose keys signed.
The law is docs/reference/log-format.md, section 19.

>>> verify_contradiction(contradiction_of_lines(chain, "force-ramp", one, two)).accused
'force'
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from repli.errors import LedgerError, RefusedError, UsageError, phrase
from repli.ledger.base64text import decode64, encode64
from repli.ledger.canonical import Json, canonical_bytes, parse_canonical
from repli.ledger.event import SECOND_FORMAT
from repli.ledger.keys import NOTE_SIGNATURE, VerifierKey, fingerprint
from repli.ledger.merkle import EMPTY_ROOT, consistency_proof, root_of_hashes, verify_consistency
from repli.ledger.note import Head, parse_head
from repli.ledger.shapes import is_feed
from repli.ledger.signednote import verify_note_signature
from repli.model import LogVerdict
from repli.progress.events import Event
from repli.progress.headkeys import head_key
from repli.progress.keychain import follow_keys
from repli.progress.names import OBSERVE
from repli.progress.reading import Charter, read_event
from repli.verification.trust import TrustedKeys
from repli.verification.verdict import refused

__all__ = ["MAX_CONTRADICTION_BYTES", "contradiction_of_heads", "contradiction_of_lines", "verify_contradiction"]

MAX_CONTRADICTION_BYTES = 1_048_576
_PLACE = "the contradiction"
_REASONS = {
    "contradiction-form": phrase("The file is no proof of a contradiction."),
    "contradiction-chain": phrase("The keys in the proof do not follow from its first event."),
    "contradiction-first": phrase("The first of the two is not signed by the party that it accuses."),
    "contradiction-second": phrase("The second of the two is not signed by the party that it accuses."),
    "contradiction-none": phrase("The two do not contradict each other."),
}
_LINES, _HEADS = "lines", "heads"
_KEYS = {_LINES: {"chain", "feed", "first", "kind", "second"}}
_KEYS[_HEADS] = {*_KEYS[_LINES], "path", "root"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Proof:
    """What the file says, before any of it is believed."""

    chain: tuple[bytes, ...]
    feed: str
    kind: str
    first: bytes
    second: bytes
    path: tuple[bytes, ...]
    root: bytes


def contradiction_of_lines(chain: Sequence[bytes], feed: str, one: bytes, two: bytes) -> bytes:
    """Return the proof that two entry lines claim one place of ``feed``; raise UsageError if they prove nothing."""
    first, second = sorted((one, two))
    return _checked(_file(chain, feed, (first, second), {"kind": _LINES}))


def contradiction_of_heads(
    chain: Sequence[bytes], feed: str, one: bytes, two: bytes, leaf_hashes: Sequence[bytes]
) -> bytes:
    """Return the proof that two notes are heads of two histories; ``leaf_hashes`` are those below the larger one.

    Raise UsageError if they prove nothing.
    """
    first, second = sorted((one, two), key=lambda data: parse_head(data).head.size)
    old, new = parse_head(first).head.size, parse_head(second).head.size
    root = root_of_hashes(leaf_hashes[:old])
    path = consistency_proof(leaf_hashes[:new], old) if 1 <= old < new else ()
    more = {"kind": _HEADS, "path": [encode64(step) for step in path], "root": encode64(root)}
    return _checked(_file(chain, feed, (first, second), more))


def verify_contradiction(data: bytes, trusted: TrustedKeys | None = None) -> LogVerdict:
    """Return the verdict on a proof: yes if it holds, and under the keys that were given."""
    try:
        charter, founders, feed = _judge(data)
        _check_trust(founders, trusted)
    except RefusedError as refusal:
        return refused(refusal)
    accused = next(owner.party for owner in charter.keys.owners.values() if owner.feed == feed)
    return LogVerdict(
        answer="consistent" if trusted is None else "yes",
        place="",
        reason=phrase("The proof holds, under the keys found in it: compare the keys with the communiqué.")
        if trusted is None
        else phrase("The proof holds, and the keys are those that were given."),
        sentence=phrase("{party} signed two histories of the feed {feed}.", party=accused, feed=feed),
        state_digest="",
        figures=(),
        fingerprints=tuple((key.name, fingerprint(key.public)) for key in founders),
        origin=charter.genesis.origin,
        demonstration=charter.genesis.demonstration,
        accused=accused,
        feed=feed,
    )


def _judge(data: bytes) -> tuple[Charter, tuple[VerifierKey, ...], str]:
    """Return the charter, the keys that signed the genesis event, and the feed; raise RefusedError with the reason."""
    proof = _read(data)
    try:
        charter, signed = follow_keys(proof.chain)
    except (LedgerError, RefusedError) as error:
        raise _refusal("contradiction-chain") from error
    if proof.feed not in charter.feeds:
        raise _refusal("contradiction-first")
    if proof.kind == _LINES:
        _judge_lines(charter, proof)
    else:
        _judge_heads(charter, proof)
    founders = sorted((head_key(charter.keys.owner(keyid)) for keyid in signed), key=lambda key: key.name)
    return charter, tuple(founders), proof.feed


def _judge_lines(charter: Charter, proof: _Proof) -> None:
    if charter.version < SECOND_FORMAT:
        raise _refusal("contradiction-none")
    first = _event(charter, proof.feed, proof.first, "contradiction-first")
    second = _event(charter, proof.feed, proof.second, "contradiction-second")
    if proof.first >= proof.second or first.event_hash == second.event_hash or first.frame.index != second.frame.index:
        raise _refusal("contradiction-none")


def _judge_heads(charter: Charter, proof: _Proof) -> None:
    first = _head(charter, proof.feed, proof.first, "contradiction-first")
    second = _head(charter, proof.feed, proof.second, "contradiction-second")
    try:
        verify_consistency(
            old_size=first.size, new_size=second.size, old_root=proof.root, new_root=second.root, proof=proof.path
        )
    except LedgerError as error:
        raise _refusal("contradiction-none") from error
    if proof.root == first.root:
        raise _refusal("contradiction-none")


def _event(charter: Charter, feed: str, line: bytes, reason: str) -> Event:
    try:
        return read_event(line, charter, feed=feed, place=_PLACE)
    except (LedgerError, RefusedError) as error:
        raise _refusal(reason) from error


def _head(charter: Charter, feed: str, data: bytes, reason: str) -> Head:
    """Return a head that its owner signed with a key that was in force at some version of the keys."""
    try:
        signed = parse_head(data)
        one = signed.note.signatures[0]
        keys = (head_key(owner) for owner in charter.keys.owners.values() if owner.feed == feed)
        key = next(key for key in keys if (key.name, key.note_id(NOTE_SIGNATURE)) == (one.name, one.note_id))
        verify_note_signature(signed.note.text, one, key)
    except (LedgerError, StopIteration) as error:
        raise _refusal(reason) from error
    roles = dict.fromkeys(charter.parties, "represent") | dict.fromkeys(charter.witnesses, OBSERVE)
    if one.name != f"{feed}/{roles.get(feed, 'count')}" or (signed.head.origin, signed.head.feed) != (
        charter.genesis.origin,
        feed,
    ):
        raise _refusal(reason)
    return signed.head


def _check_trust(founders: tuple[VerifierKey, ...], trusted: TrustedKeys | None) -> None:
    for key in founders:
        if trusted is not None and not trusted.holds(key):
            raise RefusedError("--keys", phrase("The key of {name} in this file was not given.", name=key.name))


def _file(chain: Sequence[bytes], feed: str, both: tuple[bytes, bytes], more: Mapping[str, Json]) -> bytes:
    value: dict[str, Json] = {
        "chain": [encode64(line) for line in chain],
        "feed": feed,
        "first": encode64(both[0]),
        "second": encode64(both[1]),
    }
    return canonical_bytes({**value, **more}) + b"\n"


def _checked(data: bytes) -> bytes:
    try:
        _judge(data)
    except RefusedError as refusal:
        raise UsageError(refusal.message, phrase("Nothing is proven by it, so nothing was written.")) from refusal
    return data


def _read(data: bytes) -> _Proof:
    try:
        value = parse_canonical(data.removesuffix(b"\n"), max_bytes=MAX_CONTRADICTION_BYTES)
        if not isinstance(value, dict) or not data.endswith(b"\n") or value.keys() != _KEYS[str(value.get("kind"))]:
            raise _refusal("contradiction-form")
        proof = _Proof(
            chain=_many(value["chain"]),
            feed=_text(value["feed"]),
            kind=_text(value["kind"]),
            first=decode64(_text(value["first"])),
            second=decode64(_text(value["second"])),
            path=_many(value.get("path", [])),
            root=decode64(_text(value["root"])) if "root" in value else EMPTY_ROOT,
        )
    except (LedgerError, KeyError, TypeError) as error:
        raise _refusal("contradiction-form") from error
    if not is_feed(proof.feed) or any(len(one) != len(EMPTY_ROOT) for one in (proof.root, *proof.path)):
        raise _refusal("contradiction-form")
    return proof


def _many(value: Json) -> tuple[bytes, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(decode64(_text(one)) for one in value)


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _refusal(reason: str) -> RefusedError:
    return RefusedError(_PLACE, _REASONS[reason], reason=reason)
