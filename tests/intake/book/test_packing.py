"""Folder to workbook to folder, equal to the last value: the cases, anything a table can hold, LibreOffice."""

import csv
import io
import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repli.errors import InputError
from repli.intake import check_folder, open_source, read_history, read_operation
from repli.intake.book.operation_sheet import operation_rows, operation_toml_of
from repli.intake.book.packing import book_bytes, folder_files
from repli.intake.book.source import book_of
from repli.intake.book.vocabulary import MODELS
from repli.intake.csv_text import tidy
from repli.intake.kinds import kind_of
from repli.intake.row import Row, columns_of
from repli.intake.sources import FilesSource
from repli.spreadsheet import Grid, read_book
from tests.demo_run import HOUSE
from tests.intake.rich_folder import write_rich_folder
from tests.office import saved_again
from tests.tiny_folder import TOML

CASES = [HOUSE / "examples" / name for name in ("niger-2024", "germany-niger-2024")]
LANGUAGES = ("fr", "en")


def rows_of(data: bytes) -> list[list[str]]:
    """The rows of CSV as intake reads their cells."""
    return [
        [tidy(cell) for cell in row] for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")) if row
    ]


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in {".csv", ".toml"}}


def assert_equal(found: dict[str, bytes], expected: dict[str, bytes]) -> None:
    assert set(found) == set(expected)
    for file, data in expected.items():
        if file.endswith(".toml"):
            assert tomllib.loads(found[file].decode()) == tomllib.loads(data.decode())
        else:
            assert rows_of(found[file]) == rows_of(data)


def back(book: bytes) -> dict[str, bytes]:
    return dict(folder_files(book_of(read_book(book), "book.xlsx", {})))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_goes_through_a_workbook_without_loss(case: Path, language: str, tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    book.write_bytes(book_bytes(open_source(case), language=language))
    assert_equal(back(book.read_bytes()), files_of(case))
    assert check_folder(book) == ()
    from_folder, from_book = read_operation(case), read_operation(book)
    assert replace(from_book, assumptions=()) == replace(from_folder, assumptions=())  # they name their rows
    assert [one.text for one in from_book.assumptions] == [one.text for one in from_folder.assumptions]
    assert read_history(book, from_book) == read_history(case, from_folder)


def test_libreoffice_saves_the_workbooks_again_and_they_say_the_same(tmp_path: Path) -> None:
    rich = write_rich_folder(tmp_path / "rich")
    folders = {"rich": rich, **{case.name: case for case in CASES}}
    books = {name: book_bytes(open_source(folder), language="fr") for name, folder in folders.items()}
    for name, data in saved_again(books, tmp_path).items():
        assert_equal(back(data), files_of(folders[name]))


def text_for(model: type[Row], column: str) -> st.SearchStrategy[str]:
    """Texts that a column of its kind may hold; where it is text, such as look like numbers, days and formulas."""
    kind = kind_of(model, column)
    whole = st.integers(1, 999_999_999).map(str)
    decimal = st.decimals(-90, 90, places=5, allow_nan=False).map(lambda value: f"{value:f}")
    day = st.dates(date(1970, 1, 1), date(2199, 12, 31)).map(str)
    when = st.one_of(day, day.map(lambda one: f"{one}T05:15Z"))
    word = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,12}", fullmatch=True)
    tricky = st.sampled_from(["007", "1E5", "=A1", "TRUE", "2024-05-19", "1,5", "3 t", "Total", "#N/A", "oui"])
    free = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Co", "Cn")), min_size=1, max_size=30).map(tidy)
    known = {
        "Count": whole, "Positive": whole, "Percent": st.integers(1, 100).map(str), "Decimal": decimal,
        "Latitude": decimal, "Longitude": decimal, "Day": day, "When": when,
        "Clock": st.sampled_from(["00:00", "07:30", "24:00"]), "YesNo": st.sampled_from(["yes", "no"]),
        "Days": st.just("Mon Tue"), "Spots": st.sampled_from(["2:3", "2:3 4:1"]), "Halts": st.just("40:20 95:30"),
        "Id": word, "Ids": st.lists(word, min_size=1, max_size=3, unique=True).map(" ".join), "Language": st.just("fr"),
        "Dispositions": st.sampled_from(["", "sell", "sell gift"]),
    }  # fmt: skip
    if kind.choices:
        return st.sampled_from(kind.choices)
    assert kind.name in {*known, "Text", "Note"}  # only texts hold whatever is written
    made = known[kind.name] if kind.name in known else st.one_of(tricky, free)
    return st.one_of(st.just(""), made) if kind.optional else made.filter(bool)


@st.composite
def tables(draw: Any) -> dict[str, bytes]:  # noqa: ANN401 - hypothesis' own
    model = MODELS[draw(st.sampled_from(sorted(MODELS)))]
    header = columns_of(model)
    lines = draw(st.lists(st.tuples(*(text_for(model, column) for column in header)), min_size=1, max_size=4))
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([header, *lines])
    return {"operation.toml": TOML.encode(), model.FILE: stream.getvalue().encode()}


@settings(max_examples=60)
@given(tables(), st.sampled_from(LANGUAGES))
def test_any_table_goes_through_a_workbook_without_loss(files: dict[str, bytes], language: str) -> None:
    assert_equal(back(book_bytes(FilesSource(files), language=language)), files)


VALUES = st.one_of(
    st.text(st.characters(blacklist_categories=("Cs", "Cc", "Co", "Cn")), max_size=30).map(tidy),
    st.sampled_from(["2024-05-19", "12", "0.5", "true", '"', "\\", "=1"]),
)


@given(
    VALUES,
    st.one_of(
        st.dates(date(1970, 1, 1)), st.datetimes(timezones=st.just(UTC)).map(lambda at: at.replace(microsecond=0))
    ),
)
def test_any_text_and_time_of_operation_toml_comes_back_as_it_was(text: str, as_of: date | datetime) -> None:
    document = tomllib.loads(TOML)
    document["agreement"]["evidence"] = document["title_en"] = text
    document["planning"]["as_of"] = as_of
    rows = (("table", "number", "key", "value"), *operation_rows(document))
    cells = tuple(tuple("" if one is None else float(one) if type(one) is int else one for one in row) for row in rows)
    found = operation_toml_of(Grid(name="operation", rows=cells, faults={}))
    assert found is not None
    assert tomllib.loads(found.text) == document


def test_a_row_with_too_many_cells_is_refused_and_not_cut() -> None:
    files = {"operation.toml": TOML.encode(), "closures.csv": b"place_id,starts\nA,B,C\n"}
    with pytest.raises(InputError) as caught:
        book_bytes(FilesSource(files), language="en")
    assert [problem.place for problem in caught.value.problems] == ["closures.csv:2"]


def test_a_file_that_is_no_table_is_refused_and_not_dropped() -> None:
    with pytest.raises(InputError) as caught:
        book_bytes(FilesSource({"operation.toml": TOML.encode(), "fuel.csv": b"a\n"}), language="en")
    assert [problem.place for problem in caught.value.problems] == ["fuel.csv"]
