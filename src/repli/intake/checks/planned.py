"""What is read but not planned with yet is refused by name where it is used: a plan that ignores it is no plan."""

from repli.intake import not_yet
from repli.intake.draft import Draft
from repli.intake.problems import Notes

__all__ = ["check_planned"]

_NOTHING = ("", "0")


def check_planned(draft: Draft, notes: Notes) -> None:
    """Note every cell and every table that `not_yet` lists as read only."""
    for table in draft.tables():
        if table.file in not_yet.UNPLANNED_FILES and table.lines:
            notes.add(table.file, found=table.file, expected=not_yet.EXPECTED, hint=not_yet.HINT)
        for (file, name), values in not_yet.UNPLANNED.items():
            if file == table.file:
                for line in table.lines:
                    cell = line.cells.get(name, "")
                    if cell in values or (not values and cell not in _NOTHING):
                        table.note(notes, line.row, name, not_yet.EXPECTED, not_yet.HINT)
