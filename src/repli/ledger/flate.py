"""Raw deflate (RFC 1951) with a limit: what is packed here never unpacks to more than its reader asked for.

A stream must end with its last byte. Deflate has bits that mean nothing, so whoever packs writes a hash beside the
stream: no single changed bit passes. The law is docs/reference/log-format.md, sections 17 and 18.

>>> unpack(pack(b"Repli " * 100), max_bytes=600) == b"Repli " * 100
True
"""

import zlib

from repli.errors import CanonicalError, phrase

__all__ = ["pack", "unpack"]

_RAW = -zlib.MAX_WBITS
_BEST = 9


def pack(data: bytes, *, dictionary: bytes = b"") -> bytes:
    """Return ``data`` deflated."""
    packer = zlib.compressobj(_BEST, zlib.DEFLATED, _RAW, _BEST, zlib.Z_DEFAULT_STRATEGY, dictionary)
    return packer.compress(data) + packer.flush()


def unpack(data: bytes, *, max_bytes: int, dictionary: bytes = b"") -> bytes:
    """Return what ``data`` inflates to; raise CanonicalError if it is no stream, goes on after it, or is too large."""
    unpacker = zlib.decompressobj(_RAW, zdict=dictionary)
    try:
        found = unpacker.decompress(data, max_bytes + 1)
    except zlib.error:
        found = b""
    if not unpacker.eof or unpacker.unused_data or len(found) > max_bytes:
        raise CanonicalError(
            phrase("What is packed in the file does not unpack to what it should be."),
            phrase("Take the file again from its source."),
        )
    return found
