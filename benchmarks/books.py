"""Workbooks of 50,000 lines: written, read and checked, against the same operation as a folder of CSV files."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.line import Line
from repli import intake
from repli.intake.sources import FilesSource

__all__ = ["large_workbooks"]

_LINES = 50_000


def large_workbooks(_case: Path, folder: Path) -> Iterator[Line]:
    """The operation that `repli new` writes, with 50,000 items. The aim: read and checked in 5 s, written in 10 s."""
    files = dict(intake.template_files("large", "en"))
    header = files["items.csv"].split(b"\n", 1)[0]
    items = (
        (
            f"X-{number},Crate number {number},Caisse numéro {number},BASE,HOME,{500 + number % 4000},pallet,1,none,"
            "repatriate,2030-01-08,,1,,Made up for a measurement."
        ).encode()
        for number in range(_LINES)
    )
    files["items.csv"] = b"\n".join([header, *items, b""])
    source = FilesSource(files)
    book = folder / "large.xlsx"
    book.write_bytes(intake.book_bytes(source, language="en"))
    yield Line(
        name=f"read and check a workbook of {_LINES:,} lines",
        work=lambda: _checked(book),
        peer_name="the same from CSV in memory",
        peer=lambda: _checked(source),
        runs=2,
    )
    yield Line(
        name=f"write a workbook of {_LINES:,} lines",
        work=lambda: intake.book_bytes(source, language="en"),
        runs=2,
    )


def _checked(place: intake.Place) -> None:
    problems = intake.check_folder(place)
    if problems:
        raise RuntimeError(problems[0].place)
