"""Counts per category and site: the signed split of a set of slots.

A *cell* is one (site, category) with at least one person in it. Cells stand sorted by site, then category, no pair
twice; a cell with nobody is not written (docs/reference/log-format.md, section 4).

>>> total(cells_of({("NIA", "military"): 12, ("AGA", "military"): 0}))
12
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeGuard

from repli.errors import CanonicalError, phrase
from repli.ledger.canonical import Json, JsonObject
from repli.ledger.shapes import is_count, is_id
from repli.progress.fields import read_array, read_field, read_record

__all__ = ["Cell", "CellKey", "Cells", "cells_of", "cells_value", "counts_of", "read_cells", "total"]

CellKey = tuple[str, str]
"""(site, category)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """``count`` people (or items) of one category at one site; at least one."""

    site: str
    category: str
    count: int

    @property
    def key(self) -> CellKey:
        """Return (site, category), the order of cells."""
        return self.site, self.category


Cells = tuple[Cell, ...]


def cells_of(counts: Mapping[CellKey, int]) -> Cells:
    """Return the cells of ``counts``, sorted, without the empty ones."""
    return tuple(
        Cell(site=site, category=category, count=count)
        for (site, category), count in sorted(counts.items())
        if count > 0
    )


def counts_of(cells: Iterable[Cell]) -> dict[CellKey, int]:
    """Return (site, category) -> count."""
    return {cell.key: cell.count for cell in cells}


def total(cells: Iterable[Cell]) -> int:
    """Return how many stand in all ``cells`` together."""
    return sum(cell.count for cell in cells)


def cells_value(cells: Iterable[Cell]) -> list[JsonObject]:
    """Return ``cells`` as they are written in an event and in the state."""
    return [{"category": cell.category, "count": cell.count, "site": cell.site} for cell in cells]


def read_cells(record: JsonObject, key: str) -> Cells:
    """Return the cells under ``key``; raise CanonicalError unless they are sorted, unique and at least 1 each."""
    cells = read_array(record, key, _read_cell)
    if any(one.key >= two.key for one, two in pairwise(cells)):
        raise CanonicalError(
            phrase("The cells are not sorted by site and category, or one pair stands twice."),
            phrase("Write each site and category once, sorted."),
        )
    return cells


def _read_cell(value: Json) -> Cell:
    record = read_record(value, "cell", ("category", "count", "site"))
    return Cell(
        site=read_field(record, "site", is_id),
        category=read_field(record, "category", is_id),
        count=read_field(record, "count", _is_positive),
    )


def _is_positive(value: object) -> TypeGuard[int]:
    return is_count(value) and value > 0
