"""The doors for workbooks: templates, one form into the other, notes in a copy, how a workbook is read."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from repli.errors import Phrase, Problem
from repli.language import Speaker
from repli.model import Plan

if TYPE_CHECKING:
    from repli.intake.sources import Source

__all__ = [
    "book_bytes",
    "files_source",
    "folder_files",
    "mapping_of",
    "noted_copy",
    "plan_book",
    "read_plan_book",
    "reading_of",
    "template_book",
    "template_files",
]


def template_files(name: str, language: str) -> Mapping[str, bytes]:
    """Return the files of a new operation folder, with example rows."""
    from repli.intake.book import template  # noqa: PLC0415 - pydantic costs 60 ms

    return template.template_files(name, language)


def template_book(name: str, language: str) -> bytes:
    """Return the workbook of a new operation, with a guide and example rows."""
    from repli.intake.book import template  # noqa: PLC0415 - see above

    return template.template_book(name, language)


def folder_files(source: "Source") -> Mapping[str, bytes]:
    """Return the files of an operation folder that says what ``source`` says; raise InputError."""
    from repli.intake.book import packing  # noqa: PLC0415 - see above

    return packing.folder_files(source)


def files_source(files: Mapping[str, bytes]) -> "Source":
    """Return the files of a folder, in memory, as a source."""
    from repli.intake.sources import FilesSource  # noqa: PLC0415 - see above

    return FilesSource(files)


def book_bytes(source: "Source", *, language: str) -> bytes:
    """Return a workbook that says what ``source`` says; raise InputError."""
    from repli.intake.book import packing  # noqa: PLC0415 - see above

    return packing.book_bytes(source, language=language)


def plan_book(plan: Plan) -> bytes:
    """Return a plan as a workbook that `read_plan_book` reads back equal."""
    from repli.intake.book import plan_book as written  # noqa: PLC0415 - see above

    return written.plan_book(plan)


def read_plan_book(data: bytes, file: str) -> Plan:
    """Return the plan of a workbook; raise UsageError or InputError. ``file`` names it."""
    from repli.intake.book import plan_book as written  # noqa: PLC0415 - see above

    return written.read_plan_book(data, file)


def noted_copy(book: Path, problems: Sequence[Problem], speak: Speaker) -> bytes:
    """Return a copy of a workbook with the problems as notes at their cells; raise UsageError."""
    from repli.intake.book import noted  # noqa: PLC0415 - see above
    from repli.spreadsheet import read_book  # noqa: PLC0415 - see above

    return noted.noted_copy(read_book(book.read_bytes()), problems, speak)


def reading_of(book: Path) -> tuple[tuple[str, tuple[Phrase, ...]], ...]:
    """Return, by sheet, in sentences, how a workbook is read; raise UsageError or InputError."""
    from repli.intake.book import reading, source  # noqa: PLC0415 - see above

    return reading.sentences_of(source.open_book(book))


def mapping_of(book: Path) -> tuple[Path, str]:
    """Return where the mapping of a workbook lies, and its text as the workbook is read now."""
    from repli.intake.book import mapping, reading, source  # noqa: PLC0415 - see above

    return mapping.mapping_path(book), mapping.mapping_text(reading.mapping_of(source.open_book(book)))
