"""Grids out and in: values keep their kind, texts stay texts, failed formulas are seen, other bytes are refused."""

import io
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from repli.errors import UsageError
from repli.spreadsheet import Sheet, Written, address, letters, place_of, read_book, write_book
from tests.office import saved_again

VALUES = (
    "text", "007", "1E5", "=A1+1", "TRUE", "a\nb", "_x0041_", 3, 0.5, True, date(2024, 5, 19),
    datetime(2024, 5, 19, 5, 15), time(8, 30), timedelta(days=1),  # noqa: DTZ001 - spreadsheets have no zones
)  # fmt: skip
READ = tuple(float(one) if isinstance(one, int) and not isinstance(one, bool) else one for one in VALUES)

TEXTS = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Co", "Cn")), min_size=1, max_size=40)


def a_sheet(*rows: tuple[Written, ...]) -> bytes:
    return write_book([Sheet(name="A", rows=rows)])


def test_every_kind_of_value_comes_back_as_it_was() -> None:
    assert read_book(a_sheet(VALUES))[0].rows == (READ,)


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_any_text_comes_back_as_it_was(texts: list[str]) -> None:
    assert read_book(a_sheet(tuple(texts)))[0].rows == (tuple(texts),)


def test_libreoffice_keeps_every_value(tmp_path: Path) -> None:
    saved = saved_again({"values": a_sheet(VALUES)}, tmp_path)["values"]
    assert read_book(saved)[0].rows == (READ,)


def test_the_same_sheets_have_the_same_bytes() -> None:
    assert a_sheet(VALUES) == a_sheet(VALUES)


def test_cells_of_failed_formulas_are_named_with_their_error() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Été & co")
        sheet.write_formula(2, 1, "=1/0", None, "#DIV/0!")
        sheet.write_formula(0, 27, "=NA()", None, "#N/A")
        sheet.write_string(1, 0, 't="e"')
        book.add_worksheet("clean")
    grids = read_book(stream.getvalue())
    assert [dict(grid.faults) for grid in grids] == [{(2, 1): "#DIV/0!", (0, 27): "#N/A"}, {}]


def test_hidden_sheets_and_merged_cells_are_told() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        book.add_worksheet("seen").merge_range(0, 0, 1, 2, "title")
        book.add_worksheet("hidden").hide()
    seen, hidden = read_book(stream.getvalue())
    assert (seen.visible, hidden.visible) == (True, False)
    assert seen.merged == (((0, 0), (1, 2)),)


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"PK\x03\x04 cut", a_sheet(VALUES)[:900]])
def test_other_bytes_are_refused_with_a_hint(data: bytes) -> None:
    with pytest.raises(UsageError, match="not a workbook") as caught:
        read_book(data)
    assert caught.value.hint


def test_a_document_type_in_a_part_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(a_sheet(("x",)))) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.infolist():
            text = old.read(part)
            if part.filename == "xl/workbook.xml":
                text = text.replace(b"<workbook", b'<!DOCTYPE w [<!ENTITY e "x">]><workbook', 1)
            new.writestr(part, text)
    with pytest.raises(UsageError):
        read_book(stream.getvalue())


@pytest.mark.parametrize("rows", [(("x" * 32_768,),), ((1,) * 16_385,)])
def test_what_no_workbook_holds_is_refused(rows: tuple[tuple[Written, ...], ...]) -> None:
    with pytest.raises(UsageError):
        a_sheet(*rows)


def test_addresses_are_those_of_spreadsheets() -> None:
    assert [letters(place) for place in (0, 25, 26, 701, 702, 16_383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
    assert address(11, 5) == "F12"


@given(st.integers(0, 1_048_575), st.integers(0, 16_383))
def test_an_address_names_one_cell(row: int, column: int) -> None:
    assert place_of(address(row, column)) == (row, column)


def test_notes_and_lists_are_in_the_file() -> None:
    data = write_book(
        [Sheet(name="A", rows=(("h",), ("a",)), notes={(0, 0): "what it means"}, choices={0: ("a", "b")})]
    )
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert b"what it means" in package.read("xl/comments1.xml")
        assert b'"a,b"' in package.read("xl/worksheets/sheet1.xml").replace(b"&quot;", b'"')
