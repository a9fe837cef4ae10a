"""A workbook in the place of a folder: every problem names its sheet and cell, and the mapping corrects the reading."""

import zipfile
from pathlib import Path

import pytest

from repli.errors import InputError, Problem, phrase
from repli.intake import check_folder, mapping_of, noted_copy, open_source, read_operation, reading_of
from repli.intake.book.packing import book_bytes
from repli.language import speaker
from repli.spreadsheet import Sheet, read_book, write_book
from tests.intake.rich_folder import write_rich_folder
from tests.office import saved_again
from tests.tiny_folder import edit_cell, edit_text


def a_book(path: Path, *edits: tuple[str, int, str, str]) -> Path:
    """The rich folder with edits of its cells, as a workbook."""
    folder = write_rich_folder(path / "folder")
    for file, row, column, value in edits:
        edit_cell(folder, file, row, column, value)
    book = path / "book.xlsx"
    book.write_bytes(book_bytes(open_source(folder), language="en"))
    return book


def with_sheets(book: Path, *sheets: Sheet) -> Path:
    """The workbook with sheets added or put in the place of those of the same name."""
    new = {sheet.name: sheet for sheet in sheets}
    old = [Sheet(name=grid.name, rows=grid.rows) for grid in read_book(book.read_bytes()) if grid.name not in new]
    book.write_bytes(write_book([*old, *new.values()]))
    return book


def places(book: Path) -> list[str]:
    return [problem.place for problem in check_folder(book)]


@pytest.mark.parametrize(
    ("edit", "place"),
    [
        (("items.csv", 3, "kg", "many"), "book.xlsx:items!F3:kg"),
        (("items.csv", 2, "site_id", "NOWHERE"), "book.xlsx:items!D2:site_id"),
        (("people.csv", 2, "count", "0"), "book.xlsx:people!G2:count"),
        (("sites.csv", 2, "side", "west"), "book.xlsx:sites!D2:side"),
        (("sites.csv", 4, "source", ""), None),
        (("fleet.csv", 3, "vehicle_id", "L1"), "book.xlsx:fleet!A3:vehicle_id"),
    ],
)
def test_a_wrong_cell_is_named_by_sheet_and_address(
    tmp_path: Path, edit: tuple[str, int, str, str], place: str
) -> None:
    assert places(a_book(tmp_path, edit)) == ([] if place is None else [place])


def test_a_wrong_key_of_the_operation_is_named_by_its_cell(tmp_path: Path) -> None:
    folder = write_rich_folder(tmp_path / "folder")
    edit_text(folder, "operation.toml", 'time_zone = "Africa/Niamey"', 'time_zone = "Africa/Nowhere"')
    book = tmp_path / "book.xlsx"
    book.write_bytes(book_bytes(open_source(folder), language="en"))
    (problem,) = check_folder(book)
    assert problem.cell == "operation!D9"
    rows = next(grid for grid in read_book(book.read_bytes()) if grid.name == "operation").rows
    assert rows[8] == ("agreement", "", "time_zone", "Africa/Nowhere")


