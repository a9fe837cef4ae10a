"""`repli report FOLDER --log LOG --keys FILE --out DIR`: communiqués, restricted page and public page from a log."""

from pathlib import Path
from typing import Annotated

import typer

from repli import commission
from repli.cli.console import guarded, out, out_json, say
from repli.cli.options import AsJson, Folder
from repli.errors import phrase

__all__ = ["HELP", "report"]

HELP = phrase("Write the communiqués (PDF, fr and en) and the public page of a log.")

_speak = say()
_Log = Annotated[Path, typer.Option("--log", help=_speak(phrase("Directory of the log.")))]
_Keys = Annotated[Path, typer.Option("--keys", help=_speak(phrase("Key file: the keys that represent the parties.")))]
_Target = Annotated[Path, typer.Option("--out", help=_speak(phrase("Folder for everything that is written.")))]


def report(folder: Folder, log: _Log, keys: _Keys, out_folder: _Target, as_json: AsJson = False) -> None:
    """Write what may be published; the restricted page comes from `repli demo`, which also has a plan."""
    with guarded(as_json=as_json):
        case, contents = commission.load_case(folder), commission.log_contents(log)
        files = {f"communique_{name}.pdf": pdf for name, pdf in commission.communiques(case, contents, keys).items()}
        files["public.html"] = commission.public_html(case, contents, keys).encode()
        for name, data in files.items():
            commission.write_file(out_folder / name, data)
        if as_json:
            out_json({"written": sorted(str(out_folder / name) for name in files)})
        else:
            out(_speak(phrase("Written: {path}", path=", ".join(sorted(str(out_folder / name) for name in files)))))
