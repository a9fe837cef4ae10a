"""One cell of a workbook into the text that a table holds: by the kind of its column, and nothing guessed.

What cannot be told is handed on as it stands, so that the table's own check refuses it with its place; where two
readings are possible, a `Doubt` says which.

>>> text_of(2.0, Reading(model=ItemRow, column="kg", unit="t"))
'2000'
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from repli.errors import Phrase, phrase
from repli.intake.book.moments import AmbiguousDayError, clock_of, day_of, moment_of
from repli.intake.book.plainly import plainly
from repli.intake.book.quantities import ZULU, AmbiguousNumberError, converted, dimension_of, number_of
from repli.intake.book.vocabulary import value_called
from repli.intake.csv_text import tidy
from repli.intake.kinds import Kind, kind_of
from repli.intake.parse import DAYS
from repli.intake.row import Row
from repli.spreadsheet import Value

__all__ = ["DoubtError", "NoUnitError", "Reading", "text_of"]

_LISTS = frozenset({"Ids", "Dispositions"})
_NUMBERS = frozenset({"Count", "Positive", "Percent", "Decimal", "Latitude", "Longitude"})
_SEPARATORS = re.compile(r"\s*[,;/\n]\s*|\s+")
_SERIAL_DAYS = range(25_569, 109_576)
"""Excel's numbers of the days 1970-01-01 to 2199-12-31 (ECMA-376, part 1, 18.17.4.1, the 1900 date system)."""

_POINT = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_EXCEL_EPOCH = date(1899, 12, 30)
_SECONDS_PER_HOUR, _SECONDS_PER_MINUTE = 3600, 60
_FRENCH_DAYS = ("lun", "mar", "mer", "jeu", "ven", "sam", "dim")


class DoubtError(ValueError):
    """A cell that can be read in more than one way."""

    def __init__(self, expected: Phrase, hint: Phrase) -> None:
        """Keep both sentences."""
        super().__init__(str(expected))
        self.expected = expected
        self.hint = hint


class NoUnitError(DoubtError):
    """A number of which nothing says the unit: one word in the header settles it for the whole column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How the cells of one column are read.

    ``unit``: theirs ("" = not said); ``sign``: the decimal sign; ``order`` of day and month; ``c_day``: what C+12
    counts from; ``values``: words of this list for values of the table.
    """

    model: type[Row]
    column: str
    unit: str = ""
    sign: str = ""
    order: str = ""
    c_day: date | None = None
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> Kind:
        """What the column holds."""
        return kind_of(self.model, self.column)


def text_of(value: Value, reading: Reading) -> str:
    """Return a cell as the table holds it; raise DoubtError where two readings are possible."""
    if isinstance(value, str):
        value = tidy(value)
        if not value:
            return ""
        value = reading.values.get(value, value)
    convert = _BY_KIND.get(reading.kind.name, _plain)
    return convert(value, reading)


def _plain(value: Value, _reading: Reading) -> str:
    """Return a value as text: whole numbers without fraction, days and times in ISO form."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return _digits(Decimal(repr(value)))
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, time | timedelta):
        return _clock_text(value)
    return value.isoformat() if isinstance(value, date) else value


def _digits(value: Decimal) -> str:
    """Return a number in plain digits, without exponent and without zeros that say nothing."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _number(value: Value, reading: Reading) -> str:
    """Return a number in the unit of its column; whole kilograms and minutes where the column holds whole numbers."""
    whole = reading.kind.name not in {"Decimal", "Latitude", "Longitude"}
    unit = reading.unit
    if isinstance(value, bool):
        return _plain(value, reading)
    if isinstance(value, float):
        number = Decimal(repr(value))
    elif isinstance(value, str):
        if not whole and unit in {"", reading.kind.unit} and reading.sign != "," and _POINT.fullmatch(value):
            return value
        try:
            found = number_of(value, sign=reading.sign, whole=whole)
        except AmbiguousNumberError:
            raise DoubtError(
                phrase("a number that can be read in one way only"),
                phrase('Write it without a sign between thousands, or say decimal = "," or "." in the mapping.'),
            ) from None
        if found is None:
            return value
        number, unit = found[0], plainly(found[1]) or unit
    else:
        return _plain(value, reading)
    return _in_unit(number, unit, reading, whole=whole, shown=_plain(value, reading))


def _in_unit(number: Decimal, unit: str, reading: Reading, *, whole: bool, shown: str) -> str:
    wanted = reading.kind.unit
    if dimension_of(wanted) is None:
        return _digits(number) if not unit or converted(number, unit, wanted) is not None else shown
    if not unit:
        raise NoUnitError(
            phrase("a number whose unit is known"),
            phrase("Write the unit into the header, e.g. (kg), (t) or (lb), into the cell, or into the mapping."),
        )
    value = converted(number, unit, wanted)
    if value is None:
        return shown
    return _digits(value.quantize(Decimal(1), ROUND_HALF_UP) if whole and unit != wanted else value)


