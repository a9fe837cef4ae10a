"""`repli estimate FOLDER|FILE`: the planner's back of an envelope, in a second, and what it ignores.

A whole operation has fields and a fleet of its own. A bare list borrows those of another operation, or is given one
kind of aircraft in three numbers.
"""

from pathlib import Path
from typing import Annotated

import typer

from repli import commission
from repli.cli.answers import rough_cut_as_json
from repli.cli.console import guarded, out, out_json, say
from repli.cli.options import AsJson
from repli.cli.words import bare_cut_lines, list_sentence, rough_cut_lines
from repli.errors import UsageError, phrase
from repli.intake import ListDemand
from repli.planning import BareCut, bare_cut
from repli.units import MINUTES_PER_HOUR

__all__ = ["HELP", "estimate"]

HELP = phrase("Estimate the closure by planning factors alone, also of a bare list; say what that ignores.")

_speak = say()
_Target = Annotated[
    Path, typer.Argument(metavar="FOLDER|FILE", help=_speak(phrase("Operation, or a workbook with a bare list.")))
]
_Operation = Annotated[
    Path | None, typer.Option("--operation", help=_speak(phrase("For a list: the operation whose fleet lifts it.")))
]
_Aircraft = Annotated[
    int | None, typer.Option("--aircraft", min=1, help=_speak(phrase("For a list: how many aircraft.")))
]
_Payload = Annotated[
    int | None, typer.Option("--payload-kg", min=1, help=_speak(phrase("For a list: payload of one aircraft, in kg.")))
]
_Cycle = Annotated[
    float | None,
    typer.Option("--cycle-hours", min=0.1, help=_speak(phrase("For a list: hours there, back and on the ground."))),
]
_Person = Annotated[
    int | None, typer.Option("--kg-per-person", min=1, help=_speak(phrase("For a list: a person with bags, in kg.")))
]


def estimate(
    target: _Target,
    *,
    operation: _Operation = None,
    aircraft: _Aircraft = None,
    payload_kg: _Payload = None,
    cycle_hours: _Cycle = None,
    kg_per_person: _Person = None,
    as_json: AsJson = False,
) -> None:
    """Print the rough closure."""
    with guarded(as_json=as_json):
        demand = commission.list_demand(target, kg_per_person)
        if demand is None or operation is not None:
            _with_a_fleet(operation if demand is not None and operation else target, demand, as_json=as_json)
        elif aircraft is not None and payload_kg is not None and cycle_hours is not None:
            minutes = round(cycle_hours * MINUTES_PER_HOUR)
            cut = bare_cut(demand.kg, aircraft=aircraft, payload_kg=payload_kg, cycle_minutes=minutes)
            _bare(demand, cut, as_json=as_json)
        else:
            raise UsageError(
                phrase("A bare list does not say what lifts it."),
                phrase("Add --operation FOLDER, or --aircraft, --payload-kg and --cycle-hours."),
            )


def _with_a_fleet(folder: Path, demand: ListDemand | None, *, as_json: bool) -> None:
    case = commission.load_case(folder)
    rough = commission.estimate(case) if demand is None else commission.estimate_list(case, demand)
    if as_json:
        out_json(rough_cut_as_json(case, rough))
        return
    if demand is not None:
        out(list_sentence(demand))
    for line in rough_cut_lines(case, rough):
        out(line)


def _bare(demand: ListDemand, cut: BareCut, *, as_json: bool) -> None:
    if as_json:
        answer = {"people": demand.people, "items": demand.items, "demand_kg": cut.demand_kg, "flights": cut.flights}
        out_json({**answer, "kg_per_day": cut.fleet_kg_per_day, "days": cut.days, "ignores": _speak(cut.ignores)})
        return
    out(list_sentence(demand))
    for line in bare_cut_lines(cut):
        out(line)
