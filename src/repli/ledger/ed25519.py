"""Ed25519, strict: one set of accepted signatures whatever library runs below (RFC 8032, section 5.1).

Libraries disagree on the edges of RFC 8032, so the edges are refused here before the library is asked: A and R must be
canonical encodings, neither may be one of the 14 encodings of the eight points of small order, A must lie on the
curve, and S < L. What is left is the cofactorless equation, which OpenSSL (below `cryptography`) checks by comparing R
with the recomputed encoding, so R is on the curve too. The law is docs/reference/log-format.md, section 3.

>>> verify(public_key_of(bytes(32)), b"hello", sign(bytes(32), b"hello"))
"""

from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from repli.errors import SignatureError, phrase

__all__ = ["KEY_BYTES", "SIGNATURE_BYTES", "SMALL_ORDER", "check_public", "public_key_of", "sign", "verify"]

KEY_BYTES = 32
SIGNATURE_BYTES = 64

_P = 2**255 - 19  # the field, RFC 8032 section 5.1
_L = 2**252 + 27742317777372353535851937790883648493  # the order of the base point
_D = -121665 * pow(121666, -1, _P) % _P
_SIGN_BIT = 1 << 255

# y of the eight points of small order: the identity, order 2, order 4, and the two y of order 8.
_Y8 = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7
_SMALL_ORDER_Y = {0, 1, _P - 1, _Y8, _P - _Y8, _P, _P + 1}
SMALL_ORDER = frozenset((y | sign).to_bytes(32, "little") for y in _SMALL_ORDER_Y for sign in (0, _SIGN_BIT))


def public_key_of(seed: bytes) -> bytes:
    """Return the 32-byte public key of a 32-byte seed (RFC 8032, section 5.1.5)."""
    return _private(seed).public_key().public_bytes_raw()


def sign(seed: bytes, message: bytes) -> bytes:
    """Return the 64-byte Ed25519 signature of ``message``."""
    return _private(seed).sign(message)


def verify(public: bytes, message: bytes, signature: bytes) -> None:
    """Return if ``signature`` holds; else raise SignatureError with the reason."""
    key = _strict_key(public)
    if len(signature) != SIGNATURE_BYTES:
        raise SignatureError(
            phrase("An Ed25519 signature has 64 bytes, this one has {count}.", count=len(signature)), _DAMAGED
        )
    if int.from_bytes(signature[32:], "little") >= _L:  # RFC 8032 section 5.1.7, step 1
        raise SignatureError(phrase("The S of a signature is not below the group order."), _MALLEABLE)
    _check_encoding(signature[:32])
    try:
        key.verify(signature, message)
    except InvalidSignature:
        raise SignatureError(
            phrase("The signature does not hold for this key and these bytes."),
            phrase("Bytes were changed after signing, or another key signed."),
        ) from None


def check_public(public: bytes) -> None:
    """Raise SignatureError unless ``public`` is a canonical point of the curve and not of small order."""
    _strict_key(public)


@lru_cache(maxsize=1024)
def _strict_key(public: bytes) -> Ed25519PublicKey:
    if len(public) != KEY_BYTES:
        raise SignatureError(
            phrase("An Ed25519 public key has 32 bytes, this one has {count}.", count=len(public)), _DAMAGED
        )
    _check_encoding(public)
    if not _on_curve(public):
        raise SignatureError(phrase("A public key is no point of the curve."), _DAMAGED)
    return Ed25519PublicKey.from_public_bytes(public)


def _private(seed: bytes) -> Ed25519PrivateKey:
    if len(seed) != KEY_BYTES:
        raise SignatureError(phrase("An Ed25519 seed has 32 bytes, this one has {count}.", count=len(seed)), _DAMAGED)
    return Ed25519PrivateKey.from_private_bytes(seed)


def _check_encoding(point: bytes) -> None:
    """Refuse the 14 small-order encodings, and y >= p (RFC 8032, section 5.1.3, step 1)."""
    if point in SMALL_ORDER:
        raise SignatureError(phrase("A key or signature uses a point of small order."), _MALLEABLE)
    if int.from_bytes(point, "little") & (_SIGN_BIT - 1) >= _P:
        raise SignatureError(phrase("A key or signature encodes a point in a second way."), _MALLEABLE)


def _on_curve(point: bytes) -> bool:
    """Say whether x^2 = (y^2 - 1) / (d y^2 + 1) has a root (RFC 8032, section 5.1.3, steps 2 and 3)."""
    y = int.from_bytes(point, "little") & (_SIGN_BIT - 1)
    u, v = y * y - 1, _D * y * y + 1
    return pow(u * v, (_P - 1) // 2, _P) in {0, 1}  # u / v is a square exactly when u v is one


_MALLEABLE = phrase("Libraries disagree on such signatures, so the log refuses them; sign again with an ordinary key.")
_DAMAGED = phrase("The key or signature was damaged on its way: ask its owner for it again and compare fingerprints.")
