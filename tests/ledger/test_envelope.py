import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.errors import CanonicalError, LedgerError, SignatureError
from repli.ledger.base64text import encode64
from repli.ledger.canonical import Json, canonical_bytes
from repli.ledger.envelope import PAYLOAD_TYPE, Envelope, Signature, add_signature, event_hash, pae, parse_entry, seal
from tests.ledger.cast import BOOK, FORCE, FORCE_COUNT, HOST, HOST_COUNT, OUTSIDER

_BOTH = seal(b'{"people":20}', [HOST, FORCE])


def _line(**changes: Json) -> bytes:
    """Return the line of `_BOTH` with some of its fields changed."""
    return canonical_bytes({**json.loads(_BOTH.line), **changes})


@given(st.binary(max_size=200))
def test_a_sealed_entry_reads_back_and_holds(payload: bytes) -> None:
    sealed = seal(payload, [FORCE, HOST])
    assert parse_entry(sealed.line) == sealed
    assert sealed.event_hash == event_hash(payload)
    sealed.verify_signatures(BOOK.publics)


def test_signing_one_after_the_other_gives_the_same_line_as_signing_together() -> None:
    one_by_one = add_signature(seal(_BOTH.payload, [FORCE]), HOST)
    the_other_way = add_signature(seal(_BOTH.payload, [HOST]), FORCE)
    assert one_by_one.line == the_other_way.line == _BOTH.line


def test_a_key_signs_once() -> None:
    with pytest.raises(SignatureError, match="one key signed twice"):
        add_signature(_BOTH, FORCE)
    with pytest.raises(SignatureError, match="one key signed twice"):
        seal(b"{}", [FORCE, FORCE])


def test_unsorted_signatures_are_refused() -> None:
    with pytest.raises(SignatureError, match="not sorted"):
        parse_entry(_line(signatures=json.loads(_BOTH.line)["signatures"][::-1]))


def test_an_entry_without_signatures_is_refused() -> None:
    with pytest.raises(SignatureError, match="no signature"):
        parse_entry(_line(signatures=[]))


def test_a_changed_payload_is_refused() -> None:
    with pytest.raises(SignatureError, match="does not hold"):
        replace(_BOTH, payload=b'{"people":21}').verify_signatures(BOOK.publics)


def test_signatures_of_two_keys_cannot_be_swapped() -> None:
    one, two = _BOTH.signatures
    swapped = Envelope(
        payload=_BOTH.payload,
        signatures=(Signature(keyid=one.keyid, value=two.value), Signature(keyid=two.keyid, value=one.value)),
    )
    with pytest.raises(SignatureError, match="does not hold"):
        swapped.verify_signatures(BOOK.publics)


def test_a_signature_of_an_outsider_is_refused() -> None:
    with pytest.raises(SignatureError, match="not a key of this log"):
        seal(b"{}", [OUTSIDER]).verify_signatures(BOOK.publics)


def test_a_table_that_maps_a_key_id_to_another_key_is_refused() -> None:
    with pytest.raises(SignatureError, match="not a key of this log"):
        seal(b"{}", [FORCE]).verify_signatures({FORCE.keyid: HOST.public})


def test_a_signature_over_the_bare_payload_is_none() -> None:
    bare = Signature(keyid=FORCE.keyid, value=FORCE.sign(b"{}"))
    with pytest.raises(SignatureError, match="does not hold"):
        Envelope(payload=b"{}", signatures=(bare,)).verify_signatures(BOOK.publics)


@pytest.mark.parametrize(
    "changes",
    [
        {"payloadType": "application/json"},
        {"payload": 3},
        {"payload": "YR=="},
        {"signatures": {}},
        {"signatures": ["x"]},
        {"signatures": [{"keyid": FORCE.keyid}]},
        {"signatures": [{"keyid": FORCE.keyid, "sig": "YQ=="}]},
        {"signatures": [{"keyid": FORCE.keyid.upper(), "sig": encode64(bytes(64))}]},
        {"signatures": [{"keyid": 7, "sig": encode64(bytes(64))}]},
        {"signatures": [{"keyid": FORCE.keyid, "sig": encode64(bytes(64)), "cert": "x"}]},
        {"extra": True},
    ],
)
def test_what_is_not_exactly_an_envelope_is_refused(changes: dict[str, Json]) -> None:
    with pytest.raises(LedgerError):
        parse_entry(_line(**changes))


@pytest.mark.parametrize(
    "spoil", [lambda line: line + b"\n", lambda line: line.replace(b":", b": ", 1), lambda _: b"[]"]
)
def test_another_spelling_of_an_entry_is_refused(spoil: object) -> None:
    with pytest.raises(CanonicalError):
        parse_entry(spoil(_BOTH.line))  # type: ignore[operator]  # a parameter of pytest has no type


def test_a_payload_beyond_the_limit_is_refused() -> None:
    assert len(seal(bytes(16_384), [FORCE]).payload) == 16_384
    with pytest.raises(CanonicalError, match="larger than the log allows"):
        seal(bytes(16_385), [FORCE])


def test_the_encoding_counts_bytes_not_letters() -> None:
    assert pae("é".encode(), "té") == b"DSSEv1 3 t\xc3\xa9 2 \xc3\xa9"
    assert pae(b"") == f"DSSEv1 {len(PAYLOAD_TYPE)} {PAYLOAD_TYPE} 0 ".encode()


@given(st.integers(0), st.integers(0, 7))
def test_no_bit_of_an_entry_can_change_unseen(place: int, bit: int) -> None:
    line = bytearray(seal(b'{"people":20}', [FORCE_COUNT, HOST_COUNT]).line)
    line[place % len(line)] ^= 1 << bit
    with pytest.raises(LedgerError):
        parse_entry(bytes(line)).verify_signatures(BOOK.publics)
