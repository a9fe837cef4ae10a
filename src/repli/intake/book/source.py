"""A workbook in the place of a folder: its sheets give the rows of the tables, and every problem names its cell.

    book = open_book(Path("operation.xlsx"))
    book.records("sites.csv", notes)

Rows that are no data (a second header, totals, titles between) are set aside, and ``set_aside`` says which and why.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from repli.errors import InputError, Phrase, Problem, phrase
from repli.intake.book.mapping import SheetMap, mapping_path, read_mapping
from repli.intake.book.operation_sheet import OperationSheet, operation_toml_of
from repli.intake.book.plan_of_sheets import PlannedSheet, plan_of_sheets
from repli.intake.book.rows import Rows, rows_of
from repli.intake.csv_text import Record
from repli.intake.problems import Notes
from repli.intake.tables.operation_toml import FILE
from repli.spreadsheet import Grid, address, read_book

__all__ = ["BookSource", "book_of", "open_book"]

_SHEET_ROWS = 2_000_000
"""More than a sheet has: rows of a second sheet of the same table are counted on from here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookSource:
    """A workbook as far as it could be understood."""

    name: str
    planned: tuple[PlannedSheet, ...]
    parts: Mapping[str, tuple[Rows, ...]]
    operation: OperationSheet | None

    def files(self) -> tuple[str, ...]:
        """Return the tables that have a sheet; a sheet that is none stands as a file that nobody knows."""
        unknown = (f"{sheet.grid.name}.csv" for sheet in self.planned if sheet.unknown)
        return tuple(sorted({*self.parts, *unknown, *([FILE] if self.operation else [])}))

    def records(self, file: str, notes: Notes) -> tuple[Record, ...] | None:
        """Return the rows of a table, its header first; note cells that cannot be told."""
        if file not in self.parts:
            notes.add(
                file,
                expected=phrase("a sheet called {sheet}", sheet=file.removesuffix(".csv")),
                hint=phrase("`repli new NAME --xlsx` writes a workbook with every sheet."),
            )
            return None
        parts = self.parts[file]
        names = list(dict.fromkeys(name for part in parts for name in part.names))
        found: list[Record] = [Record(parts[0].header_row, tuple(names))]
        for place, part in enumerate(parts):
            shift = place * _SHEET_ROWS
            for row, column, what, expected, hint in part.doubts:
                notes.add(file, row=row + shift, column=column, found=what, expected=expected, hint=hint)
            found += (Record(record.row + shift, _ordered(record.cells, part.names, names)) for record in part.records)
        return tuple(found)

    def text(self, file: str, notes: Notes) -> str | None:
        """Return the text of operation.toml."""
        if self.operation is None or file != FILE:
            notes.add(
                file,
                expected=phrase("a sheet called {sheet}", sheet="operation"),
                hint=phrase("`repli new NAME --xlsx` writes a workbook with every sheet."),
            )
            return None
        return self.operation.text

    def where(self, file: str, row: int) -> str:
        """Return the sheet and the row of a row of a table, as ``items!12``."""
        place, number = divmod(row, _SHEET_ROWS)
        return f"{self.parts[file][place].sheet}!{number}"

    def retold(self, problem: Problem) -> Problem:
        """Return a problem by its sheet and cell."""
        if problem.file == FILE:
            return self._retold_operation(problem)
        parts = self.parts.get(problem.file)
        if parts is None:
            sheet = next((one for one in self.planned if f"{one.grid.name}.csv" == problem.file), None)
            where = None if sheet is None else f"{sheet.grid.name}!A1"
            return replace(problem, file=self.name, cell=where, column=problem.column or problem.file)
        if problem.row is None:
            return replace(problem, file=self.name, cell=f"{parts[0].sheet}!A{parts[0].header_row}")
        place, row = divmod(problem.row, _SHEET_ROWS)
        part = parts[min(place, len(parts) - 1)]
        cell = part.cell(row, problem.column or "")
        found, expected, hint = problem.found, problem.expected, self._rows_said(problem.hint, parts)
        if doubt := part.doubt_at.get((row, problem.column or "")):
            found, expected, hint = doubt
        return replace(
            problem, file=self.name, row=row, cell=f"{part.sheet}!{cell}", found=found, expected=expected, hint=hint
        )

    def _retold_operation(self, problem: Problem) -> Problem:
        if self.operation is None:
            return replace(problem, file=self.name, column=problem.column or "operation")
        row = self.operation.rows.get(problem.row or 0)
        sheet = next(one.grid.name for one in self.planned if one.file == FILE)
        where = address((row or 1) - 1, self.operation.value_column)
        return replace(problem, file=self.name, row=row, cell=f"{sheet}!{where}")

    @staticmethod
    def _rows_said(hint: Phrase, parts: tuple[Rows, ...]) -> Phrase:
        """Return a hint in which a row of a second sheet is said as the row of that sheet."""
        values = dict(hint.values)
        row = values.get("row")
        if isinstance(row, int) and row >= _SHEET_ROWS:
            place, values["row"] = divmod(row, _SHEET_ROWS)
            values["row"] = f"{parts[place].sheet}!{values['row']}"
        return Phrase(hint.text, tuple(values.items()))


def _ordered(cells: tuple[str, ...], names: tuple[str, ...], wanted: list[str]) -> tuple[str, ...]:
    """Return the cells of a row in the order of all columns of its table; a column of another sheet is empty."""
    if len(names) == len(wanted):
        return cells
    held = dict(zip(names, cells, strict=True))
    return tuple(held.get(name, "") for name in wanted)


def open_book(path: Path) -> BookSource:
    """Return a workbook, read by its mapping if one lies beside it; raise UsageError or InputError."""
    beside = mapping_path(path)
    known: Mapping[str, SheetMap] = {}
    if beside.is_file():
        known = read_mapping(beside.read_text("utf-8"), beside.name)
    return book_of(read_book(path.read_bytes()), path.name, known)


def book_of(grids: tuple[Grid, ...], name: str, known: Mapping[str, SheetMap]) -> BookSource:
    """Return the grids of a workbook as a source; ``known`` is what a person said of its sheets."""
    _note_unknown_sheets(grids, name, known)
    planned = plan_of_sheets(grids, known)
    parts: dict[str, tuple[Rows, ...]] = {}
    operation: OperationSheet | None = None
    for sheet in planned:
        if sheet.file == FILE:
            operation = operation or operation_toml_of(sheet.grid)
        elif sheet.file:
            parts[sheet.file] = (*parts.get(sheet.file, ()), rows_of(sheet))
    return BookSource(name=name, planned=planned, parts=parts, operation=operation)


def _note_unknown_sheets(grids: tuple[Grid, ...], name: str, known: Mapping[str, SheetMap]) -> None:
    """Refuse a mapping that speaks of sheets which are not there."""
    sheets = {grid.name for grid in grids}
    problems = tuple(_unknown(name, sheet, sheets) for sheet in known if sheet not in sheets)
    if problems:
        raise InputError(problems)


def _unknown(name: str, sheet: str, sheets: set[str]) -> Problem:
    return Problem(
        file=str(mapping_path(Path(name))),
        column=sheet,
        found=sheet,
        expected=phrase("one of: {values}", values=", ".join(sorted(sheets))),
        hint=phrase("The mapping goes by the names of the sheets."),
    )
