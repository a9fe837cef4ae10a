"""A secret key as a file: PKCS 8 in PEM, under a passphrase if there is one (RFC 5958, as `cryptography` writes it).

The bytes are for a disk and for nothing else: they never go into a log, an output or an error. ``None`` as passphrase
leaves the file readable by whoever may read it, so its folder and mode must keep others out.

>>> read_key(key_file(bytes(32), passphrase=None), passphrase=None) == bytes(32)
True
"""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from repli.errors import SignatureError, phrase

__all__ = ["is_locked", "key_file", "read_key"]

_LOCKED = b"-----BEGIN ENCRYPTED PRIVATE KEY-----"


def key_file(seed: bytes, *, passphrase: bytes | None) -> bytes:
    """Return the file of the key whose 32-byte seed is ``seed``."""
    lock = NoEncryption() if passphrase is None else BestAvailableEncryption(passphrase)
    return Ed25519PrivateKey.from_private_bytes(seed).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)


def is_locked(data: bytes) -> bool:
    """Say whether a key file asks for a passphrase."""
    return data.startswith(_LOCKED)


def read_key(data: bytes, *, passphrase: bytes | None) -> bytes:
    """Return the seed in a key file; raise SignatureError if it does not open, or holds no Ed25519 key."""
    try:
        key = load_pem_private_key(data, passphrase if is_locked(data) else None)
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise SignatureError(
            phrase("A key file does not open."),
            phrase("Give its passphrase; if it is damaged, revoke the key."),
        )
    return key.private_bytes_raw()
