"""The words of planners for sheets, columns and values, loaded from `repli.intake.words`, in plain letters.

>>> column_called(ItemRow, "poids brut")
'kg'
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from repli.intake.book.plainly import plainly
from repli.intake.row import Row, columns_of
from repli.intake.tables import HISTORY_MODELS, PLANNING_MODELS
from repli.intake.tables.force_list import ForceLineRow

__all__ = ["LISTS", "MODELS", "column_called", "label_of", "model_of_sheet", "sheet_label", "value_called"]

MODELS: Mapping[str, type[Row]] = {model.FILE: model for model in (*PLANNING_MODELS, *HISTORY_MODELS)}
"""The tables of an operation folder."""

LISTS: Mapping[str, type[Row]] = {**MODELS, ForceLineRow.FILE: ForceLineRow}
"""These, and lists that others keep."""


@cache
def _words(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files("repli.intake.words") / name).read_text("utf-8"))


@cache
def _columns(model: type[Row]) -> Mapping[str, str]:
    """Return plain word -> column, the column's own name first."""
    found = {plainly(column): column for column in columns_of(model)}
    for column, words in _words("headers.toml").get(model.FILE, {}).items():
        if column != "sheet":
            for word in (*words["en"], *words["fr"]):
                found.setdefault(plainly(word), column)
    return found


def column_called(model: type[Row], word: str) -> str | None:
    """Return the column that a plain word means in a table."""
    return _columns(model).get(word)


def label_of(model: type[Row], column: str, language: str) -> str:
    """Return what a column is called above it in a language; its own name where there is no other."""
    words = _words("headers.toml").get(model.FILE, {}).get(column, {}).get(language, ())
    return str(words[0]) if words else column


@cache
def _sheets() -> Mapping[str, type[Row]]:
    found: dict[str, type[Row]] = {}
    for file, model in LISTS.items():
        found[plainly(file.removesuffix(".csv"))] = model
        for word in _words("headers.toml").get(file, {}).get("sheet", ()):
            found.setdefault(plainly(word), model)
    return found


def model_of_sheet(name: str) -> type[Row] | None:
    """Return the table that a sheet is called after."""
    return _sheets().get(plainly(name.removesuffix(".csv")))


def sheet_label(file: str) -> str:
    """Return what the sheet of a table is called in our workbooks: the file without its ending."""
    return file.removesuffix(".csv")


@cache
def _values(table: str, column: str) -> Mapping[str, str]:
    tables = _words("values.toml")
    found: dict[str, str] = {}
    for place in (table, "any"):
        for value, words in tables.get(place, {}).get(column, {}).items():
            found[plainly(value)] = value
            found.update((plainly(word) or word, value) for word in words)
    return found


def value_called(model: type[Row], column: str, word: str) -> str | None:
    """Return the value of a closed list that a word means in a column (``yes_no`` for every column of that kind)."""
    return _values(model.FILE.removesuffix(".csv"), column).get(plainly(word) or word)
