"""`repli new NAME`: a new operation to start from, as a folder or as a guided workbook."""

from pathlib import Path
from typing import Annotated

import typer

from repli import commission
from repli.cli.console import guarded, out, out_json, say
from repli.cli.options import AsJson
from repli.errors import phrase
from repli.language import language_of_environment

__all__ = ["HELP", "new"]

HELP = phrase("Write a new operation to start from: a folder of tables, or a guided workbook, with example rows.")

_speak = say()
_Name = Annotated[
    Path, typer.Argument(metavar="NAME", help=_speak(phrase("New folder; with the ending .xlsx, a new workbook.")))
]
_Xlsx = Annotated[bool, typer.Option("--xlsx", help=_speak(phrase("Write a workbook: NAME.xlsx.")))]


def new(name: _Name, xlsx: _Xlsx = False, as_json: AsJson = False) -> None:
    """Write the examples; nothing that is there is overwritten."""
    with guarded(as_json=as_json):
        target = name if not xlsx or commission.is_book(name) else name.with_name(f"{name.name}.xlsx")
        commission.new_operation(target, language=language_of_environment())
        if as_json:
            out_json({"written": str(target)})
        else:
            out(_speak(phrase("Written: {path}", path=str(target))))
            out(_speak(phrase("Replace the example rows, then: repli check {path}", path=str(target))))
