"""From sheets of values to the bytes of a workbook: drop-down lists, notes, marks; same sheets, same bytes.

Texts are written as texts, whatever they look like: "007", "1E5" and "=A1" stay what they are.
"""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal, TypeAlias

from repli.errors import UsageError, phrase

__all__ = ["Mark", "Sheet", "Written", "write_book"]

Written: TypeAlias = "str | int | float | bool | date | datetime | time | timedelta | None"
Mark: TypeAlias = Literal["head", "added", "changed", "removed", "wrong", "title"]

_FORMATS: Mapping[str, Mapping[str, object]] = {
    "plain": {},
    "head": {"bold": True, "bg_color": "#D9E2EC", "border": 1, "text_wrap": True, "valign": "top"},
    "title": {"bold": True, "font_size": 14},
    "added": {"bg_color": "#FFF2A8"},
    "changed": {"bg_color": "#FFE04D", "bold": True},
    "removed": {"bg_color": "#FFF2A8", "font_strikeout": True},
    "wrong": {"bg_color": "#FFD6D6", "bold": True, "border": 2, "border_color": "#B00020"},
}
"""Marks differ in form as well as in colour: bold, struck out, framed."""

_LONGEST_TEXT, _MOST_ROWS, _MOST_COLUMNS, _LONGEST_LIST = 32_767, 1_048_576, 16_384, 255
_MADE_AT = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet. Places are (row, column) from 0; ``choices`` and ``widths`` go by column, below ``head_rows``."""

    name: str
    rows: tuple[tuple[Written, ...], ...]
    head_rows: int = 1
    notes: Mapping[tuple[int, int], str] = field(default_factory=dict)
    marks: Mapping[tuple[int, int], Mark] = field(default_factory=dict)
    choices: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    widths: Mapping[int, int] = field(default_factory=dict)
    text_columns: frozenset[int] = frozenset()
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()


def write_book(sheets: Iterable[Sheet]) -> bytes:
    """Return the bytes of a workbook; raise UsageError for what no workbook can hold."""
    import xlsxwriter  # noqa: PLC0415 - most commands write no workbook

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE_AT.replace(tzinfo=None)})
        formats = _Formats(book)
        for sheet in sheets:
            _write_sheet(book.add_worksheet(sheet.name), sheet, formats)
    return stream.getvalue()


class _Formats:
    """The formats of a book, by mark and kind of value, made when first used."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 - XlsxWriter carries no types
        self._book = book
        self._made: dict[tuple[str, str], object] = {}

    def of(self, mark: str, number: str = "") -> object:
        if (mark, number) not in self._made:
            extra = {"num_format": number} if number else {}
            self._made[mark, number] = self._book.add_format({**_FORMATS[mark], **extra})
        return self._made[mark, number]


def _write_sheet(target: Any, sheet: Sheet, formats: _Formats) -> None:  # noqa: ANN401 - XlsxWriter carries no types
    if len(sheet.rows) > _MOST_ROWS or any(len(row) > _MOST_COLUMNS for row in sheet.rows):
        raise UsageError(
            phrase("The sheet {sheet} has more rows or columns than a workbook holds.", sheet=sheet.name),
            phrase("Keep it as a folder of CSV files."),
        )
    for column, width in sheet.widths.items():
        text = formats.of("plain", "@") if column in sheet.text_columns else None
        target.set_column(column, column, width, text)
    for number, row in enumerate(sheet.rows):
        for column, value in enumerate(row):
            place = (number, column)
            mark = sheet.marks.get(place) or ("head" if number < sheet.head_rows else "plain")
            if value is None or value == "":
                if mark != "plain":
                    target.write_blank(number, column, None, formats.of(mark))
            else:
                _write(target, number, column, value, mark, formats, sheet)
    for (first, left), (last, right) in sheet.merged:
        value = sheet.rows[first][left] if first < len(sheet.rows) and left < len(sheet.rows[first]) else ""
        target.merge_range(first, left, last, right, "" if value is None else str(value), formats.of("title"))
    for (number, column), text in sheet.notes.items():
        target.write_comment(number, column, text[:_LONGEST_TEXT], {"x_scale": 2.2, "y_scale": 1.6})
    _offer_choices(target, sheet)
    if sheet.head_rows:
        target.freeze_panes(sheet.head_rows, 0)


def _write(  # noqa: PLR0917 - one cell: where, what, how
    target: Any,  # noqa: ANN401 - XlsxWriter carries no types
    row: int,
    column: int,
    value: Any,  # noqa: ANN401 - any kind of `Written`
    mark: str,
    formats: _Formats,
    sheet: Sheet,
) -> None:
    """Write one value by its kind."""
    if isinstance(value, str):
        if len(value) > _LONGEST_TEXT:
            raise UsageError(
                phrase(
                    "A text in row {row} of {sheet} is longer than a workbook holds.", row=row + 1, sheet=sheet.name
                ),
                phrase("Keep it as a folder of CSV files."),
            )
        number = "@" if column in sheet.text_columns and row >= sheet.head_rows else ""
        plain = mark == "plain" and not number
        target.write_string(row, column, value, None if plain else formats.of(mark, number))
    elif isinstance(value, bool):
        target.write_boolean(row, column, value, formats.of(mark))
    elif isinstance(value, int | float):
        target.write_number(row, column, value, None if mark == "plain" else formats.of(mark))
    else:
        target.write_datetime(row, column, value, formats.of(mark, _number_format(value)))


def _number_format(value: object) -> str:
    if isinstance(value, datetime):
        return "yyyy-mm-dd hh:mm"
    if isinstance(value, date):
        return "yyyy-mm-dd"
    return "hh:mm" if isinstance(value, time) else "[hh]:mm"


def _offer_choices(target: Any, sheet: Sheet) -> None:  # noqa: ANN401 - XlsxWriter carries no types
    """Give columns their drop-down lists; a value outside is warned of, not barred: the checks have the last word."""
    last = max(len(sheet.rows) - 1, sheet.head_rows + 200)
    for column, values in sheet.choices.items():
        if len(",".join(values)) <= _LONGEST_LIST:
            target.data_validation(
                sheet.head_rows,
                column,
                last,
                column,
                {"validate": "list", "source": list(values), "error_type": "warning", "ignore_blank": True},
            )
