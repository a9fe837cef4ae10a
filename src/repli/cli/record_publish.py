"""`repli record publish LOG --operation FOLDER`: propose the next communiqué, its figures and its two texts."""

import secrets
import time
from pathlib import Path
from typing import Annotated

import typer

from repli import commission
from repli.cli.at_office import at_office
from repli.cli.console import out, say
from repli.cli.day_options import Now, PostFolder, second_of_option
from repli.cli.day_words import proposed_lines
from repli.commission import Office
from repli.errors import phrase

__all__ = ["HELP", "publish"]

HELP = phrase("Propose the next communiqué: the figures that follow from the log, and their text in both languages.")

_speak = say()
_Operation = Annotated[
    Path, typer.Option("--operation", help=_speak(phrase("The operation: it says which figures are told, and how.")))
]


@at_office
def publish(office: Office, *, operation: _Operation, post: PostFolder = None, now: Now = None) -> None:
    """Propose a publication."""
    proposed, news = commission.publish(
        office,
        operation,
        post=post,
        second=second_of_option(now, time.time()),
        entropy=secrets.token_bytes,
    )
    for line in proposed_lines(proposed.event_hash, news):
        out(line)
