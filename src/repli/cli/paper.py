"""`repli paper manifest|count-sheet|minutes|handover … --out DIR`: paper for the day without power. Restricted.

Every paper is written in French and in English; ``--blank`` writes the form with nothing filled in and needs no plan,
no log and no operation.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from repli import commission
from repli.cli.console import guarded, out, out_json, say
from repli.cli.options import AsJson
from repli.commission import Case, Named
from repli.errors import UsageError, phrase
from repli.model import Plan

__all__ = ["HELP", "app"]

HELP = phrase("Print manifest, count sheet, minutes and handover act, or blank forms (PDF, fr and en). Restricted.")

_Given = TypeVar("_Given", str, Path)

_speak = say()
app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

_Target = Annotated[Path, typer.Option("--out", help=_speak(phrase("Folder for everything that is written.")))]
_Blank = Annotated[
    bool, typer.Option("--blank", help=_speak(phrase("The form with nothing filled in: no other option is needed.")))
]
_Operation = Annotated[
    Path | None, typer.Option("--operation", help=_speak(phrase("The operation, a folder of tables or a workbook.")))
]
_Plan = Annotated[Path | None, typer.Option("--plan", help=_speak(phrase("Plan file, as `repli plan` writes it.")))]
_Log = Annotated[
    Path | None, typer.Option("--log", help=_speak(phrase("Directory of the log that the paper is tied to.")))
]
_Movement = Annotated[str, typer.Option("--movement", help=_speak(phrase("One movement of the plan, as R012.")))]
_List = Annotated[
    Path | None, typer.Option("--list", help=_speak(phrase("Private list of the manifest that the log names.")))
]
_Roster = Annotated[
    Path | None, typer.Option("--roster", help=_speak(phrase("Private roster of the force, roster.json: whose slots.")))
]
_Operator = Annotated[str, typer.Option("--operator", help=_speak(phrase("Operator of the aircraft or the convoy.")))]
_Marks = Annotated[str, typer.Option("--marks", help=_speak(phrase("Marks of nationality and registration.")))]
_Flight = Annotated[str, typer.Option("--flight", help=_speak(phrase("Flight number.")))]
_Waybill = Annotated[str, typer.Option("--waybill", help=_speak(phrase("Number of the air waybill.")))]
_Day = Annotated[str, typer.Option("--day", help=_speak(phrase("Day of the record, as 2024-06-07.")))]
_Site = Annotated[str, typer.Option("--site", help=_speak(phrase("Id of the site that is handed over.")))]


@app.command("manifest", help=_speak(phrase("Who and what goes aboard, line by line, with room to tick and to sign.")))
def manifest(
    out_folder: _Target,
    *,
    blank: _Blank = False,
    operation: _Operation = None,
    plan: _Plan = None,
    movement: _Movement = "",
    log: _Log = None,
    listed: _List = None,
    roster: _Roster = None,
    operator: _Operator = "",
    marks: _Marks = "",
    flight: _Flight = "",
    waybill: _Waybill = "",
    as_json: AsJson = False,
) -> None:
    """Print the manifest of a movement: slots and pseudonymous ids, never a name."""
    named = Named(operator=operator, marks=marks, flight=flight, waybill=waybill)

    def printed() -> Mapping[str, bytes]:
        case, held = _planned(operation, plan, movement)
        return commission.paper_manifest(case, held, movement, named, log=log, listed=listed, roster=roster)

    _written("manifest", out_folder, printed, blank=blank, as_json=as_json)


@app.command("count-sheet", help=_speak(phrase("Boxes for what both parties count at the door, and the form to type.")))
def count_sheet(
    out_folder: _Target,
    *,
    blank: _Blank = False,
    operation: _Operation = None,
    plan: _Plan = None,
    movement: _Movement = "",
    log: _Log = None,
    operator: _Operator = "",
    marks: _Marks = "",
    flight: _Flight = "",
    as_json: AsJson = False,
) -> None:
    """Print the count sheet of a movement, with a code that ties it to the log, and its form beside it."""
    named = Named(operator=operator, marks=marks, flight=flight)

    def printed() -> Mapping[str, bytes]:
        case, held = _planned(operation, plan, movement)
        return commission.paper_count_sheet(case, held, movement, named, log=log)

    _written("count-sheet", out_folder, printed, blank=blank, as_json=as_json)


@app.command("minutes", help=_speak(phrase("The day's record, as the log holds it.")))
def minutes(
    out_folder: _Target,
    *,
    blank: _Blank = False,
    operation: _Operation = None,
    log: _Log = None,
    day: _Day = "",
    as_json: AsJson = False,
) -> None:
    """Print the day's record: what was accepted, decided, and who does what until when."""

    def printed() -> Mapping[str, bytes]:
        case = commission.load_case(_needed(operation, "--operation"))
        return commission.paper_minutes(case, _needed(log, "--log"), _needed(day, "--day"))

    _written("minutes", out_folder, printed, blank=blank, as_json=as_json)


@app.command("handover", help=_speak(phrase("The act of a site: the one in the log, or a draft to fill in.")))
def handover(
    out_folder: _Target,
    *,
    blank: _Blank = False,
    operation: _Operation = None,
    site: _Site = "",
    plan: _Plan = None,
    log: _Log = None,
    as_json: AsJson = False,
) -> None:
    """Print the handover act of a site: walk-through, surveys, inventory, services, keys, ceremony."""

    def printed() -> Mapping[str, bytes]:
        folder = _needed(operation, "--operation")
        case, held = (commission.load_case(folder), None) if plan is None else commission.load_plan(plan, folder)
        return commission.paper_handover(case, _needed(site, "--site"), log=log, plan=held)

    _written("handover", out_folder, printed, blank=blank, as_json=as_json)


def _planned(operation: Path | None, plan: Path | None, movement: str) -> tuple[Case, Plan]:
    """Return the case and the plan of a movement's paper; raise UsageError for the first option that lacks."""
    file, folder = _needed(plan, "--plan"), _needed(operation, "--operation")
    _needed(movement, "--movement")
    return commission.load_plan(file, folder)


def _needed(value: _Given | None, option: str) -> _Given:
    if not value:
        raise UsageError(
            phrase("{option} is needed here.", option=option),
            phrase("Without power and without a plan: --blank writes the empty form."),
        )
    return value


def _written(
    paper: str, folder: Path, printed: Callable[[], Mapping[str, bytes]], *, blank: bool, as_json: bool
) -> None:
    """Write what was printed, or the blank form, and say where."""
    with guarded(as_json=as_json):
        files = commission.blank_paper(paper) if blank else printed()
        for name, data in files.items():
            commission.write_file(folder / name, data)
        written = sorted(str(folder / name) for name in files)
        if as_json:
            out_json({"written": written})
            return
        out(_speak(phrase("Written: {path}", path=", ".join(written))))
        if not blank:
            out(_speak(phrase("Restricted: for the parties only. No paper names a person.")))
