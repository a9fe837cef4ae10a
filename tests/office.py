"""LibreOffice for tests: opens a workbook without a window and saves it again, as a planner's own program does.

Where it is missing the tests that need it are skipped by name (in CI a skipped test fails).
"""

import shutil
import subprocess
from pathlib import Path

import pytest

from repli.spreadsheet import Value, read_book

__all__ = ["said_by", "saved_again"]

_NAMES = ("soffice", "libreoffice")


def saved_again(books: dict[str, bytes], folder: Path) -> dict[str, bytes]:
    """Return workbooks, by name, as LibreOffice saves them; one start of the program for all."""
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        pytest.skip("no LibreOffice on this machine: apt install libreoffice-calc")
    start, end = folder / "in", folder / "out"
    start.mkdir()
    for name, data in books.items():
        (start / f"{name}.xlsx").write_bytes(data)
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to"]
    files = [str(start / f"{name}.xlsx") for name in books]
    subprocess.run(  # noqa: S603 - the system's program with our own files
        [*command, "xlsx:Calc MS Excel 2007 XML", "--outdir", str(end), *files], capture_output=True, check=True
    )
    return {name: (end / f"{name}.xlsx").read_bytes() for name in books}


def said_by(book: bytes) -> dict[str, list[list[Value]]]:
    """Return the rows of each sheet without the empty cells and rows at their ends."""
    sheets = {}
    for grid in read_book(book):
        rows = [list(row) for row in grid.rows]
        for row in rows:
            while row and not row[-1]:
                row.pop()
        while rows and not rows[-1]:
            rows.pop()
        sheets[grid.name] = rows
    return sheets
