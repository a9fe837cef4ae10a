"""Reading the body of an event: exact keys, exact shapes, and a sentence for whoever wrote it wrong.

Every function takes parsed canonical JSON and returns a typed value or raises CanonicalError. A body has exactly the
keys that the format names, no more and no fewer (docs/reference/log-format.md, section 1).

>>> read_field({"people": 3}, "people", is_count)
3
"""

from collections.abc import Callable, Collection
from itertools import pairwise
from typing import NoReturn, TypeGuard, TypeVar

from repli.errors import CanonicalError, phrase
from repli.ledger.canonical import Json, JsonObject
from repli.ledger.shapes import is_count

__all__ = [
    "is_flag",
    "is_text",
    "one_of",
    "read_array",
    "read_field",
    "read_record",
    "read_slots",
    "read_texts",
    "refuse_field",
]

T = TypeVar("T")


def is_text(value: object) -> TypeGuard[str]:
    """Say whether ``value`` is a string."""
    return isinstance(value, str)


def is_flag(value: object) -> TypeGuard[bool]:
    """Say whether ``value`` is ``True`` or ``False``."""
    return isinstance(value, bool)


def one_of(words: Collection[str]) -> Callable[[object], TypeGuard[str]]:
    """Return the test of being one of ``words``."""

    def holds(value: object) -> TypeGuard[str]:
        return isinstance(value, str) and value in words

    return holds


def read_record(value: Json, name: str, keys: Collection[str]) -> JsonObject:
    """Return ``value`` if it is an object with exactly ``keys``; ``name`` is what a person calls it."""
    if not isinstance(value, dict) or value.keys() != set(keys):
        raise CanonicalError(
            phrase("The {name} does not have exactly the keys {keys}.", name=name, keys=", ".join(sorted(keys))),
            phrase("See section 4 of the log format."),
        )
    return value


def read_field(record: JsonObject, key: str, holds: Callable[[object], TypeGuard[T]]) -> T:
    """Return the value of ``key`` if it ``holds`` the shape."""
    value: object = record[key]
    if not holds(value):
        refuse_field(key)
    return value


def read_array(record: JsonObject, key: str, read: Callable[[Json], T]) -> tuple[T, ...]:
    """Return the array under ``key``, each entry read by ``read``."""
    value = record[key]
    if not isinstance(value, list):
        refuse_field(key)
    return tuple(read(entry) for entry in value)


def read_texts(record: JsonObject, key: str) -> tuple[str, ...]:
    """Return the strings under ``key``."""
    value = record[key]
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        refuse_field(key)
    return tuple(value)


def read_slots(record: JsonObject, key: str) -> tuple[int, ...]:
    """Return the slots under ``key``: whole numbers, strictly ascending, so no slot stands twice."""
    value = record[key]
    if not isinstance(value, list) or not all(is_count(slot) for slot in value):
        refuse_field(key)
    if any(one >= two for one, two in pairwise(value)):
        raise CanonicalError(
            phrase("The slots under {key} do not ascend, or one stands twice.", key=key),
            phrase("List each slot once, smallest first."),
        )
    return tuple(value)


def refuse_field(key: str) -> NoReturn:
    """Refuse the value under ``key``."""
    raise CanonicalError(
        phrase("The value of {key} in the body is not what the log format asks for.", key=key),
        phrase("See section 4 of the log format."),
    )
