"""Who must sign what: a table given from outside, and the check of an entry against it.

A key belongs to one party and one role. A quorum counts parties, not keys and not signatures: exactly the signatures
that the table names, nobody else's. A witness is no party: it signs alone, and only what a witness may sign. This room
knows no table; the log's own (``repli/1``) comes from the room that knows the kinds. The law is
docs/reference/log-format.md, sections 3 and 4.

>>> table = Policy(rules={"count": Rule(role="count", quorum=Quorum.ONE_PARTY)})
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from repli.errors import SignatureError, phrase
from repli.ledger.envelope import Envelope
from repli.ledger.event import EventFrame
from repli.ledger.keys import check_public, key_id

__all__ = ["KeyBook", "KeyOwner", "Policy", "Quorum", "Rule", "check_envelope", "check_signers"]


class Quorum(Enum):
    """How many parties sign, each with one key."""

    ONE_PARTY = "one key of one party"
    EACH_PARTY = "one key of each party"
    ONE_OR_EACH_PARTY = "one key of one party, or one key of each party"
    ONE_WITNESS = "one key of one witness"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Who signs one kind of event."""

    role: str
    quorum: Quorum


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Kind -> rule; ``known_unread`` are kinds that are known by name and that this version does not read."""

    rules: Mapping[str, Rule]
    known_unread: frozenset[str] = frozenset()

    def rule(self, kind: str) -> Rule:
        """Return the rule of ``kind``; raise SignatureError for a kind that nobody may sign."""
        found = self.rules.get(kind)
        if found is not None:
            return found
        if kind in self.known_unread:
            raise SignatureError(
                phrase("Events of kind {kind} are known, not read by this format yet.", kind=kind),
                phrase("Read this log with a later version of Repli."),
            )
        raise SignatureError(
            phrase("Events of kind {kind} are unknown.", kind=ascii(kind)), phrase("See section 4 of the log format.")
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyOwner:
    """A public key with the party and the role that it belongs to, and the feed that it may write in.

    ``feed`` is the party's own unless it says otherwise; a device of the party has a feed of its own (section 11).
    """

    party: str
    role: str
    public: bytes
    device: str = ""

    @property
    def feed(self) -> str:
        """Return the feed that this key signs for."""
        return self.device or self.party

    @property
    def keyid(self) -> str:
        """Return the key id of the key."""
        return key_id(self.public)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyBook:
    """The keys of a log, by key id; made by `KeyBook.of`."""

    owners: Mapping[str, KeyOwner]
    publics: Mapping[str, bytes] = field(repr=False)

    @classmethod
    def of(cls, owners: Iterable[KeyOwner]) -> "KeyBook":
        """Return the book of ``owners``; raise SignatureError if a key is no strict key or stands there twice."""
        book: dict[str, KeyOwner] = {}
        for owner in owners:
            check_public(owner.public)
            if book.setdefault(key_id(owner.public), owner) is not owner:
                raise SignatureError(
                    phrase("Key {keyid} is listed twice.", keyid=key_id(owner.public)),
                    phrase("A key belongs to one party and one role: each needs a key of its own."),
                )
        return cls(owners=book, publics={keyid: owner.public for keyid, owner in book.items()})

    def also(self, owners: Iterable[KeyOwner]) -> "KeyBook":
        """Return the book with ``owners`` added; those that stand there as they are change nothing."""
        new = [owner for owner in owners if self.owners.get(owner.keyid) != owner]
        return KeyBook.of((*self.owners.values(), *new)) if new else self

    def owner(self, keyid: str) -> KeyOwner:
        """Return whose key ``keyid`` is; raise SignatureError if it is nobody's."""
        found = self.owners.get(keyid)
        if found is None:
            raise SignatureError(
                phrase("Key {keyid} is not a key of this log.", keyid=keyid),
                phrase("Only keys that the first event names may sign."),
            )
        return found


def check_signers(policy: Policy, kind: str, signers: Iterable[KeyOwner], *, parties: Iterable[str]) -> None:
    """Return if ``signers`` are exactly those that ``policy`` names for ``kind``; else raise SignatureError."""
    rule = policy.rule(kind)
    signed = tuple(signers)
    everyone = frozenset(parties)
    of_witness = rule.quorum is Quorum.ONE_WITNESS
    for owner in signed:
        if owner.role != rule.role or (owner.party in everyone) == of_witness:
            raise SignatureError(
                phrase("A {role} key of {party} cannot sign an event of kind {kind}.", role=owner.role,
                       party=owner.party, kind=kind),
                phrase("Sign it with a key of the role {role}.", role=rule.role),
            )  # fmt: skip
    present = {owner.party for owner in signed}
    one, each = len(present) == 1, present == everyone
    enough = {
        Quorum.ONE_PARTY: one,
        Quorum.EACH_PARTY: each,
        Quorum.ONE_OR_EACH_PARTY: one or each,
        Quorum.ONE_WITNESS: one,
    }[rule.quorum]
    if not enough or len(signed) != len(present):
        raise SignatureError(
            phrase("An event of kind {kind} has not exactly the signatures that it needs.", kind=kind),
            phrase("Needed: {quorum}.", quorum=phrase(rule.quorum.value)),
        )


def check_envelope(
    envelope: Envelope,
    frame: EventFrame,
    *,
    policy: Policy,
    keys: KeyBook,
    parties: Iterable[str],
    kind: str = "",
    joining: Iterable[str] = (),
) -> None:
    """Return if the right keys signed and every signature holds; else raise SignatureError.

    ``kind`` is the row of the policy (default: the kind of the event). ``joining`` are key ids that the event brings
    in: each signs besides, and counts for no quorum. Each party writes its own feed, each device its own.
    """
    everyone, added = frozenset(parties), frozenset(joining)
    owners = [keys.owner(keyid) for keyid in envelope.keyids if keyid not in added]
    check_signers(policy, kind or frame.kind, owners, parties=everyone)
    if not added <= set(envelope.keyids):
        raise SignatureError(
            phrase("A key that the event adds has not signed it."),
            phrase("Each new key signs the event that brings it in: so nobody brings in a key that is not theirs."),
        )
    if frame.feed not in {owner.party for owner in owners} & everyone and not _is_of_device(frame.feed, owners):
        raise SignatureError(
            phrase("An event in the feed of {feed} is not signed by that party.", feed=frame.feed),
            phrase("Each party writes its own feed only."),
        )
    if frame.feed in everyone and any(owner.device for owner in owners):
        raise SignatureError(
            phrase("A key of a device signed an event in the feed of {feed}.", feed=frame.feed),
            phrase("A device writes its own feed only."),
        )
    envelope.verify_signatures(keys.publics)


def _is_of_device(feed: str, owners: Sequence[KeyOwner]) -> bool:
    return len(owners) == 1 and owners[0].device == feed
