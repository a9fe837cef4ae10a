"""The guide to founding a log is typed again, from keys to a corrected communiqué, and answers as it says."""

from pathlib import Path

import pytest

from repli.verification import copy_standalone
from tests.demo_run import HOUSE
from tests.typed_page import Reader, steps_of, typed

STEPS = steps_of(HOUSE / "docs" / "guides" / "found-a-log.md")


def test_every_command_of_the_guide_answers_as_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(STEPS) >= 45
    assert Reader().differences(STEPS) == []
    copy_standalone(tmp_path)
    told = typed("python -I verify.py log --keys log.keys.txt", cwd=tmp_path)
    assert told.startswith("YES")
    assert "DEMONSTRATION" not in told
    page = (tmp_path / "public" / "public.html").read_text("utf-8")
    assert "RECONSTRUCTION" not in page
