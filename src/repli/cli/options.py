"""Arguments and options that several commands share, with their help in the language of the environment."""

from pathlib import Path
from typing import Annotated

import typer

from repli.cli.console import say
from repli.errors import UsageError, phrase
from repli.units import minute_from_text

__all__ = [
    "AsJson",
    "AsOf",
    "Folder",
    "OperationFolder",
    "Out",
    "PlanFile",
    "Replications",
    "Seed",
    "Workers",
    "minute_of_option",
]

_speak = say()

Folder = Annotated[
    Path,
    typer.Argument(metavar="FOLDER", help=_speak(phrase("Operation: a folder of tables, or a workbook."))),
]
PlanFile = Annotated[Path, typer.Argument(metavar="PLAN", help=_speak(phrase("Plan file, as `repli plan` writes it.")))]
OperationFolder = Annotated[
    Path,
    typer.Option("--operation", help=_speak(phrase("The operation that the plan was made from."))),
]
AsJson = Annotated[bool, typer.Option("--json", help=_speak(phrase("Answer in JSON on standard output.")))]
Out = Annotated[Path | None, typer.Option("--out", help=_speak(phrase("File or folder to write.")))]
Seed = Annotated[int, typer.Option("--seed", min=0, help=_speak(phrase("Seed: same input and seed, same bytes.")))]
Replications = Annotated[
    int | None,
    typer.Option(
        "--replications",
        min=1,
        max=1_000_000,
        help=_speak(phrase("Replications of each scenario. Default: 10000; with replan 50.")),
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        min=1,
        max=1024,
        help=_speak(phrase("Processes; the answer is the same with any number. Default: all.")),
    ),
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", help=_speak(phrase("Plan as of this time, as 2024-05-19T00:00Z.")))
]


def minute_of_option(text: str | None) -> int | None:
    """Return the minute of ``--as-of``; raise UsageError for any other form."""
    if text is None:
        return None
    try:
        return minute_from_text(text)
    except ValueError:
        raise UsageError(
            phrase("--as-of {text}: this is not a time.", text=text), phrase("Write it as 2024-05-19T00:00Z (UTC).")
        ) from None
