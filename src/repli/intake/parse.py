"""From the text of a cell to its value, by the cell types of docs/reference/operation-folder.md.

Each function takes what stands in the cell and returns the value, or raises CellError with what was expected and a
hint: these sentences are all that a person sees of a wrong cell.

>>> whole("12")
12
>>> whole("12 t")
Traceback (most recent call last):
repli.intake.parse.CellError: a whole number, 0 or more
"""

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import TypeAlias, TypeVar

from repli.errors import Phrase, phrase
from repli.intake.not_yet import EXPECTED, HINT
from repli.units import MINUTES_PER_HOUR, minute_from_text

__all__ = [
    "DAYS",
    "CellError",
    "When",
    "choice",
    "choices",
    "clock",
    "day",
    "days",
    "decimal",
    "halts",
    "identifier",
    "identifiers",
    "language",
    "optional",
    "positive",
    "spots",
    "text",
    "when",
    "whole",
    "whole_between",
]

T = TypeVar("T")

_LARGEST = 999_999_999

When: TypeAlias = date | int
"""A cell of type *when*: a civil day (00:00 local) or a UTC minute."""

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
FIRST_YEAR, LAST_YEAR = 1970, 2199

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,8})(\.[0-9]{1,9})?")
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]|24:00")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_HALT = re.compile(r"([1-9][0-9]{0,4}):([1-9][0-9]{0,3})")
_SPOT = re.compile(r"([1-9][0-9]{0,2}):([1-9][0-9]{0,3})")


class CellError(ValueError):
    """A cell that does not hold what its column asks for."""

    def __init__(self, expected: Phrase, hint: Phrase) -> None:
        """Keep both sentences."""
        super().__init__(str(expected))
        self.expected = expected
        self.hint = hint


def text(cell: object) -> str:
    """Return text that is not empty."""
    if not isinstance(cell, str) or not cell:
        raise CellError(phrase("some text"), phrase("Fill it in."))
    return cell


def identifier(cell: object) -> str:
    """Return an *id*."""
    if not isinstance(cell, str) or not _ID.fullmatch(cell):
        raise CellError(
            phrase("an id: letters, digits, '.', '_' or '-', at most 64, starting with a letter or digit"),
            phrase("Write it without spaces and accents, the same everywhere."),
        )
    return cell


def identifiers(cell: object) -> tuple[str, ...]:
    """Return a list of ids separated by one space, none twice."""
    words = cell.split(" ") if isinstance(cell, str) else [""]
    if len(set(words)) != len(words) or not all(_ID.fullmatch(word) for word in words):
        raise CellError(
            phrase("ids separated by one space, none twice"), phrase("For example: {example}", example="A B")
        )
    return tuple(words)


def whole(cell: object) -> int:
    """Return an *int*: a whole number >= 0."""
    return _number(cell, 0, phrase("a whole number, 0 or more"))


def positive(cell: object) -> int:
    """Return a *positive*: a whole number >= 1."""
    return _number(cell, 1, phrase("a whole number, 1 or more"))


def whole_between(low: int, high: int) -> Callable[[object], int]:
    """Return the function that reads a whole number from ``low`` to ``high``."""
    expected = phrase("a whole number from {low} to {high}", low=low, high=high)
    return lambda cell: _number(cell, low, expected, high)


def _number(cell: object, low: int, expected: Phrase, high: int = _LARGEST) -> int:
    if not isinstance(cell, str) or not _WHOLE.fullmatch(cell) or not low <= int(cell) <= high:
        raise CellError(expected, _number_hint(cell))
    return int(cell)


def decimal(low: float = -_LARGEST, high: float = _LARGEST) -> Callable[[object], float]:
    """Return the function that reads a decimal number from ``low`` to ``high``, written with a point."""
    expected = phrase("a decimal number")
    if high < _LARGEST:
        expected = phrase("a decimal number from {low} to {high}", low=low, high=high)

    def read(cell: object) -> float:
        if not isinstance(cell, str) or not _DECIMAL.fullmatch(cell) or not low <= float(cell) <= high:
            raise CellError(expected, _number_hint(cell))
        return float(cell)

    return read


def _number_hint(cell: object) -> Phrase:
    """Say what is most likely wrong with a number."""
    if not isinstance(cell, str) or not cell:
        return phrase("Fill in the number; an empty cell is never read as 0.")
    if "," in cell:
        return phrase("Write no comma: neither for thousands nor for decimals (a point is the decimal sign).")
    if re.fullmatch(r"-?[0-9.]+[eE][+-]?[0-9]+", cell):
        return phrase("Write the number out, without an exponent.")
    if re.match(r"[0-9.]+ *[A-Za-z%]", cell):
        return phrase("Write the number alone, in the unit that the column is named after.")
    if cell.startswith("-"):
        return phrase("A negative number has no meaning here.")
    return phrase("Write digits only, without leading zeros.")


