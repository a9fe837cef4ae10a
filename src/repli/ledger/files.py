"""The only places of this room that touch a disk: read with care, write so that it is there after a power cut.

Reading never follows a link, never opens what is not a plain file, and never takes more than it was told to expect.
Writing is complete only after `fsync` of the file *and* of the folder that names it. A whole file is replaced by
writing ``.NAME.new`` beside it and renaming; the name is always the same, so what a crash left is overwritten by the
next write. The operating system's errors leave here as StoreError. See docs/reference/log-format.md, section 5.
"""

import fcntl
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from repli.errors import StoreError, phrase

__all__ = [
    "append_durably",
    "locked_folder",
    "make_folder",
    "read_file",
    "remove_empty",
    "remove_file",
    "shown",
    "told",
    "write_files",
]

_FULL_SYNC: int | None = getattr(fcntl, "F_FULLFSYNC", None)  # macOS: fsync alone does not empty the drive's cache
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC


def shown(path: Path) -> str:
    r"""Return ``path`` as text that is safe to print, whatever its name holds.

    What is not printable (terminal codes, line breaks, letters that turn the direction, bytes that are no UTF-8) is
    escaped. What is escaped stays so, and a folder and its file are escaped alike.

    >>> print(shown(Path("log/\x1b[2J")))
    log/\x1b[2J
    """
    text = os.fsencode(path).decode("utf-8", "surrogateescape")
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in text)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn an error of the operating system into a StoreError that names ``path``."""
    try:
        yield
    except OSError as error:
        raise StoreError(
            phrase(
                "{path}: the system says {reason}.", path=shown(path), reason=error.strerror or type(error).__name__
            ),
            phrase("Check that the path exists, is yours to use, and that the disk has room; then verify the log."),
        ) from error


def read_file(path: Path, *, max_bytes: int) -> bytes:
    """Return the content of a plain file; raise StoreError if it is missing, no plain file, or larger."""
    with told(path), _opened(path, _READ) as descriptor:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise StoreError(phrase("{path} is not a plain file.", path=shown(path)), _FOREIGN)
        if status.st_size > max_bytes:
            raise StoreError(
                phrase("{path} is larger than the {allowed} bytes allowed.", path=shown(path), allowed=max_bytes),
                _FOREIGN,
            )
        with open(descriptor, "rb", closefd=False) as stream:
            return stream.read(max_bytes + 1)[:max_bytes]


def append_durably(path: Path, data: bytes, *, at_byte: int) -> None:
    """Add ``data`` at the end of ``path``, which must have ``at_byte`` bytes now; on disk when this returns.

    Raise StoreError if the file has another length. An error on the way may leave a part of ``data`` behind.
    """
    with told(path), _opened(path, _WRITE | os.O_APPEND) as descriptor:
        length = os.fstat(descriptor).st_size
        if length != at_byte:
            raise StoreError(
                phrase("{path} has {found} bytes, not {expected}.", path=shown(path), found=length, expected=at_byte),
                phrase("Something else wrote into the log: stop, and verify it."),
            )
        _write_all(descriptor, data)
        _sync(descriptor)
    if at_byte == 0:
        sync_folder(path.parent)


def write_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Put whole files into ``folder``, each replaced at once; all on disk when this returns."""
    make_folder(folder)
    with told(folder), locked_folder(folder, wait=True):
        for name, data in contents.items():
            with _opened(folder / f".{name}.new", _WRITE | os.O_TRUNC) as descriptor:
                _write_all(descriptor, data)
                _sync(descriptor)
        for name in contents:
            (folder / f".{name}.new").replace(folder / name)
        sync_folder(folder)


def remove_file(path: Path) -> None:
    """Remove ``path``, and its folder if that is empty then."""
    with told(path):
        path.unlink()
        sync_folder(path.parent)
    remove_empty(path.parent)


def remove_empty(folder: Path) -> None:
    """Remove ``folder`` if nothing is in it."""
    with told(folder):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            sync_folder(folder.parent)


def make_folder(folder: Path) -> None:
    """Make ``folder`` and its missing parents, each on disk when this returns."""
    with told(folder):
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        for one in reversed(missing):
            one.mkdir(exist_ok=True)
            sync_folder(one.parent)


def sync_folder(folder: Path) -> None:
    """Bring the names inside ``folder`` to disk."""
    with told(folder), _opened(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC) as descriptor:
        _sync(descriptor)


@contextmanager
def locked_folder(folder: Path, *, wait: bool) -> Iterator[None]:
    """Hold the lock of ``folder``: on the folder itself, so that no lock file stands among the log's files.

    With ``wait`` false, raise StoreError at once if another holds it. The lock goes with the process.
    """
    with told(folder), _opened(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC) as descriptor:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise StoreError(
                phrase("Another program writes to {path}.", path=shown(folder)),
                phrase("A feed has one writer: wait until the other has ended."),
            ) from None
        yield


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _sync(descriptor: int) -> None:
    os.fsync(descriptor)
    if _FULL_SYNC is not None:
        fcntl.fcntl(descriptor, _FULL_SYNC)


@contextmanager
def _opened(path: Path, flags: int) -> Iterator[int]:
    descriptor = os.open(path, flags, 0o644)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


_FOREIGN = phrase("A log directory holds plain files only: compare it with the published one.")
