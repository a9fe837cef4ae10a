"""What the ledger asks of a disk, as a dozen calls, so that each of them can be made to fail in a test.

`REAL` hands every call to the operating system and adds nothing, except what `sync` needs on macOS. Whatever writes a
log goes through these calls and no others (`repli.ledger.files`), so a disk that counts them, fails one of them or
forgets what was not synced sees everything. Paths and descriptors are those of the operating system; errors are its
OSError. What "on disk" means is docs/reference/durable-log.md.
"""

import fcntl
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

__all__ = ["APPEND", "FOLDER", "READ", "REAL", "REPLACE", "Disk", "RealDisk", "Status"]

READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
APPEND = _WRITE | os.O_APPEND
REPLACE = _WRITE | os.O_TRUNC

_FULL_SYNC: int | None = getattr(fcntl, "F_FULLFSYNC", None)  # macOS: fsync alone does not empty the drive's cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What stands under a name or behind a descriptor; two with one ``identity`` are the same thing."""

    is_file: bool
    is_folder: bool
    size_bytes: int
    identity: tuple[int, int]


class Disk(Protocol):
    """The calls. Each may raise OSError."""

    def open(self, path: Path, flags: int) -> int:
        """Return a descriptor; ``flags`` is one of READ, FOLDER, APPEND, REPLACE."""

    def close(self, descriptor: int) -> None:
        """Give the descriptor back, and the lock that it holds."""

    def read(self, descriptor: int, count: int) -> bytes:
        """Return at most ``count`` next bytes; none at the end."""

    def write(self, descriptor: int, data: bytes | memoryview) -> int:
        """Write a first part of ``data`` and return its length."""

    def sync(self, descriptor: int) -> None:
        """Return when the bytes of a file, or the names in a folder, would outlive a power cut."""

    def lock(self, descriptor: int, *, wait: bool) -> bool:
        """Lock what is open, or return False if another has it and ``wait`` is false. Ends with the process."""

    def status(self, descriptor: int) -> Status:
        """Say what is open."""

    def look(self, path: Path) -> Status | None:
        """Say what stands under ``path``, without following a link; None for nothing."""

    def names(self, folder: Path) -> list[str]:
        """Return the names in ``folder``, sorted."""

    def make_folder(self, folder: Path) -> None:
        """Make ``folder``; it may be there already."""

    def rename(self, old: Path, new: Path) -> None:
        """Call ``old`` ``new`` from now on, in the place of what had that name."""

    def remove(self, path: Path) -> None:
        """Remove a file."""

    def remove_folder(self, folder: Path) -> None:
        """Remove an empty folder."""


class RealDisk:
    """The operating system's."""

    def open(self, path: Path, flags: int) -> int:
        """Return a descriptor."""
        return os.open(path, flags, 0o644)

    def close(self, descriptor: int) -> None:
        """Give the descriptor back."""
        os.close(descriptor)

    def read(self, descriptor: int, count: int) -> bytes:
        """Return at most ``count`` next bytes."""
        return os.read(descriptor, count)

    def write(self, descriptor: int, data: bytes | memoryview) -> int:
        """Write a first part of ``data``."""
        return os.write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        """Bring a file or folder to disk."""
        os.fsync(descriptor)
        if _FULL_SYNC is not None:
            fcntl.fcntl(descriptor, _FULL_SYNC)

    def lock(self, descriptor: int, *, wait: bool) -> bool:
        """Lock what is open."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True

    def status(self, descriptor: int) -> Status:
        """Say what is open."""
        return _status(os.fstat(descriptor))

    def look(self, path: Path) -> Status | None:
        """Say what stands under ``path``."""
        try:
            return _status(path.lstat())
        except FileNotFoundError:
            return None

    def names(self, folder: Path) -> list[str]:
        """Return the names in ``folder``."""
        return sorted(path.name for path in folder.iterdir())

    def make_folder(self, folder: Path) -> None:
        """Make ``folder``."""
        folder.mkdir(exist_ok=True)

    def rename(self, old: Path, new: Path) -> None:
        """Rename a file."""
        old.replace(new)

    def remove(self, path: Path) -> None:
        """Remove a file."""
        path.unlink()

    def remove_folder(self, folder: Path) -> None:
        """Remove an empty folder."""
        folder.rmdir()


def _status(found: os.stat_result) -> Status:
    return Status(
        is_file=stat.S_ISREG(found.st_mode),
        is_folder=stat.S_ISDIR(found.st_mode),
        size_bytes=found.st_size,
        identity=(found.st_dev, found.st_ino),
    )


REAL = RealDisk()
