"""From the bytes of a workbook to its sheets as grids of values, with the cells in which a formula failed."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from repli.errors import UsageError, phrase
from repli.spreadsheet.faults import faults_of

__all__ = ["Grid", "Value", "read_book"]

Value: TypeAlias = "str | float | bool | date | datetime | time | timedelta"
"""What a cell holds; every number is a float, an empty cell is an empty text."""

_LARGEST_BYTES = 1 << 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A sheet from its first cell on: rows of values. ``faults``: (row, column) from 0 -> the error that stands there.

    ``merged`` are ((first row, first column), (last row, last column)).
    """

    name: str
    rows: tuple[tuple[Value, ...], ...]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    faults: Mapping[tuple[int, int], str]
    visible: bool = True


def read_book(data: bytes) -> tuple[Grid, ...]:
    """Return every sheet of cells; raise UsageError if these are not the bytes of a workbook (.xlsx)."""
    from python_calamine import (  # noqa: PLC0415 - most commands read no workbook
        CalamineError,
        CalamineWorkbook,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        _refuse_a_bomb(data)
        faults = faults_of(data)
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            kept = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
            grids = []
            for one in kept:
                sheet = book.get_sheet_by_name(one.name)
                rows = tuple(map(tuple, sheet.to_python(skip_empty_area=False)))
                grids.append(
                    Grid(
                        name=one.name,
                        rows=rows,
                        merged=tuple(sheet.merged_cell_ranges or ()),
                        faults=faults.get(one.name, {}),
                        visible=one.visible == SheetVisibleEnum.Visible,
                    )
                )
            return tuple(grids)
    except (CalamineError, OSError, ValueError, KeyError, RuntimeError, SyntaxError, zipfile.BadZipFile) as error:
        raise UsageError(
            phrase("This is not a workbook that can be read."),
            phrase("Save it as .xlsx, without a password; other forms (.xls, .ods, .csv) are not read as workbooks."),
        ) from error


def _refuse_a_bomb(data: bytes) -> None:
    """Refuse a file that would fill the memory when it is unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if sum(part.file_size for part in package.infolist()) > _LARGEST_BYTES:
            raise ValueError("more than a gigabyte when unpacked")
