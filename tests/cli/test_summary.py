"""What the main job remembers: a changed input is seen, and a damaged memory is no memory."""

from pathlib import Path

import pytest

from repli.cli.summary import (
    Summary,
    changed_files,
    fingerprint_of_inputs,
    fingerprint_of_outputs,
    read_summary,
    write_summary,
)
from repli.reporting import record_of
from tests.reporting.samples import sample_forecast
from tests.tiny import tiny_operation, tiny_plan
from tests.tiny_folder import edit_cell, write_tiny_folder


def summary(folder: Path) -> Summary:
    return Summary(
        inputs=fingerprint_of_inputs(folder),
        outputs=fingerprint_of_outputs(folder),
        plan=record_of(tiny_operation(), tiny_plan(), sample_forecast()),
    )


def test_a_summary_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    kept = summary(write_tiny_folder(tmp_path / "case"))
    write_summary(tmp_path, kept)
    assert read_summary(tmp_path) == kept


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"inputs": {}, "plan": {}}', '{"inputs": 3, "plan": {}}', "\xff"]
)
def test_what_cannot_be_read_counts_as_nothing(tmp_path: Path, text: str) -> None:
    assert read_summary(tmp_path) is None
    (tmp_path / "summary.json").write_bytes(text.encode("latin-1"))
    assert read_summary(tmp_path) is None


def test_the_file_that_changed_is_named_and_one_that_came_or_went_too(tmp_path: Path) -> None:
    folder = write_tiny_folder(tmp_path)
    before = summary(folder)
    assert changed_files(before, fingerprint_of_inputs(folder)) == ()
    edit_cell(folder, "items.csv", 2, "kg", "2100")
    (folder / "claims.csv").unlink()
    (folder / "notes.txt").write_text("new", "utf-8")
    assert changed_files(before, fingerprint_of_inputs(folder)) == ("claims.csv", "items.csv", "notes.txt")
    assert changed_files(None, fingerprint_of_inputs(folder)) == ()


def test_what_was_written_is_known_again_but_for_the_log_and_the_summary(tmp_path: Path) -> None:
    (tmp_path / "log").mkdir()
    for name in ("public.html", "log/checkpoint", "summary.json"):
        (tmp_path / name).write_text(name, "utf-8")
    before = fingerprint_of_outputs(tmp_path)
    assert set(before) == {"public.html"}
    (tmp_path / "public.html").write_text("edited", "utf-8")
    assert fingerprint_of_outputs(tmp_path) != before
