"""`repli roster open|check|erase`: one line of the private roster, shown to an inspector or gone for good."""

from pathlib import Path
from typing import Annotated

import typer

from repli import commission
from repli.cli.console import guarded, out, out_json, say
from repli.commission import write_file
from repli.errors import phrase
from repli.ledger.files import shown

__all__ = ["HELP", "app"]

HELP = phrase("Open or erase one line of the private roster.")

_speak = say()
app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

_Roster = Annotated[
    Path, typer.Argument(metavar="ROSTER", help=_speak(phrase("The private roster of the force (roster.json).")))
]
_Log = Annotated[Path, typer.Argument(metavar="LOG", help=_speak(phrase("Directory of the log.")))]
_Scope = Annotated[str, typer.Option("--scope", help=_speak(phrase("people or items.")))]
_Slot = Annotated[int, typer.Option("--slot", min=0, help=_speak(phrase("Slot of the log, from 0.")))]
_Keys = Annotated[
    str | None,
    typer.Option("--keys", help=_speak(phrase("Key file, or fingerprints with commas: the keys that you trust."))),
]


@app.command("open", help=_speak(phrase("Write the file that shows one line to an inspector, with its proof.")))
def open_line(
    log: _Log,
    roster: _Roster,
    slot: _Slot,
    to: Annotated[Path, typer.Option("--out", help=_speak(phrase("File to write.")))],
    scope: _Scope = "people",
) -> None:
    """Open one line."""
    with guarded(as_json=False):
        data = commission.open_roster_line(log, roster, scope=scope, slot=slot)
        write_file(to, data)
        out(_speak(phrase("Written: {path} ({count} bytes)", path=shown(to), count=len(data))))


@app.command("check", help=_speak(phrase("Is the line that was shown the one in that slot of the log?")))
def check(
    log: _Log,
    opened: Annotated[Path, typer.Argument(metavar="FILE", help=_speak(phrase("The opened line.")))],
    keys: _Keys = None,
) -> None:
    """Check an opened line, and say what it says."""
    with guarded(as_json=False):
        line = commission.check_opened(log, opened, keys)
        out_json({"content": line.content, "scope": line.scope, "slot": line.slot})


@app.command("erase", help=_speak(phrase("Erase one line for good: what the log holds of it tells nothing then.")))
def erase(roster: _Roster, slot: _Slot, scope: _Scope = "people") -> None:
    """Erase one line."""
    with guarded(as_json=False):
        commission.erase_roster_line(roster, scope=scope, slot=slot)
        out(_speak(phrase("Slot {slot} of {scope} is erased.", slot=slot, scope=phrase(scope))))
