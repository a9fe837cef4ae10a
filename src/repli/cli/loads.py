"""`repli loads PLAN --operation FOLDER --out DIR`: the load sheet of every movement, printed, with its pictures."""

from pathlib import Path
from typing import Annotated

import typer

from repli import commission
from repli.cli.console import guarded, out, out_json, say
from repli.cli.options import AsJson, PlanFile
from repli.errors import phrase

__all__ = ["HELP", "loads"]

HELP = phrase("Write the load sheets of a plan: PDF, fr and en, and a picture of each floor. Restricted.")

_speak = say()
_Operation = Annotated[
    Path, typer.Option("--operation", help=_speak(phrase("The operation folder that the plan was made from.")))
]
_Target = Annotated[Path, typer.Option("--out", help=_speak(phrase("Folder for everything that is written.")))]
_Movement = Annotated[str | None, typer.Option("--movement", help=_speak(phrase("Only this movement, such as R012.")))]


def loads(
    plan_file: PlanFile, operation: _Operation, out_folder: _Target, movement: _Movement = None, as_json: AsJson = False
) -> None:
    """Write one PDF a language with all sheets, or with one, and the pictures of the floors as SVG."""
    with guarded(as_json=as_json):
        case, plan = commission.load_plan(plan_file, operation)
        files = commission.load_files(case, plan, movement)
        for name, data in files.items():
            commission.write_file(out_folder / name, data)
        written = sorted(str(out_folder / name) for name in files)
        printed = [name for name in written if name.endswith(".pdf")]
        if as_json:
            out_json({"written": written})
        else:
            out(_speak(phrase("Written: {path}", path=", ".join(printed))))
            pictures = len(written) - len(printed)
            folder = str(out_folder / "pictures")
            out(_speak(phrase("{count} pictures of floors in {folder}", count=pictures, folder=folder)))
