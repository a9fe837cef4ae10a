"""The blocks that every paper is made of, as values of JSON for the one template ``paper.typ``.

What is not known yet is a box for the pen: ``None`` as a value or a cell. ``TICK`` is a small square to tick. A block
has a ``kind``; the template knows each by name.

>>> fields([("Day", "2024-06-07"), ("Place", None)])["rows"]
[['Day', '2024-06-07'], ['Place', None]]
"""

from collections.abc import Iterable, Sequence
from io import BytesIO

import segno

__all__ = [
    "TICK",
    "Block",
    "PaperCell",
    "boxes",
    "code",
    "fields",
    "heading",
    "numbered",
    "paragraphs",
    "table",
]

Block = dict[str, object]
PaperCell = str | int | None
"""A text, an empty cell to write in (``None``), or `TICK`."""

TICK = 1
_ROWS_TO_FILL = 3


def heading(text: str) -> Block:
    """Return a heading of the second level."""
    return {"kind": "heading", "text": text}


def paragraphs(*texts: str, quiet: bool = False) -> Block:
    """Return paragraphs, one a text; ``quiet`` ones are small and grey."""
    return {"kind": "paragraphs", "texts": list(texts), "quiet": quiet}


def fields(rows: Iterable[tuple[str, str | None]]) -> Block:
    """Return rows of name and value; an empty value is a line to write on."""
    return {"kind": "fields", "rows": [[name, value or None] for name, value in rows]}


def table(
    caption: str,
    head: Sequence[str],
    rows: Iterable[Sequence[PaperCell]],
    *,
    widths: Sequence[str],
    numeric: Iterable[int] = (),
    tall: bool = False,
) -> Block:
    """Return a table whose head stands again on every page; ``tall`` rows have room for a hand that writes."""
    return {
        "kind": "table",
        "caption": caption,
        "head": list(head),
        "rows": [list(row) for row in rows],
        "widths": list(widths),
        "numeric": sorted(numeric),
        "tall": tall,
    }


def numbered(caption: str, texts: Sequence[str], head: str, *, blank_rows: int = _ROWS_TO_FILL) -> Block:
    """Return a numbered list as a table; an empty one has rows to write in."""
    rows: list[Sequence[PaperCell]] = [(str(number), text) for number, text in enumerate(texts, start=1)]
    return table(
        caption,
        ("", head),
        rows or [(str(number), None) for number in range(1, blank_rows + 1)],
        widths=("8mm", "1fr"),
        tall=not rows,
    )


def boxes(
    rows: Iterable[tuple[str, Sequence[tuple[str, str]]]], columns: Sequence[str], *, tall: bool = False
) -> Block:
    """Return big boxes in a grid: each row a label and (number, hint) of each box, under ``columns``."""
    return {
        "kind": "boxes",
        "columns": list(columns),
        "rows": [{"label": label, "cells": [list(cell) for cell in cells]} for label, cells in rows],
        "tall": tall,
    }


def code(text: str, alt: str, lines: Sequence[str], *, rows: Iterable[tuple[str, str | None]]) -> Block:
    """Return a QR code that holds ``text`` (correction M: a stain is borne), ``rows`` beside and ``lines`` below it."""
    stream = BytesIO()
    segno.make_qr(text, error="m").save(stream, kind="svg", border=4, xmldecl=False, svgns=True)
    return {
        "kind": "code",
        "svg": stream.getvalue().decode("utf-8"),
        "alt": alt,
        "lines": list(lines),
        "rows": fields(rows)["rows"],
    }
