"""The doors for changed lists: what a list changes in an operation, and the operation with what was accepted."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from repli.language import Speaker
from repli.model import Operation, Plan

if TYPE_CHECKING:
    from repli.intake.csv_text import Record
    from repli.intake.merge.difference import Difference
    from repli.intake.sources import Source

__all__ = [
    "ListDemand",
    "ListMerge",
    "compare_list",
    "force_list_book",
    "force_list_tables",
    "list_demand",
    "marked_changes",
    "merged_files",
    "review_book",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDemand:
    """What a bare list asks to be moved: people, items, kg in all, and kg by site ("" = not said)."""

    people: int
    items: int
    kg: int
    kg_by_site: Mapping[str, int]


def list_demand(path: Path, kg_per_person: int | None) -> ListDemand | None:
    """Return what a workbook of bare lists asks for; None if it is a whole operation. Raise UsageError, InputError."""
    from repli.intake.book.source import open_book  # noqa: PLC0415 - pydantic costs 60 ms
    from repli.intake.merge.demand import demand_of  # noqa: PLC0415 - see above

    book = open_book(path)
    if book.operation is not None:
        return None
    found = demand_of(book, kg_per_person)
    return ListDemand(people=found.people, items=found.items, kg=found.kg, kg_by_site=found.kg_by_site)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListMerge:
    """A list compared with an operation: the table, its rows as they are, and what would change."""

    source: "Source"
    file: str
    records: "tuple[Record, ...]"
    difference: "Difference"


def compare_list(source: "Source", path: Path, table: str = "") -> ListMerge:
    """Return what a list would change; raise UsageError or InputError. Nothing is changed."""
    from repli.intake.csv_text import Record  # noqa: PLC0415 - pydantic costs 60 ms
    from repli.intake.merge.difference import difference_of  # noqa: PLC0415 - see above
    from repli.intake.merge.lists import read_list  # noqa: PLC0415 - see above
    from repli.intake.problems import Notes  # noqa: PLC0415 - see above
    from repli.intake.row import columns_of  # noqa: PLC0415 - see above

    found = read_list(path, table)
    file = found.model.FILE
    notes = Notes((file,), source.retold)
    records = source.records(file, notes) if file in source.files() else None
    notes.raise_if_any()
    held = records or (Record(1, columns_of(found.model)),)
    rows = [(record.row, dict(zip(held[0].cells, record.cells, strict=False))) for record in held[1:]]
    return ListMerge(source=source, file=file, records=held, difference=difference_of(found, held[0].cells, rows))


def merged_files(merge: ListMerge, accepted: Collection[str]) -> Mapping[str, bytes]:
    """Return the files of the operation with what was accepted; raise InputError with what would be wrong then."""
    from repli.errors import InputError  # noqa: PLC0415 - see above
    from repli.intake.book.packing import csv_text, folder_files  # noqa: PLC0415 - see above
    from repli.intake.loading import problems_of  # noqa: PLC0415 - see above
    from repli.intake.merge.accept import accepted_records  # noqa: PLC0415 - see above
    from repli.intake.sources import FilesSource  # noqa: PLC0415 - see above

    changed = csv_text(accepted_records(merge.records, merge.difference, accepted)).encode()
    files = {**folder_files(merge.source), merge.file: changed}
    problems = problems_of(FilesSource(files))
    if problems:
        raise InputError(problems)
    return files


def review_book(merge: ListMerge, speak: Speaker) -> bytes:
    """Return the changes as a workbook to look at and to mark."""
    from repli.intake.merge import review  # noqa: PLC0415 - see above

    return review.review_book(merge.difference, speak)


def marked_changes(data: bytes) -> tuple[str, ...]:
    """Return the names of the changes that are marked in a review; raise UsageError."""
    from repli.intake.merge import review  # noqa: PLC0415 - see above

    return review.marked(data)


def force_list_book(operation: Operation, plan: Plan | None, *, language: str) -> bytes:
    """Return an operation, with what its plan says of dates and ports, as a time-phased force list in a workbook."""
    from repli.intake.book.writing import table_sheet  # noqa: PLC0415 - see above
    from repli.intake.merge.forces import force_list_records  # noqa: PLC0415 - see above
    from repli.intake.tables.force_list import ForceLineRow  # noqa: PLC0415 - see above
    from repli.spreadsheet import write_book  # noqa: PLC0415 - see above

    return write_book([table_sheet(ForceLineRow, force_list_records(operation, plan), language)])


def force_list_tables(path: Path, *, language: str) -> bytes | None:
    """Return the lists of people and items in a force list, as a workbook; None if the workbook is no force list."""
    from repli.intake.book.source import open_book  # noqa: PLC0415 - see above
    from repli.intake.book.vocabulary import MODELS  # noqa: PLC0415 - see above
    from repli.intake.book.writing import table_sheet  # noqa: PLC0415 - see above
    from repli.intake.merge.forces import lists_of_force_list  # noqa: PLC0415 - see above
    from repli.intake.merge.lists import list_of  # noqa: PLC0415 - see above
    from repli.intake.tables.force_list import ForceLineRow  # noqa: PLC0415 - see above
    from repli.spreadsheet import write_book  # noqa: PLC0415 - see above

    book = open_book(path)
    if set(book.parts) != {ForceLineRow.FILE}:
        return None
    tables = lists_of_force_list(list_of(book, ForceLineRow.FILE).rows, book.name)
    return write_book([table_sheet(MODELS[file], records, language) for file, records in tables.items()])
