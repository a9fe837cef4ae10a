"""Which sheet is which table: by the mapping, else by the sheet's name, else by what its headers say.

A sheet whose name starts with "_" is a person's own (guides, lists, scratch); an empty one says nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from repli.intake.book.layout import Layout, layout_of
from repli.intake.book.mapping import SheetMap
from repli.intake.book.operation_sheet import SHEET
from repli.intake.book.plainly import plainly
from repli.intake.book.vocabulary import LISTS, model_of_sheet
from repli.intake.row import Row
from repli.intake.tables.force import ItemRow, PeopleRow
from repli.intake.tables.force_list import ForceLineRow
from repli.intake.tables.operation_toml import FILE
from repli.spreadsheet import Grid

__all__ = ["PlannedSheet", "plan_of_sheets"]

_OWN = "_"
_FEWEST_BY_HEADERS, _FEWEST_OF_A_LIST = 4, 2
_BARE = frozenset({PeopleRow.FILE, ItemRow.FILE, ForceLineRow.FILE})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSheet:
    """A sheet, the file that it stands for ("" = left out), what was said of it, and where its table stands."""

    grid: Grid
    file: str
    said: SheetMap
    layout: Layout | None
    unknown: bool = False

    @property
    def model(self) -> type[Row] | None:
        """The model of its rows."""
        return LISTS.get(self.file)


def plan_of_sheets(grids: tuple[Grid, ...], known: Mapping[str, SheetMap]) -> tuple[PlannedSheet, ...]:
    """Return what each sheet is, in their order."""
    return tuple(_planned(grid, known.get(grid.name, SheetMap())) for grid in grids)


def _planned(grid: Grid, said: SheetMap) -> PlannedSheet:
    if said.table is not None:
        return _as_file(grid, said.table, said)
    if grid.name.startswith(_OWN) or not any(cell != "" for row in grid.rows for cell in row):
        return _as_file(grid, "", said)
    if plainly(grid.name) == SHEET:
        return _as_file(grid, FILE, said)
    model = model_of_sheet(grid.name) or _by_headers(grid)
    if model is None:
        return PlannedSheet(grid=grid, file="", said=said, layout=None, unknown=True)
    return _as_file(grid, model.FILE, said)


def _as_file(grid: Grid, file: str, said: SheetMap) -> PlannedSheet:
    model = LISTS.get(file)
    row = None if said.header_row is None else said.header_row - 1
    layout = None if model is None else layout_of(grid, model, header_row=row, known=said.columns)
    return PlannedSheet(grid=grid, file=file, said=said, layout=layout)


def _by_headers(grid: Grid) -> type[Row] | None:
    """Return the table whose columns a sheet names best, if it names enough of them and no other does as well.

    Two columns are enough for the lists that planners keep bare: of people, of items, of forces.
    """
    scores: list[tuple[int, str]] = []
    for file, model in LISTS.items():
        layout = layout_of(grid, model)
        fewest = _FEWEST_OF_A_LIST if file in _BARE else _FEWEST_BY_HEADERS
        if layout is not None and layout.score[0] >= fewest:
            scores.append((2 * layout.score[0] - len(layout.headers), file))
    scores.sort(reverse=True)
    if not scores or (len(scores) > 1 and scores[0][0] == scores[1][0]):
        return None
    return LISTS[scores[0][1]]
