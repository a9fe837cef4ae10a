"""`repli replay FOLDER --out DIR`: a case's reconstructed history, signed event by event into a new log."""

from pathlib import Path
from typing import Annotated

import typer

from repli import commission
from repli.cli.answers import figures_as_json
from repli.cli.console import guarded, out, out_json, say
from repli.cli.options import AsJson, Folder
from repli.cli.words import figures_sentence
from repli.errors import phrase

__all__ = ["HELP", "replay"]

HELP = phrase("Replay a case's reconstructed history into a new joint log, with demonstration keys.")

_speak = say()
_Target = Annotated[Path, typer.Option("--out", help=_speak(phrase("New folder for log, key file and verify.py.")))]


def replay(folder: Folder, out_folder: _Target, as_json: AsJson = False) -> None:
    """Write ``OUT/log``, ``OUT/keys.txt``, ``OUT/verify.py`` and the force's private roster."""
    with guarded(as_json=as_json):
        case = commission.load_case(folder)
        replayed = commission.replay(case, out_folder)
        if as_json:
            out_json(figures_as_json(replayed.figures))
        else:
            out(figures_sentence(replayed.figures))
            out(_speak(phrase("Written: {path}", path=str(out_folder))))
