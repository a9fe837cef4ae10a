"""`repli check FOLDER|PLAN`: every error of an operation (folder or workbook), or every rule that a plan breaks."""

from pathlib import Path
from typing import Annotated

import typer

from repli import commission
from repli.cli.answers import findings_as_json
from repli.cli.console import guarded, out, out_json, problems_as_json, say, show_problems
from repli.cli.options import AsJson
from repli.cli.simulate_options import PrivateRoster
from repli.cli.sources import sources_of
from repli.cli.words import folder_summary, show_findings
from repli.commission import Sources
from repli.errors import Phrase, UsageError, phrase
from repli.language import language_of_environment

__all__ = ["HELP", "check"]

HELP = phrase("Check an operation (folder or workbook), or judge a plan by the rule book and re-prove its bound.")

_speak = say()
_Target = Annotated[Path, typer.Argument(metavar="FOLDER|PLAN", help=_speak(phrase("Operation, or plan file.")))]
_Operation = Annotated[
    Path | None, typer.Option("--operation", help=_speak(phrase("For a plan: the operation it was made from.")))
]
_Copy = Annotated[
    Path | None,
    typer.Option("--notes", help=_speak(phrase("Of a workbook: a copy with each error as a note."))),
]
_Log = Annotated[
    Path | None,
    typer.Option("--log", help=_speak(phrase("For a plan made by `repli replan --log`: the same log."))),
]


def check(  # noqa: PLR0917 - one parameter for each option
    target: _Target,
    operation: _Operation = None,
    notes: _Copy = None,
    log: _Log = None,
    roster: PrivateRoster = None,
    as_json: AsJson = False,
) -> None:
    """Check an operation or a plan; exit 2 for an operation with errors, 1 for a plan that breaks a rule."""
    with guarded(as_json=as_json):
        if not target.exists():
            raise UsageError(
                phrase("{path}: no such file or folder.", path=str(target)),
                phrase("Name an operation folder, a workbook or a plan."),
            )
        if notes is not None and not commission.is_book(target):
            raise UsageError(phrase("Only a workbook has cells for notes."), phrase("Leave out --notes."))
        if target.is_dir() or (commission.is_book(target) and operation is None):
            if log is not None or roster is not None:
                raise UsageError(phrase("--log and --roster go with a plan."), phrase("Leave them out."))
            _check_folder(target, notes, as_json=as_json)
        else:
            _check_plan(target, operation, sources_of(log, roster), as_json=as_json)


def _check_folder(folder: Path, copy: Path | None, *, as_json: bool) -> None:
    problems = commission.folder_problems(folder)
    if copy is not None:
        commission.note_problems(folder, problems, copy, language=language_of_environment())
    if as_json:
        out_json({"folder": str(folder), "problems": problems_as_json(problems)})
    elif problems:
        show_problems(problems)
        out(_speak(_how_many(len(problems))))
    else:
        out(folder_summary(commission.load_case(folder)))
    if problems:
        raise SystemExit(2)


def _how_many(count: int) -> Phrase:
    if count == 1:
        return phrase("1 problem; nothing was loaded.")
    return phrase("{count} problems; nothing was loaded.", count=count)


def _check_plan(file: Path, folder: Path | None, sources: Sources | None, *, as_json: bool) -> None:
    if folder is None:
        raise UsageError(
            phrase("A plan is judged against the operation it was made from."),
            phrase("Add --operation FOLDER."),
        )
    if sources is None:
        plan, findings = commission.judge_plan_file(file, folder)
    else:
        plan, findings = commission.judge_renewal(file, folder, sources)
    if as_json:
        out_json({"plan": str(file), "verdict": plan.verdict, "findings": findings_as_json(findings)})
    else:
        show_findings(findings)
        out(
            _speak(phrase("{count} movements, {found} breaches found.", count=len(plan.movements), found=len(findings)))
        )
    if findings:
        raise SystemExit(1)
