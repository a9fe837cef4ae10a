"""A key file gives the key back with its passphrase, and never without; it shows neither seed nor passphrase."""

import pytest

from repli.errors import SignatureError
from repli.ledger.keyfile import is_locked, key_file, read_key

SEED = bytes(range(32))


@pytest.mark.parametrize("passphrase", [None, b"correct horse", "clé".encode()])
def test_a_key_comes_back(passphrase: bytes | None) -> None:
    data = key_file(SEED, passphrase=passphrase)
    assert read_key(data, passphrase=passphrase) == SEED
    assert is_locked(data) == (passphrase is not None)
    assert SEED not in data


@pytest.mark.parametrize("passphrase", [None, b"wrong", b""])
def test_a_locked_key_stays_shut_without_its_passphrase(passphrase: bytes | None) -> None:
    with pytest.raises(SignatureError, match="does not open"):
        read_key(key_file(SEED, passphrase=b"right"), passphrase=passphrase)


@pytest.mark.parametrize("data", [b"", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", b"\xff"])
def test_what_is_no_key_is_refused(data: bytes) -> None:
    with pytest.raises(SignatureError):
        read_key(data, passphrase=None)
