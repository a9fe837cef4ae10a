"""`repli log verify|found|head|fsck|prove|merge|…`: is this what both parties signed, and does it travel?"""

from pathlib import Path
from typing import Annotated

import typer

from repli import commission
from repli.cli import log_files, log_found, log_sign
from repli.cli.answers import verdict_as_json
from repli.cli.console import guarded, out, out_json, say
from repli.cli.options import AsJson
from repli.cli.words import verdict_lines
from repli.errors import phrase

__all__ = ["EXIT_OF_ANSWER", "HELP", "app"]

HELP = phrase("Verify a joint log.")

EXIT_OF_ANSWER = {"yes": 0, "no": 1, "consistent": 3}
"""docs/reference/log-format.md, section 10."""

_speak = say()
app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

_Log = Annotated[
    Path,
    typer.Argument(
        metavar="LOG",
        help=_speak(phrase("Directory of the log; or one file: a packed log, a publication, a contradiction.")),
    ),
]
_Keys = Annotated[
    str | None,
    typer.Option("--keys", help=_speak(phrase("Key file, or fingerprints with commas: the keys that you trust."))),
]
_AsOf = Annotated[
    str | None,
    typer.Option("--as-of", help=_speak(phrase("Your own time, as 2024-06-07T12:00:00Z: who let a delay pass?"))),
]


@app.command("verify", help=_speak(phrase("Exit: 0 yes, 1 no, 3 consistent but no trusted keys were given.")))
def verify(log: _Log, keys: _Keys = None, as_of: _AsOf = None, as_json: AsJson = False) -> None:
    """Verify a log directory, or a file about one, from nothing."""
    with guarded(as_json=as_json):
        verdict = commission.verify(log, keys, as_of)
        if as_json:
            out_json(verdict_as_json(verdict))
        else:
            for line in verdict_lines(verdict):
                out(line)
        if code := EXIT_OF_ANSWER[verdict.answer]:
            raise SystemExit(code)


app.command("found", help=_speak(log_found.HELP))(log_found.found)
log_files.add_to(app)
log_sign.add_to(app)
