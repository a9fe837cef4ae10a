from dataclasses import replace

import pytest

from repli.errors import LedgerError, SignatureError
from repli.ledger.head import Seen
from repli.ledger.keys import Signer, VerifierKey
from repli.ledger.merkle import leaf_hash, root_of_hashes
from repli.ledger.note import SignedHead, check_roots, cosign_head, parse_head, sign_head, verify_joint, verify_own
from repli.ledger.signednote import cosign_note
from tests.ledger.cast import FORCE, FORCE_COUNT, HOST, HOST_COUNT, KEYS, OUTSIDER, head

_FORCE_HASHES = [leaf_hash(bytes([number])) for number in range(5)]
_HOST_HASHES = [leaf_hash(bytes([number])) for number in range(50, 53)]
_HASHES = {"demo-force": _FORCE_HASHES, "demo-host": _HOST_HASHES}
_HEAD = head(
    4, root_of_hashes(_FORCE_HASHES[:4]), seen=(Seen(feed="demo-host", size=3, root=root_of_hashes(_HOST_HASHES)),)
)
_OWN = sign_head(_HEAD, FORCE)
_JOINT = cosign_head(_OWN, HOST, second=1_717_761_600)


def test_an_own_head_reads_back_and_names_its_key() -> None:
    found = parse_head(_OWN.data)
    assert found == _OWN
    assert verify_own(found, KEYS) == KEYS[0]


def test_a_joint_checkpoint_reads_back_and_names_both_keys() -> None:
    found = parse_head(_JOINT.data)
    assert found == _JOINT
    assert verify_joint(found, KEYS) == KEYS


@pytest.mark.parametrize("signer", [HOST, FORCE_COUNT, OUTSIDER])
def test_only_the_owners_representative_signs_a_head(signer: object) -> None:
    with pytest.raises(SignatureError, match="cannot sign"):
        sign_head(_HEAD, signer)  # type: ignore[arg-type]  # a parameter of pytest has no type


@pytest.mark.parametrize("signer", [FORCE, FORCE_COUNT, HOST_COUNT])
def test_only_the_other_partys_representative_cosigns(signer: object) -> None:
    with pytest.raises(SignatureError, match="cannot cosign"):
        cosign_head(_OWN, signer, second=0)  # type: ignore[arg-type]  # a parameter of pytest has no type


def test_an_own_head_has_no_second_signature_and_a_joint_one_has_one() -> None:
    with pytest.raises(SignatureError, match="exactly the signature of its owner"):
        verify_own(_JOINT, KEYS)
    with pytest.raises(SignatureError, match="exactly its owner's signature"):
        verify_joint(_OWN, KEYS)


def test_the_order_of_the_signatures_is_fixed() -> None:
    turned = SignedHead(head=_HEAD, note=replace(_JOINT.note, signatures=_JOINT.note.signatures[::-1]))
    with pytest.raises(SignatureError):
        verify_joint(turned, KEYS)


def _cosigned_by(signer: Signer) -> SignedHead:
    """Return the own head cosigned by ``signer``, whoever that is."""
    return SignedHead(head=_HEAD, note=cosign_note(_OWN.note, signer, second=0))


def test_the_owner_cannot_cosign_in_the_place_of_the_other_party() -> None:
    for signed in (
        _cosigned_by(FORCE),
        _cosigned_by(replace(HOST, seed=FORCE.seed)),
        replace(_JOINT, note=replace(_JOINT.note, signatures=(_OWN.note.signatures[0], _OWN.note.signatures[0]))),
    ):
        with pytest.raises(SignatureError, match="No key that may sign here"):
            verify_joint(signed, KEYS)


def test_a_key_that_is_not_for_representing_is_not_found_even_if_it_is_given() -> None:
    count_key = VerifierKey(name=HOST_COUNT.name, public=HOST_COUNT.public)
    with pytest.raises(SignatureError, match="No key that may sign here"):
        verify_joint(_cosigned_by(HOST_COUNT), (KEYS[0], count_key))


def test_a_signature_under_unknown_keys_is_refused() -> None:
    with pytest.raises(SignatureError, match="No key that may sign here"):
        verify_own(_OWN, [KEYS[1]])


def test_a_changed_head_is_refused() -> None:
    changed = _OWN.data.replace(b"12:00:00Z", b"12:00:01Z")
    with pytest.raises(SignatureError, match="does not hold"):
        verify_own(parse_head(changed), KEYS)


def test_a_head_covers_what_is_there() -> None:
    check_roots(_HEAD, _HASHES)


def test_a_head_that_covers_more_than_is_there_is_refused() -> None:
    with pytest.raises(LedgerError, match="covers 4 entries of demo-force, but 3 are here"):
        check_roots(_HEAD, {**_HASHES, "demo-force": _FORCE_HASHES[:3]})


@pytest.mark.parametrize("feed", ["demo-force", "demo-host"])
def test_one_other_entry_in_either_feed_is_refused(feed: str) -> None:
    changed = [leaf_hash(b"edited"), *_HASHES[feed][1:]]
    with pytest.raises(LedgerError, match=f"entries of {feed} are not those"):
        check_roots(_HEAD, {**_HASHES, feed: changed})


def test_a_head_that_leaves_a_feed_out_is_refused() -> None:
    with pytest.raises(LedgerError, match="exactly the feeds"):
        check_roots(replace(_HEAD, seen=()), _HASHES)
    with pytest.raises(LedgerError, match="exactly the feeds"):
        check_roots(_HEAD, {**_HASHES, "ramp-1": []})
