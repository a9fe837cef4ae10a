import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.errors import CanonicalError
from repli.ledger.merkle import inclusion_proof, leaf_hash, verify_inclusion
from repli.ledger.roster import digest_file, digest_of, parse_digest_file, root_of

_SALT = bytes(range(16))
_DIGESTS = [digest_of(bytes([number]) * 16, {"slot": number}) for number in range(5)]


def test_a_digest_is_the_hash_of_domain_salt_and_canonical_line() -> None:
    expected = hashlib.sha256(b"repli-roster-line/1\x00" + _SALT + b'{"category":"troops","site":"BASE"}').digest()
    assert digest_of(_SALT, {"site": "BASE", "category": "troops"}) == expected


def test_the_same_line_under_another_salt_is_another_digest() -> None:
    assert digest_of(_SALT, {"n": 1}) != digest_of(bytes(16), {"n": 1})


@pytest.mark.parametrize("size", [0, 15, 17, 32])
def test_a_salt_has_sixteen_bytes(size: int) -> None:
    with pytest.raises(CanonicalError, match="16 bytes"):
        digest_of(bytes(size), {})


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=6))
def test_a_digest_file_reads_back(digests: list[bytes]) -> None:
    assert parse_digest_file(digest_file(digests)) == tuple(digests)


@pytest.mark.parametrize(
    "data",
    [
        digest_file(_DIGESTS)[:-1],
        digest_file(_DIGESTS) + b"\n",
        b"\n",
        b"\n" + digest_file(_DIGESTS),
        digest_file(_DIGESTS).replace(b"\n", b"\r\n"),
        digest_file([bytes(31)]),
        digest_file([bytes(33)]),
        digest_file([bytes(32)]).replace(b"A=", b"B="),
        b"# digests\n",
        "é\n".encode(),
    ],
)
def test_another_spelling_of_a_digest_file_is_refused(data: bytes) -> None:
    with pytest.raises(CanonicalError):
        parse_digest_file(data)


def test_one_line_can_be_opened_without_the_others() -> None:
    hashes = [leaf_hash(digest) for digest in _DIGESTS]
    verify_inclusion(
        leaf=leaf_hash(digest_of(bytes([3]) * 16, {"slot": 3})),
        index=3,
        size=5,
        proof=inclusion_proof(hashes, 3),
        root=root_of(_DIGESTS),
    )
