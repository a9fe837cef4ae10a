"""`repli loads PLAN --operation FOLDER --out DIR`: a load sheet for each movement, as PDF and pictures. Restricted."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from repli import commission
from repli.cli.console import guarded, out, out_json, say
from repli.cli.options import AsJson, OperationFolder, PlanFile
from repli.errors import Phrase, phrase
from repli.reporting import Load, LoadedLeg, LoadSheet
from repli.rules import Gravity
from repli.units import text_of_minute

__all__ = ["HELP", "loads"]

HELP = phrase("Write the load sheets of a plan (PDF, fr and en) and pictures of the floors (SVG). Restricted.")

_speak = say()
_Target = Annotated[Path, typer.Option("--out", help=_speak(phrase("Folder for everything that is written.")))]
_Movement = Annotated[
    str | None, typer.Option("--movement", help=_speak(phrase("One movement only, as R012; without it, all.")))
]


def loads(
    plan_file: PlanFile,
    operation: OperationFolder,
    out_folder: _Target,
    movement: _Movement = None,
    as_json: AsJson = False,
) -> None:
    """Write the sheets of a plan that keeps the rules; one that breaks any is refused with what it breaks."""
    with guarded(as_json=as_json):
        case, plan = commission.load_plan(plan_file, operation)
        files = commission.load_files(case, plan, movement)
        for name, data in files.items():
            commission.write_file(out_folder / name, data)
        written = sorted(str(out_folder / name) for name in files)
        if as_json:
            sheets = commission.sheets_of(case, plan, movement)
            out_json({"written": written, "movements": [_sheet(one) for one in sheets]})
            return
        papers = [name for name in written if name.endswith(".pdf")]
        out(_speak(phrase("Written: {path}", path=", ".join(papers))))
        out(_speak(_pictures(len(written) - len(papers), out_folder)))
        out(_speak(phrase("Restricted: they hold the plan. Balance is a planning model, not for flight.")))


def _pictures(count: int, folder: Path) -> Phrase:
    """Say how many pictures there are, and where; a load without a list of positions has none."""
    if not count:
        return phrase("No picture: this configuration has no list of positions.")
    return phrase("Pictures of floors: {count}, in {path}", count=count, path=str(folder / "pictures"))


def _sheet(sheet: LoadSheet) -> dict[str, object]:
    trip = sheet.trip
    return {
        "movement_id": trip.name,
        "vehicle_id": trip.vehicle.vehicle_id,
        "type_id": trip.kind.type_id,
        "configuration_id": trip.configuration.configuration_id,
        "loads": [_load(one) for one in sheet.loads],
    }


def _load(load: Load) -> dict[str, object]:
    return {
        "legs": [_leg(one) for one in load.legs],
        "people": {line.line_id: units for line, units in load.aboard.items() if line.is_people},
        "items": [
            {
                "item_id": line.line_id,
                "kg": line.kg_per_unit,
                "positions": list(load.places.get(line.line_id, ())),
                "dangerous_class": line.dangerous_class,
            }
            for line in load.aboard
            if not line.is_people
        ],
        "balance": None if load.gravity is None else _balance(load.gravity),
    }


def _leg(leg: LoadedLeg) -> dict[str, object]:
    full = leg.fullness
    return asdict(full) | {
        "off_block_minute": text_of_minute(full.off_block_minute),
        "to_place_id": leg.carriage.following.place_id,
        "why": [_speak(part) for part in full.why],
    }


def _balance(gravity: Gravity) -> dict[str, object]:
    """Return the balance of a load; cm with one decimal, the moment exact as a fraction."""
    limit, margin = gravity.limit, gravity.margin_cm
    return {
        "kg": gravity.kg,
        "moment_kg_cm": str(gravity.moment),
        "arm_cm": round(float(gravity.arm_cm), 1),
        "forward_arm_cm": None if limit is None else limit.forward_arm_cm,
        "aft_arm_cm": None if limit is None else limit.aft_arm_cm,
        "margin_cm": None if margin is None else round(float(margin), 1),
    }
