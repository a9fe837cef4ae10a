"""`repli status LOG`: where the withdrawal stands, in one screen. Reads only; needs no keys and no network.

It looks at the log and at nothing else, so it starts without the rooms that plan and print.
"""

import time
from typing import Annotated

import typer

from repli import execution
from repli.cli.console import guarded, out, out_json, say
from repli.cli.day_options import LogFolder, Now, second_of_option
from repli.cli.options import AsJson
from repli.cli.status_words import overview_as_json, overview_lines
from repli.errors import phrase

__all__ = ["HELP", "status"]

HELP = phrase("Show where the withdrawal stands: figures with grade and scope, balance, sites, movements, disputes.")

_speak = say()
_At = Annotated[
    str | None, typer.Option("--at", help=_speak(phrase("Position: a number of events, or a time. Default: the last.")))
]


def status(log: LogFolder, *, at: _At = None, now: Now = None, as_json: AsJson = False) -> None:
    """Show where the withdrawal stands."""
    with guarded(as_json=as_json):
        found = execution.overview(execution.copy_at(log), second=second_of_option(now, time.time()), at=at)
        if as_json:
            out_json(overview_as_json(found))
            return
        for line in overview_lines(found):
            out(line)