def _day(value: Value, reading: Reading) -> str:
    """Return a day or a UTC time; a time of day without its zone is a doubt."""
    if isinstance(value, datetime) and value.time() != time():
        if reading.unit in ZULU and reading.kind.name == "When":
            return value.strftime("%Y-%m-%dT%H:%MZ")
        raise DoubtError(
            phrase("a day, or a time whose zone is known"),
            phrase("Write (UTC) into the header, or the time as 2024-05-19T05:15Z."),
        )
    if isinstance(value, float) and value.is_integer():
        if int(value) in _SERIAL_DAYS:
            return (_EXCEL_EPOCH + timedelta(days=int(value))).isoformat()
        value = str(int(value))
    if not isinstance(value, str):
        return _plain(value, reading)
    try:
        found = day_of(value, order=reading.order, c_day=reading.c_day)
    except AmbiguousDayError:
        raise DoubtError(
            phrase("a day that can be read in one way only"),
            phrase('Write it as 2024-05-19, or say days = "dmy" or "mdy" in the mapping.'),
        ) from None
    if found is not None:
        return found.isoformat()
    return (moment_of(value) if reading.kind.name == "When" else None) or value


def _clock(value: Value, reading: Reading) -> str:
    if isinstance(value, time | timedelta):
        return _clock_text(value)
    return (clock_of(value) if isinstance(value, str) else None) or _plain(value, reading)


def _clock_text(value: time | timedelta) -> str:
    """Return hours and minutes; a spreadsheet keeps 24:00 as one day."""
    if isinstance(value, time):
        return f"{value.hour:02d}:{value.minute:02d}"
    seconds = int(value.total_seconds())
    return f"{seconds // _SECONDS_PER_HOUR:02d}:{seconds % _SECONDS_PER_HOUR // _SECONDS_PER_MINUTE:02d}"


def _pairs(value: Value, reading: Reading) -> str:
    """Return size:count or km:minutes; a spreadsheet takes a single 2:3 for a time of day."""
    if isinstance(value, time):
        return f"{value.hour}:{value.minute}"
    if isinstance(value, timedelta):
        hours, minutes = _clock_text(value).split(":")
        return f"{int(hours)}:{int(minutes)}"
    return _SEPARATORS.sub(" ", value) if isinstance(value, str) else _plain(value, reading)


def _choice(value: Value, reading: Reading) -> str:
    text = _plain(value, reading)
    if text in reading.kind.choices:
        return text
    plain = plainly(text)
    same = next((choice for choice in reading.kind.choices if plainly(choice) == plain), None)
    return same or value_called(reading.model, reading.column, text) or text


def _yes_no(value: Value, reading: Reading) -> str:
    text = _plain(value, reading)
    return value_called(reading.model, "yes_no", text) or text


def _ids(value: Value, reading: Reading) -> str:
    text = _plain(value, reading)
    return text if not isinstance(value, str) else _SEPARATORS.sub(" ", text)


def _days(value: Value, reading: Reading) -> str:
    """Return days of the week: lun-ven, Monday to Friday, every day."""
    plain = plainly(_plain(value, reading).replace("-", " to ").replace("/", " "))
    if plain in {"daily", "every day", "tous les jours", "quotidien", "7 7"}:
        return " ".join(DAYS)
    numbers = [_weekday(word) for word in plain.split(" ") if word not in {"and", "et", "du", "from"}]
    found: list[int] = []
    for place, number in enumerate(numbers):
        if number == _TO and found and place + 1 < len(numbers) and numbers[place + 1] >= 0:
            found += range(found[-1] + 1, numbers[place + 1])
        elif number < 0:
            return _plain(value, reading)
        else:
            found.append(number)
    return " ".join(DAYS[number] for number in found)


_TO = -2


def _weekday(word: str) -> int:
    if word in {"to", "au", "a"}:
        return _TO
    short = word[:3]
    names = [day.casefold() for day in DAYS]
    return names.index(short) if short in names else _FRENCH_DAYS.index(short) if short in _FRENCH_DAYS else -1


_BY_KIND: Mapping[str, Callable[[Value, Reading], str]] = {
    **dict.fromkeys(_NUMBERS, _number),
    **dict.fromkeys(_LISTS, _ids),
    "Day": _day,
    "When": _day,
    "Clock": _clock,
    "Spots": _pairs,
    "Halts": _pairs,
    "Choice": _choice,
    "YesNo": _yes_no,
    "Days": _days,
}
