r"""JSON with exactly one spelling: RFC 8785, restricted, so that a signature over bytes is one over a meaning.

Allowed are strings in NFC, integers with |n| <= 2^53 - 1, ``true``, ``false``, arrays and objects with unique ASCII
keys. No null, no fraction, no exponent. A reader parses, writes again and compares: bytes that are not their own
canonical form are refused. The law is docs/reference/log-format.md, section 1.

>>> canonical_bytes({"b": [1, True], "a": "é"})
b'{"a":"\xc3\xa9","b":[1,true]}'
"""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import NoReturn, TypeAlias

from repli.errors import CanonicalError, Phrase, phrase
from repli.ledger.shapes import MAX_INTEGER

__all__ = ["MAX_DEPTH", "MAX_PAYLOAD_BYTES", "Json", "JsonObject", "canonical_bytes", "parse_canonical"]

Json: TypeAlias = "bool | int | str | Sequence[Json] | Mapping[str, Json]"
JsonObject: TypeAlias = Mapping[str, Json]

MAX_PAYLOAD_BYTES = 16_384
MAX_DEPTH = 8
_DEEPEST = 64  # no value that this room writes comes near; a value that contains itself ends here
_INTEGER_DIGITS = len(str(MAX_INTEGER))


def canonical_bytes(value: Json, *, max_bytes: int | None = None, max_depth: int = _DEEPEST) -> bytes:
    """Return the canonical bytes of ``value``; raise CanonicalError for what the format does not allow.

    Lists and tuples are arrays, dicts are objects; the outermost one has depth 1.
    """
    _check(value, max_depth)
    # RFC 8785 section 3.2.3 sorts keys by UTF-16 code units; among ASCII keys that is the order of `sorted`.
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    data = text.encode("utf-8")
    _check_size(data, max_bytes)
    return data


def parse_canonical(data: bytes, *, max_bytes: int = MAX_PAYLOAD_BYTES, max_depth: int = MAX_DEPTH) -> Json:
    """Return the value of canonical ``data``; raise CanonicalError if it is anything but its own canonical form."""
    _check_size(data, max_bytes)
    try:
        value: Json = _DECODER.decode(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise CanonicalError(phrase("The JSON is not UTF-8."), _HINT) from None
    except RecursionError:  # how many levels the parser itself can take differs between versions of Python
        raise CanonicalError(phrase("The JSON is nested too deep."), _HINT) from None
    except ValueError:
        raise CanonicalError(phrase("The bytes are not JSON."), _HINT) from None
    if canonical_bytes(value, max_depth=max_depth) != data:
        raise CanonicalError(
            phrase("The JSON is not in canonical form."),
            phrase("Write it by RFC 8785: no white space, keys sorted, shortest escapes."),
        )
    return value


def _check(value: object, depth: int) -> None:
    """Refuse what the restricted form does not hold; ``depth`` is how many more levels may open."""
    if isinstance(value, str):
        _check_text(value)
    elif isinstance(value, int):  # a bool is an int, and allowed
        if abs(value) > MAX_INTEGER:
            raise CanonicalError(phrase("An integer lies beyond 2^53 - 1."), _HINT)
    elif not isinstance(value, dict | list | tuple):
        _refuse(phrase("The JSON holds null, a fraction or another value that the log does not allow."))
    elif depth == 0:
        _refuse(phrase("The JSON is nested too deep."))
    elif isinstance(value, dict):
        for key, item in value.items():
            _check_key(key)
            _check(item, depth - 1)
    else:
        for item in value:
            _check(item, depth - 1)


def _check_text(text: str) -> None:
    if text.isascii():
        return
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        _refuse(phrase("A string holds half of a surrogate pair."))
    if not unicodedata.is_normalized("NFC", text):
        raise CanonicalError(
            phrase("A string is not in Unicode normal form C."),
            phrase("Normalise the text to NFC before it is signed."),
        )


def _check_key(key: object) -> None:
    if not isinstance(key, str) or not key.isascii():
        _refuse(phrase("A key of a JSON object is not ASCII text."))


def _check_size(data: bytes, max_bytes: int | None) -> None:
    if max_bytes is not None and len(data) > max_bytes:
        raise CanonicalError(
            phrase("{found} bytes of JSON are more than the {allowed} allowed.", found=len(data), allowed=max_bytes),
            phrase("Put what is large into a sidecar file and name its SHA-256."),
        )


def _refuse(message: Phrase) -> NoReturn:
    raise CanonicalError(message, _HINT)


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        _refuse(phrase("A JSON object holds one key twice."))
    return found


def _integer(text: str) -> int:
    if len(text.lstrip("-")) > _INTEGER_DIGITS:
        _refuse(phrase("An integer lies beyond 2^53 - 1."))
    return int(text)


def _no_fraction(_text: str) -> NoReturn:
    _refuse(phrase("The JSON holds a number with a fraction or an exponent."))


def _no_constant(_text: str) -> NoReturn:
    _refuse(phrase("The JSON holds NaN or Infinity."))


_HINT = phrase("Allowed are NFC strings, integers, true, false, arrays, and objects with unique ASCII keys.")
_DECODER = json.JSONDecoder(
    object_pairs_hook=_unique, parse_int=_integer, parse_float=_no_fraction, parse_constant=_no_constant
)
