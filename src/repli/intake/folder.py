"""The doors of the room: what a command calls. The work is imported when it is first needed (pydantic costs 60 ms).

An operation is a folder or a workbook: ``open_source`` takes either, and every door takes a path or an open source.
"""

from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from repli.errors import Problem, UsageError, phrase
from repli.model import CaseHistory, Operation

if TYPE_CHECKING:
    from repli.intake.sources import Source

__all__ = [
    "Place",
    "agreement_hash",
    "check_folder",
    "folder_schema",
    "is_book",
    "open_source",
    "read_history",
    "read_operation",
]

_BOOKS = frozenset({".xlsx", ".xlsm"})  # in other forms failed formulas could not be seen

Place: TypeAlias = "Path | Source"
"""Where an operation is: the path of a folder or of a workbook, or one of them opened."""


def is_book(path: Path) -> bool:
    """Say whether a path is that of a workbook, by its ending."""
    return path.suffix.lower() in _BOOKS


def open_source(place: Place) -> "Source":
    """Return a folder or a workbook as a source; raise UsageError or InputError if it is a file that is no workbook."""
    from repli.intake.sources import FolderSource  # noqa: PLC0415 - see above

    if not isinstance(place, Path):
        return place
    if not place.is_file():
        return FolderSource(place)
    if not is_book(place):
        raise UsageError(
            phrase("{path} is neither a folder nor a workbook.", path=str(place)),
            phrase("Name an operation folder or a workbook (.xlsx)."),
        )
    from repli.intake.book.source import open_book  # noqa: PLC0415 - see above

    return open_book(place)


def read_operation(folder: Place, *, as_of_minute: int | None = None) -> Operation:
    """Return the operation of a folder or workbook; ``as_of_minute`` takes the place of planning.as_of.

    Raise InputError with all problems at once, in order of file and row; nothing is half-loaded.
    """
    from repli.intake.loading import load_operation  # noqa: PLC0415 - see above

    return load_operation(open_source(folder), as_of_minute)


def read_history(folder: Place, operation: Operation, *, first_part: bool = False) -> CaseHistory:
    """Return claims and reconstruction, checked against the operation of the same place; raise InputError."""
    from repli.intake.loading import load_history  # noqa: PLC0415 - see above

    return load_history(open_source(folder), operation, first_part=first_part)


def check_folder(folder: Place) -> tuple[Problem, ...]:
    """Return everything that is wrong in a folder or workbook, in order of file and row; empty when it is good."""
    from repli.intake.loading import problems_of  # noqa: PLC0415 - see above

    return problems_of(open_source(folder))


def agreement_hash(folder: Place) -> str:
    """Return the SHA-256 (hex) of what the parties agreed on, for the first event of a log; raise InputError."""
    from repli.intake.loading import load_agreement_hash  # noqa: PLC0415 - see above

    return load_agreement_hash(open_source(folder))


def folder_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of operation.toml and of a row of every table, by file name."""
    from repli.intake.schema import schemas  # noqa: PLC0415 - see above

    return schemas()
