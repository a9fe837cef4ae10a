"""`repli plan FOLDER`: a plan with its bound; the exit code says kept, late, impossible or none found.

The search for a better plan ends at a work limit, never at a clock: the same folder, seed and effort give the same
plan. Ctrl-C ends it early with the best plan so far; `--resume` goes on from a plan.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from repli import commission
from repli.cli.answers import plan_as_json
from repli.cli.console import guarded, out, out_json, say
from repli.cli.options import AsJson, AsOf, Folder, Out, Seed, minute_of_option
from repli.cli.plan_words import plan_lines
from repli.cli.planned import planned
from repli.commission import Case
from repli.errors import UsageError, phrase
from repli.model import Plan
from repli.planning import aims_from

__all__ = ["EXIT_OF_VERDICT", "HELP", "plan"]

HELP = phrase(
    "Make a plan with a bound. Exit: 0 kept, 3 late and proven unavoidable, 4 late, 5 impossible, 6 none found."
)

EXIT_OF_VERDICT = {"kept": 0, "late-proven": 3, "late-not-proven": 4}
"""docs/reference/plan-meaning.md, J; 5 and 6 are the exit codes of ImpossibleError and NoPlanError."""

_speak = say()


class Aim(StrEnum):
    """What comes first once commitments are kept."""

    CLOSURE = "closure"
    STAY = "stay"
    FLYING = "flying"


_Effort = Annotated[
    int | None,
    typer.Option(
        "--effort",
        min=0,
        max=1_000_000_000,
        help=_speak(phrase("Work limit of the search, in movements sought or loaded. Default: by the size.")),
    ),
]
_Resume = Annotated[Path | None, typer.Option("--resume", help=_speak(phrase("Go on from this plan of the folder.")))]
_First = Annotated[Aim, typer.Option("--first", help=_speak(phrase("What comes first once commitments are kept.")))]


def plan(  # noqa: PLR0917 - one parameter for each option
    folder: Folder,
    out_file: Out = None,
    seed: Seed = 1,
    as_of: AsOf = None,
    effort: _Effort = None,
    resume: _Resume = None,
    first: _First = Aim.CLOSURE,
    as_json: AsJson = False,
) -> None:
    """Plan, write the plan file if asked, and say what was found."""
    with guarded(as_json=as_json):
        if out_file is not None:
            commission.require_place_for(out_file)
        case, resumed = _given(folder, minute_of_option(as_of), resume)
        found = planned(case, seed=seed, advice=1, effort=effort, aims=aims_from(first.value), resumed=resumed)
        made = found.plan
        if out_file is not None:
            commission.write_file(out_file, commission.plan_bytes(made, out_file))
        if as_json:
            out_json(plan_as_json(case, made) | {"stopped": found.stopped})
        else:
            if found.stopped:
                out(_speak(phrase("Stopped before the work limit: this is the best plan so far.")))
            for line in plan_lines(case, made):
                out(line)
            if out_file is not None:
                out(_speak(phrase("Written: {path}", path=str(out_file))))
        if code := EXIT_OF_VERDICT[made.verdict]:
            raise SystemExit(code)


def _given(folder: Path, as_of_minute: int | None, resume: Path | None) -> tuple[Case, Plan | None]:
    """Return the case, and the plan to go on from if one is named; it says itself as of when it is."""
    if resume is None:
        return commission.load_case(folder, as_of_minute=as_of_minute), None
    case, resumed = commission.load_plan(resume, folder)
    if as_of_minute not in {None, resumed.as_of_minute}:
        raise UsageError(
            phrase("{file} is a plan as of another time than --as-of.", file=str(resume)),
            phrase("Leave --as-of out: a plan is gone on from as of its own time."),
        )
    return case, resumed
