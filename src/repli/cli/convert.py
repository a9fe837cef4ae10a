"""`repli convert FROM TO`: an operation folder into a workbook, or the other way, without loss."""

from pathlib import Path
from typing import Annotated

import typer

from repli import commission
from repli.cli.console import guarded, out, out_json, say
from repli.cli.options import AsJson
from repli.errors import phrase
from repli.language import language_of_environment

__all__ = ["HELP", "convert"]

HELP = phrase(
    "Write an operation in its other form: a folder as a workbook (.xlsx), a workbook as a folder; "
    "a time-phased force list as lists of people and items, to be merged."
)

_speak = say()
_From = Annotated[Path, typer.Argument(metavar="FROM", help=_speak(phrase("Operation folder or workbook.")))]
_To = Annotated[
    Path, typer.Argument(metavar="TO", help=_speak(phrase("New workbook (by the ending .xlsx) or new folder.")))
]


def convert(start: _From, target: _To, as_json: AsJson = False) -> None:
    """Convert; nothing that is there is overwritten."""
    with guarded(as_json=as_json):
        commission.convert(start, target, language=language_of_environment())
        if as_json:
            out_json({"written": str(target)})
        else:
            out(_speak(phrase("Written: {path}", path=str(target))))
