"""An end lies after its start: hours of a day, and windows of time."""

from typing import Any

from repli.errors import phrase
from repli.intake.expand.local_time import LocalTime
from repli.intake.parse import When
from repli.intake.problems import Notes
from repli.intake.table import Table

__all__ = ["check_hours", "check_window"]


def check_hours(table: Table[Any], row: int, start: tuple[str, int], end: tuple[str, int], notes: Notes) -> None:
    """Note a closing time that does not lie after the opening time; each is (column, minutes of the day)."""
    if end[1] <= start[1]:
        hint = phrase("Hours over midnight cannot be written; 00:00 to 24:00 means always.")
        table.note(notes, row, end[0], phrase("a time later than {column}", column=start[0]), hint)


def check_window(
    table: Table[Any], row: int, start: tuple[str, When], end: tuple[str, When], *, local: LocalTime, notes: Notes
) -> None:
    """Note a window that ends before it starts; each is (column, cell)."""
    if local.when(end[1]) <= local.when(start[1]):
        hint = phrase("A day means its 00:00 local, so a window of one day ends on the next.")
        table.note(notes, row, end[0], phrase("a time later than {column}", column=start[0]), hint)
