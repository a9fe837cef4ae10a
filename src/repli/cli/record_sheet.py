"""`repli record sheet LOG FILE`: a count sheet that was filled with a pen, entered when there is power again."""

import secrets
import time
from pathlib import Path
from typing import Annotated

import typer

from repli import commission
from repli.cli.at_office import at_office
from repli.cli.console import out, say
from repli.cli.day_options import Device, Now, PostFolder, RosterFile, second_of_option
from repli.cli.day_words import entered_lines
from repli.commission import Office
from repli.errors import phrase

__all__ = ["HELP", "sheet"]

HELP = phrase("Enter a count sheet: the own count, the departure and the arrival, as far as its boxes are filled.")

_speak = say()
_Sheet = Annotated[
    Path,
    typer.Argument(metavar="FILE", help=_speak(phrase("The sheet, as `repli paper count-sheet` wrote it, filled."))),
]


@at_office
def sheet(
    office: Office,
    file: _Sheet,
    *,
    device: Device = "",
    roster: RosterFile = None,
    post: PostFolder = None,
    now: Now = None,
) -> None:
    """Enter a count sheet."""
    del device  # it is in the office
    entered, news = commission.enter_sheet(
        office,
        file,
        post=post,
        roster=roster,
        second=second_of_option(now, time.time()),
        entropy=secrets.token_bytes,
    )
    for line in entered_lines(entered, news):
        out(line)
