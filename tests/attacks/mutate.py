"""Bytes that nobody wrote: pieces of real parts, cut, doubled, swapped, and filled with what parsers dislike."""

import random
from collections.abc import Sequence
from typing import Any

__all__ = ["mutated", "mutated_value"]

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


def mutated_value(chance: random.Random, value: Any) -> Any:  # noqa: ANN401 - JSON has any shape
    """Return JSON ``value`` with one node changed, somewhere."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        key = chance.choice(sorted(value))
        if chance.random() < 0.1:
            return {name: item for name, item in value.items() if name != key}
        if chance.random() < 0.1:
            return value | {chance.choice(("", "a", "zz", "é", key.upper())): value[key]}
        return value | {key: mutated_value(chance, value[key])}
    if isinstance(value, list) and value and chance.random() < 0.9:
        spot = chance.randrange(len(value))
        changed = [*value[:spot], mutated_value(chance, value[spot]), *value[spot + 1 :]]
        return chance.choice((changed, changed, [*value, value[spot]], value[:spot], value[::-1]))
    return _other_leaf(chance, value)


def _other_leaf(chance: random.Random, value: Any) -> Any:  # noqa: ANN401 - JSON has any shape
    near: list[Any] = [value, *LEAVES]
    if type(value) is int:
        near += [value + 1, value - 1, -value, float(value), str(value)] * 3
    if isinstance(value, str):
        near += [value + " ", value[:-1], value.upper(), value + "\n", value[::-1], "é" + value, value * 40] * 3
    return chance.choice(near)


LEAVES: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2**53 - 1, 2**53, 10**30, 0.5, "", "a", "\x00", "e\u0301", "\ud800", [], {}, [[]], [0],
    "2024-06-07T12:00:00Z", "2024-02-30T12:00:00Z", "0001-01-01T00:00:00Z", "2024-06-07", "en", "force", "f" * 64,
    "0" * 64,
)  # fmt: skip
