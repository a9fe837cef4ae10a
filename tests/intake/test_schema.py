"""The schemas: valid JSON Schema of 2020-12, true of the tiny folder, complete, and honest about what does not work."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from repli.intake import folder_schema, not_yet
from repli.intake.draft import FILES
from tests.tiny_folder import TABLES, columns, rows, write_tiny_folder

SCHEMAS: dict[str, Any] = folder_schema()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_folder(tmp_path_factory.mktemp("schema"))


def as_json(row: dict[str, str], schema: dict[str, Any]) -> dict[str, object]:
    """A row with its numbers as numbers, as the schema describes it."""
    found: dict[str, object] = {}
    for name, cell in row.items():
        column = schema["properties"][name]
        kinds = {column.get("type"), *(one.get("type") for one in column.get("anyOf", []))}
        number = int if "integer" in kinds else float
        found[name] = number(cell) if kinds & {"integer", "number"} and cell else cell
    return found


def test_there_is_one_for_every_file() -> None:
    assert tuple(SCHEMAS) == FILES


@pytest.mark.parametrize("file", FILES)
def test_each_is_a_schema_of_the_draft_it_names(file: str) -> None:
    assert SCHEMAS[file]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(SCHEMAS[file])


@pytest.mark.parametrize("file", TABLES)
def test_the_tiny_rows_are_valid(folder: Path, file: str) -> None:
    validator = Draft202012Validator(SCHEMAS[file])
    for row in rows(folder, file):
        assert [error.message for error in validator.iter_errors(as_json(row, SCHEMAS[file]))] == []


def test_the_tiny_operation_toml_is_valid(folder: Path) -> None:
    document = tomllib.loads((folder / "operation.toml").read_text(encoding="utf-8"))
    for table in (document["agreement"], *document["milestone"], document["planning"]):
        table.update({key: str(value) for key, value in table.items() if not isinstance(value, int | str)})
    assert [error.message for error in Draft202012Validator(SCHEMAS["operation.toml"]).iter_errors(document)] == []


@pytest.mark.parametrize("file", TABLES)
def test_a_wrong_row_is_not_valid(folder: Path, file: str) -> None:
    validator = Draft202012Validator(SCHEMAS[file])
    right = as_json(rows(folder, file)[0], SCHEMAS[file])
    assert not validator.is_valid({**right, "surprise": "1"})
    for name in right:
        assert not validator.is_valid({key: cell for key, cell in right.items() if key != name})
        assert not validator.is_valid({**right, name: ["a list"]})


@pytest.mark.parametrize("file", TABLES)
def test_every_column_is_described_and_numbers_have_a_unit(file: str) -> None:
    schema = SCHEMAS[file]
    assert tuple(name for name in schema["properties"] if name in columns(file)) == columns(file)
    assert schema["required"] == list(columns(file))  # the tiny folder leaves out every column that may be left out
    without_unit = {"size", "value", "total", "sequence", "priority"}  # plain numbers
    for name, column in schema["properties"].items():
        assert column["description"], name
        if column.get("type") in {"integer", "number"} and name not in without_unit:
            assert column["unit"], name


@pytest.mark.parametrize("file", not_yet.COLUMNS)
def test_columns_that_do_not_work_yet_are_listed(file: str) -> None:
    assert SCHEMAS[file]["known_not_working_yet"] == list(not_yet.COLUMNS[file])


def test_values_tables_and_keys_that_do_not_work_yet_are_listed() -> None:
    assert SCHEMAS["clearances.csv"]["properties"]["state"]["known_not_working_yet"] == list(
        not_yet.VALUES["clearances.csv", "state"]
    )
    assert SCHEMAS["operation.toml"]["tables_not_working_yet"] == sorted(not_yet.FILES)
    assert SCHEMAS["operation.toml"]["known_not_working_yet"] == list(not_yet.KEYS[""])
    assert SCHEMAS["operation.toml"]["$defs"]["PlanningTable"]["known_not_working_yet"] == list(
        not_yet.KEYS["planning"]
    )


def test_references_are_named() -> None:
    assert SCHEMAS["people.csv"]["properties"]["site_id"]["refers_to"] == "sites.csv"
    assert SCHEMAS["reconstruction.csv"]["properties"]["items"]["refers_to"] == "items.csv"
    assert SCHEMAS["floors.csv"]["key"] == ["site_id", "quantity", "function", "from"]


REFERENCE = (Path(__file__).parents[2] / "docs/reference/operation-folder.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", TABLES)
def test_the_reference_page_names_every_column_in_the_same_order(file: str) -> None:
    line = next(line for line in REFERENCE.splitlines() if line.startswith(f"| `{file}`")).split("|")[2]
    outside_brackets = re.sub(r"\([^)]*\)", "", line)
    named = [part.strip().split(" ")[0].strip("`.;") for part in outside_brackets.split(";")]
    assert named[: len(columns(file)) - 2] == list(columns(file)[:-2])


def test_the_reference_page_names_every_key_of_operation_toml() -> None:
    properties = [SCHEMAS["operation.toml"]["properties"]]
    properties += [table["properties"] for table in SCHEMAS["operation.toml"]["$defs"].values()]
    example = REFERENCE[REFERENCE.index("```toml") : REFERENCE.index("## Tables")]
    figures = set(SCHEMAS["operation.toml"]["$defs"]["DisclosureTable"]["properties"])
    assert sorted(name for table in properties for name in table if name not in figures and name not in example) == []
