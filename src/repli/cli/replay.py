"""`repli replay FOLDER --out DIR`: a case's reconstructed history, signed event by event into a new log.

With ``--until DAY`` it goes on to the end of another day than that of the first published figure, and says what was
published beside what the log says at the end of that day. The page and the tables of it are written either way.
"""

from pathlib import Path
from typing import Annotated

import typer

from repli import commission
from repli.cli.answers import figures_as_json
from repli.cli.console import guarded, out, out_json, say
from repli.cli.options import AsJson, Folder
from repli.cli.period_words import checks_as_json, period_lines, positions_as_json
from repli.cli.words import figures_sentence
from repli.errors import phrase

__all__ = ["HELP", "replay"]

HELP = phrase("Replay a case's reconstructed history into a new joint log, with demonstration keys.")

_speak = say()
_Target = Annotated[Path, typer.Option("--out", help=_speak(phrase("New folder for log, key file and verify.py.")))]
_Until = Annotated[
    str | None,
    typer.Option(
        help=_speak(phrase("Last day to replay (local, e.g. 2024-09-15). Default: the first day with a public figure."))
    ),
]


def replay(folder: Folder, out_folder: _Target, until: _Until = None, as_json: AsJson = False) -> None:
    """Write ``OUT/log``, ``OUT/keys.txt``, ``OUT/verify.py``, the force's private roster, a page and three tables."""
    with guarded(as_json=as_json):
        case = commission.load_case(folder)
        period = commission.replay_period(case, out_folder, until=until)
        if as_json:
            out_json(
                {
                    **figures_as_json(period.replayed.figures),
                    "claims": checks_as_json(period.checks),
                    "sites": positions_as_json(period.positions[-1]),
                }
            )
            return
        out(figures_sentence(period.replayed.figures))
        for line in period_lines(period) if until is not None else ():
            out(line)
        out(_speak(phrase("Written: {path}", path=str(out_folder))))
