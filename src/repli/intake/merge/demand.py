"""What a bare list asks to be moved: people, items and their weight by site; nothing else of it is looked at.

A list of people needs their number, and their weight unless one is given for all; a list of items needs a weight; a
force list has both. All sheets of the workbook that are such a list are added up.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from repli.errors import UsageError, phrase
from repli.intake.book.source import BookSource
from repli.intake.merge.lists import ListRow, list_of
from repli.intake.tables.force import ItemRow, PeopleRow
from repli.intake.tables.force_list import SHORT_TON_KG, ForceLineRow

__all__ = ["Demand", "demand_of"]

_COLUMNS: Mapping[str, frozenset[str]] = {
    PeopleRow.FILE: frozenset({"site_id", "count", "kg_per_person"}),
    ItemRow.FILE: frozenset({"site_id", "kg"}),
    ForceLineRow.FILE: frozenset({"origin", "people", "kg", "short_tons"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """People, items (or cargo lines) and kg in all; kg by site, under "" where a list names none."""

    people: int
    items: int
    kg: int
    kg_by_site: Mapping[str, int]


def demand_of(book: BookSource, kg_per_person: int | None) -> Demand:
    """Return what the lists of a workbook ask for; raise UsageError or InputError, each wrong cell by its place."""
    files = [file for file in book.parts if file in _COLUMNS]
    if not files:
        raise UsageError(
            phrase("{path} holds no list of people or items.", path=book.name),
            phrase("`repli map` shows how it is read."),
        )
    people = items = 0
    by_site: Counter[str] = Counter()
    for file in files:
        columns = _COLUMNS[file].intersection(*(part.names for part in book.parts[file]))
        _check_columns(book.name, file, columns, kg_per_person)
        found = list_of(_narrowed(book, file), file)
        for row in found.rows:
            count, pieces, kg = _line(file, row, kg_per_person)
            people += count
            items += pieces
            by_site[row.cells.get("site_id") or row.cells.get("origin", "")] += kg
    return Demand(people=people, items=items, kg=sum(by_site.values()), kg_by_site=dict(by_site))


def _narrowed(book: BookSource, file: str) -> BookSource:
    """Return a book with the columns that count; others may hold what they like, and doubts about them are not told."""
    wanted = _COLUMNS[file]
    parts = []
    for part in book.parts[file]:
        kept = [place for place, name in enumerate(part.names) if name in wanted]
        parts.append(
            replace(
                part,
                names=tuple(part.names[place] for place in kept),
                records=tuple(
                    replace(record, cells=tuple(record.cells[place] for place in kept)) for record in part.records
                ),
                doubts=tuple(doubt for doubt in part.doubts if doubt[1] in wanted),
            )
        )
    return replace(book, parts={**book.parts, file: tuple(parts)})


def _check_columns(name: str, file: str, columns: frozenset[str], kg_per_person: int | None) -> None:
    """Refuse a list that does not say what is asked of it."""
    if file == ForceLineRow.FILE:
        lacking = set() if columns & {"people", "kg", "short_tons"} else {"people", "short_tons"}
        by_head = "people" in columns
    else:
        lacking = {"kg"} - columns if file == ItemRow.FILE else {"count"} - columns
        by_head = file == PeopleRow.FILE and "kg_per_person" not in columns
    if lacking:
        raise UsageError(
            phrase("{path}: the list has no column for {columns}.", path=name, columns=", ".join(sorted(lacking))),
            phrase("`repli map` shows how it is read."),
        )
    if by_head and kg_per_person is None:
        raise UsageError(
            phrase("{path}: the list does not say what a person weighs.", path=name),
            phrase("Give it for all, bags included: --kg-per-person 130, say."),
        )


def _line(file: str, row: ListRow, kg_per_person: int | None) -> tuple[int, int, int]:
    """Return people, items and kg of a line."""
    cells = row.cells
    if file == ItemRow.FILE:
        return 0, 1, int(cells["kg"])
    if file == PeopleRow.FILE:
        count = int(cells["count"])
        return count, 0, count * int(cells.get("kg_per_person") or kg_per_person or 0)
    count, kg = int(cells.get("people") or 0), int(cells.get("kg") or 0)
    if cells.get("short_tons"):
        kg = int((Decimal(cells["short_tons"]) * SHORT_TON_KG).quantize(Decimal(1), ROUND_HALF_UP))
    return count, int(kg > 0), kg + count * (kg_per_person or 0)