def choice(*values: str, not_yet: tuple[str, ...] = ()) -> Callable[[object], str]:
    """Return the function that reads one of ``values`` and refuses by name those that do not work yet."""
    expected = phrase("one of: {values}", values=", ".join(values))

    def read(cell: object) -> str:
        if cell in not_yet:
            raise CellError(EXPECTED, HINT)
        if not isinstance(cell, str) or cell not in values:
            raise CellError(expected, phrase("Write it exactly so, in small letters."))
        return cell

    return read


def choices(*values: str) -> Callable[[object], tuple[str, ...]]:
    """Return the function that reads some of ``values``, separated by one space, none twice; empty = none."""
    expected = phrase("some of: {values}; separated by one space, none twice", values=", ".join(values))

    def read(cell: object) -> tuple[str, ...]:
        words = cell.split(" ") if isinstance(cell, str) and cell else []
        if not isinstance(cell, str) or len(set(words)) != len(words) or not set(words) <= set(values):
            raise CellError(expected, phrase("Write it exactly so, in small letters."))
        return tuple(words)

    return read


def language(cell: object) -> str:
    """Return a language code of two or three small letters."""
    if not isinstance(cell, str) or not _LANGUAGE.fullmatch(cell):
        raise CellError(phrase("a language code such as fr or en"), phrase("The language in which the text was said."))
    return cell


def clock(cell: object) -> int:
    """Return a local time of day as minutes from 00:00 (24:00 = 1440)."""
    if not isinstance(cell, str) or not _CLOCK.fullmatch(cell):
        raise CellError(
            phrase("a local time HH:MM, from 00:00 to 24:00"), phrase("For example: {example}", example="07:30")
        )
    return int(cell[:2]) * MINUTES_PER_HOUR + int(cell[3:])


def day(cell: object) -> date:
    """Return a civil day, ``YYYY-MM-DD``."""
    if isinstance(cell, str) and _DATE.fullmatch(cell):
        try:
            found = date.fromisoformat(cell)
        except ValueError:
            pass
        else:
            if FIRST_YEAR <= found.year <= LAST_YEAR:
                return found
    raise CellError(
        phrase("a day YYYY-MM-DD of the years {first} to {last}", first=FIRST_YEAR, last=LAST_YEAR),
        phrase("For example: {example}", example="2024-05-19"),
    )


def when(cell: object) -> When:
    """Return a civil day or a UTC minute."""
    try:
        if isinstance(cell, str) and cell.endswith("Z"):
            day(cell[:10])
            return minute_from_text(cell)
        return day(cell)
    except ValueError:
        raise CellError(
            phrase("a day YYYY-MM-DD (00:00 local) or a UTC time YYYY-MM-DDTHH:MMZ"),
            phrase("For example: {example}", example="2024-05-19T05:15Z"),
        ) from None


def days(cell: object) -> frozenset[int]:
    """Return days of the week, Monday = 0."""
    words = cell.split(" ") if isinstance(cell, str) else [""]
    if len(set(words)) != len(words) or not set(words) <= set(DAYS):
        raise CellError(
            phrase("days out of {days}, separated by one space", days=" ".join(DAYS)),
            phrase("For example: {example}", example="Mon Tue Wed Thu Fri"),
        )
    return frozenset(DAYS.index(word) for word in words)


def spots(cell: object) -> tuple[tuple[int, int], ...]:
    """Return (size, count) pairs, ascending by size; empty = not limited."""
    found = [_SPOT.fullmatch(word) for word in cell.split(" ")] if isinstance(cell, str) and cell else []
    pairs = sorted((int(match[1]), int(match[2])) for match in found if match)
    if len(pairs) != len(found) or len({size for size, _ in pairs}) != len(pairs):
        raise CellError(
            phrase("spots as size:count, separated by one space, each size once"),
            phrase("For example: {example}", example="2:3 4:1"),
        )
    return tuple(pairs)


def halts(cell: object) -> tuple[tuple[int, int], ...]:
    """Return (km from the start, minutes) pairs, the way they come; empty = none."""
    found = [_HALT.fullmatch(word) for word in cell.split(" ")] if isinstance(cell, str) and cell else []
    pairs = [(int(match[1]), int(match[2])) for match in found if match]
    if len(pairs) != len(found) or any(there >= onward for (there, _), (onward, _) in pairwise(pairs)):
        raise CellError(
            phrase("halts as km:minutes, separated by one space, each further on than the one before"),
            phrase("For example: {example}", example="40:20 95:30"),
        )
    return tuple(pairs)


def optional(read: Callable[[object], T]) -> Callable[[object], T | None]:
    """Return ``read`` with an empty cell read as None."""
    return lambda cell: None if cell == "" else read(cell)
