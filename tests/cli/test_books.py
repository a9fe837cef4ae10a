"""new, convert, map and check --notes, as a planner types them; a workbook stands wherever a folder does."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.demo_run import run_here as run_repli
from tests.tiny_folder import edit_cell


def answer(*arguments: str, cwd: Path, code: int = 0) -> str:
    found = run_repli(*arguments, cwd=cwd, check=False)
    assert found.returncode == code, found.stdout + found.stderr
    return found.stdout + found.stderr


def test_a_new_workbook_is_checked_shown_and_converted_to_a_folder(tmp_path: Path) -> None:
    assert "Written: north.xlsx" in answer("new", "north", "--xlsx", cwd=tmp_path)
    assert "no error found" in answer("check", "north.xlsx", cwd=tmp_path)
    assert "items.csv, header in row 1, rows below it: 3" in answer("map", "north.xlsx", cwd=tmp_path)
    answer("convert", "north.xlsx", "north", cwd=tmp_path)
    assert answer("check", "north", cwd=tmp_path) == answer("check", "north.xlsx", cwd=tmp_path)
    assert answer("estimate", "north", cwd=tmp_path) == answer("estimate", "north.xlsx", cwd=tmp_path)


def test_nothing_that_is_there_is_overwritten(tmp_path: Path) -> None:
    answer("new", "north", cwd=tmp_path)
    assert "north is there already." in answer("new", "north", cwd=tmp_path, code=2)
    answer("convert", "north", "north.xlsx", cwd=tmp_path)
    assert "north.xlsx is there already." in answer("convert", "north", "north.xlsx", cwd=tmp_path, code=2)


@pytest.mark.parametrize("name", ["north.pdf", "north.CSV", "north.xls"])
def test_no_folder_is_written_where_a_file_of_another_kind_was_meant(tmp_path: Path, name: str) -> None:
    answer("new", "north", cwd=tmp_path)
    assert "neither a workbook nor a folder" in answer("convert", "north", name, cwd=tmp_path, code=2)
    assert not (tmp_path / name).exists()


def test_a_plan_made_from_a_workbook_is_that_of_the_folder_and_is_judged_against_either(tmp_path: Path) -> None:
    answer("new", "north", cwd=tmp_path)
    answer("convert", "north", "north.xlsx", cwd=tmp_path)
    answer("plan", "north", "--out", "a.json", cwd=tmp_path)
    answer("plan", "north.xlsx", "--out", "b.json", cwd=tmp_path)
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    assert "0 breaches found" in answer("check", "a.json", "--operation", "north.xlsx", cwd=tmp_path)
    assert "P-1" in answer("explain", "a.json", "--operation", "north.xlsx", cwd=tmp_path)


def test_errors_of_a_workbook_are_noted_in_a_copy_and_named_by_cell(tmp_path: Path) -> None:
    answer("new", "north", cwd=tmp_path)
    edit_cell(tmp_path / "north", "items.csv", 3, "kg", "heavy")
    answer("convert", "north", "north.xlsx", cwd=tmp_path)
    found = json.loads(answer("check", "north.xlsx", "--notes", "copy.xlsx", "--json", cwd=tmp_path, code=2))
    assert [one["cell"] for one in found["problems"]] == ["items!F3"]
    assert "north.xlsx:items!F3:kg: «heavy»" in answer("check", "north.xlsx", cwd=tmp_path, code=2)
    with zipfile.ZipFile(tmp_path / "copy.xlsx") as package:
        assert any(b"heavy" in package.read(name) for name in package.namelist() if "comments" in name)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "none.xlsx"), "no such file or folder"),
        (("convert", "none", "x.xlsx"), "no such file or folder"),
        (("map", "none.xlsx"), "is not a file"),
        (("check", "text.xlsx"), "not a workbook"),
        (("check", "folder", "--notes", "x.xlsx"), "Only a workbook has cells"),
        (("check", "good.xlsx", "--notes", "good.xlsx"), "would overwrite"),
    ],
)
def test_wrong_use_is_said_with_a_hint(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    (tmp_path / "text.xlsx").write_text("a,b\n", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    answer("new", "good.xlsx", cwd=tmp_path)
    assert said in answer(*arguments, cwd=tmp_path, code=2)
