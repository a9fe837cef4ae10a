"""The only places of this room that touch a disk: read with care, write so that it is there after a power cut.

Reading never follows a link, never opens what is not a plain file, and never takes more than it was told to expect.
Writing is complete only after `sync` of the file *and* of the folder that names it. A whole file is replaced by
writing ``.NAME.new`` beside it and renaming; what a crash left under such a name is removed by the next write into that
folder. The operating system's errors leave here as StoreError. Every function takes the disk that it works on. See
docs/reference/durable-log.md.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from repli.errors import StoreError, phrase
from repli.ledger.disk import APPEND, FOLDER, READ, REAL, REPLACE, Disk

__all__ = [
    "append_durably",
    "files_below",
    "locked_folder",
    "make_folder",
    "read_file",
    "remove_empty",
    "remove_file",
    "remove_name",
    "replace_locked",
    "shown",
    "sync_folder",
    "told",
    "write_files",
]

_LEFT_OVER = re.compile(r"\..+\.new")
_PART_BYTES = 2**20


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


def read_file(path: Path, *, max_bytes: int, disk: Disk = REAL) -> bytes:
    """Return the content of a plain file; raise StoreError if it is missing, no plain file, or larger."""
    with told(path), _opened(path, READ, disk) as descriptor:
        status = disk.status(descriptor)
        if not status.is_file:
            raise StoreError(phrase("{path} is not a plain file.", path=shown(path)), _FOREIGN)
        if status.size_bytes > max_bytes:
            raise StoreError(
                phrase("{path} is larger than the {allowed} bytes allowed.", path=shown(path), allowed=max_bytes),
                _FOREIGN,
            )
        parts = []
        left = max_bytes
        while left > 0 and (part := disk.read(descriptor, min(left, _PART_BYTES))):
            parts.append(part)
            left -= len(part)
        return b"".join(parts)


def files_below(folder: Path, disk: Disk = REAL) -> set[Path]:
    """Return the path of everything below ``folder`` that is no folder."""
    found = set()
    with told(folder):
        if _is_folder(folder, disk):
            for name in disk.names(folder):
                path = folder / name
                found |= files_below(path, disk) if _is_folder(path, disk) else {path}
    return found


def append_durably(path: Path, data: bytes, *, at_byte: int, disk: Disk = REAL) -> None:
    """Add ``data`` at the end of ``path``, which must have ``at_byte`` bytes now; on disk when this returns.

    Raise StoreError if the file has another length. An error on the way may leave a part of ``data`` behind.
    """
    with told(path), _opened(path, APPEND, disk) as descriptor:
        length = disk.status(descriptor).size_bytes
        if length != at_byte:
            raise StoreError(
                phrase("{path} has {found} bytes, not {expected}.", path=shown(path), found=length, expected=at_byte),
                phrase("Something else wrote into the log: stop, and verify it."),
            )
        _write_all(descriptor, data, disk)
        disk.sync(descriptor)
    if at_byte == 0:
        sync_folder(path.parent, disk)


def write_files(
    folder: Path, contents: Mapping[str, bytes], *, check: Callable[[], None] | None = None, disk: Disk = REAL
) -> None:
    """Put whole files into ``folder``, each replaced at once; all on disk when this returns.

    ``check`` is called under the lock of the folder, before anything is written; what it raises stops the write.
    """
    make_folder(folder, disk)
    with told(folder), locked_folder(folder, wait=True, disk=disk):
        if check is not None:
            check()
        replace_locked(folder, contents, disk)


def replace_locked(folder: Path, contents: Mapping[str, bytes], disk: Disk = REAL) -> None:
    """Do what `write_files` does, for one who holds the lock of ``folder``; remove what a crash left there."""
    with told(folder):
        for name in disk.names(folder):
            if _LEFT_OVER.fullmatch(name):
                disk.remove(folder / name)
        for name, data in contents.items():
            with _opened(folder / f".{name}.new", REPLACE, disk) as descriptor:
                _write_all(descriptor, data, disk)
                disk.sync(descriptor)
        for name in contents:
            disk.rename(folder / f".{name}.new", folder / name)
        sync_folder(folder, disk)


def remove_file(path: Path, disk: Disk = REAL) -> None:
    """Remove ``path``, and its folder if that is empty then."""
    remove_name(path, disk)
    remove_empty(path.parent, disk)


def remove_name(path: Path, disk: Disk = REAL) -> None:
    """Remove ``path`` and leave its folder."""
    with told(path):
        disk.remove(path)
        sync_folder(path.parent, disk)


def remove_empty(folder: Path, disk: Disk = REAL) -> None:
    """Remove ``folder`` if nothing is in it."""
    with told(folder):
        if _is_folder(folder, disk) and not disk.names(folder):
            disk.remove_folder(folder)
            sync_folder(folder.parent, disk)


def make_folder(folder: Path, disk: Disk = REAL) -> None:
    """Make ``folder`` and its missing parents; they and their names are on disk when this returns.

    Each is synced before the next is made, so a crash can leave only the deepest one without its name on disk: that
    is why the deepest folder that is there already is synced into its parent too.
    """
    with told(folder):
        missing = []
        there = folder
        while disk.look(there) is None:
            missing.append(there)
            there = there.parent
        _sync_name(there, disk)
        for one in reversed(missing):
            disk.make_folder(one)
            sync_folder(one.parent, disk)


def sync_folder(folder: Path, disk: Disk = REAL) -> None:
    """Bring the names inside ``folder`` to disk."""
    with told(folder), _opened(folder, FOLDER, disk) as descriptor:
        disk.sync(descriptor)


@contextmanager
def locked_folder(folder: Path, *, wait: bool, disk: Disk = REAL) -> Iterator[None]:
    """Hold the lock of ``folder``: on the folder itself, so that no lock file stands among the log's files.

    With ``wait`` false, raise StoreError at once if another holds it. The lock goes with the process.
    """
    with told(folder), _opened(folder, FOLDER, disk) as descriptor:
        is_mine = disk.lock(descriptor, wait=wait)
        there = disk.look(folder)
        if not is_mine or there is None or there.identity != disk.status(descriptor).identity:
            raise StoreError(
                phrase("Another program writes to {path}.", path=shown(folder)),
                phrase("A feed has one writer: wait until the other has ended."),
            )
        yield


def _sync_name(folder: Path, disk: Disk) -> None:
    """Bring the name of ``folder`` to disk; in a parent that may not be read nobody makes one and syncs it either."""
    try:
        with _opened(folder.absolute().parent, FOLDER, disk) as descriptor:
            disk.sync(descriptor)
    except PermissionError:
        return


def _is_folder(path: Path, disk: Disk) -> bool:
    status = disk.look(path)
    return status is not None and status.is_folder


def _write_all(descriptor: int, data: bytes, disk: Disk) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[disk.write(descriptor, rest) :]


@contextmanager
def _opened(path: Path, flags: int, disk: Disk) -> Iterator[int]:
    descriptor = disk.open(path, flags)
    try:
        yield descriptor
    finally:
        disk.close(descriptor)


_FOREIGN = phrase("A log directory holds plain files only: compare it with the published one.")
