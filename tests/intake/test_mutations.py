"""Every cell of every table, made wrong in six ways: the problem names exactly that file, row and column.

The second row of each table of the tiny folder (line 3 of the file) is changed, one cell at a time. What is not a
problem stands in `still_valid`, what is a problem in another place in `felt_elsewhere`, and nowhere else.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from repli.intake import check_folder
from tests.intake.felt_elsewhere import ELSEWHERE
from tests.intake.still_valid import ANY_TEXT, STILL_VALID, TEXT_OR_NOTHING
from tests.tiny_folder import TABLES, columns, edit_cell, rows, write_tiny_folder

ROW = 3

MUTATIONS = {
    "empty": "",
    "unknown": "zebra",
    "negative": "-5",
    "unit": "12 t",
    "dangling": "NOWHERE-9",
    "duplicate": None,  # the cell of the row above
}

ORIGIN_STILL_VALID = {"source": TEXT_OR_NOTHING, "assumed": ANY_TEXT}
"""In every table: a row needs a source only where nothing is assumed, and the tiny rows are all assumed."""

CELLS = [(file, column) for file in TABLES for column in columns(file)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_folder(tmp_path_factory.mktemp("mutations"))


@pytest.fixture
def cell(folder: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Path, str, str]]:
    """One cell, put right again when its test is over."""
    file, column = request.param
    old = rows(folder, file)[ROW - 2][column]
    yield folder, file, column
    edit_cell(folder, file, ROW, column, old)


@pytest.mark.parametrize("cell", CELLS, indirect=True, ids=":".join)
def test_a_wrong_cell_is_named_by_file_row_and_column(cell: tuple[Path, str, str]) -> None:
    folder, file, column = cell
    for mutation, value in MUTATIONS.items():
        above = rows(folder, file)[ROW - 3][column]
        edit_cell(folder, file, ROW, column, above if value is None else value)

        places = {problem.place for problem in check_folder(folder)}

        assert places == expected_places(file, column, mutation), mutation


def expected_places(file: str, column: str, mutation: str) -> set[str]:
    valid = {**STILL_VALID[file], **ORIGIN_STILL_VALID}
    if mutation in valid.get(column, set()):
        return set()
    if column == "assumed":
        return {f"{file}:{ROW}:source"}
    return ELSEWHERE.get(file, {}).get(column, {}).get(mutation, {f"{file}:{ROW}:{column}"})


def test_the_folder_that_is_changed_has_no_problem_before(tmp_path: Path) -> None:
    assert check_folder(write_tiny_folder(tmp_path)) == ()


def test_the_tables_of_exceptions_name_columns_that_exist() -> None:
    named = {(file, column) for table in (STILL_VALID, ELSEWHERE) for file in table for column in table[file]}
    assert named <= set(CELLS)
