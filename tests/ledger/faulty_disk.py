"""Disks that count their calls and let one of them fail: with an error, by the end of the power, or of the process.

>>> disk = FaultyDisk(SimDisk(), fail_at=7, error=errno.EIO)
"""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from repli.ledger.disk import Disk, Status

__all__ = ["FaultyDisk", "NoSync", "PowerCut"]


class PowerCut(BaseException):
    """The machine is off; no `except` of a program sees this."""


class FaultyDisk:
    """Hands calls to ``disk`` and counts them, all or ``only`` those of one name; number ``fail_at`` (from 0) fails.

    With ``error`` it raises that OSError and does nothing, except that a `close` closes and a `sync` loses. With
    ``error`` None the power goes before the call. With `kill` the process does.
    """

    def __init__(
        self, disk: Disk, *, fail_at: int = -1, error: int | None = None, kill: bool = False, only: str = ""
    ) -> None:
        self.disk = disk
        self.calls = 0
        self.is_off = False
        self._fail_at, self._error, self._kill, self._only = fail_at, error, kill, only

    def _call(self, name: str, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - as many types as calls
        if self.is_off:
            if name == "close":
                return None
            raise PowerCut
        is_counted = self._only in {"", name}
        is_now = is_counted and self.calls == self._fail_at
        self.calls += is_counted
        real: Callable[..., Any] = getattr(self.disk, name)
        if not is_now:
            return real(*given, **named)
        if self._kill:
            os.kill(os.getpid(), signal.SIGKILL)
        if self._error is None:
            self.is_off = True
            raise PowerCut
        if name == "close":
            real(*given)
        elif name == "sync" and hasattr(self.disk, "fail_sync"):
            self.disk.fail_sync(*given)
        raise OSError(self._error, os.strerror(self._error))

    def open(self, path: Path, flags: int) -> int:
        opened: int = self._call("open", path, flags)
        return opened

    def close(self, descriptor: int) -> None:
        self._call("close", descriptor)

    def read(self, descriptor: int, count: int) -> bytes:
        found: bytes = self._call("read", descriptor, count)
        return found

    def write(self, descriptor: int, data: bytes | memoryview) -> int:
        written: int = self._call("write", descriptor, data)
        return written

    def sync(self, descriptor: int) -> None:
        self._call("sync", descriptor)

    def lock(self, descriptor: int, *, wait: bool) -> bool:
        is_mine: bool = self._call("lock", descriptor, wait=wait)
        return is_mine

    def status(self, descriptor: int) -> Status:
        status: Status = self._call("status", descriptor)
        return status

    def look(self, path: Path) -> Status | None:
        status: Status | None = self._call("look", path)
        return status

    def names(self, folder: Path) -> list[str]:
        names: list[str] = self._call("names", folder)
        return names

    def make_folder(self, folder: Path) -> None:
        self._call("make_folder", folder)

    def rename(self, old: Path, new: Path) -> None:
        self._call("rename", old, new)

    def remove(self, path: Path) -> None:
        self._call("remove", path)

    def remove_folder(self, folder: Path) -> None:
        self._call("remove_folder", folder)


class NoSync(FaultyDisk):
    """A disk whose `sync` does nothing for files, for folders, or for both: what the log would be without it."""

    def __init__(self, disk: Disk, *, files: bool, folders: bool) -> None:
        super().__init__(disk)
        self._files, self._folders = files, folders

    def sync(self, descriptor: int) -> None:
        is_file = self.disk.status(descriptor).is_file
        if not (self._files if is_file else self._folders):
            super().sync(descriptor)
