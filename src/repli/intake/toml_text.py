r"""operation.toml as a plain value, and the line of each of its keys: `tomllib` keeps none.

>>> text = '[agreement]\ntime_zone = "UTC"\n[[party]]\nid = "a"'
>>> line_of_keys(text)[("party", 0, "id")]
4
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeAlias

from repli.errors import phrase
from repli.intake.problems import Notes

__all__ = ["KeyPath", "line_of_keys", "parse_toml", "plain"]

KeyPath: TypeAlias = "tuple[str | int, ...]"

_HEADER = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_-]+)\s*\]")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=")
_PLACE = re.compile(r"\(at line (\d+), column \d+\)")
_FENCES = ('"""', "'''")


def parse_toml(text: str, file: str, notes: Notes) -> dict[str, Any] | None:
    """Return the document, its texts in Unicode NFC, or note the line where it stops being TOML."""
    try:
        return {key: _composed(value) for key, value in tomllib.loads(text).items()}
    except (ValueError, RecursionError) as error:  # TOMLDecodeError is a ValueError; "[[[[..." ends in RecursionError
        place = _PLACE.search(str(error))
        row = int(place[1]) if place else text.count("\n") + 1
        notes.add(
            file,
            row=row,
            found="".join(text.split("\n")[row - 1 : row]),
            expected=phrase("a line of TOML"),
            hint=phrase('For example: key = "text", key = 3, key = 2024-05-19, [table]; no key and no table twice.'),
        )
    return None


def line_of_keys(text: str) -> Mapping[KeyPath, int]:
    """Return the line of every table and key of valid TOML; texts of several lines are passed over."""
    lines: dict[KeyPath, int] = {}
    counts: dict[str, int] = {}
    path: KeyPath = ()
    fence = ""
    for row, line in enumerate(text.split("\n"), start=1):
        if fence:
            fence = "" if fence in line else fence
            continue
        if header := _HEADER.match(line):
            name = header[2]
            path = (name,)
            if header[1] == "[[":
                counts[name] = counts.get(name, -1) + 1
                path = (name, counts[name])
                lines.setdefault((name,), row)
            lines[path] = row
        elif key := _KEY.match(line):
            lines[(*path, key[1])] = row
        fence = next((mark for mark in _FENCES if line.count(mark) % 2), "")
    return lines


def plain(value: object) -> object:
    """Return a value of the document as JSON has it: days and times as text."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date | datetime) else value


def _composed(value: object) -> object:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value.strip())
    if isinstance(value, dict):
        return {key: _composed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_composed(item) for item in value]
    return value
