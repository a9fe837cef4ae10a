"""`repli export OPERATION`: files that other tools open: of a plan (restricted), or of a log's public figures."""

from pathlib import Path
from typing import Annotated

import typer

from repli import commission
from repli.cli.console import guarded, out, out_json, say
from repli.cli.options import AsJson, Folder
from repli.errors import UsageError, phrase
from repli.language import language_of_environment

__all__ = ["HELP", "export"]

HELP = phrase(
    "Write files that other tools open. Of a plan (restricted): XLSX, CSV, iCalendar per role, GeoJSON, force list. "
    "Of a log (public): its figures as a data package."
)

_speak = say()
_Plan = Annotated[Path | None, typer.Option("--plan", help=_speak(phrase("Plan file or plan workbook.")))]
_Log = Annotated[Path | None, typer.Option("--log", help=_speak(phrase("Directory of the log.")))]
_Keys = Annotated[
    Path | None, typer.Option("--keys", help=_speak(phrase("Key file: the keys that represent the parties.")))
]
_Target = Annotated[Path, typer.Option("--out", help=_speak(phrase("Folder for everything that is written.")))]


def export(
    folder: Folder,
    out_folder: _Target,
    *,
    plan: _Plan = None,
    log: _Log = None,
    keys: _Keys = None,
    as_json: AsJson = False,
) -> None:
    """Export a plan or a log; the two never go into one folder, because they are for different readers."""
    with guarded(as_json=as_json):
        language = language_of_environment()
        if plan is not None and log is None and keys is None:
            case, made = commission.load_plan(plan, folder)
            files = commission.export_plan(case, made, language=language)
        elif plan is None and log is not None and keys is not None:
            case = commission.load_case(folder)
            files = commission.export_public(case, commission.log_contents(log), keys, language=language)
        else:
            raise UsageError(
                phrase("A plan is for the parties, a log's figures are for the public: one at a time."),
                phrase("Name --plan, or --log with --keys."),
            )
        for name, data in files.items():
            commission.write_file(out_folder / name, data)
        if as_json:
            out_json({"written": sorted(str(out_folder / name) for name in files)})
        else:
            out(_speak(phrase("Written: {path}", path=", ".join(sorted(str(out_folder / name) for name in files)))))
