"""The names of the log format: what an id, a feed, a hash, a time, a day and a count look like.

Each function takes any parsed JSON value and says whether it has the shape; a type checker then knows its type.
The law is docs/reference/log-format.md, section 1.

>>> is_time("2024-06-07T12:00:00Z"), is_time("2024-06-31T12:00:00Z"), is_count(True)
(True, False, False)
"""

import re
from datetime import UTC, date, datetime, timedelta
from typing import TypeGuard

from repli.errors import CanonicalError, phrase
from repli.units import SECONDS_PER_MINUTE

__all__ = [
    "MAX_INTEGER",
    "ZERO_HASH",
    "is_count",
    "is_day",
    "is_feed",
    "is_hash",
    "is_id",
    "is_keyid",
    "is_party",
    "is_time",
    "minute_of_time",
    "second_of_time",
    "time_of_second",
]

MAX_INTEGER = 2**53 - 1  # RFC 8785 section 3.2.2.3: beyond it, readers that use doubles disagree
ZERO_HASH = "0" * 64

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_FEED = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_HASH = re.compile(r"[0-9a-f]{64}")
_KEYID = re.compile(r"[0-9a-f]{16}")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def is_id(value: object) -> TypeGuard[str]:
    """Say whether ``value`` is an id, e.g. ``NIG-042``."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def is_feed(value: object) -> TypeGuard[str]:
    """Say whether ``value`` names a feed, e.g. ``demo-host``."""
    return isinstance(value, str) and _FEED.fullmatch(value) is not None


def is_party(value: object) -> TypeGuard[str]:
    """Say whether ``value`` names a party: the same shape as a feed."""
    return is_feed(value)


def is_hash(value: object) -> TypeGuard[str]:
    """Say whether ``value`` is 64 lower-case hexadecimal digits."""
    return isinstance(value, str) and _HASH.fullmatch(value) is not None


def is_keyid(value: object) -> TypeGuard[str]:
    """Say whether ``value`` is 16 lower-case hexadecimal digits."""
    return isinstance(value, str) and _KEYID.fullmatch(value) is not None


def is_time(value: object) -> TypeGuard[str]:
    """Say whether ``value`` is a real UTC instant ``YYYY-MM-DDTHH:MM:SSZ``."""
    return isinstance(value, str) and _TIME.fullmatch(value) is not None and _is_real(value)


def is_day(value: object) -> TypeGuard[str]:
    """Say whether ``value`` is a real day ``YYYY-MM-DD``."""
    return isinstance(value, str) and _DAY.fullmatch(value) is not None and _is_real(value)


def is_count(value: object) -> TypeGuard[int]:
    """Say whether ``value`` is an integer from 0 to 2^53 - 1; ``True`` is none."""
    return type(value) is int and 0 <= value <= MAX_INTEGER


def second_of_time(text: str) -> int:
    """Return the whole seconds since 1970 of ``2024-06-07T12:00:00Z``; raise CanonicalError for any other form."""
    if not is_time(text):
        raise CanonicalError(
            phrase("{text} is no UTC time.", text=ascii(text)),
            phrase("Write times like 2024-06-07T12:00:00Z."),
        )
    return (datetime.fromisoformat(text) - _EPOCH) // timedelta(seconds=1)


def minute_of_time(text: str) -> int:
    """Return the whole minutes since 1970 of such a time; seconds are cut off."""
    return second_of_time(text) // SECONDS_PER_MINUTE


def time_of_second(second: int) -> str:
    """Return the UTC time of whole seconds since 1970, like ``2024-06-07T12:00:00Z``."""
    return (_EPOCH + timedelta(seconds=second)).replace(tzinfo=None).isoformat() + "Z"


def _is_real(text: str) -> bool:
    try:
        if "T" in text:
            datetime.fromisoformat(text)
        else:
            date.fromisoformat(text)
    except ValueError:
        return False
    return True
