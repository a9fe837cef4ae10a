"""A copy of a workbook in which every problem stands as a note at its cell, framed and coloured, and in a list.

The copy has the values of the cells, days and merged cells as they are; formulas are their values, and the look of the
original does not travel. The original is never touched.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from repli.errors import Problem, phrase
from repli.language import Speaker
from repli.spreadsheet import Grid, Mark, Sheet, Value, Written, place_of, write_book

__all__ = ["noted_copy"]

_LIST = "_errors"


def noted_copy(grids: Sequence[Grid], problems: Sequence[Problem], speak: Speaker) -> bytes:
    """Return the workbook with the problems as notes, and a first sheet that lists them."""
    at: dict[str, dict[tuple[int, int], list[str]]] = defaultdict(lambda: defaultdict(list))
    for problem in problems:
        sheet, _, cell = (problem.cell or "").rpartition("!")
        if sheet:
            at[sheet][place_of(cell)].append(_sentence(problem, speak))
    return write_book([_list(problems, speak), *(_copy(grid, at.get(grid.name, {})) for grid in _kept(grids))])


def _kept(grids: Sequence[Grid]) -> list[Grid]:
    """Return the sheets but for the list of an earlier copy."""
    return [grid for grid in grids if grid.name != _LIST]


def _sentence(problem: Problem, speak: Speaker) -> str:
    parts = [speak(problem.expected), f"«{problem.found}»" if problem.found else "", speak(problem.hint)]
    return "\n".join(part for part in parts if part)


def _list(problems: Sequence[Problem], speak: Speaker) -> Sheet:
    header = (phrase("place"), phrase("column"), phrase("found"), phrase("expected"), phrase("hint"))
    rows = (
        (one.cell or one.file, one.column or "", one.found, speak(one.expected), speak(one.hint)) for one in problems
    )
    return Sheet(
        name=_LIST, rows=(tuple(speak(word) for word in header), *rows), widths={0: 22, 1: 20, 2: 24, 3: 50, 4: 60}
    )


def _copy(grid: Grid, notes: dict[tuple[int, int], list[str]]) -> Sheet:
    rows = [[_written(cell, grid.faults.get((y, x))) for x, cell in enumerate(row)] for y, row in enumerate(grid.rows)]
    for y, x in notes:  # a note may stand beyond the last cell
        rows += [[] for _ in range(y + 1 - len(rows))]
        rows[y] += [None] * (x + 1 - len(rows[y]))
    marks: dict[tuple[int, int], Mark] = dict.fromkeys(notes, "wrong")
    return Sheet(
        name=grid.name,
        rows=tuple(map(tuple, rows)),
        head_rows=0,
        notes={place: "\n\n".join(texts) for place, texts in notes.items()},
        marks=marks,
        merged=tuple((first, last) for first, last in grid.merged if not _holds_a_note(first, last, notes)),
    )


def _holds_a_note(first: tuple[int, int], last: tuple[int, int], notes: dict[tuple[int, int], list[str]]) -> bool:
    return any(first[0] <= y <= last[0] and first[1] <= x <= last[1] for y, x in notes)


def _written(value: Value, fault: str | None) -> Written:
    """Return a value as it is written again; a failed formula as its error."""
    if fault is not None:
        return fault
    if isinstance(value, timedelta) and value < timedelta(0):
        return str(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value
