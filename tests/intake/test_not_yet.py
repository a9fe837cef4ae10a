"""What the planning problem knows and this version does not plan with: refused by name, in every place it can stand."""

from pathlib import Path

import pytest

from repli.intake import check_folder, not_yet
from repli.intake.row import columns_of
from repli.intake.tables import HISTORY_MODELS, PLANNING_MODELS
from tests.intake.rich_folder import write_rich_folder
from tests.tiny_folder import edit_cell, edit_rows, edit_text, write_tiny_folder

COLUMNS = [(file, name) for file, names in not_yet.COLUMNS.items() for name in names]
CSV_VALUES = [(file, name, value) for (file, name), values in not_yet.VALUES.items() for value in values]
MODELS = {model.FILE: model for model in (*PLANNING_MODELS, *HISTORY_MODELS)}

# planning.md section 1, word by word: the names under which each part would be written
VOCABULARY = {
    "fields.csv": {"customs_team", "runway_m"},
    "sites.csv": {"complete_when", "stock"},
    "vehicle_types.csv": {"fuel", "weapons_dismounted"},
    "legs.csv": {"intervals", "fuel"},
    "clearances.csv": {"change_notice_hours", "answer_due"},
    "people.csv": {"weapons_dismounted"},
    "items.csv": {"net_explosive_kg", "metres"},
}
TABLES = {"stock.csv", "extensions.csv", "fuel.csv", "convoys.csv", "holidays.csv", "ports.csv", "ships.csv"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_tiny_folder(tmp_path)


def said(folder: Path) -> list[tuple[str, str]]:
    return [(problem.place, str(problem.expected)) for problem in check_folder(folder)]


@pytest.mark.parametrize(("file", "name"), COLUMNS)
def test_a_column_is_refused_by_name(folder: Path, file: str, name: str) -> None:
    edit_rows(folder, file, lambda found: [{**row, name: "1"} for row in found])
    assert said(folder) == [(f"{file}:1:{name}", str(not_yet.EXPECTED))]


@pytest.mark.parametrize("name", sorted(not_yet.FILES))
def test_a_table_is_refused_by_name(folder: Path, name: str) -> None:
    (folder / name).write_text("anything\n", encoding="utf-8")
    assert said(folder) == [(name, str(not_yet.EXPECTED))]


@pytest.mark.parametrize(("file", "name", "value"), [row for row in CSV_VALUES if row[0] != "operation.toml"])
def test_a_value_is_refused_by_name(folder: Path, file: str, name: str, value: str) -> None:
    edit_cell(folder, file, 2, name, value)
    assert (f"{file}:2:{name}", str(not_yet.EXPECTED)) in said(folder)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("[text]", '[[extension]]\ncause = "weather"\n\n[text]', "operation.toml:51:extension"),
        ("[text]", "[[observer]]\n\n[text]", "operation.toml:51:observer"),
        ("evidence =", 'retained = "5"\nevidence =', "operation.toml:10:agreement.retained"),
        ("wave_minutes", "freeze_hours = 48\nwave_minutes", "operation.toml:41:planning.freeze_hours"),
        ('role = "host"', 'role = "guarantor"', "operation.toml:24:party.role"),
        ('"at_least"', '"range"', "operation.toml:47:disclosure.people_departed"),
        ('quantity = "people"', 'quantity = "sites"', "operation.toml:32:milestone.quantity"),
    ],
)
def test_a_key_or_value_of_operation_toml_is_refused_by_name(folder: Path, old: str, new: str, place: str) -> None:
    edit_text(folder, "operation.toml", old, new)
    assert said(folder) == [(place, str(not_yet.EXPECTED))]


def test_every_table_and_column_that_is_read_is_planned_with(tmp_path: Path) -> None:
    assert said(write_rich_folder(tmp_path)) == []


def test_the_vocabulary_of_the_planning_problem_is_known() -> None:
    assert TABLES <= not_yet.FILES
    for file, names in VOCABULARY.items():
        assert names <= set(not_yet.COLUMNS[file]), file


def test_nothing_that_works_is_listed_as_not_working() -> None:
    assert not not_yet.FILES & set(MODELS)
    for file, names in not_yet.COLUMNS.items():
        assert not set(names) & set(columns_of(MODELS[file])), file
