"""A new operation: it checks, it plans, it says of every row that it is an example, and its workbook says the same."""

from pathlib import Path

import pytest

from repli import commission
from repli.intake import check_folder, read_operation
from repli.intake.book.template import template_book, template_files
from repli.spreadsheet import read_book


def written(folder: Path, language: str) -> Path:
    folder.mkdir()
    for name, data in template_files("north", language).items():
        (folder / name).write_bytes(data)
    return folder


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_folder_and_the_workbook_are_the_same_operation_without_errors(tmp_path: Path, language: str) -> None:
    folder, book = written(tmp_path / "north", language), tmp_path / "north.xlsx"
    book.write_bytes(template_book("north", language))
    assert check_folder(folder) == check_folder(book) == ()
    assert read_operation(folder).operation_hash == read_operation(book).operation_hash


def test_it_can_be_planned_at_once(tmp_path: Path) -> None:
    plan = commission.make_plan(read_operation(written(tmp_path / "north", "en")), seed=1)
    assert plan.verdict == "kept"


def test_every_row_says_that_it_is_an_example(tmp_path: Path) -> None:
    operation = read_operation(written(tmp_path / "north", "en"))
    assert {one.text for one in operation.assumptions} == {"Example, not a fact: replace this row."}
    assert len(operation.assumptions) == sum(
        data.count(b"Example, not a fact")
        for name, data in template_files("north", "en").items()
        if name != "claims.csv"
    )


def test_the_workbook_begins_with_a_guide_that_is_not_read() -> None:
    guide = read_book(template_book("north", "fr"))[0]
    assert guide.name == "_guide"
    assert guide.rows[0] == ("Comment remplir ce classeur",)
