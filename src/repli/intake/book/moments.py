"""Days and times of day as people write them: 19/05/2024, 19 mai 24, 19MAY2024, 190515ZMAY24, 8h30, C+12.

3/4/2024 is the third of April or the fourth of March: what decides is another day of the same column, or the mapping.

>>> day_of("19/05/2024").isoformat()
'2024-05-19'
>>> clock_of("8h30")
'08:30'
"""

import re
from datetime import date, datetime, timedelta

from repli.intake.book.plainly import plainly

__all__ = ["AmbiguousDayError", "clock_of", "day_of", "moment_of", "order_shown"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv", "february feb fevrier fevr fev", "march mar mars", "april apr avril avr",
            "may mai", "june jun juin", "july jul juillet juil", "august aug aout", "september sep sept septembre",
            "october oct octobre", "november nov novembre", "december dec decembre",
        ),
        start=1,
    )
    for name in names.split(" ")
}  # fmt: skip
_ISO = re.compile(r"([0-9]{4})[-/.]?([0-9]{1,2})[-/.]?([0-9]{1,2})(?:[T ]00:00(?::00)?)?")
_NUMERIC = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_NAMED = re.compile(r"(?:[a-z]+ )?([0-9]{1,2})(?: er| st| nd| rd| th)? ?([a-z]+) ?([0-9]{4}|[0-9]{2})")
_GROUP = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2})Z ?([A-Z]{3}) ?([0-9]{4}|[0-9]{2})")
_C_DAY = re.compile(r"[Cc] ?([+-]?) ?([0-9]{1,3})")
_CLOCK = re.compile(r"([0-9]{1,2}) ?[h:H] ?([0-9]{2})?(?::00)?|([0-9]{2})([0-9]{2}) ?[hH]?")
_CENTURY = 2000
_LAST_MONTH, _LAST_HOUR, _LAST_MINUTE = 12, 24, 59


class AmbiguousDayError(ValueError):
    """A day that can be read in two ways: 3/4/2024."""


def order_shown(text: str) -> str:
    """Return "dmy" or "mdy" where a text shows the order in which its writer puts day and month, else nothing."""
    match = _NUMERIC.fullmatch(text.strip())
    if not match:
        return ""
    if match[2] == "." or int(match[1]) > _LAST_MONTH:
        return "dmy"
    return "mdy" if int(match[3]) > _LAST_MONTH else ""


def day_of(text: str, *, order: str = "", c_day: date | None = None) -> date | None:
    """Return the day that a text names; None for anything else; raise AmbiguousDayError for 3/4/2024.

    ``order`` is "dmy" or "mdy" where it is known; ``c_day`` is what C+12 counts from.
    """
    bare = text.strip()
    if match := _ISO.fullmatch(bare):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMERIC.fullmatch(bare):
        known = order_shown(bare) or order
        first, second = int(match[1]), int(match[3])
        if not known and first != second:
            raise AmbiguousDayError(bare)
        day, month = (second, first) if known == "mdy" else (first, second)
        return _day(_year(match[4]), month, day)
    if match := _NAMED.fullmatch(plainly(bare)):
        return _day(_year(match[3]), _MONTHS.get(match[2], 0), int(match[1]))
    if c_day is not None and (match := _C_DAY.fullmatch(bare)):
        return c_day + timedelta(days=int(match[2])) * (-1 if match[1] == "-" else 1)
    return None


def moment_of(text: str) -> str | None:
    """Return a military date-time group of zone Z as ``2024-05-19T05:15Z``; None for anything else."""
    match = _GROUP.fullmatch(text.strip().upper())
    if not match:
        return None
    day = _day(_year(match[5]), _MONTHS.get(match[4].casefold(), 0), int(match[1]))
    inside = int(match[2]) < _LAST_HOUR and int(match[3]) <= _LAST_MINUTE
    return f"{day.isoformat()}T{match[2]}:{match[3]}Z" if day and inside else None


def clock_of(text: str) -> str | None:
    """Return a time of day as ``HH:MM``; None for anything else."""
    match = _CLOCK.fullmatch(text.strip())
    if not match:
        return None
    hour, minute = int(match[1] or match[3]), int(match[2] or match[4] or 0)
    if minute > _LAST_MINUTE or (hour, minute) > (_LAST_HOUR, 0):
        return None
    return f"{hour:02d}:{minute:02d}"


def _year(text: str) -> int:
    return int(text) if len(text) > 2 else _CENTURY + int(text)  # noqa: PLR2004 - two digits


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return datetime(year, month, day).date()  # noqa: DTZ001 - a civil day
    except ValueError:
        return None
