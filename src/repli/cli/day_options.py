"""Options that the commands of the commission's day share: the post, the roster, the device, the own time."""

from pathlib import Path
from typing import Annotated

import typer

from repli.cli.console import say
from repli.errors import UsageError, phrase
from repli.ledger.shapes import is_time, second_of_time
from repli.units import SECONDS_PER_MINUTE, minute_from_text

__all__ = ["Device", "LogFolder", "Now", "OperationOfPlan", "PartyAsked", "PlanOption", "PostFolder", "RosterFile"]
__all__ += ["second_of_option"]

_speak = say()

LogFolder = Annotated[Path, typer.Argument(metavar="LOG", help=_speak(phrase("Directory of the log.")))]
PartyAsked = Annotated[str, typer.Option("--party", help=_speak(phrase("Id of the party, or of the witness.")))]
Device = Annotated[str, typer.Option("--device", help=_speak(phrase("Feed of a device of the party that writes.")))]
PostFolder = Annotated[
    Path | None,
    typer.Option("--post", help=_speak(phrase("Folder in which proposals travel. Default: LOG.post beside the log."))),
]
RosterFile = Annotated[
    Path | None,
    typer.Option("--roster", help=_speak(phrase("Private roster of the force. Default: roster.json beside the keys."))),
]
Now = Annotated[
    str | None, typer.Option("--now", help=_speak(phrase("The own time, as 2024-06-07T12:00Z. Default: the clock.")))
]
PlanOption = Annotated[
    Path | None, typer.Option("--plan", help=_speak(phrase("Plan file, as `repli plan` writes it.")))
]
OperationOfPlan = Annotated[
    Path | None, typer.Option("--operation", help=_speak(phrase("The operation that the plan was made from.")))
]


def second_of_option(text: str | None, clock: float) -> int:
    """Return the second of ``--now``, or that of ``clock``; raise UsageError for any other form."""
    if text is None:
        return int(clock)
    try:
        return second_of_time(text) if is_time(text) else minute_from_text(text) * SECONDS_PER_MINUTE
    except ValueError:
        raise UsageError(
            phrase("--now {text}: this is not a time.", text=text), phrase("Write it as 2024-05-19T00:00Z (UTC).")
        ) from None
