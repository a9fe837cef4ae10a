"""An operation as a workbook: a sheet for operation.toml and one for each table, ready to be filled in by hand.

Headers are words of the reader's language with units; a note at each says what the column means and what it holds;
closed lists are drop-down lists. What is written is read back as the very same texts.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from repli.errors import Phrase, phrase
from repli.intake.book.operation_sheet import HEADER, SHEET, operation_rows
from repli.intake.book.quantities import dimension_of
from repli.intake.book.vocabulary import label_of, sheet_label
from repli.intake.csv_text import Record
from repli.intake.kinds import Kind, kind_of
from repli.intake.row import Row, optional_columns_of
from repli.language import Speaker, speaker
from repli.spreadsheet import Sheet, Written

__all__ = ["header_text", "operation_sheet", "table_sheet", "written"]

_NUMBERS = frozenset({"Count", "Positive", "Percent", "Decimal", "Latitude", "Longitude"})
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,8})(\.[0-9]{1,9})?")
_FIRST_YEAR, _LAST_YEAR = 1970, 2199
_NARROW, _WIDE = 14, 40

_HOLDS: Mapping[str, Phrase] = {
    "Count": phrase("a whole number, 0 or more"),
    "Positive": phrase("a whole number, 1 or more"),
    "Percent": phrase("a whole number from {low} to {high}", low=1, high=100),
    "Decimal": phrase("a decimal number"),
    "Latitude": phrase("a decimal number from {low} to {high}", low=-90, high=90),
    "Longitude": phrase("a decimal number from {low} to {high}", low=-180, high=180),
    "Day": phrase("a day, e.g. 2024-05-19"),
    "When": phrase("a day, e.g. 2024-05-19 (00:00 local), or a UTC time, e.g. 2024-05-19T05:15Z"),
    "Clock": phrase("a local time HH:MM, from 00:00 to 24:00"),
    "YesNo": phrase("yes or no"),
    "Days": phrase("days out of {days}, separated by one space", days="Mon Tue Wed Thu Fri Sat Sun"),
    "Spots": phrase("spots as size:count, separated by one space, each size once"),
    "Halts": phrase("halts as km:minutes, separated by one space, each further on than the one before"),
    "Id": phrase("an id: letters, digits, '.', '_' or '-', at most 64, starting with a letter or digit"),
    "Ids": phrase("ids separated by one space, none twice"),
    "Language": phrase("a language code such as fr or en"),
    "Text": phrase("some text"),
    "Note": phrase("some text, or none"),
}


def table_sheet(model: type[Row], records: Iterable[Record], language: str) -> Sheet:
    """Return the sheet of a table; ``records`` are its rows, the header first."""
    speak = speaker(language)
    header, *lines = records
    kinds = [_kind(model, name) for name in header.cells]
    return Sheet(
        name=sheet_label(model.FILE),
        rows=(
            tuple(header_text(model, name, language) for name in header.cells),
            *(tuple(map(written, line.cells, kinds)) for line in lines),
        ),
        notes={
            (0, place): _note(model, name, kind, speak)
            for place, (name, kind) in enumerate(zip(header.cells, kinds, strict=True))
            if kind is not None
        },
        choices={
            place: ("yes", "no") if kind.name == "YesNo" else kind.choices
            for place, kind in enumerate(kinds)
            if kind is not None and (kind.choices or kind.name == "YesNo")
        },
        widths={
            place: _WIDE if kind is None or kind.name in {"Text", "Note"} else _NARROW
            for place, kind in enumerate(kinds)
        },
        text_columns=frozenset(
            place for place, kind in enumerate(kinds) if kind is None or kind.name not in {*_NUMBERS, "Day", "When"}
        ),
    )


def operation_sheet(document: Mapping[str, Any], language: str) -> Sheet:
    """Return the sheet of operation.toml; ``document`` is its plain value."""
    speak = speaker(language)
    return Sheet(
        name=SHEET,
        rows=(HEADER, *operation_rows(document)),
        notes={
            (0, 0): speak(phrase("The table of operation.toml; empty for the first keys.")),
            (0, 1): speak(phrase("1, 2, … where there are several tables of a name: parties and milestones.")),
            (0, 3): speak(phrase("What each key means: docs/reference/operation-folder.md.")),
        },
        widths={0: _NARROW, 1: 8, 2: 18, 3: 2 * _WIDE},
    )


def header_text(model: type[Row], column: str, language: str) -> str:
    """Return what stands above a column: its word in the language, with its unit where it can be given in another."""
    kind = _kind(model, column)
    label = label_of(model, column, language)
    if kind is None or label == column or dimension_of(kind.unit) is None:
        return label
    return f"{label} ({kind.unit})"


def _kind(model: type[Row], column: str) -> Kind | None:
    try:
        return kind_of(model, column)
    except StopIteration:
        return None


def _note(model: type[Row], column: str, kind: Kind, speak: Speaker) -> str:
    """Return the note at a header: what the column means, what it holds, and whether it may be empty."""
    holds = speak(_HOLDS[kind.name]) if kind.name in _HOLDS else ", ".join(kind.choices)
    needed = column not in optional_columns_of(model) and not kind.optional
    parts = [
        f"{model.FILE}: {column}",
        speak(kind.about),
        holds if not kind.unit else f"{holds} ({speak(kind.unit)})",
        "" if needed else speak(phrase("May be empty.")),
    ]
    return "\n".join(part for part in parts if part)


def written(text: str, kind: Kind | None) -> Written:
    """Return the text of a table as a cell: as a number or a day where that says the very same, else as text."""
    if kind is None or not text:
        return text
    if kind.name in _NUMBERS and _NUMBER.fullmatch(text):
        number = float(text)
        return number if _same(number, text) else text
    if kind.name in {"Day", "When"} and _DAY.fullmatch(text) and _FIRST_YEAR <= int(text[:4]) <= _LAST_YEAR:
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text


def _same(number: float, text: str) -> bool:
    shown = f"{Decimal(repr(number)):f}"
    return (shown.rstrip("0").rstrip(".") if "." in shown else shown) == text
