"""Who plays in these tests: an officer of each party for each role, an outsider; and small entries they sign."""

import hashlib

from repli.ledger.canonical import Json
from repli.ledger.envelope import Envelope, seal
from repli.ledger.event import EventFrame
from repli.ledger.keys import Signer, VerifierKey
from repli.ledger.merkle import EMPTY_ROOT
from repli.ledger.note import Head, Seen
from repli.ledger.policy import KeyBook, KeyOwner, Policy, Quorum, Rule


def officer(party: str, role: str) -> Signer:
    return Signer(party=party, role=role, seed=hashlib.sha256(f"test {party} {role}".encode()).digest())


FORCE = officer("demo-force", "represent")
FORCE_COUNT = officer("demo-force", "count")
HOST = officer("demo-host", "represent")
HOST_COUNT = officer("demo-host", "count")
OUTSIDER = officer("nobody", "represent")

PARTIES = ("demo-force", "demo-host")
SIGNERS = (FORCE, FORCE_COUNT, HOST, HOST_COUNT)
BOOK = KeyBook.of(KeyOwner(party=one.party, role=one.role, public=one.public) for one in SIGNERS)
KEYS = tuple(VerifierKey(name=one.name, public=one.public) for one in (FORCE, HOST))

TABLE = Policy(
    rules={
        "genesis": Rule(role="represent", quorum=Quorum.EACH_PARTY),
        "count": Rule(role="count", quorum=Quorum.ONE_PARTY),
        "depart": Rule(role="count", quorum=Quorum.ONE_OR_EACH_PARTY),
    },
    known_unread=frozenset({"amend"}),
)

NOON = "2024-06-07T12:00:00Z"
GENESIS = "a" * 64
NONE_SEEN = (Seen(feed="demo-host", size=0, root=EMPTY_ROOT),)


def event(
    number: int = 0,
    *,
    feed: str = "demo-force",
    kind: str = "count",
    at: str = NOON,
    seen: dict[str, int] | None = None,
    body: dict[str, Json] | None = None,
) -> EventFrame:
    """Return an event; ``number`` makes it differ from others."""
    other = "demo-host" if feed == "demo-force" else "demo-force"
    return EventFrame(
        at=at,
        body={"number": number} if body is None else body,
        feed=feed,
        genesis=GENESIS,
        kind=kind,
        seen={other: 0} if seen is None else seen,
    )


def entry(number: int = 0, *, feed: str = "demo-force") -> Envelope:
    """Return a signed entry of ``feed``."""
    return seal(event(number, feed=feed).payload, [FORCE_COUNT if feed == "demo-force" else HOST_COUNT])


def lines(count: int, *, feed: str = "demo-force", start: int = 0) -> list[bytes]:
    """Return ``count`` entry lines."""
    return [entry(number, feed=feed).line for number in range(start, start + count)]


def head(size: int, root: bytes, *, seen: tuple[Seen, ...], feed: str = "demo-force") -> Head:
    return Head(origin="example.org/test", feed=feed, size=size, root=root, at=NOON, state="b" * 64, seen=seen)
