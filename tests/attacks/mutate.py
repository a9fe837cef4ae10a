"""Bytes that nobody wrote: pieces of real parts, cut, doubled, swapped, and filled with what parsers dislike."""

import random
from collections.abc import Sequence

__all__ = ["mutated"]

SPICE = (
    b"\0", b"\xff", b"\xc3\xa9", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\n", b"\r\n", b" ", b'"', b"\\", b"\\u0000",
    b"[" * 200, b"{" * 200, b'{"a":' * 200, b"9" * 400, b"-0", b"1e999", b"NaN", b"null", b"true", b"=" * 8, b"/" * 300,
    b"A" * 40_000, b"\xe2\x80\x94 ", b"x001/", b"\x1b[2J", b"%s%n", b"0" * 70,
)  # fmt: skip


def mutated(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Return ``data`` after one to four changes; ``others`` lend pieces."""
    for _ in range(chance.randint(1, 4)):
        start, end = sorted(chance.randint(0, len(data)) for _ in range(2))
        how = chance.randrange(8)
        if how == 0:
            data = data[:start] + chance.choice(SPICE) + data[start:]
        elif how == 1:
            data = data[:start] + chance.choice(SPICE) + data[start + 1 :]
        elif how == 2:
            data = data[:start] + data[end:]
        elif how == 3:
            data = data[:end] + data[start:end] + data[end:]
        elif how == 4:
            other = chance.choice(others)
            data = data[:start] + other[chance.randint(0, len(other)) :]
        elif how == 5:
            data = data[:start] + chance.randbytes(chance.randint(1, 9)) + data[start:]
        elif data:
            spot = chance.randrange(len(data))
            data = data[:spot] + bytes([data[spot] ^ 1 << chance.randrange(8)]) + data[spot + 1 :]
    return data
