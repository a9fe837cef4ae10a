"""Operations as folders and as workbooks: new ones, one into the other, errors as notes, how a workbook is read."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from repli import intake
from repli.commission.cases import write_file
from repli.errors import Phrase, Problem, UsageError, phrase
from repli.language import speaker

__all__ = ["convert", "is_book", "new_operation", "note_problems", "remember_reading", "shown_reading"]


def is_book(path: Path) -> bool:
    """Say whether a path is that of a workbook, by its ending."""
    return intake.is_book(path)


def new_operation(target: Path, *, language: str) -> None:
    """Write a new operation to start from, a folder or a workbook by the ending; raise UsageError if it is there."""
    if is_book(target):
        _write_new({target: intake.template_book(target.stem, language)})
    else:
        files = intake.template_files(target.name, language)
        _write_new({target / name: data for name, data in files.items()}, target)


_OTHER_ENDINGS = frozenset({".csv", ".docx", ".html", ".json", ".ods", ".pdf", ".toml", ".txt", ".xls", ".xml", ".zip"})
"""Endings of files that somebody may expect to get, and that no operation has."""


def convert(start: Path, target: Path, *, language: str) -> None:
    """Write an operation in the other form, or a force list as lists of people and items.

    Raise UsageError if the target is there, InputError for what is wrong.
    """
    if not start.exists():
        raise UsageError(
            phrase("{path}: no such file or folder.", path=str(start)),
            phrase("Name an operation folder or a workbook."),
        )
    if target.suffix.lower() in _OTHER_ENDINGS:
        raise UsageError(
            phrase("{path} is neither a workbook nor a folder.", path=str(target)),
            phrase("An operation is a workbook (.xlsx) or a folder of tables; plans and figures: `repli export`."),
        )
    lists = intake.force_list_tables(start, language=language) if is_book(start) and is_book(target) else None
    if lists is not None:
        _write_new({target: lists})
        return
    source = intake.open_source(start)
    if is_book(target):
        _write_new({target: intake.book_bytes(source, language=language)})
    else:
        _write_new({target / name: data for name, data in intake.folder_files(source).items()}, target)


def _write_new(files: Mapping[Path, bytes], folder: Path | None = None) -> None:
    """Write files where nothing is yet."""
    for path in files if folder is None else [folder]:
        if path.exists():
            raise UsageError(phrase("{path} is there already.", path=str(path)), phrase("Name another, or remove it."))
    for path, data in files.items():
        write_file(path, data)


def note_problems(book: Path, problems: Sequence[Problem], target: Path, *, language: str) -> None:
    """Write a copy of a workbook with every problem as a note at its cell."""
    if target.resolve() == book.resolve():
        raise UsageError(phrase("The copy would overwrite the workbook itself."), phrase("Name another file."))
    write_file(target, intake.noted_copy(book, problems, speaker(language)))


def shown_reading(book: Path) -> tuple[tuple[str, tuple[Phrase, ...]], ...]:
    """Return, by sheet, in sentences, how a workbook is read."""
    return intake.reading_of(book)


def remember_reading(book: Path) -> Path:
    """Write how a workbook is read into the file beside it, for a person to correct; return its path."""
    path, text = intake.mapping_of(book)
    write_file(path, text.encode())
    return path
