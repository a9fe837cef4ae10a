"""`repli status LOG`: where the withdrawal stands, in one screen. Reads only; needs no keys and no network.

It looks at the log and at nothing else, so it starts without the rooms that plan and print; only milestones stand in
the operation.
"""

import time
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from repli import execution
from repli.cli.console import guarded, out, out_json, say
from repli.cli.day_options import LogFolder, Now, second_of_option
from repli.cli.milestones import MilestoneStep, milestone_lines, milestone_steps
from repli.cli.options import AsJson
from repli.cli.status_words import overview_as_json, overview_lines
from repli.errors import phrase
from repli.execution import Overview

__all__ = ["HELP", "status"]

HELP = phrase("Show where the withdrawal stands: figures with grade and scope, balance, sites, movements, disputes.")

_speak = say()
_MILESTONES = _speak(phrase("Operation with the milestones of the agreement: how far each is."))
_At = Annotated[
    str | None, typer.Option("--at", help=_speak(phrase("Position: a number of events, or a time. Default: the last.")))
]


def status(
    log: LogFolder,
    *,
    at: _At = None,
    operation: Annotated[Path | None, typer.Option("--operation", help=_MILESTONES)] = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Show where the withdrawal stands."""
    with guarded(as_json=as_json):
        second = second_of_option(now, time.time())
        found = execution.overview(execution.copy_at(log), second=second, at=at)
        steps = () if operation is None else _milestones(operation, found, second)
        if as_json:
            out_json({**overview_as_json(found), "milestones": [asdict(one) for one in steps]})
            return
        for line in (*overview_lines(found), *milestone_lines(steps)):
            out(line)


def _milestones(folder: Path, found: Overview, second: int) -> tuple[MilestoneStep, ...]:
    """Return how far each milestone of the agreement is; the room that reads operations is opened only for them."""
    from repli import commission  # noqa: PLC0415 - see the head of this file

    return milestone_steps(commission.load_case(folder).operation, found.figures, second=second)
