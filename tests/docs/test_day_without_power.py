"""The guide is typed again, command by command; the page of the sheet is what the boxes say."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.demo_run import HOUSE
from tools import write_sheet_page

GUIDE = HOUSE / "docs" / "guides" / "day-without-power.md"


def steps() -> list[tuple[str, str]]:
    """Command and output of each step of the console blocks, in order."""
    blocks = re.findall(r"^```console\n(.*?)^```$", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    found = [part.split("\n", 1) for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    return [(command, output) for command, output in found]


def test_every_command_of_the_guide_answers_as_it_says(tmp_path: Path) -> None:
    shutil.copytree(HOUSE / "examples" / "germany-niger-2024", tmp_path / "examples" / "germany-niger-2024")
    kept = {name: os.environ[name] for name in ("HOME", "TMPDIR", "NUMBA_CACHE_DIR") if name in os.environ}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = kept | {"PATH": path, "REPLI_LANG": "en", "LANG": "C.UTF-8"}
    assert len(steps()) == 5
    for command, expected in steps():
        answer = subprocess.run(  # noqa: S602 - the shell lines of our own guide
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
    written = {name for _, output in steps() for name in re.findall(r"(?:papers|forms)/[\w.-]+", output)}
    assert len(written) == 12
    assert all((tmp_path / name).stat().st_size > 0 for name in written)


def test_the_page_of_the_count_sheet_is_what_the_boxes_say() -> None:
    assert write_sheet_page.PAGE.read_text("utf-8") == write_sheet_page.page()
