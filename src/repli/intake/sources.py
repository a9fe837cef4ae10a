"""Where the tables of an operation come from: a folder of files, or any other thing that can give their rows.

source = FolderSource(Path("examples/niger-2024"))
source.records("sites.csv", notes)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from repli.errors import Problem, phrase
from repli.intake.csv_text import Record, read_bytes, read_records, records_of, utf8_text
from repli.intake.problems import Notes

__all__ = ["FilesSource", "FolderSource", "Source"]


@runtime_checkable
class Source(Protocol):
    """Gives files by their names in an operation folder; what is wrong with a file itself is noted."""

    def files(self) -> tuple[str, ...]:
        """Return the names of what is there, sorted."""

    def records(self, file: str, notes: Notes) -> tuple[Record, ...] | None:
        """Return the rows of a table, its header first."""

    def text(self, file: str, notes: Notes) -> str | None:
        """Return the text of a file."""

    def retold(self, problem: Problem) -> Problem:
        """Return a problem as the person who wrote the source finds its place."""


@dataclass(frozen=True, slots=True)
class FolderSource:
    """A folder: operation.toml and its tables as CSV files."""

    path: Path

    def files(self) -> tuple[str, ...]:
        """Return the names of what lies in the folder, sorted."""
        return tuple(sorted(path.name for path in self.path.iterdir())) if self.path.is_dir() else ()

    def records(self, file: str, notes: Notes) -> tuple[Record, ...] | None:
        """Return the rows of a CSV file, its header first, or note why it cannot be read."""
        return read_records(self.path / file, file, notes)

    def text(self, file: str, notes: Notes) -> str | None:
        """Return the text of a file, or note why it cannot be read."""
        data = read_bytes(self.path / file, file, notes)
        return None if data is None else utf8_text(data, file, notes)

    def retold(self, problem: Problem) -> Problem:
        """Return the problem: files, lines and columns are what an editor shows."""
        return problem


@dataclass(frozen=True, slots=True)
class FilesSource:
    """The files of a folder in memory, by name, before they are written (or instead of it)."""

    content: Mapping[str, bytes]

    def files(self) -> tuple[str, ...]:
        """Return the names of the files, sorted."""
        return tuple(sorted(self.content))

    def records(self, file: str, notes: Notes) -> tuple[Record, ...] | None:
        """Return the rows of a CSV file, its header first, or note why it cannot be read."""
        text = self.text(file, notes)
        return None if text is None else records_of(text, file, notes)

    def text(self, file: str, notes: Notes) -> str | None:
        """Return the text of a file, or note that it is not there."""
        if file not in self.content:
            notes.add(file, expected=phrase("this file in the folder"))
            return None
        return utf8_text(self.content[file], file, notes)

    def retold(self, problem: Problem) -> Problem:
        """Return the problem: files, lines and columns are what an editor will show."""
        return problem
