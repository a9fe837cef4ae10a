"""What is read as what on each sheet: guessed, shown, corrected in a small TOML file beside the workbook, remembered.

["Matériel"]
table = "items.csv"            # "" leaves the sheet out
header_row = 4
decimal = ","                  # the decimal sign, days = "dmy" or "mdy", c_day = 2024-05-19
["Matériel".columns]
"Poids" = "kg"                 # "" leaves the column out
["Matériel".units]
"Poids" = "t"
["Matériel".constants]         # columns that the sheet does not have: one value for every row
site_id = "AB101"
["Matériel".values.site_id]    # words of the sheet, and what the table calls them
"BA 101" = "AB101"
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, cast

from repli.errors import Phrase, phrase
from repli.intake.book.plainly import plainly
from repli.intake.book.quantities import is_unit
from repli.intake.book.vocabulary import LISTS
from repli.intake.problems import Notes
from repli.intake.row import columns_of
from repli.intake.toml_text import line_of_keys, parse_toml

__all__ = ["SheetMap", "mapping_path", "mapping_text", "read_mapping", "toml_text"]

_TABLES = ("columns", "units", "constants")
_SIGNS, _ORDERS = ("", ",", "."), ("", "dmy", "mdy")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetMap:
    """How one sheet is read; rows are counted as on the sheet. ``table`` is None where nobody said, "" = left out."""

    table: str | None = None
    header_row: int | None = None
    last_row: int | None = None
    decimal: str = ""
    days: str = ""
    c_day: date | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def mapping_path(book: Path) -> Path:
    """Return where the mapping of a workbook lies: ``list.xlsx`` has ``list.map.toml`` beside it."""
    return book.with_suffix(".map.toml")


def read_mapping(text: str, file: str) -> Mapping[str, SheetMap]:
    """Return sheet name -> how it is read; raise InputError with everything that is wrong in the file."""
    notes = Notes((file,))
    document = parse_toml(text, file, notes) or {}
    found = {}
    for name, table in document.items():
        if isinstance(table, dict):
            found[name] = _sheet_map(name, table, _Noting(notes, file, name, text))
        else:
            _Noting(notes, file, name, text).wrong("", table, phrase("a table, called after the sheet"))
    notes.raise_if_any()
    return found


class _Noting:
    """Notes what is wrong in the part of one sheet."""

    def __init__(self, notes: Notes, file: str, sheet: str, text: str) -> None:
        self._notes, self._file, self._sheet, self._text = notes, file, sheet, text

    def wrong(self, key: str, found: object, expected: Phrase) -> None:
        """Note a key; its line is looked for only now."""
        lines = line_of_keys(self._text)
        row = lines.get((self._sheet, key)) or lines.get((self._sheet,))
        column = f"{self._sheet}.{key}" if key else self._sheet
        self._notes.add(self._file, row=row, column=column, found=found, expected=expected)


def _sheet_map(name: str, table: Mapping[str, Any], noting: _Noting) -> SheetMap:
    known = {"table", "header_row", "last_row", "decimal", "days", "c_day", "values", *_TABLES}
    for key in table:
        if key not in known:
            noting.wrong(key, name, phrase("one of: {values}", values=", ".join(sorted(known))))
    file = table.get("table")
    if file is not None and file not in {"", *LISTS, "operation.toml"}:
        noting.wrong("table", file, phrase("one of: {values}", values=", ".join(LISTS)))
        file = None
    for key in ("header_row", "last_row"):
        if key in table and (not isinstance(table[key], int) or isinstance(table[key], bool) or table[key] < 1):
            noting.wrong(key, table[key], phrase("a whole number, 1 or more"))
    for key, allowed in (("decimal", _SIGNS), ("days", _ORDERS)):
        if table.get(key, "") not in allowed:
            noting.wrong(key, table[key], phrase("one of: {values}", values=" ".join(allowed[1:])))
    if type(table.get("c_day", date.min)) is not date:
        noting.wrong("c_day", table["c_day"], phrase("a day YYYY-MM-DD"))
    parts = {part: _texts(table.get(part, {}), part, noting) for part in _TABLES}
    values = table.get("values", {})
    listed = values.items() if isinstance(values, dict) else ()
    _check_words(file, parts, noting)
    return SheetMap(
        table=file,
        header_row=table.get("header_row"),
        last_row=table.get("last_row"),
        decimal=table.get("decimal", ""),
        days=table.get("days", ""),
        c_day=table.get("c_day"),
        **cast("dict[str, Any]", parts),
        values={column: _texts(words, f"values.{column}", noting) for column, words in listed},
    )


def _texts(table: object, part: str, noting: _Noting) -> Mapping[str, str]:
    if not isinstance(table, dict) or not all(isinstance(value, str | int) for value in table.values()):
        noting.wrong(part, table, phrase("a table of texts"))
        return {}
    return {key: str(value) for key, value in table.items()}


def _check_words(file: str | None, parts: Mapping[str, Mapping[str, str]], noting: _Noting) -> None:
    """Note columns that the table does not have and units that are none."""
    if file is not None and file in LISTS:
        columns = columns_of(LISTS[file])
        for header, column in (*parts["columns"].items(), *((one, one) for one in parts["constants"])):
            if column and column not in columns:
                noting.wrong(header, column, phrase("one of: {values}", values=", ".join(columns)))
    for header, unit in parts["units"].items():
        if not is_unit(plainly(unit)):
            noting.wrong(header, unit, phrase("a unit such as kg, t, lb, short tons, m, ft, km, nm, h or min"))


def mapping_text(sheets: Mapping[str, SheetMap]) -> str:
    """Return the mapping as TOML, for a person to correct."""
    return "\n".join(line for name, one in sheets.items() for line in (*_sheet_lines(name, one), ""))


def _sheet_lines(name: str, one: SheetMap) -> Iterator[str]:
    key = toml_text(name)
    yield f"[{key}]"
    plain = ("table", "header_row", "last_row", "decimal", "days")
    for field_name in plain:
        value = getattr(one, field_name)
        if value is not None and (value or field_name == "table"):
            yield f"{field_name} = {value if isinstance(value, int) else toml_text(value)}"
    if one.c_day:
        yield f"c_day = {one.c_day.isoformat()}"
    for part in _TABLES:
        yield from _part_lines(f"{key}.{part}", getattr(one, part))
    for column, words in one.values.items():
        yield from _part_lines(f"{key}.values.{toml_text(column)}", words)


def _part_lines(header: str, part: Mapping[str, str]) -> Iterator[str]:
    if part:
        yield f"[{header}]"
        yield from (f"{toml_text(word)} = {toml_text(value)}" for word, value in part.items())


def toml_text(text: str) -> str:
    """Return a text as a basic string of TOML; JSON's escapes are a part of TOML's."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
