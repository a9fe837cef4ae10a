"""Puts the one-file verifier beside a log, so that whoever gets the log can check it with Python alone.

>>> copy_standalone(Path("out"))
PosixPath('out/verify.py')
"""

from importlib import resources
from pathlib import Path

from repli.errors import UsageError, phrase
from repli.ledger.files import shown

__all__ = ["copy_standalone", "standalone_source"]

_NAME = "verify.py"


def standalone_source() -> bytes:
    """Return the bytes of the one-file verifier."""
    return (resources.files("repli.verification") / "standalone.py").read_bytes()


def copy_standalone(target: Path) -> Path:
    """Write the verifier as ``verify.py`` into the folder ``target`` and return its path; raise UsageError."""
    path = target / _NAME
    try:
        target.mkdir(parents=True, exist_ok=True)
        path.write_bytes(standalone_source())
    except OSError as error:
        raise UsageError(
            phrase("{path}: the system says {reason}.", path=shown(path), reason=error.strerror or "error"),
            phrase("Name a folder that is yours to write in."),
        ) from error
    return path
