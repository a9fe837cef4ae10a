"""Base64 with one spelling: the standard alphabet with padding, and nothing that does not re-encode to itself.

The standard library's ``validate=True`` still accepts spare bits that are not zero, so two texts could stand for the
same bytes; the comparison below is what refuses them (RFC 4648, section 3.5).

>>> encode64(b"repli")
'cmVwbGk='
"""

import base64
import binascii

from repli.errors import CanonicalError, phrase

__all__ = ["decode64", "encode64"]


def encode64(data: bytes) -> str:
    """Return ``data`` in base64."""
    return base64.b64encode(data).decode("ascii")


def decode64(text: str) -> bytes:
    """Return the bytes of base64 ``text``; raise CanonicalError unless it re-encodes to itself."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        data = b""
    if encode64(data) != text:
        raise CanonicalError(
            phrase("A base64 text is not the one spelling of its bytes."),
            phrase("Use the standard alphabet with padding, no line breaks, and zero spare bits."),
        )
    return data
