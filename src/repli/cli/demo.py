"""`repli demo FOLDER --out DIR`: the main job of `make`: every step on one case, and what changed since last time."""

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from repli import commission
from repli.cli.console import guarded, out, progress_bar, say
from repli.cli.log import EXIT_OF_ANSWER
from repli.cli.options import Folder
from repli.cli.story import story_lines
from repli.cli.summary import Summary, changed_files, fingerprint_of_inputs, read_summary, write_summary
from repli.cli.words import figures_sentence, verdict_lines
from repli.errors import UsageError, phrase
from repli.progress import figures

__all__ = ["HELP", "demo"]

HELP = phrase("Run the whole story on one case: check, plan, chance, history, log, communiqués, pages.")

SEED = 1
FILES = (
    "communique_fr.pdf",
    "communique_en.pdf",
    "commission.html",
    "public.html",
    "plan.json",
    "plan_next.json",
    "keys.txt",
    "verify.py",
)

_speak = say()
_Target = Annotated[Path, typer.Option("--out", help=_speak(phrase("Folder for everything that is written.")))]


def demo(folder: Folder, out_folder: _Target = Path("out")) -> None:
    """Run the story; if nothing changed since the last time, verify again and say so."""
    with guarded():
        if not folder.is_dir():
            raise UsageError(phrase("{path} is not a folder.", path=str(folder)), phrase("Name an operation folder."))
        before, inputs = read_summary(out_folder), fingerprint_of_inputs(folder)
        if before is not None and before.inputs == inputs and all((out_folder / name).exists() for name in FILES):
            _verify_again(out_folder)
        else:
            _tell(folder, out_folder, before)
            _check_with_plain_python(out_folder)
        out(_speak(phrase("Files in {path}: {files}, log/", path=str(out_folder), files=", ".join(FILES[:4]))))
        out(_speak(phrase("Check the log yourself: python3 {path} {log} --keys {keys}",
                          path=str(out_folder / "verify.py"), log=str(out_folder / "log"),
                          keys=str(out_folder / "keys.txt"))))  # fmt: skip


def _tell(folder: Path, out_folder: Path, before: Summary | None) -> None:
    inputs = fingerprint_of_inputs(folder)
    case = commission.load_case(folder)
    with progress_bar(_speak(phrase("working (the first run on a machine compiles for some seconds)"))) as advance:
        story = commission.tell(
            case, out_folder, seed=SEED, before=None if before is None else before.plan, advance=advance
        )
    for line in story_lines(story, None if before is None else before.plan, changed_files(before, inputs)):
        out(line)
    write_summary(out_folder, Summary(inputs=inputs, plan=story.summary))


def _verify_again(out_folder: Path) -> None:
    out(_speak(phrase("Nothing changed since the last run; the log is verified again.")))
    verdict = commission.verify(out_folder / "log", str(out_folder / "keys.txt"))
    for line in verdict_lines(verdict):
        out(line)
    if code := EXIT_OF_ANSWER[verdict.answer]:
        raise SystemExit(code)
    out(figures_sentence(figures(commission.log_contents(out_folder / "log").state)))
    _check_with_plain_python(out_folder)


def _check_with_plain_python(out_folder: Path) -> None:
    """Run the independent verifier as a reader would; leave with its exit code if it does not say yes."""
    command = [sys.executable, "-I", str(out_folder / "verify.py"), str(out_folder / "log"), "--keys"]
    answer = subprocess.run(  # noqa: S603 - our own file, with our own arguments
        [*command, str(out_folder / "keys.txt")], capture_output=True, text=True, encoding="utf-8", check=False
    )
    out("verify.py   " + (answer.stdout.splitlines() or [answer.stderr.strip()])[0][:68])
    if answer.returncode:
        raise SystemExit(answer.returncode)
