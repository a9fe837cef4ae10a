"""`repli demo FOLDER --out DIR`: the main job of `make`: every step on one case, and what changed since last time."""

import shlex
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from repli import commission
from repli.cli.answers import figures_as_json, forecast_as_json, plan_as_json, verdict_as_json
from repli.cli.console import guarded, out, out_json, progress_bar, say
from repli.cli.log import EXIT_OF_ANSWER
from repli.cli.options import AsJson, Folder
from repli.cli.story import story_lines, wrapped
from repli.cli.summary import (
    Summary,
    changed_files,
    fingerprint_of_inputs,
    fingerprint_of_outputs,
    read_summary,
    write_summary,
)
from repli.cli.words import figures_sentence, verdict_lines
from repli.errors import UsageError, phrase
from repli.progress import figures

__all__ = ["HELP", "demo"]

HELP = phrase("Run the whole story on one case: check, plan, chance, history, log, communiqués, pages.")

SEED = 1
FOR_PEOPLE = ("communique_fr.pdf", "communique_en.pdf", "commission.html", "changes.html", "loads.html", "public.html")
FILES = (*FOR_PEOPLE, "loads_fr.pdf", "loads_en.pdf", "plan.json", "plan_next.json", "keys.txt", "verify.py")

_speak = say()
_Target = Annotated[Path, typer.Option("--out", help=_speak(phrase("Folder for everything that is written.")))]


def demo(folder: Folder, out_folder: _Target = Path("out"), as_json: AsJson = False) -> None:
    """Run the story; if nothing changed since the last time, verify again and say so."""
    with guarded(as_json=as_json):
        if not folder.exists():
            raise UsageError(
                phrase("{path}: no such file or folder.", path=str(folder)),
                phrase("Name an operation folder or a workbook."),
            )
        with commission.only_run_in(out_folder):
            before, inputs = read_summary(out_folder), fingerprint_of_inputs(folder)
            same = before is not None and (before.inputs, before.outputs) == (
                inputs,
                fingerprint_of_outputs(out_folder),
            )
            told = _verified_again(out_folder) if same else _told(folder, out_folder, before, inputs)
            plain, code = _checked_with_plain_python(out_folder)
        if as_json:
            out_json({**told.answer, "files": [*_written(out_folder), "log"], "verify_py": code})
        else:
            for line in (*told.lines, *plain, *_where(out_folder)):
                out(line)
        if code := told.code or code:
            raise SystemExit(code)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What a run says: lines for people, values for JSON, and its exit code."""

    lines: tuple[str, ...]
    answer: dict[str, object]
    code: int


def _told(folder: Path, out_folder: Path, before: Summary | None, inputs: Mapping[str, str]) -> _Told:
    case = commission.load_case(folder)
    earlier, changed = (None if before is None else before.plan), changed_files(before, inputs)
    with progress_bar(_speak(phrase("working (the first run on a machine compiles for some seconds)"))) as advance:
        story = commission.tell(case, out_folder, seed=SEED, before=earlier, changed=changed, advance=advance)
    outputs = fingerprint_of_outputs(out_folder)
    write_summary(out_folder, Summary(inputs=inputs, outputs=outputs, plan=story.record))
    return _Told(
        lines=tuple(story_lines(story, earlier, changed)),
        answer={
            "plan": plan_as_json(case, story.plan),
            "forecast": forecast_as_json(case, story.forecast),
            "figures": figures_as_json(story.replayed.figures),
            "verdict": verdict_as_json(story.verdict),
        },
        code=EXIT_OF_ANSWER[story.verdict.answer],
    )


def _verified_again(out_folder: Path) -> _Told:
    verdict = commission.verify(out_folder / "log", str(out_folder / "keys.txt"))
    said = [_speak(phrase("Nothing changed since the last run; the log is verified again.")), *verdict_lines(verdict)]
    lines = [part for line in said for part in textwrap.wrap(line, 80, subsequent_indent="  ", break_long_words=False)]
    answer: dict[str, object] = {"verdict": verdict_as_json(verdict)}
    if verdict.answer == "no":
        lines.append(_speak(phrase("To make everything anew, remove the folder {path} first.", path=str(out_folder))))
    if verdict.answer == "yes":
        found = figures(commission.log_contents(out_folder / "log").state)
        lines.append(figures_sentence(found))
        answer["figures"] = figures_as_json(found)
    return _Told(lines=tuple(lines), answer=answer, code=EXIT_OF_ANSWER[verdict.answer])


def _checked_with_plain_python(out_folder: Path) -> tuple[tuple[str, ...], int]:
    """Run the independent verifier as a reader would; return its first line, wrapped, and its exit code."""
    command = [sys.executable, "-I", str(out_folder / "verify.py"), str(out_folder / "log"), "--keys"]
    answer = subprocess.run(  # noqa: S603 - our own file, with our own arguments
        [*command, str(out_folder / "keys.txt")], capture_output=True, text=True, encoding="utf-8", check=False
    )
    said = (answer.stdout.splitlines() or [answer.stderr.strip()])[0]
    return tuple(wrapped("verify.py", said)), answer.returncode


def _written(out_folder: Path) -> tuple[str, ...]:
    """Return the files that stand there; the page of changes is there after a change."""
    return tuple(name for name in FILES if (out_folder / name).exists())


def _where(out_folder: Path) -> tuple[str, ...]:
    """Return where the files are, and how to check the log without Repli."""
    command = [str(out_folder / name) for name in ("verify.py", "log", "keys.txt")]
    check = phrase(
        "Check the log yourself: python3 {path} {log} --keys {keys}",
        path=shlex.quote(command[0]),
        log=shlex.quote(command[1]),
        keys=shlex.quote(command[2]),
    )
    files = phrase(
        "{files}, log/ in {path}",
        path=str(out_folder),
        files=", ".join(name for name in _written(out_folder) if name in FOR_PEOPLE),
    )
    return (*wrapped(_speak(phrase("files")), _speak(files)), _speak(check))
