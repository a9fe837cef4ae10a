"""A misspelt or impossible input of the simulation is named; it is never lost in silence."""

from pathlib import Path

import pytest

from repli.intake import check_folder
from tests.tiny_folder import edit_cell, write_tiny_folder


def test_a_misspelt_input_is_named_with_its_nearest_neighbour(tmp_path: Path) -> None:
    folder = write_tiny_folder(tmp_path)
    edit_cell(folder, "assumptions.csv", 2, "name", "repair_hour_mean")
    (problem,) = check_folder(folder)
    assert problem.place == "assumptions.csv:2:name"
    assert str(problem.hint) == "Did you mean repair_hours_mean?"


@pytest.mark.parametrize(("row", "column", "value"), [(3, "low", "1.5"), (2, "high", "-1"), (3, "high", "-0.1")])
def test_a_value_outside_its_range_is_named_with_row_and_column(
    tmp_path: Path, row: int, column: str, value: str
) -> None:
    folder = write_tiny_folder(tmp_path)
    edit_cell(folder, "assumptions.csv", row, column, value)
    assert f"assumptions.csv:{row}:{column}" in {problem.place for problem in check_folder(folder)}
