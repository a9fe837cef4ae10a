"""Rows become the bytes of a CSV file and are read from it again; a drawn row says that it was drawn."""

import csv
import io
from collections.abc import Mapping, Sequence

__all__ = ["Row", "csv_bytes", "drawn", "rows_of", "with_rows"]

Row = dict[str, object]


def csv_bytes(rows: Sequence[Row], columns: Sequence[str] = ()) -> bytes:
    """Return a table with its header: the columns given, then all others that some row has; missing cells are empty."""
    names = dict.fromkeys((*columns, *(name for row in rows for name in row)))
    text = io.StringIO()
    writer = csv.DictWriter(text, list(names), lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def drawn(row: Row, label: str) -> Row:
    """Return the row with what its values rest on: it was drawn."""
    return {**row, "source": "", "assumed": f"Drawn for {label}: no real operation."}


def rows_of(data: bytes) -> list[Row]:
    """Return the rows of a table."""
    return [dict(row) for row in csv.DictReader(io.StringIO(data.decode()))]


def with_rows(files: Mapping[str, bytes], file: str, rows: Sequence[Row]) -> dict[str, bytes]:
    """Return files with other rows in one of them, under the header that it has."""
    header = next(csv.reader(io.StringIO(files.get(file, b"").decode())), [])
    return dict(sorted({**files, file: csv_bytes(rows, header)}.items()))