def test_a_missing_sheet_and_an_unknown_one_are_named(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    kept = [Sheet(name=one.name, rows=one.rows) for one in read_book(book.read_bytes()) if one.name != "sites"]
    book.write_bytes(write_book([*kept, Sheet(name="pivot", rows=(("a", "b"),)), Sheet(name="_mine", rows=(("a",),))]))
    found = check_folder(book)
    assert "book.xlsx:pivot!A1:pivot.csv" in [one.place for one in found]
    assert any(str(one.expected) == "a sheet called sites" for one in found)
    assert not any("_mine" in one.place for one in found)


def test_a_sheet_that_is_not_planned_with_yet_is_refused_by_name(tmp_path: Path) -> None:
    book = with_sheets(a_book(tmp_path), Sheet(name="fuel", rows=(("field_id", "kg"), ("FLD1", 3))))
    (problem,) = check_folder(book)
    assert "does not plan with it yet" in str(problem.expected)
    assert problem.cell == "fuel!A1"


def test_two_sheets_of_one_table_are_read_as_one_and_errors_name_the_right_one(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    items = next(grid for grid in read_book(book.read_bytes()) if grid.name == "items").rows
    first, second = items[:4], (items[0], *items[4:])
    mapping = tmp_path / "book.map.toml"
    mapping.write_text('["more"]\ntable = "items.csv"\n', encoding="utf-8")
    with_sheets(book, Sheet(name="items", rows=first), Sheet(name="more", rows=second))
    assert places(book) == []
    doubled = (items[0], *items[4:], items[1])
    with_sheets(book, Sheet(name="more", rows=doubled))
    (problem,) = check_folder(book)
    assert problem.place == "book.xlsx:more!A5:item_id"
    assert str(problem.hint) == "Line 2 has the same."


def test_the_mapping_is_written_corrected_and_remembered(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    items = [list(row) for row in next(grid for grid in read_book(book.read_bytes()) if grid.name == "items").rows]
    items[0][5] = "Heft"  # kg under a word that nobody knows
    with_sheets(book, Sheet(name="items", rows=tuple(map(tuple, items))))
    assert [one.column for one in check_folder(book)] == ["Heft", "kg"]
    path, text = mapping_of(book)
    assert '"Heft" = ""' in text
    path.write_text(text.replace('"Heft" = ""', '"Heft" = "kg"'), encoding="utf-8")
    assert [str(one.expected) for one in check_folder(book)] == ["a number whose unit is known"]
    path.write_text(text.replace('"Heft" = ""', '"Heft" = "kg"') + '["items".units]\n"Heft" = "kg"\n', encoding="utf-8")
    with pytest.raises(InputError):  # TOML allows no table twice: the correction belongs into the one that is there
        check_folder(book)
    once = '["items"]\n["items".columns]\n"Heft" = "kg"\n["items".units]\n"Heft" = "kg"\n'
    path.write_text(once, encoding="utf-8")
    assert check_folder(book) == ()
    assert read_operation(book).operation_hash == read_operation(tmp_path / "folder").operation_hash


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ('["items"]\ntable = "thing.csv"\n', "items.table"),
        ('["items"]\nheader_row = 0\n', "items.header_row"),
        ('["items"]\ndecimal = ";"\n', "items.decimal"),
        ('["items"]\ncolour = "red"\n', "items.colour"),
        ('["items"]\ntable = "items.csv"\n["items".columns]\n"Heft" = "weight"\n', "items.Heft"),
        ('["items"]\n["items".units]\n"Heft" = "stone"\n', "items.Heft"),
        ('items = "x"\n', "items"),
        ('["nowhere"]\ntable = "items.csv"\n', "nowhere"),
    ],
)
def test_a_wrong_mapping_is_refused_by_its_key(tmp_path: Path, text: str, column: str) -> None:
    book = a_book(tmp_path)
    (tmp_path / "book.map.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        open_source(book)
    assert [problem.column for problem in caught.value.problems] == [column]
    assert caught.value.problems[0].file.endswith("book.map.toml")


def test_the_mapping_as_written_reads_the_workbook_as_before(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    before = read_operation(book)
    path, text = mapping_of(book)
    path.write_text(text, encoding="utf-8")
    assert read_operation(book) == before
    assert mapping_of(book)[1] == text


def test_the_reading_is_shown_in_sentences(tmp_path: Path) -> None:
    shown = dict(reading_of(a_book(tmp_path)))
    assert "items.csv, header in row 1, rows below it: 6" in [str(line) for line in shown["items"]]
    assert "F «Gross weight (kg)»: kg" in [str(line) for line in shown["items"]]


def test_problems_stand_as_notes_in_a_copy_that_reads_the_same(tmp_path: Path) -> None:
    book = a_book(tmp_path, ("items.csv", 3, "kg", "many"), ("people.csv", 2, "count", "0"))
    problems = check_folder(book)
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(noted_copy(book, problems, speaker("fr")))
    assert [(one.cell, one.found) for one in check_folder(copy)] == [(one.cell, one.found) for one in problems]
    errors = next(grid for grid in read_book(copy.read_bytes()) if grid.name == "_errors")
    assert errors.rows[0] == ("endroit", "colonne", "trouvé", "attendu", "conseil")
    assert [row[0] for row in errors.rows[1:]] == ["people!G2", "items!F3"]
    assert b"many" in comments(copy)


@pytest.mark.heavy
def test_a_copy_with_notes_that_libreoffice_saved_has_the_same_errors_and_notes(tmp_path: Path) -> None:
    book = a_book(tmp_path, ("items.csv", 3, "kg", "many"), ("people.csv", 2, "count", "0"))
    problems = check_folder(book)
    saved = tmp_path / "saved.xlsx"
    saved.write_bytes(saved_again({"copy": noted_copy(book, problems, speaker("fr"))}, tmp_path)["copy"])
    assert [(one.cell, one.found) for one in check_folder(saved)] == [(one.cell, one.found) for one in problems]
    assert b"many" in comments(saved)


def comments(book: Path) -> bytes:
    """The notes of a workbook, as its files hold them."""
    with zipfile.ZipFile(book) as package:
        return b"".join(package.read(name) for name in package.namelist() if "comments" in name)


def test_a_problem_without_a_cell_is_still_in_the_list(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    copy = noted_copy(book, (Problem(file="book.xlsx", expected=phrase("some text")),), speaker("en"))
    assert read_book(copy)[0].rows[1][3] == "some text"
