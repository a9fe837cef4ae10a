"""A table against its columns: header, number of cells, duplicates, unknown names with the nearest known one."""

from pathlib import Path

import pytest

from repli.errors import Problem
from repli.intake import check_folder
from repli.intake.problems import Notes
from repli.intake.sources import FolderSource
from repli.intake.table import read_table
from repli.intake.tables.places import ClosureRow
from tests.tiny_folder import edit_cell, edit_rows, edit_text, rows, write_tiny_folder

HEADER = "place_id,starts,ends,reason,source,assumed\n"


def problems_of(folder: Path, table: str) -> tuple[Problem, ...]:
    (folder / "closures.csv").write_text(table, encoding="utf-8")
    notes = Notes(())
    read_table(FolderSource(folder), ClosureRow, notes)
    return notes.problems


@pytest.mark.parametrize(
    ("table", "place", "expected", "hint"),
    [
        ("", "closures.csv:1", "a first line with the columns", "separated by commas"),
        ("place_id;starts;ends\n", "closures.csv:1", "a first line with the columns", "not by semicolons"),
        ("reson," + HEADER, "closures.csv:1:reson", "unknown column", "Did you mean reason?"),
        ("zzz," + HEADER, "closures.csv:1:zzz", "unknown column", "Known here: place_id"),
        ("starts," + HEADER, "closures.csv:1:starts", "each column once", ""),
        (HEADER.replace("reason,", ""), "closures.csv:1:reason", "the column reason", "Add the column"),
        (HEADER + "A,2030-01-01\n", "closures.csv:2", "6 cells", "quotation marks"),
        (HEADER + "A,2030-01-01,2030-01-02,x,y,z,more\n", "closures.csv:2", "6 cells", "quotation marks"),
    ],
)
def test_a_wrong_header_or_row_is_named(tmp_path: Path, table: str, place: str, expected: str, hint: str) -> None:
    (problem,) = problems_of(tmp_path, table)
    assert problem.place == place
    assert expected in str(problem.expected)
    assert hint in str(problem.hint)


def test_a_missing_column_is_said_once_and_not_for_every_row(tmp_path: Path) -> None:
    table = HEADER.replace("reason,", "") + "A,2030-01-01,2030-01-02,x,\n" * 3
    assert [problem.place for problem in problems_of(tmp_path, table)] == ["closures.csv:1:reason"]


def test_other_columns_are_still_judged_when_one_is_missing(tmp_path: Path) -> None:
    table = HEADER.replace("reason,", "") + "A,soon,2030-01-02,x,\n"
    assert [problem.place for problem in problems_of(tmp_path, table)] == [
        "closures.csv:1:reason",
        "closures.csv:2:starts",
    ]


def test_an_optional_table_may_be_missing(tmp_path: Path) -> None:
    folder = write_tiny_folder(tmp_path)
    for file in ("closures.csv", "claims.csv", "reconstruction.csv"):
        (folder / file).unlink()
    assert check_folder(folder) == ()


def test_every_other_table_must_be_there(tmp_path: Path) -> None:
    folder = write_tiny_folder(tmp_path)
    needed = {file.name for file in folder.iterdir()} - {"closures.csv", "claims.csv", "reconstruction.csv"}
    for file in needed:
        (folder / file).unlink()
    problems = check_folder(folder)
    assert {problem.file for problem in problems if "this file" in str(problem.expected)} == needed


def test_a_missing_table_does_not_make_every_reference_dangle(tmp_path: Path) -> None:
    folder = write_tiny_folder(tmp_path)
    (folder / "fields.csv").unlink()
    assert [problem.place for problem in check_folder(folder)] == ["fields.csv"]


def test_a_row_that_fails_is_still_there_for_those_that_name_it(tmp_path: Path) -> None:
    folder = write_tiny_folder(tmp_path)
    edit_cell(folder, "sites.csv", 2, "name_fr", "")
    assert [problem.place for problem in check_folder(folder)] == ["sites.csv:2:name_fr"]


def test_the_same_key_twice_names_the_line_that_has_it_already(tmp_path: Path) -> None:
    folder = write_tiny_folder(tmp_path)
    edit_rows(folder, "fleet.csv", lambda found: [*found, found[0]])
    (problem,) = check_folder(folder)
    assert problem.place == "fleet.csv:5:vehicle_id"
    assert str(problem.hint) == "Line 2 has the same."


def test_an_unknown_table_gets_the_name_of_the_nearest_one(tmp_path: Path) -> None:
    folder = write_tiny_folder(tmp_path)
    (folder / "item.csv").write_text("a\n", encoding="utf-8")
    (folder / "README.md").write_text("other files may lie there", encoding="utf-8")
    (problem,) = check_folder(folder)
    assert problem.file == "item.csv"
    assert str(problem.hint) == "Did you mean items.csv?"


def test_no_sentence_of_a_library_reaches_a_person(tmp_path: Path) -> None:
    folder = write_tiny_folder(tmp_path)
    for file in ("people.csv", "items.csv", "sites.csv"):
        names = [name for name in rows(folder, file)[0] if name not in {"source", "assumed"}]
        for name in names:
            edit_cell(folder, file, 2, name, "1,5")
    edit_text(folder, "operation.toml", "overrun_days = 3", 'overrun_days = "3"')
    said = " ".join(f"{problem.expected} {problem.hint}" for problem in check_folder(folder))
    assert "Input should" not in said
    assert "pydantic" not in said.lower()
    assert "Value error" not in said
