"""A case: an operation read as a whole, with its published claims, its history and the hash of its agreement."""

import errno
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from repli import intake
from repli.errors import InputError, Problem, UsageError, phrase
from repli.model import CaseHistory, Operation
from repli.reporting import Truth, end_of_day

__all__ = ["Case", "folder_problems", "load_case", "require_place_for", "schema", "write_file"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An operation with its published claims and its reconstructed history, and the hash of the agreement.

    ``later`` is what is wrong with the history after its first part; then ``history`` is the first part alone.
    """

    folder: Path
    operation: Operation
    history: CaseHistory
    agreement_sha256: str
    later: tuple[Problem, ...] = ()

    @property
    def first_part(self) -> CaseHistory:
        """Return the history up to the day of the first published figure of people departed; all, if none is before.

        That is what the main job replays: what could be compared with something in public, and planned on from there.
        """
        day = self.history.first_day
        if day is None:
            return self.history
        first = self.history.before(end_of_day(day, self.operation.agreement.time_zone))
        return first if first.movements else self.history

    @property
    def truth(self) -> Truth:
        """Return what is real in this case and what is not."""
        return Truth(
            assumptions=len(self.operation.assumptions), reconstruction=bool(self.history.movements), demonstration=True
        )


def folder_problems(folder: Path) -> tuple[Problem, ...]:
    """Return everything that is wrong in an operation folder or workbook."""
    return intake.check_folder(folder)


def schema() -> dict[str, object]:
    """Return the JSON Schemas of every file of an operation folder."""
    return intake.folder_schema()


def load_case(folder: Path, *, as_of_minute: int | None = None) -> Case:
    """Return the case in a folder or workbook; raise InputError with all problems, UsageError if there is none.

    A changed operation need not fit the whole of a history: what is wrong after its first part is told by the case.
    """
    if not folder.exists():
        raise UsageError(
            phrase("{path}: no such file or folder.", path=str(folder)),
            phrase("Name an operation folder, e.g. examples/niger-2024, or a workbook (.xlsx)."),
        )
    source = intake.open_source(folder)
    operation = intake.read_operation(source, as_of_minute=as_of_minute)
    history, later = _history(source, operation)
    return Case(
        folder=folder,
        operation=operation,
        history=history,
        agreement_sha256=intake.agreement_hash(source),
        later=later,
    )


def _history(source: intake.Place, operation: Operation) -> tuple[CaseHistory, tuple[Problem, ...]]:
    """Return the whole history, or its first part and what is wrong after it."""
    try:
        return intake.read_history(source, operation), ()
    except InputError as error:
        try:
            return intake.read_history(source, operation, first_part=True), error.problems
        except InputError:
            raise error from None


def require_place_for(path: Path) -> None:
    """Raise UsageError or OSError, before long work is begun, if no file can be written at ``path``."""
    path = path.resolve()
    if path.exists() and not path.is_file():
        raise UsageError(phrase("{path} is there and is not a file.", path=str(path)), phrase("Name another file."))
    path.parent.mkdir(parents=True, exist_ok=True)
    if not os.access(path.parent, os.W_OK):
        raise OSError(errno.EACCES, os.strerror(errno.EACCES), str(path))


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole: a reader sees the old bytes or the new ones, never a part; what fails leaves nothing."""
    require_place_for(path)
    path = path.resolve()
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise OSError(error.errno, error.strerror, str(path)) from None
