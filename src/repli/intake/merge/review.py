"""The changes of a list as a workbook: added and changed in yellow, removed struck out, a column to say yes in.

Read back, it gives the names of the changes that were marked.
"""

from repli.errors import UsageError, phrase
from repli.intake.book.plainly import plainly
from repli.intake.book.vocabulary import value_called
from repli.intake.merge.difference import Change, Difference
from repli.intake.tables.force import ItemRow
from repli.language import Speaker
from repli.spreadsheet import Grid, Mark, Sheet, read_book, write_book

__all__ = ["marked", "review_book"]

_SHEET = "changes"
_FIRST = ("accept", "name", "change", "by", "row")


def review_book(difference: Difference, speak: Speaker) -> bytes:
    """Return the workbook."""
    words = {
        "added": speak(phrase("added")),
        "changed": speak(phrase("changed")),
        "removed": speak(phrase("removed")),
    }
    notes: dict[tuple[int, int], str] = {}
    marks: dict[tuple[int, int], Mark] = {}
    rows = []
    for number, change in enumerate(difference.changes, start=1):
        shown = change.new or change.old
        by = phrase("identifier") if change.by_name else phrase("likeness")
        how = speak(by) if change.kind == "changed" else ""
        rows.append(("", change.name, words[change.kind], how, change.where, *_cells(difference, shown)))
        for place, column in enumerate(difference.header, start=len(_FIRST)):
            mark = _mark(change, column)
            if mark:
                marks[number, place] = mark
            if change.kind == "changed" and column in change.columns:
                notes[number, place] = speak(phrase("was: {value}", value=change.old.get(column, "")))
    header = (*_FIRST, *difference.header)
    return write_book(
        [
            Sheet(
                name=_SHEET,
                rows=(header, *rows),
                notes={(0, 0): speak(phrase("Write yes where the change is accepted.")), **notes},
                marks=marks,
                choices={0: ("yes", "no")},
                widths={0: 10, 1: 18, 2: 12, 3: 12, 4: 14},
            )
        ]
    )


def _cells(difference: Difference, cells: object) -> tuple[str, ...]:
    held = cells if isinstance(cells, dict) else {}
    return tuple(held.get(name, "") for name in difference.header)


def _mark(change: Change, column: str) -> Mark | None:
    if change.kind == "changed":
        return "changed" if column in change.columns else None
    return "added" if change.kind == "added" else "removed"


def marked(data: bytes) -> tuple[str, ...]:
    """Return the names of the changes that are marked with yes; raise UsageError for another workbook."""
    grid = next((one for one in read_book(data) if one.name == _SHEET), None)
    if grid is None or not grid.rows or grid.rows[0][: len(_FIRST)] != _FIRST:
        raise UsageError(
            phrase("This workbook is no review of changes."), phrase("`repli merge --review FILE` writes one.")
        )
    return tuple(_names(grid))


def _names(grid: Grid) -> list[str]:
    return [str(row[1]) for row in grid.rows[1:] if _is_yes(row[0])]


def _is_yes(value: object) -> bool:
    if isinstance(value, bool):
        return value
    text = f"{value:g}" if isinstance(value, float) else plainly(str(value))
    return value_called(ItemRow, "yes_no", text) == "yes"
