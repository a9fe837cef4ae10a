"""Options of `repli simulate`: the policy, the tables, the signed position."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from repli.cli.console import say
from repli.errors import phrase

__all__ = [
    "At",
    "By",
    "ClearanceDelay",
    "DeadlineDays",
    "EveryDays",
    "Fleet",
    "Policy",
    "PolicyOption",
    "PrivateRoster",
    "Scenario",
    "ScenarioOption",
    "SignedLog",
    "Spots",
]

_speak = say()


class Policy(StrEnum):
    """What is done when something is late (docs/reference/forecast-meaning.md, 1 and 5)."""

    DISPATCH = "dispatch"
    FOLLOW = "follow"
    REPLAN = "replan"


class Scenario(StrEnum):
    """Which values of assumptions.csv hold."""

    LOW = "low"
    BASE = "base"
    HIGH = "high"


PolicyOption = Annotated[
    Policy,
    typer.Option(
        "--policy",
        help=_speak(
            phrase(
                "dispatch: the first vehicle that is free goes; follow: each movement waits for its own; replan: as "
                "follow, and a new plan every so many days."
            )
        ),
    ),
]
EveryDays = Annotated[
    int | None, typer.Option("--every", min=1, help=_speak(phrase("With replan: days between two plans; default 14.")))
]
ScenarioOption = Annotated[
    Scenario, typer.Option("--scenario", help=_speak(phrase("With replan: which assumptions hold.")))
]
SignedLog = Annotated[
    Path | None,
    typer.Option(
        "--log", help=_speak(phrase("Instead of PLAN: plan what the departures of this log leave, from there."))
    ),
]
PrivateRoster = Annotated[
    Path | None,
    typer.Option("--roster", help=_speak(phrase("With --log: the private roster, which tells who departed."))),
]
At = Annotated[
    str | None,
    typer.Option(
        "--at", help=_speak(phrase("With --log: position, a number of events or a time as 2024-06-07T12:00Z."))
    ),
]
By = Annotated[
    datetime | None,
    typer.Option(
        "--by",
        formats=["%Y-%m-%d"],
        help=_speak(phrase("Also say the chance of each site to be closed before this day.")),
    ),
]
Fleet = Annotated[
    list[int] | None,
    typer.Option("--fleet", help=_speak(phrase("Table: vehicles more in each shared pool; repeat for several."))),
]
Spots = Annotated[
    list[int] | None,
    typer.Option("--spots", help=_speak(phrase("Table: spots more at each field inside; repeat for several."))),
]
DeadlineDays = Annotated[
    list[int] | None,
    typer.Option("--deadline-days", help=_speak(phrase("Table: days more until the deadline; repeat for several."))),
]
ClearanceDelay = Annotated[
    list[float] | None,
    typer.Option(
        "--clearance-delay",
        min=0.0,
        help=_speak(phrase("Table: factor on what a refused or silent clearance costs; repeat for several.")),
    ),
]
