"""The guide is typed again, command by command; the page of the sheet is what the boxes say."""

import re
import shutil
from pathlib import Path

from tests.demo_run import HOUSE
from tests.typed_page import steps_of, typed
from tools import write_sheet_page

STEPS = steps_of(HOUSE / "docs" / "guides" / "day-without-power.md")


def test_every_command_of_the_guide_answers_as_it_says(tmp_path: Path) -> None:
    shutil.copytree(HOUSE / "examples" / "germany-niger-2024", tmp_path / "examples" / "germany-niger-2024")
    assert len(STEPS) == 5
    for command, expected in STEPS:
        assert (command, typed(command, cwd=tmp_path)) == (command, expected)
    written = {name for _, output in STEPS for name in re.findall(r"(?:papers|forms)/[\w.-]+", output)}
    assert len(written) == 12
    assert all((tmp_path / name).stat().st_size > 0 for name in written)


def test_the_page_of_the_count_sheet_is_what_the_boxes_say() -> None:
    assert write_sheet_page.PAGE.read_text("utf-8") == write_sheet_page.page()
