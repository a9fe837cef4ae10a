"""The tutorial is typed again, command by command, and what comes out is what it says."""

import shutil
from pathlib import Path

from tests.demo_run import HOUSE
from tests.typed_page import steps_of, typed

STEPS = steps_of(HOUSE / "docs" / "tutorial" / "first-operation.md")


def test_every_command_of_the_tutorial_answers_as_it_says(tmp_path: Path) -> None:
    shutil.copytree(HOUSE / "examples" / "germany-niger-2024", tmp_path / "examples" / "germany-niger-2024")
    assert len(STEPS) == 10
    for command, expected in STEPS:
        assert (command, typed(command, cwd=tmp_path)) == (command, expected)
