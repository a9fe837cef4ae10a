import pytest

from repli.errors import SignatureError
from repli.ledger.envelope import Envelope, seal
from repli.ledger.keys import Signer
from repli.ledger.policy import KeyBook, KeyOwner, check_envelope, check_signers
from tests.ledger.cast import (
    BOOK,
    FORCE,
    FORCE_COUNT,
    HOST,
    HOST_COUNT,
    OUTSIDER,
    PARTIES,
    TABLE,
    event,
    officer,
)

_SECOND_FORCE = officer("demo-force", "second")


def _owner(signer: Signer, role: str | None = None) -> KeyOwner:
    return KeyOwner(party=signer.party, role=role or signer.role, public=signer.public)


@pytest.mark.parametrize(
    ("kind", "signers"),
    [
        ("genesis", [FORCE, HOST]),
        ("count", [FORCE_COUNT]),
        ("count", [HOST_COUNT]),
        ("depart", [FORCE_COUNT]),
        ("depart", [HOST_COUNT, FORCE_COUNT]),
    ],
)
def test_exactly_these_may_sign(kind: str, signers: list[Signer]) -> None:
    check_signers(TABLE, kind, map(_owner, signers), parties=PARTIES)


@pytest.mark.parametrize(
    ("kind", "signers", "reason"),
    [
        ("genesis", [FORCE], "not exactly the signatures"),
        ("genesis", [FORCE, HOST, OUTSIDER], "cannot sign"),
        ("genesis", [FORCE_COUNT, HOST], "A count key of demo-force cannot sign"),
        ("count", [FORCE_COUNT, HOST_COUNT], "not exactly the signatures"),
        ("count", [FORCE], "A represent key of demo-force cannot sign"),
        ("count", [], "not exactly the signatures"),
        ("depart", [], "not exactly the signatures"),
        ("depart", [FORCE_COUNT, HOST], "cannot sign"),
        ("amend", [FORCE, HOST], "known, not read by this format yet"),
        ("invent", [FORCE, HOST], "unknown"),
    ],
)
def test_nobody_else_may_sign(kind: str, signers: list[Signer], reason: str) -> None:
    with pytest.raises(SignatureError, match=reason):
        check_signers(TABLE, kind, map(_owner, signers), parties=PARTIES)


@pytest.mark.parametrize("kind", ["genesis", "count", "depart"])
def test_two_keys_of_one_party_are_one_party_and_one_key_too_many(kind: str) -> None:
    role = TABLE.rule(kind).role
    signers = [_owner(FORCE, role), _owner(_SECOND_FORCE, role)]
    with pytest.raises(SignatureError, match="not exactly the signatures"):
        check_signers(TABLE, kind, signers, parties=PARTIES)
    with pytest.raises(SignatureError, match="not exactly the signatures"):
        check_signers(TABLE, kind, [*signers, _owner(HOST, role)], parties=PARTIES)


def test_one_raw_key_stands_once_in_a_book() -> None:
    with pytest.raises(SignatureError, match="listed twice"):
        KeyBook.of([_owner(FORCE), _owner(FORCE, "count")])
    with pytest.raises(SignatureError, match="listed twice"):
        KeyBook.of([_owner(FORCE), KeyOwner(party="demo-host", role="represent", public=FORCE.public)])


def test_a_weak_key_stands_in_no_book() -> None:
    with pytest.raises(SignatureError, match="small order"):
        KeyBook.of([KeyOwner(party="demo-host", role="represent", public=bytes(32))])


def test_an_entry_that_the_right_keys_signed_is_accepted() -> None:
    frame = event()
    envelope = seal(frame.payload, [FORCE_COUNT])
    check_envelope(envelope, frame, policy=TABLE, keys=BOOK, parties=PARTIES)


def test_an_entry_in_the_feed_of_a_party_that_did_not_sign_is_refused() -> None:
    frame = event(feed="demo-host")
    with pytest.raises(SignatureError, match="feed of demo-host is not signed by that party"):
        check_envelope(seal(frame.payload, [FORCE_COUNT]), frame, policy=TABLE, keys=BOOK, parties=PARTIES)


def test_an_entry_of_an_outsider_is_refused() -> None:
    frame = event()
    with pytest.raises(SignatureError, match="not a key of this log"):
        check_envelope(seal(frame.payload, [OUTSIDER]), frame, policy=TABLE, keys=BOOK, parties=PARTIES)


def test_an_entry_whose_signature_was_made_for_other_bytes_is_refused() -> None:
    frame, other = event(1), event(2)
    moved = Envelope(payload=frame.payload, signatures=seal(other.payload, [FORCE_COUNT]).signatures)
    with pytest.raises(SignatureError, match="does not hold"):
        check_envelope(moved, frame, policy=TABLE, keys=BOOK, parties=PARTIES)
