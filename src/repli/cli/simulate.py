"""`repli simulate PLAN --operation FOLDER`: the chance to meet the deadline, and what threatens it most.

With ``--fleet``, ``--spots``, ``--deadline-days`` or ``--clearance-delay`` it is a table of what would change it.
"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from repli import commission
from repli.cli.answers import forecast_as_json, sweep_as_json
from repli.cli.console import guarded, out, out_json, progress_bar, say
from repli.cli.forecast_words import forecast_lines, sites_by, sweep_lines
from repli.cli.options import AsJson, OperationFolder, PlanFile, Replications, Seed, Workers
from repli.errors import phrase

__all__ = ["HELP", "simulate"]

HELP = phrase("Run a plan through many replications: chance of the deadline and what threatens it most.")

_speak = say()


class Policy(StrEnum):
    """Who takes which vehicle when something is late (docs/reference/forecast-meaning.md, 1)."""

    RULE = "rule"
    PLAN = "plan"


_Policy = Annotated[
    Policy,
    typer.Option(
        "--policy",
        help=_speak(phrase("rule: the first vehicle that is free goes; plan: each movement waits for its own.")),
    ),
]
_By = Annotated[
    datetime | None,
    typer.Option(
        "--by",
        formats=["%Y-%m-%d"],
        help=_speak(phrase("Also say the chance of each site to be closed before this day.")),
    ),
]
_Fleet = Annotated[
    list[int] | None,
    typer.Option("--fleet", help=_speak(phrase("Table: vehicles more in each shared pool; repeat for several."))),
]
_Spots = Annotated[
    list[int] | None,
    typer.Option("--spots", help=_speak(phrase("Table: spots more at each field inside; repeat for several."))),
]
_Days = Annotated[
    list[int] | None,
    typer.Option("--deadline-days", help=_speak(phrase("Table: days more until the deadline; repeat for several."))),
]
_Delay = Annotated[
    list[float] | None,
    typer.Option(
        "--clearance-delay",
        min=0.0,
        help=_speak(phrase("Table: factor on what a refused or silent clearance costs; repeat for several.")),
    ),
]


def simulate(
    file: PlanFile,
    operation: OperationFolder,
    *,
    seed: Seed = 1,
    replications: Replications = 10_000,
    policy: _Policy = Policy.RULE,
    by: _By = None,
    fleet: _Fleet = None,
    spots: _Spots = None,
    deadline_days: _Days = None,
    clearance_delay: _Delay = None,
    workers: Workers = None,
    as_json: AsJson = False,
) -> None:
    """Simulate a plan that the rule book accepts."""
    with guarded(as_json=as_json):
        case, plan = commission.load_plan(file, operation)
        label = _speak(phrase("simulating (the first run on a machine compiles for some seconds)"))
        if fleet or spots or deadline_days or clearance_delay:
            with progress_bar(label) as advance:
                rows = commission.sweep(
                    case.operation,
                    plan,
                    fleet=fleet or (0,),
                    spots=spots or (0,),
                    deadline_days=deadline_days or (0,),
                    delay_factors=clearance_delay or (1.0,),
                    seed=seed,
                    replications=replications,
                    workers=workers,
                    progress=advance,
                )
            if as_json:
                out_json(sweep_as_json(rows))
                return
            for line in sweep_lines(case, rows):
                out(line)
            return
        with progress_bar(label) as advance:
            forecast = commission.forecast(
                case.operation,
                plan,
                seed=seed,
                replications=replications,
                policy=policy.value,
                workers=workers,
                progress=advance,
            )
        if as_json:
            out_json(forecast_as_json(case, forecast))
            return
        for line in (*forecast_lines(case, forecast), *(() if by is None else sites_by(case, forecast, by.date()))):
            out(line)
