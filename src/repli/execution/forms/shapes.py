"""What an officer may type into a box: a time, a count, a party, a list; and how it reads as a value of an event.

A shape reads one text and returns a JSON value, or raises ValueError; ``expected`` says what it wanted. Shapes of many
texts take one text with separators as well as several texts, so that a box on a form, an option of a command and a row
of a table all read alike.

>>> TIME.read("2024-06-07T12:00Z"), IDS.values(["R1, R2"])
('2024-06-07T12:00:00Z', ['R1', 'R2'])
"""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from repli.errors import Phrase, phrase
from repli.ledger.canonical import Json
from repli.ledger.shapes import is_count, is_day, is_id, is_party, is_time
from repli.units import minute_from_text

__all__ = [
    "ACTIONS",
    "CALENDAR",
    "COUNT",
    "DAY",
    "ESCALATED",
    "EVENT",
    "EVENTS",
    "FLAG",
    "ID",
    "IDS",
    "NAME",
    "PAPER",
    "PARTY",
    "SELECTION",
    "SERVICES",
    "SEVERITY",
    "SURVEYS",
    "TEXT",
    "TEXTS",
    "TIME",
    "Shape",
    "word",
]

_YES, _NO = ("yes", "true", "oui"), ("no", "false", "non")
_MOST_SEVERE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A kind of box. ``separator`` parts one text into many; empty: the box holds one value."""

    expected: Phrase
    read: Callable[[str], Json]
    separator: str = ""

    def values(self, typed: Sequence[str]) -> list[Json]:
        """Return the values of a box of many, in order; raise ValueError with the text that is wrong."""
        parts = (part.strip() for text in typed for part in _parted(text, self.separator))
        return [self.read(part) for part in parts if part]


def _parted(text: str, separator: str) -> Iterable[str]:
    """Part a text; a separator after a backslash is a letter like any other."""
    mark = "\N{UNIT SEPARATOR}"
    return (part.replace(mark, separator) for part in text.replace(f"\\{separator}", mark).split(separator))


def _text(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _checked(holds: Callable[[object], bool], change: Callable[[str], str] = _text) -> Callable[[str], Json]:
    def read(text: str) -> Json:
        value = change(text)
        if not holds(value):
            raise ValueError(text)
        return value

    return read


def _time(text: str) -> Json:
    if is_time(text):
        return text
    minute_from_text(text)  # the form that plans have; ValueError for any other
    return f"{text.removesuffix('Z')}:00Z"


def _count(text: str) -> Json:
    if not (text.isascii() and text.isdecimal() and is_count(int(text))):
        raise ValueError(text)
    return int(text)


def _severity(text: str) -> Json:
    if text not in {str(number) for number in range(1, _MOST_SEVERE + 1)}:
        raise ValueError(text)
    return int(text)


def _flag(text: str) -> Json:
    if text.lower() not in (*_YES, *_NO):
        raise ValueError(text)
    return text.lower() in _YES


def _columns(*names: str, reads: Sequence[Callable[[str], Json]]) -> Callable[[str], Json]:
    """Read ``a | b | c`` into an object of ``names``."""

    def read(text: str) -> Json:
        parts = [part.strip() for part in text.split("|")]
        if len(parts) != len(names) or not all(parts):
            raise ValueError(text)
        return {name: one(part) for name, one, part in zip(names, reads, parts, strict=True)}

    return read


def word(*words: str) -> Shape:
    """Return the shape of one of ``words``."""
    return Shape(
        expected=phrase("one of: {values}", values=", ".join(words)), read=_checked(lambda value: value in words)
    )


TEXT = Shape(expected=phrase("a text"), read=_text)
TEXTS = Shape(expected=phrase("texts, parted by ;"), read=_text, separator=";")
ID = Shape(expected=phrase("an id: letters, digits, dots, dashes and underscores, at most 64"), read=_checked(is_id))
IDS = Shape(expected=phrase("ids, parted by commas"), read=_checked(is_id), separator=",")
NAME = Shape(expected=ID.expected, read=_checked(lambda value: not value or is_id(value)))
PARTY = Shape(expected=phrase("the id of a party"), read=_checked(lambda value: not value or is_party(value)))
DAY = Shape(expected=phrase("a day like 2024-06-07"), read=_checked(is_day))
TIME = Shape(expected=phrase("a time like 2024-06-07T12:00Z (UTC)"), read=_time)
COUNT = Shape(expected=phrase("a whole number, 0 or more"), read=_count)
SEVERITY = Shape(expected=phrase("a whole number from 1 to 5"), read=_severity)
FLAG = Shape(expected=phrase("yes or no"), read=_flag)
EVENT = Shape(expected=phrase("a movement, or the first 8 digits or more of a fingerprint"), read=_text)
EVENTS = Shape(expected=EVENT.expected, read=_text, separator=",")
PAPER = Shape(expected=phrase("a text, or @ and the name of a file"), read=_text)
SELECTION = Shape(
    expected=phrase("slots (412, 400-420), LINE:COUNT, item ids, manifest:MOVEMENT, or @FILE, parted by commas"),
    read=_text,
    separator=",",
)
ACTIONS = Shape(
    expected=phrase("PARTY | DAY | what is to be done; several parted by ;"),
    read=_columns("owner", "due", "text", reads=(_checked(is_party), _checked(is_day), _text)),
    separator=";",
)
ESCALATED = Shape(
    expected=phrase("MOVEMENT or fingerprint | to whom | why; several parted by ;"),
    read=_columns("event", "to", "reason", reads=(_text, _text, _text)),
    separator=";",
)
SURVEYS = Shape(
    expected=phrase("SURVEY | result; several parted by ;"),
    read=_columns("survey", "result", reads=(_text, _text)),
    separator=";",
)
SERVICES = Shape(
    expected=phrase("SERVICE | time; several parted by ;"),
    read=_columns("service", "time", reads=(_text, _time)),
    separator=";",
)
CALENDAR = Shape(
    expected=phrase("MOVEMENT | FIELD | VEHICLE | time off block | people | items; several parted by ;"),
    read=_columns(
        "movement", "field", "vehicle", "off_block_at", "people", "items",
        reads=(_checked(is_id), _checked(is_id), _checked(is_id), _time, _count, _count),
    ),
    separator=";",
)  # fmt: skip
