"""The doors of the room: what a command calls. The work is imported when it is first needed (pydantic costs 60 ms)."""

from pathlib import Path

from repli.errors import Problem
from repli.model import CaseHistory, Operation

__all__ = ["agreement_hash", "check_folder", "folder_schema", "read_history", "read_operation"]


def read_operation(folder: Path, *, as_of_minute: int | None = None) -> Operation:
    """Return the operation of a folder; ``as_of_minute`` takes the place of planning.as_of.

    Raise InputError with all problems at once, in order of file and row; nothing is half-loaded.
    """
    from repli.intake.loading import load_operation  # noqa: PLC0415 - see above

    return load_operation(folder, as_of_minute)


def read_history(folder: Path, operation: Operation) -> CaseHistory:
    """Return claims.csv and reconstruction.csv of a folder, checked against its operation; raise InputError."""
    from repli.intake.loading import load_history  # noqa: PLC0415 - see above

    return load_history(folder, operation)


def check_folder(folder: Path) -> tuple[Problem, ...]:
    """Return everything that is wrong in a folder, in order of file and row; empty when it is good."""
    from repli.intake.loading import problems_of  # noqa: PLC0415 - see above

    return problems_of(folder)


def agreement_hash(folder: Path) -> str:
    """Return the SHA-256 (hex) of what the parties agreed on, for the first event of a log; raise InputError."""
    from repli.intake.loading import load_agreement_hash  # noqa: PLC0415 - see above

    return load_agreement_hash(folder)


def folder_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of operation.toml and of a row of every table, by file name."""
    from repli.intake.schema import schemas  # noqa: PLC0415 - see above

    return schemas()
