"""A page of the documentation typed again: its console blocks, and a shell in which a reader types them."""

import os
import re
import subprocess
import sys
from pathlib import Path

__all__ = ["steps_of", "typed"]


def steps_of(page: Path) -> list[tuple[str, str]]:
    """Command and output of each step of the console blocks, in order."""
    blocks = re.findall(r"^```console\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    found = [part.split("\n", 1) for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    return [(command, output) for command, output in found]


def typed(command: str, *, cwd: Path) -> str:
    """What a shell line says, on standard output and error, with the installed commands on the path."""
    kept = {name: os.environ[name] for name in ("HOME", "TMPDIR", "NUMBA_CACHE_DIR") if name in os.environ}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(  # noqa: S602 - the shell lines of our own pages
        command,
        shell=True,
        cwd=cwd,
        env=kept | {"PATH": path, "REPLI_LANG": "en", "LANG": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    ).stdout
