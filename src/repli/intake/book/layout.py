"""Where a table stands on a sheet: the row of its headers (or two rows, or a row of units below), and its columns.

Titles above, blank rows and columns, any order of columns and words of both languages are passed over or understood;
the row that names most columns is the header.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from repli.intake.book.plainly import name_and_unit, plainly
from repli.intake.book.quantities import is_unit
from repli.intake.book.vocabulary import column_called
from repli.intake.csv_text import tidy
from repli.intake.row import Row
from repli.spreadsheet import Grid, Value

__all__ = ["Header", "Layout", "filled_down", "layout_of"]

_SEARCHED_ROWS = 40
_FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What stands above one column: its text, the column of the table that it means (None: not known), the unit."""

    text: str
    column: str | None
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Rows count from 0: ``header_row`` is the last row of the header, the data start below. Headers go by place."""

    header_row: int
    headers: Mapping[int, Header]

    @property
    def score(self) -> tuple[int, int]:
        """How many columns are understood, and how many units stand beside them."""
        known = [one for one in self.headers.values() if one.column]
        return len(known), sum(bool(one.unit) for one in known)


def layout_of(
    grid: Grid, model: type[Row], *, header_row: int | None = None, known: Mapping[str, str] | None = None
) -> Layout | None:
    """Return the best layout of a table on a sheet; None where no row names two columns.

    ``known`` are headers by their text, and the columns that a person said they mean (empty: not read).
    """
    rows = range(min(len(grid.rows), _SEARCHED_ROWS)) if header_row is None else [header_row]
    best: Layout | None = None
    for row in rows:
        for depth in (1, 2):
            found = _layout_at(grid, model, row, depth, known or {})
            if found and (best is None or found.score > best.score):
                best = found
    return best


def _layout_at(grid: Grid, model: type[Row], row: int, depth: int, known: Mapping[str, str]) -> Layout | None:
    if row < depth - 1 or row >= len(grid.rows):
        return None
    above = _spread(grid, row - 1) if depth > 1 else ()
    headers: dict[int, Header] = {}
    taken: set[str] = set()
    for place, cell in enumerate(grid.rows[row]):
        header = _header(_text(cell), _text(above[place]) if place < len(above) else "", model, known)
        if header.column in taken:
            header = Header(text=header.text, column=None, unit=header.unit)
        if header.text:
            headers[place] = header
            taken |= {header.column} if header.column else set()
    fewest = 1 if known else _FEWEST
    return Layout(header_row=row, headers=headers) if len(taken) >= fewest else None


def _header(own: str, above: str, model: type[Row], known: Mapping[str, str]) -> Header:
    """Return what a header means: alone, under the one above it, or as the unit of the one above it."""
    if above and (not own or is_unit(plainly(own))):
        candidates = [(above, plainly(own))] if own else [(above, "")]
    else:
        candidates = [(own, ""), *([(f"{above} {own}", "")] if above else [])]
    for text, unit in candidates:
        if text in known:
            return Header(text=text, column=known[text] or None, unit=unit or name_and_unit(text)[1])
        column, beside = _meaning(text, model)
        if column:
            return Header(text=text, column=column, unit=unit or beside)
    return Header(text=candidates[0][0], column=None, unit=candidates[0][1])


def _meaning(text: str, model: type[Row]) -> tuple[str | None, str]:
    name, unit = name_and_unit(text)
    whole = column_called(model, plainly(text))
    return (
        (whole, unit if whole and column_called(model, name) == whole else "")
        if whole
        else (
            column_called(model, name),
            unit,
        )
    )


def _text(value: Value) -> str:
    return " ".join(tidy(value).split()) if isinstance(value, str) else ""


def _spread(grid: Grid, row: int) -> Sequence[Value]:
    """Return a row with the text of cells merged across repeated over all of them."""
    cells = list(grid.rows[row])
    for (first, left), (last, right) in grid.merged:
        if first <= row <= last:
            value = grid.rows[first][left]
            cells[left : right + 1] = [value] * (right + 1 - left)
    return cells


def filled_down(grid: Grid, first_row: int) -> dict[int, dict[int, Value]]:
    """Return row -> column -> value for the cells merged downwards from ``first_row`` on: each has the value of all."""
    found: dict[int, dict[int, Value]] = {}
    for (top, left), (bottom, _right) in grid.merged:
        if top >= first_row and bottom > top:
            for row in range(top, bottom + 1):
                found.setdefault(row, {})[left] = grid.rows[top][left]
    return found
