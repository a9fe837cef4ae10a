"""A CSV file against its row model: header, cells, duplicates. What is wrong is noted; what is right is kept.

Rows that fail stay in the table with their text, so that a row that names them is not called dangling as well.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from repli.errors import Phrase, phrase
from repli.intake import not_yet
from repli.intake.csv_text import Record
from repli.intake.parse import CellError
from repli.intake.problems import Notes
from repli.intake.row import Row, columns_of, key_of, optional_columns_of
from repli.intake.sources import Source

__all__ = ["Line", "RowT", "Table", "has_width", "nearest", "read_table", "wrong_cell"]

RowT = TypeVar("RowT", bound=Row)


@dataclass(frozen=True, slots=True)
class Line(Generic[RowT]):
    """One row: its line number, its text by column, and its values if every cell could be read."""

    row: int
    cells: Mapping[str, str]
    values: RowT | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Generic[RowT]):
    """A table as far as it could be read. ``whole``: no row of the file is missing; ``sound``: every row has values."""

    model: type[RowT]
    lines: tuple[Line[RowT], ...]
    whole: bool
    sound: bool

    @property
    def file(self) -> str:
        """The name of the file."""
        return self.model.FILE

    def good(self) -> Iterator[tuple[int, RowT]]:
        """Rows that could be read, with their line numbers."""
        return ((line.row, line.values) for line in self.lines if line.values is not None)

    def note(self, notes: Notes, row: int, name: str, expected: Phrase, hint: Phrase | None = None) -> None:
        """Note what is wrong with a cell of a row; what was found is the text of the cell."""
        notes.add(self.file, row=row, column=name, found=self.cell(row, name), expected=expected, hint=hint)

    def cell(self, row: int, name: str) -> str:
        """Return the text of a cell; rows are in order of their line numbers."""
        place = bisect_left(self.lines, row, key=lambda line: line.row)
        return self.lines[place].cells.get(name, "")

    def ids(self, name: str | None = None) -> frozenset[str]:
        """The texts of a column, by default the first of the key, of all rows."""
        return frozenset(line.cells.get(name or self.model.KEY[0], "") for line in self.lines)


def read_table(source: Source, model: type[RowT], notes: Notes) -> Table[RowT]:
    """Read the file of ``model``; note everything wrong inside it."""
    if model.OPTIONAL and model.FILE not in source.files():
        return Table(model=model, lines=(), whole=True, sound=True)
    records = source.records(model.FILE, notes)
    header = None if records is None else _read_header(records, model, notes)
    if records is None or header is None:
        return Table(model=model, lines=(), whole=False, sound=False)
    kept = [record for record in records[1:] if has_width(record, len(header), model, notes)]
    names = [name if name in columns_of(model) else "" for name in header]
    lines = tuple(_read_line(record, names, model, notes) for record in kept)
    _note_duplicates(lines, model, notes)
    return Table(
        model=model,
        lines=lines,
        whole=len(kept) == len(records) - 1 and set(model.KEY) <= set(header),
        sound=len(kept) == len(records) - 1 and all(line.values is not None for line in lines),
    )


def _read_header(records: tuple[Record, ...], model: type[Row], notes: Notes) -> tuple[str, ...] | None:
    """Return the header if it names at least one column; note what is unknown, missing or there twice."""
    known = columns_of(model)
    header = records[0].cells if records else ()
    if not set(header) & set(known):
        notes.add(
            model.FILE,
            row=1,
            found=", ".join(header),
            expected=phrase("a first line with the columns: {columns}", columns=",".join(known)),
            hint=phrase("Columns are separated by commas, not by semicolons or tabs."),
        )
        return None
    row = records[0].row
    for place, name in enumerate(header):
        if name in header[:place]:
            notes.add(model.FILE, row=row, column=name, found=name, expected=phrase("each column once"))
        elif name not in known:
            _note_unknown_column(name, known, model, row, notes)
    for name in known:
        if name not in header and name not in optional_columns_of(model):
            notes.add(
                model.FILE,
                row=row,
                column=name,
                expected=phrase("the column {column}", column=name),
                hint=phrase("Add the column; a cell may be empty only where the reference page says so."),
            )
    return header


def _note_unknown_column(name: str, known: tuple[str, ...], model: type[Row], row: int, notes: Notes) -> None:
    if name in not_yet.COLUMNS.get(model.FILE, ()):
        notes.add(model.FILE, row=row, column=name, found=name, expected=not_yet.EXPECTED, hint=not_yet.HINT)
    else:
        unknown = phrase("a known column; this is an unknown column")
        notes.add(model.FILE, row=row, column=name, found=name, expected=unknown, hint=nearest(name, known))


def nearest(name: str, known: tuple[str, ...]) -> Phrase:
    """Return the hint that names what ``name`` was probably meant to be."""
    close = get_close_matches(name, known, n=1)
    if close:
        return phrase("Did you mean {name}?", name=close[0])
    return phrase("Known here: {names}.", names=", ".join(known))


def has_width(record: Record, width: int, model: type[Row], notes: Notes) -> bool:
    """Say whether a row has as many cells as the header; note it if not."""
    if len(record.cells) == width:
        return True
    notes.add(
        model.FILE,
        row=record.row,
        found=len(record.cells),
        expected=phrase("{width} cells, as many as the header has", width=width),
        hint=phrase("A text that holds a comma stands in quotation marks."),
    )
    return False


def _read_line(record: Record, names: list[str], model: type[RowT], notes: Notes) -> Line[RowT]:
    """Read one row; ``names`` are the columns, empty where a column is unknown."""
    cells = {name: cell for name, cell in zip(names, record.cells, strict=True) if name}
    _note_no_origin(cells, record.row, model, notes)
    try:
        return Line(record.row, cells, model.model_validate(cells))
    except ValidationError as error:
        for found in error.errors(include_url=False):
            if found["type"] != "missing":  # the header was noted already, once for all rows
                name = str(found["loc"][0])
                expected, hint = wrong_cell(found)
                notes.add(model.FILE, row=record.row, column=name, found=cells[name], expected=expected, hint=hint)
    return Line(record.row, cells, None)


def _note_no_origin(cells: Mapping[str, str], row: int, model: type[Row], notes: Notes) -> None:
    """Note a row that says neither where its values were published nor that they are assumed."""
    if cells.get("source") == "" and cells.get("assumed") == "":
        notes.add(
            model.FILE,
            row=row,
            column="source",
            expected=phrase("a source, or in `assumed` which values are assumed and why"),
            hint=phrase("Every row says where it comes from; this is what makes the plan believable."),
        )


def wrong_cell(error: Any) -> tuple[Phrase, Phrase]:  # noqa: ANN401 - pydantic's ErrorDetails, read as the dict it is
    """Return what was expected and the hint of one of pydantic's errors, in our words."""
    cause = error.get("ctx", {}).get("error")
    if isinstance(cause, CellError):
        return cause.expected, cause.hint
    return phrase("a value that this place can hold"), phrase("Compare with docs/reference/operation-folder.md.")


def _note_duplicates(lines: tuple[Line[RowT], ...], model: type[Row], notes: Notes) -> None:
    if not model.KEY:
        return
    first: dict[tuple[str, ...], int] = {}
    for line in lines:
        key = key_of(model, line.cells)
        if not all(name in line.cells for name in model.KEY):
            return
        if key in first:
            notes.add(
                model.FILE,
                row=line.row,
                column=model.KEY[-1],
                found=" ".join(word for word in key if word),
                expected=phrase("each {columns} once", columns=" + ".join(model.KEY)),
                hint=phrase("Line {row} has the same.", row=first[key]),
            )
        first.setdefault(key, line.row)
