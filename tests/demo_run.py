"""The main job, run once for all tests: in a folder with a space in its name, under LANG=C, as a user would."""

import contextlib
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from click.testing import Result
from typer.testing import CliRunner

from repli.cli.app import app

__all__ = ["CASE", "HOUSE", "DemoRun", "answer_here", "run_here", "run_repli"]

HOUSE = Path(__file__).parent.parent
CASE = HOUSE / "examples" / "niger-2024"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoRun:
    """Where it ran and what it said."""

    folder: Path
    stdout: str

    @property
    def out(self) -> Path:
        """The folder with everything that was written."""
        return self.folder / "out"


def run_repli(
    *arguments: str, cwd: Path, language: str | None = None, check: bool = True
) -> subprocess.CompletedProcess[str]:
    """Run the installed command in a plain environment; LANG=C unless a language is asked for."""
    kept = ("PATH", "HOME", "TMPDIR", "NUMBA_CACHE_DIR")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    environment |= {"LANG": "C", "LC_ALL": "C"} if language is None else {"REPLI_LANG": language, "LANG": "C.UTF-8"}
    command = [str(Path(sys.executable).with_name("repli")), *arguments]
    return subprocess.run(  # noqa: S603 - our own command
        command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", check=check
    )


def answer_here(*arguments: str) -> Result:
    """Run a command in this process: a tenth of the time, where many answers are compared."""
    return CliRunner().invoke(app, list(arguments))


def run_here(
    *arguments: str, cwd: Path, language: str | None = None, check: bool = True
) -> subprocess.CompletedProcess[str]:
    """Answer as `run_repli` does, but in this process; another language needs a process of its own."""
    if language is not None:
        return run_repli(*arguments, cwd=cwd, language=language, check=check)
    with contextlib.chdir(cwd):
        answer = answer_here(*arguments)
    done = subprocess.CompletedProcess(["repli", *arguments], answer.exit_code, answer.stdout, answer.stderr)
    if check:
        done.check_returncode()
    return done
