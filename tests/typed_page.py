"""A page of the documentation typed again: its console blocks, and a shell in which a reader types them.

Where keys and salts are drawn anew in each run, fingerprints differ: a `Reader` types those of its own run where the
page shows those of another, and `plain` leaves them out.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from tests.demo_run import answer_here

__all__ = ["Reader", "plain", "steps_of", "typed"]

DIGITS = re.compile(r"\b[0-9a-f]{4}(?: [0-9a-f]{4}){3}\b")
OTHERS = re.compile(
    r"\b[0-9a-f]{64}\b|(?<=Event )[0-9a-f]{12}\b|\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}(?![A-Za-z0-9+/])|[A-Za-z0-9+/]{43}="
    r"|^[0-9a-f]{16}(?=:)|«.{121}»",
    re.MULTILINE,
)
"""A fingerprint in another form, a key, the root of a head, a state, which depends on every file of the example."""


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


class Reader:
    """Somebody who types what the page says into a shell: words, variables, and `cp`."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.here: dict[str, str] = {}

    def differences(self, steps: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
        """Each step that answers otherwise than the page: the command, what it said, what the page says."""
        found = []
        for command, expected in steps:
            said = self.type(re.sub(r"\b[0-9a-f]{8}\b", lambda digits: self.here.get(digits[0], digits[0]), command))
            for told, own in zip(DIGITS.findall(expected), DIGITS.findall(said), strict=False):
                self.here[told.replace(" ", "")[:8]] = own.replace(" ", "")[:8]
            if plain(said) != plain(expected):
                found.append((command, plain(said), plain(expected)))
        return found

    def type(self, command: str) -> str:
        if found := re.fullmatch(r'([A-Z]+)="(.*)"', command):
            self.names[found[1]] = found[2]
            return ""
        for name, value in self.names.items():
            command = command.replace(f"${name}", value)
        words = shlex.split(command)
        if words[0] == "cp":
            shutil.copy(words[1], words[2])
            return ""
        assert words[0] == "repli"
        return str(answer_here(*words[1:]).output)


def plain(text: str) -> str:
    return OTHERS.sub("#", DIGITS.sub("#", text))
