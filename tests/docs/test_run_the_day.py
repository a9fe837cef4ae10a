"""The guide to a day of the commission is typed again, command by command, and what comes out is what it says."""

import shutil
from pathlib import Path

import pytest

from tests.demo_run import HOUSE
from tests.typed_page import Reader, steps_of

STEPS = steps_of(HOUSE / "docs" / "guides" / "run-the-day.md")


def test_every_command_of_the_guide_answers_as_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(HOUSE / "examples" / "niger-2024", tmp_path / "examples" / "niger-2024")
    monkeypatch.chdir(tmp_path)
    assert len(STEPS) >= 25
    assert Reader().differences(STEPS) == []
