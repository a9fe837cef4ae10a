"""An operation from one form into the other: a folder's files, or a workbook; what one says the other says.

(folder / "operation.toml").write_bytes(folder_files(open_book(path))["operation.toml"])
"""

import csv
import io
from collections.abc import Iterable, Mapping

from repli.intake.book.vocabulary import MODELS
from repli.intake.book.writing import operation_sheet, table_sheet
from repli.intake.csv_text import Record
from repli.intake.draft import FILES, note_other_files
from repli.intake.problems import Notes
from repli.intake.sources import Source
from repli.intake.table import has_width
from repli.intake.tables.operation_toml import FILE
from repli.intake.toml_text import parse_toml
from repli.spreadsheet import Sheet, write_book

__all__ = ["book_bytes", "csv_text", "folder_files"]


def folder_files(source: Source) -> Mapping[str, bytes]:
    """Return the files of an operation folder; raise InputError for what cannot be read."""
    text, tables = _read(source)
    return {FILE: text.encode(), **{file: csv_text(records).encode() for file, records in tables.items()}}


def book_bytes(source: Source, *, language: str, extra: Iterable[Sheet] = ()) -> bytes:
    """Return an operation as a workbook, ``extra`` sheets first; raise InputError for what cannot be read."""
    text, tables = _read(source)
    notes = Notes(FILES, source.retold)
    document = parse_toml(text, FILE, notes)
    notes.raise_if_any()
    sheets = [table_sheet(model, tables[file], language) for file, model in MODELS.items() if file in tables]
    return write_book([*extra, operation_sheet(document or {}, language), *sheets])


def _read(source: Source) -> tuple[str, Mapping[str, tuple[Record, ...]]]:
    """Return the text of operation.toml and the rows of every table that is there."""
    notes = Notes(FILES, source.retold)
    note_other_files(source, notes)
    text = source.text(FILE, notes)
    there = source.files()
    tables = {file: source.records(file, notes) or () for file in MODELS if file in there}
    for file, records in tables.items():
        for record in records[1:]:
            has_width(record, len(records[0].cells), MODELS[file], notes)
    notes.raise_if_any()
    return text or "", {file: records for file, records in tables.items() if records}


def csv_text(records: Iterable[Record]) -> str:
    """Return rows as CSV."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(record.cells for record in records)
    return stream.getvalue()
