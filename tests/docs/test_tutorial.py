"""The tutorial is typed again, command by command, and what comes out is what it says."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.demo_run import HOUSE

TUTORIAL = HOUSE / "docs" / "tutorial" / "first-operation.md"


def steps() -> list[tuple[str, str]]:
    """Command and output of each step of the console blocks, in order."""
    blocks = re.findall(r"^```console\n(.*?)^```$", TUTORIAL.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    found = [part.split("\n", 1) for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    return [(command, output) for command, output in found]


def test_every_command_of_the_tutorial_answers_as_it_says(tmp_path: Path) -> None:
    shutil.copytree(HOUSE / "examples" / "germany-niger-2024", tmp_path / "examples" / "germany-niger-2024")
    kept = {name: os.environ[name] for name in ("HOME", "TMPDIR", "NUMBA_CACHE_DIR") if name in os.environ}
    environment = kept | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "REPLI_LANG": "en",
        "LANG": "C.UTF-8",
    }
    assert len(steps()) == 10
    for command, expected in steps():
        answer = subprocess.run(  # noqa: S602 - the shell lines of our own tutorial
            command,
            shell=True,
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert (command, answer.stdout) == (command, expected)
