r"""Which line of a sidecar is wrong: the two kinds of file that events name, checked line by line.

A *text* is UTF-8 in NFC, lines ended by newline and nothing else, no byte order mark; a *digest file* has base64 of 32
bytes on each line. The law is docs/reference/log-format.md, section 9.

>>> bad_line_of_text(b"one\ntwo"), bad_line_of_text(b"one\ntwo\n")
(2, None)
"""

import unicodedata
from collections.abc import Callable

from repli.errors import CanonicalError
from repli.ledger.base64text import decode64
from repli.ledger.roster import DIGEST_BYTES

__all__ = ["bad_line_of_digests", "bad_line_of_text"]


def bad_line_of_text(data: bytes) -> int | None:
    """Return the first line (from 1) that cannot stand in a published text, or None."""
    return _first_bad(data, _is_text)


def bad_line_of_digests(data: bytes) -> int | None:
    """Return the first line (from 1) that cannot stand in a digest file, or None."""
    return _first_bad(data, _is_digest)


def _first_bad(data: bytes, is_right: Callable[[bytes], bool]) -> int | None:
    lines = data.split(b"\n")
    for number, line in enumerate(lines[:-1], start=1):
        if not is_right(line):
            return number
    return len(lines) if lines[-1] else None


def _is_text(line: bytes) -> bool:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return "\r" not in text and "\ufeff" not in text and unicodedata.is_normalized("NFC", text)


def _is_digest(line: bytes) -> bool:
    try:
        return len(decode64(line.decode("ascii"))) == DIGEST_BYTES
    except (CanonicalError, UnicodeDecodeError):
        return False
