"""How a workbook is read, in sentences for a person, and as the mapping that a person can correct."""

from collections.abc import Iterator, Mapping

from repli.errors import Phrase, phrase
from repli.intake.book.layout import Header
from repli.intake.book.mapping import SheetMap
from repli.intake.book.plan_of_sheets import PlannedSheet
from repli.intake.book.rows import Rows
from repli.intake.book.source import BookSource
from repli.intake.row import columns_of, optional_columns_of
from repli.spreadsheet import letters

__all__ = ["mapping_of", "sentences_of"]


def sentences_of(book: BookSource) -> tuple[tuple[str, tuple[Phrase, ...]], ...]:
    """Return sheet name -> what is read as what, what is set aside, what is missing."""
    return tuple((sheet.grid.name, tuple(_sentences(sheet, _rows(book, sheet)))) for sheet in book.planned)


def _rows(book: BookSource, sheet: PlannedSheet) -> Rows | None:
    return next((one for one in book.parts.get(sheet.file, ()) if one.sheet == sheet.grid.name), None)


def _sentences(sheet: PlannedSheet, rows: Rows | None) -> Iterator[Phrase]:
    if sheet.unknown:
        yield phrase("not known: call the sheet after a table, or say in the mapping which one it is")
        return
    if not sheet.file:
        yield phrase("not read")
        return
    if rows is None or sheet.layout is None:
        yield phrase("{file}, read key by key", file=sheet.file)
        return
    yield phrase(
        "{file}, header in row {row}, rows below it: {rows}",
        file=sheet.file,
        rows=len(rows.records),
        row=rows.header_row,
    )
    for place, header in sheet.layout.headers.items():
        yield _column(place, header, rows)
    for name, value in sheet.said.constants.items():
        yield phrase("every row: {column} = {value}", column=name, value=value)
    for row, reason in rows.set_aside:
        yield phrase("row {row} is set aside: {reason}", row=row, reason=reason)
    model = sheet.model
    if model is not None:
        lacking = [one for one in columns_of(model) if one not in rows.names and one not in optional_columns_of(model)]
        if lacking:
            yield phrase("not on the sheet: {columns}", columns=", ".join(lacking))


def _column(place: int, header: Header, rows: Rows) -> Phrase:
    if header.column is None:
        return phrase("{letter} «{header}»: not read", letter=letters(place), header=header.text)
    reading = rows.readings[header.column]
    if reading.unit and reading.unit != reading.kind.unit:
        return phrase(
            "{letter} «{header}»: {column}, from {unit}",
            letter=letters(place),
            header=header.text,
            column=header.column,
            unit=reading.unit,
        )
    return phrase("{letter} «{header}»: {column}", letter=letters(place), header=header.text, column=header.column)


def mapping_of(book: BookSource) -> Mapping[str, SheetMap]:
    """Return the mapping as it is in force: what was said, and what was found."""
    return {sheet.grid.name: _map(sheet, _rows(book, sheet)) for sheet in book.planned}


def _map(sheet: PlannedSheet, rows: Rows | None) -> SheetMap:
    said = sheet.said
    if rows is None or sheet.layout is None:
        return SheetMap(table=sheet.file)
    headers = sheet.layout.headers.values()
    readings = rows.readings
    return SheetMap(
        table=sheet.file,
        header_row=rows.header_row,
        last_row=said.last_row,
        decimal=said.decimal,
        days=said.days,
        c_day=said.c_day,
        columns={one.text: one.column or "" for one in headers},
        units={one.text: readings[one.column].unit for one in headers if one.column and readings[one.column].unit},
        constants=said.constants,
        values=said.values,
    )
