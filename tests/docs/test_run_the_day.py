"""The guide to a day of the commission is typed again, command by command, and what comes out is what it says.

Salts are drawn anew in each run, so fingerprints differ: those of the page are mapped to those of this run.
"""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.demo_run import HOUSE, answer_here
from tests.typed_page import steps_of

STEPS = steps_of(HOUSE / "docs" / "guides" / "run-the-day.md")
DIGITS = re.compile(r"\b[0-9a-f]{4}(?: [0-9a-f]{4}){3}\b")
OTHERS = re.compile(r"(?<=state )[0-9a-f]{64}\b|(?<=Event )[0-9a-f]{12}\b|[A-Za-z0-9+/]{43}=")
"""A fingerprint in another form, the root of a head, and a state, which depends on every file of the example."""


class Reader:
    """Somebody who types what the page says into a shell: words, variables, and `cp`."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.last = ""

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
        said = str(answer_here(*words[1:]).output)
        self.last = (DIGITS.findall(said) or [self.last])[-1]
        return said


def plain(text: str) -> str:
    return OTHERS.sub("#", DIGITS.sub("#", text))


def test_every_command_of_the_guide_answers_as_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(HOUSE / "examples" / "niger-2024", tmp_path / "examples" / "niger-2024")
    monkeypatch.chdir(tmp_path)
    reader = Reader()
    here: dict[str, str] = {}
    assert len(STEPS) >= 25
    for command, expected in STEPS:
        typed = re.sub(r"\b[0-9a-f]{8}\b", lambda digits: here.get(digits[0], digits[0]), command)
        said = reader.type(typed)
        for told, found in zip(DIGITS.findall(expected), DIGITS.findall(said), strict=False):
            here[told.replace(" ", "")[:8]] = found.replace(" ", "")[:8]
        assert (command, plain(said)) == (command, plain(expected))
