"""A planner's list as rows of one table: the columns it has, as far as they are understood; others are left out.

found = read_list(Path("list.xlsx"), "")
found.model.FILE, found.columns, found.rows[0].cells
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from repli.errors import UsageError, phrase
from repli.intake.book.source import BookSource, open_book
from repli.intake.book.vocabulary import LISTS
from repli.intake.draft import FILES
from repli.intake.problems import Notes
from repli.intake.row import Row, columns_of
from repli.intake.table import read_table

__all__ = ["ListRow", "PlannersList", "list_of", "read_list"]


@dataclass(frozen=True, slots=True)
class ListRow:
    """One line of a list: where it stands (``items!12``) and its cells by column of the table."""

    where: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannersList:
    """A list: its name, the table it speaks of, the columns it has, its lines, and its headers that are not read."""

    name: str
    model: type[Row]
    columns: tuple[str, ...]
    rows: tuple[ListRow, ...]
    not_read: tuple[str, ...]


def read_list(path: Path, table: str) -> PlannersList:
    """Return a list; ``table`` is its file, "" = the only one that is found. Raise UsageError or InputError."""
    return list_of(open_book(path), table)


def list_of(book: BookSource, table: str) -> PlannersList:
    """Return the list in a workbook; raise InputError with every cell that cannot be read."""
    known = [file for file in book.parts if file in LISTS]
    if table and table not in known:
        raise UsageError(
            phrase("{path} has no list for {table}.", path=book.name, table=table),
            phrase("`repli map` shows how it is read."),
        )
    if not table and len(known) != 1:
        raise UsageError(
            phrase("{path} holds {count} tables, where one list is expected.", path=book.name, count=len(known)),
            phrase("Name the one that is meant: --table items.csv, say."),
        )
    file = table or known[0]
    model = LISTS[file]
    left_out = tuple(
        header.text
        for sheet in book.planned
        if sheet.file == file and sheet.layout is not None
        for header in sheet.layout.headers.values()
        if header.column is None
    )
    narrow = _without(book, file, frozenset(left_out))
    columns = tuple(name for name in columns_of(model) if any(name in part.names for part in narrow.parts[file]))
    rows = _rows(narrow, model, columns)
    return PlannersList(name=book.name, model=model, columns=columns, rows=rows, not_read=left_out)


def _without(book: BookSource, file: str, headers: frozenset[str]) -> BookSource:
    """Return the book without the columns that are not understood."""
    parts = []
    for part in book.parts[file]:
        kept = [place for place, name in enumerate(part.names) if name not in headers]
        parts.append(
            replace(
                part,
                names=tuple(part.names[place] for place in kept),
                records=tuple(
                    replace(record, cells=tuple(record.cells[place] for place in kept)) for record in part.records
                ),
            )
        )
    return replace(book, parts={**book.parts, file: tuple(parts)})


def _rows(book: BookSource, model: type[Row], columns: tuple[str, ...]) -> tuple[ListRow, ...]:
    """Return the lines; note every cell that is wrong, but not the columns that the list does not have."""
    notes = Notes(FILES)
    table = read_table(book, model, notes)
    asked = Notes(FILES, book.retold)
    for one in notes.problems:
        if one.column in columns or one.column is None:
            asked.add(one.file, row=one.row, column=one.column, found=one.found, expected=one.expected, hint=one.hint)
    asked.raise_if_any()
    return tuple(ListRow(book.where(model.FILE, line.row), line.cells) for line in table.lines)
