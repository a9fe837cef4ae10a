"""What every chart is: a static SVG with title and description, its legend in words, and the table of its numbers."""

from dataclasses import dataclass

__all__ = ["Cell", "Chart", "LegendEntry", "Link", "Table"]


@dataclass(frozen=True, slots=True)
class Link:
    """An address and the words that stand for it."""

    text: str
    href: str


Cell = str | tuple[str | Link, ...]
"""What stands in a cell: a text, or texts and links one after the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table in one language, cells already written out.

    ``numeric`` are the indices of right-aligned columns, ``unbroken`` of those whose cells stay on one line.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numeric: frozenset[int] = frozenset()
    unbroken: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendEntry:
    """One mark of a chart and what it means; ``swatch`` is a key of the shapes in ``swatches``."""

    swatch: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart in one language; ``chart_id`` is unique on its page."""

    chart_id: str
    title: str
    svg: str
    legend: tuple[LegendEntry, ...]
    table: Table
