"""Rows become the bytes of a CSV file, and a drawn row says that it was drawn."""

import csv
import io
from collections.abc import Sequence

__all__ = ["Row", "csv_bytes", "drawn"]

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
