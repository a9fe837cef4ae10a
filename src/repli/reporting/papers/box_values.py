"""One value of a form: what each shape of box may hold, and what is said of anything else.

Figures may be typed with or without quotation marks; an empty box is ``""`` (or ``[]``, or the key is not there).

>>> value_of("count", "94"), value_of("slots", "12 412"), value_of("time", "")
(94, (12, 412), None)
"""

import re
from collections.abc import Callable, Mapping

from repli.errors import Phrase, phrase
from repli.units import minute_from_text

__all__ = ["EMPTY", "EXPECTED", "value_of"]

_MOST_DIGITS = 9
_PAPER_TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")  # as the sheet asks to write it; the box says UTC
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")

EMPTY: Mapping[str, object] = {
    "count": None,
    "time": None,
    "clock": "",
    "texts": (),
    "slots": (),
    "text": "",
    "sign": False,
}
"""Shape -> what an empty box says."""

EXPECTED: Mapping[str, Phrase] = {
    "count": phrase("Expected a whole number, 0 or more, as 94."),
    "time": phrase("Expected a time in UTC, as 2024-06-07T20:30Z or 2024-06-07 20:30."),
    "clock": phrase("Expected a local time, as 21:30."),
    "texts": phrase('Expected texts in square brackets, as ["A1", "A2"].'),
    "slots": phrase('Expected slots, as "12 412" or [12, 412], none twice.'),
    "text": phrase("Expected a text in quotation marks."),
    "sign": phrase("Expected true (signed) or false (not signed)."),
}
"""Shape -> what is expected."""


def value_of(shape: str, given: object) -> object:
    """Return the value of a box; raise ValueError for what does not fit its shape."""
    if given in (None, "", []):
        return EMPTY[shape]
    return _READERS[shape](given)


def _count(given: object) -> int:
    if isinstance(given, bool) or not isinstance(given, int | str):
        raise ValueError  # noqa: TRY004 - the caller says what was expected
    text = str(given).strip()
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        raise ValueError
    return int(text)


def _time(given: object) -> int:
    text = _text(given)
    return minute_from_text(f"{text.replace(' ', 'T')}Z" if _PAPER_TIME.fullmatch(text) else text)


def _clock(given: object) -> str:
    text = _text(given)
    if _CLOCK.fullmatch(text) is None:
        raise ValueError
    return text


def _text(given: object) -> str:
    if not isinstance(given, str):
        raise ValueError  # noqa: TRY004 - the caller says what was expected
    return given.strip()


def _texts(given: object) -> tuple[str, ...]:
    if isinstance(given, str):
        return (given.strip(),)
    if not isinstance(given, list):
        raise ValueError  # noqa: TRY004 - as above
    return tuple(_text(one) for one in given)


def _slots(given: object) -> tuple[int, ...]:
    parts = given if isinstance(given, list) else re.split(r"[\s,;]+", _text(given))
    slots = tuple(sorted(_count(one) for one in parts if one != ""))
    if len(set(slots)) != len(slots):
        raise ValueError
    return slots


def _sign(given: object) -> bool:
    if not isinstance(given, bool):
        raise ValueError  # noqa: TRY004 - as above
    return given


_READERS: Mapping[str, Callable[[object], object]] = {
    "count": _count,
    "time": _time,
    "clock": _clock,
    "texts": _texts,
    "slots": _slots,
    "text": _text,
    "sign": _sign,
}
