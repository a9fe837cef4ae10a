"""From the bytes of a CSV file to its records: UTF-8, comma, header in line 1; nothing is known of the columns yet.

A byte order mark and CRLF are accepted, cells are stripped of surrounding blanks and put into Unicode NFC (so that the
same words always hash the same), and rows without any content are passed over. Rows carry the line number of an editor.
"""

import csv
import io
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from repli.errors import phrase
from repli.intake.problems import Notes

__all__ = ["Record", "read_bytes", "read_records", "records_of", "tidy", "utf8_text"]


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one row, and the line on which it starts."""

    row: int
    cells: tuple[str, ...]


def read_bytes(path: Path, file: str, notes: Notes) -> bytes | None:
    """Return the content of a file that must be there, or note why not."""
    try:
        if path.exists() and not path.is_file():
            notes.add(file, expected=phrase("a file that can be read"))
            return None
        return path.read_bytes()
    except FileNotFoundError:
        notes.add(
            file,
            expected=phrase("this file in the folder"),
            hint=phrase("`repli schema` lists the files and their columns."),
        )
    except OSError as error:
        notes.add(file, found=error.strerror or "", expected=phrase("a file that can be read"))
    return None


def utf8_text(data: bytes, file: str, notes: Notes) -> str | None:
    """Return the text of UTF-8 bytes, or note the line of the first byte that is not."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        notes.add(
            file,
            row=data[: error.start].count(b"\n") + 1,
            found=data[error.start : error.end].hex(" "),
            expected=phrase("text in UTF-8"),
            hint=phrase("Save the file as UTF-8 (in a spreadsheet: CSV UTF-8)."),
        )
    return None


def tidy(cell: str) -> str:
    """Return a cell without surrounding blanks, in Unicode NFC."""
    return unicodedata.normalize("NFC", cell.strip())


def read_records(path: Path, file: str, notes: Notes) -> tuple[Record, ...] | None:
    """Return the rows of a CSV file, header first, or note why it cannot be read."""
    data = read_bytes(path, file, notes)
    text = None if data is None else utf8_text(data, file, notes)
    return None if text is None else records_of(text, file, notes)


def records_of(text: str, file: str, notes: Notes) -> tuple[Record, ...] | None:
    """Return the rows of CSV text, header first, or note the row where it stops being CSV."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records: list[Record] = []
    start = 1
    try:
        for cells in reader:
            record = Record(start, tuple(tidy(cell) for cell in cells))
            start = reader.line_num + 1
            if any(record.cells):
                records.append(record)
    except csv.Error:
        notes.add(
            file,
            row=start,
            expected=phrase("a row of CSV: cells separated by commas"),
            hint=phrase('A cell that holds a quotation mark or a comma stands in quotation marks: "a ""b"", c".'),
        )
        return None
    _note_control_characters(records, file, notes)
    return tuple(records)


def _note_control_characters(records: list[Record], file: str, notes: Notes) -> None:
    for record in records:
        for cell in record.cells:
            if not cell.isprintable() and any(
                unicodedata.category(letter) == "Cc" for letter in cell if letter not in "\t\r\n"
            ):
                notes.add(
                    file,
                    row=record.row,
                    found=cell.encode("unicode_escape").decode("ascii"),
                    expected=phrase("text without control characters"),
                )
