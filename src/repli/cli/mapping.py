"""`repli map BOOK`: how a workbook is read: sheets, columns, units, rows set aside; and the file that corrects it."""

from pathlib import Path
from typing import Annotated

import typer

from repli import commission
from repli.cli.console import guarded, out, out_json, say
from repli.cli.options import AsJson
from repli.errors import UsageError, phrase

__all__ = ["HELP", "show"]

HELP = phrase("Show how a workbook is read: which sheet is which table, which column is what, in which unit.")

_speak = say()
_Book = Annotated[Path, typer.Argument(metavar="BOOK", help=_speak(phrase("Workbook (.xlsx).")))]
_Write = Annotated[
    bool, typer.Option("--write", help=_speak(phrase("Write it beside the workbook, to be corrected and read again.")))
]


def show(book: _Book, write: _Write = False, as_json: AsJson = False) -> None:
    """Print the reading, sheet by sheet."""
    with guarded(as_json=as_json):
        if not book.is_file():
            raise UsageError(phrase("{path} is not a file.", path=str(book)), phrase("Name a workbook (.xlsx)."))
        sheets = commission.shown_reading(book)
        path = commission.remember_reading(book) if write else None
        if as_json:
            shown = {name: [_speak(line) for line in lines] for name, lines in sheets}
            out_json({"sheets": shown, "written": None if path is None else str(path)})
            return
        for name, lines in sheets:
            out(name)
            for line in lines:
                out(f"  {_speak(line)}")
        if path is not None:
            out(_speak(phrase("Written: {path}", path=str(path))))
