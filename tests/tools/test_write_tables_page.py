"""The page of tables: what the models say now, every file and column on it, every type by its name."""

import pytest

from repli.intake import folder_schema
from repli.intake.row import Row, columns_of, optional_columns_of
from tools.write_tables_page import MODELS, PAGE, page

SECTIONS = {part.splitlines()[0]: part for part in page().split("\n## ")[1:]}


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split(" | ")]


def test_the_page_is_what_the_models_say_now() -> None:
    assert PAGE.read_text("utf-8") == page()


def test_every_table_that_has_a_schema_has_a_section() -> None:
    assert ["operation.toml", *SECTIONS] == list(folder_schema())


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.FILE)
def test_every_column_has_a_row_with_type_meaning_and_whether_it_may_be_left_out(
    model: type[Row],
) -> None:
    table = [cells(line) for line in SECTIONS[model.FILE].splitlines() if line.startswith("| `")]
    assert [row[0].removeprefix("| ").strip("`") for row in table] == list(columns_of(model))
    assert all(len(row) == 6 and row[1] and row[3] for row in table)
    assert {row[0].removeprefix("| ").strip("`") for row in table if row[5].startswith("yes")} == optional_columns_of(
        model
    )


def test_types_units_and_references_are_told() -> None:
    assert "| `kg` | positive | kg | Gross weight. |  |  |" in SECTIONS["items.csv"]
    assert "| `site_id` | id |  | Where it is: a site inside. | `sites.csv` |  |" in SECTIONS["items.csv"]
    assert "| `halts` | list of `km:minutes`, or empty | km:minutes |" in SECTIONS["legs.csv"]
    assert "one of `escort`, `inspection`, `driver`" in SECTIONS["teams.csv"]
    assert "| `arrives` | when or empty | local day or UTC time |" in SECTIONS["people.csv"]
