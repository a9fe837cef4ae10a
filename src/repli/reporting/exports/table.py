"""A table of plain values for other programs: the same rows as CSV and as a sheet of a workbook."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from repli.spreadsheet import Sheet, write_book

__all__ = ["ExportTable", "table_csv", "tables_book"]

Cell = str | int | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportTable:
    """A name, a header and rows; an empty cell is None."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def table_csv(table: ExportTable) -> bytes:
    """Return a table as CSV: UTF-8, comma, header first."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(table.header)
    writer.writerows(table.rows)
    return stream.getvalue().encode()


def tables_book(tables: Iterable[ExportTable], truth: str) -> bytes:
    """Return tables as a workbook, one sheet each; ``truth`` says first what is real in it."""
    about = Sheet(name="_about", rows=((truth,),), head_rows=0, widths={0: 110})
    return write_book(
        [
            about,
            *(
                Sheet(
                    name=table.name,
                    rows=(table.header, *table.rows),
                    widths=dict.fromkeys(range(len(table.header)), 18),
                )
                for table in tables
            ),
        ]
    )
