"""The bytes of CSV files: encodings, line ends, quotation marks, and the line number of every row."""

from pathlib import Path

import pytest

from repli.intake.csv_text import Record, read_records
from repli.intake.problems import Notes


def read(path: Path, data: bytes) -> tuple[tuple[Record, ...] | None, Notes]:
    (path / "t.csv").write_bytes(data)
    notes = Notes(("t.csv",))
    return read_records(path / "t.csv", "t.csv", notes), notes


@pytest.mark.parametrize(
    "data",
    [
        b"a,b\n1,2\n",
        b"a,b\r\n1,2\r\n",
        b"a,b\n1,2",
        b"\xef\xbb\xbfa,b\n1,2\n",
        b"a,b\n 1 ,\t2\n",
        b'"a","b"\n"1","2"\n',
        b"a,b\n1,2\n\n,\n  ,\n",
    ],
    ids=["plain", "crlf", "no last newline", "byte order mark", "blanks", "quoted", "empty rows at the end"],
)
def test_the_same_table_is_read_however_it_was_saved(tmp_path: Path, data: bytes) -> None:
    records, notes = read(tmp_path, data)
    assert records == (Record(1, ("a", "b")), Record(2, ("1", "2")))
    assert notes.problems == ()


def test_a_row_is_numbered_by_the_line_on_which_it_starts(tmp_path: Path) -> None:
    records, _ = read(tmp_path, b'a,b\n\n"two\nlines",x\nlast,y\n')
    assert records is not None
    assert [(record.row, record.cells[0]) for record in records] == [(1, "a"), (3, "two\nlines"), (5, "last")]


def test_the_same_letters_become_the_same_text(tmp_path: Path) -> None:
    composed, _ = read(tmp_path, "a\né\n".encode())
    decomposed, _ = read(tmp_path, "a\né\n".encode())
    assert composed == decomposed


@pytest.mark.parametrize(
    ("data", "row", "words"),
    [
        (b"a,b\n1,caf\xe9\n", 2, "text in UTF-8"),
        ("a,b\n1,2\n".encode("utf-16"), 1, "text in UTF-8"),
        (b'a,b\n1,"2\n3,4\n', 2, "a row of CSV"),
        (b'a,b\n1,"2"x\n', 2, "a row of CSV"),
        (b"a,b\n1,2\x00\n", 2, "control characters"),
        (b"a,b\n1,2\x1b[31m\n", 2, "control characters"),
        (b"a\n" + b"x" * 200_000, 2, "a row of CSV"),
    ],
    ids=["latin-1", "utf-16", "quotation mark left open", "text after a quotation mark", "NUL", "escape", "huge cell"],
)
def test_a_file_that_is_no_table_is_refused_with_its_line(tmp_path: Path, data: bytes, row: int, words: str) -> None:
    _, notes = read(tmp_path, data)
    assert [(problem.file, problem.row) for problem in notes.problems] == [("t.csv", row)]
    assert words in str(notes.problems[0].expected)


def test_a_missing_file_and_a_folder_in_its_place_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    notes = Notes(())
    assert read_records(tmp_path / "none.csv", "none.csv", notes) is None
    assert read_records(tmp_path / "folder.csv", "folder.csv", notes) is None
    assert [problem.file for problem in notes.problems] == ["folder.csv", "none.csv"]
