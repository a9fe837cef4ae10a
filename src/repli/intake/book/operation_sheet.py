"""operation.toml as a sheet: one key a row, with its table, the number of the table where there are several, its value.

    table      number  key        value
                       format     1
    agreement          deadline   2024-09-15
    party      1       id         demo-force

Comments are no values and do not travel. What a key holds (a number, a day, a text) is known from its model.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, get_args

from pydantic import BaseModel

from repli.intake.book.mapping import toml_text
from repli.intake.book.plainly import plainly
from repli.intake.csv_text import tidy
from repli.intake.row import Cell
from repli.intake.tables.operation_toml import Moment, OperationToml
from repli.intake.toml_text import plain
from repli.spreadsheet import Grid, Value, Written

__all__ = ["HEADER", "SHEET", "OperationSheet", "operation_rows", "operation_toml_of"]

SHEET = "operation"
HEADER = ("table", "number", "key", "value")

_WORDS: Mapping[str, str] = {
    **{name: name for name in HEADER},
    "numero": "number",
    "n": "number",
    "cle": "key",
    "valeur": "value",
}
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([+-][0-9]{2}:[0-9]{2}|Z)")


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationSheet:
    """The text of operation.toml, the row of the sheet that each of its lines comes from, and where values stand."""

    text: str
    rows: Mapping[int, int]
    value_column: int


def operation_toml_of(grid: Grid) -> OperationSheet | None:
    """Return operation.toml as a sheet writes it; None where the sheet has no columns for key and value."""
    places: dict[str, int] = {}
    start = 0
    for start, row in enumerate(grid.rows, start=1):  # noqa: B007 - where it stops is what is looked for
        places = {_WORDS[word]: place for place, word in _words_of(row) if word in _WORDS}
        if {"key", "value"} <= set(places):
            break
    else:
        return None
    groups: dict[tuple[str, str], list[tuple[int, str, str]]] = {("", ""): []}
    for number, row in enumerate(grid.rows[start:], start=start + 1):
        table, order, key, value = (
            _text(row[places[name]]) if name in places and places[name] < len(row) else "" for name in HEADER
        )
        if key or value:
            groups.setdefault((table, order), []).append((number, key, value))
    return _written(groups, places["value"])


def _words_of(row: tuple[Value, ...]) -> Iterator[tuple[int, str]]:
    return ((place, plainly(cell)) for place, cell in enumerate(row) if isinstance(cell, str))


def _written(groups: Mapping[tuple[str, str], list[tuple[int, str, str]]], value_column: int) -> OperationSheet:
    """Return the text, each key on the line of its row where there is room for the header of its table above it."""
    lines: list[str] = []
    rows: dict[int, int] = {}

    def add(line: str, wanted: int, row: int) -> None:
        lines.extend([""] * (wanted - 1 - len(lines)))
        lines.append(line)
        rows[len(lines)] = row

    for (table, order), entries in groups.items():
        several = bool(order) or table in _several()
        if table:
            first = entries[0][0]
            add(f"[[{_key(table)}]]" if several else f"[{_key(table)}]", first - 1, first)
        for number, key, value in entries:
            add(f"{_key(key)} = {_literal(value, table, key)}", number, number)
    return OperationSheet(text="".join(f"{line}\n" for line in lines), rows=rows, value_column=value_column)


def _key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else toml_text(name)


def _several() -> frozenset[str]:
    """The tables of which a document has several."""
    return frozenset(name for name, info in OperationToml.model_fields.items() if "tuple" in str(info.annotation))


def _cell(table: str, key: str) -> Cell | None:
    """Return the cell type of a key; None for a key that is not known."""
    model: Any = OperationToml
    if table:
        info = OperationToml.model_fields.get(table)
        model = None if info is None else next(iter(get_args(info.annotation)), info.annotation)
    if not (isinstance(model, type) and issubclass(model, BaseModel)) or key not in model.model_fields:
        return None
    return next((one for one in model.model_fields[key].metadata if isinstance(one, Cell)), None)


def _literal(value: str, table: str, key: str) -> str:
    """Return a value as TOML: whole numbers, days and times bare where the key holds such, all others as texts."""
    cell = _cell(table, key)
    if cell is not None:
        is_moment = cell is get_args(Moment)[1]
        if cell.schema.get("type") == "integer" and _INTEGER.fullmatch(value):
            return value
        if (is_moment or cell.schema.get("format") == "date") and _is_day(value):
            return value
        if is_moment and _TIME.fullmatch(value) and _is_time(value):
            return value
    return toml_text(value)


def _is_day(value: str) -> bool:
    try:
        return bool(_DAY.fullmatch(value) and date.fromisoformat(value))
    except ValueError:
        return False


def _is_time(value: str) -> bool:
    try:
        return bool(datetime.fromisoformat(value))
    except ValueError:
        return False


def _text(value: Value) -> str:
    """Return a cell as text; a spreadsheet turns days into days and numbers into numbers."""
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def operation_rows(document: Mapping[str, Any]) -> Iterator[tuple[Written, ...]]:
    """Yield the rows of the sheet for a right document, keys without a table first, a blank row before each table."""
    for key, value in document.items():
        if not isinstance(value, dict | list):
            yield ("", "", key, _value(value))
    for table, value in document.items():
        listed = value if isinstance(value, list) else [value] if isinstance(value, dict) else []
        for number, one in enumerate(listed, start=1):
            yield ("", "", "", "")
            order = number if isinstance(value, list) else ""
            yield from ((table, order, key, _value(item)) for key, item in one.items())


def _value(value: object) -> Written:
    """Return a value as a cell: whole numbers and days as such, times with their offset as text."""
    if isinstance(value, datetime):
        return str(plain(value))
    return value if isinstance(value, int | date) else str(value)
