"""Putting a finished folder in the place of an older one: all of it or nothing, and only one run at a time.

What was there is set aside first; if anything fails, it is put back. A run that is killed in between leaves both, and
the next run sees by the hashes of its summary that the folder is not what it wrote.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from repli.errors import UsageError, phrase

__all__ = ["only_run_in", "replace_all"]


@contextmanager
def only_run_in(folder: Path) -> Iterator[None]:
    """Hold ``folder`` for this run; raise UsageError if another run holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UsageError(
                phrase("Another run is at work in {path}.", path=str(folder)),
                phrase("Wait for it, or name another folder."),
            ) from None
        yield
    finally:
        os.close(handle)


def replace_all(new: Path, folder: Path) -> None:
    """Move everything below ``new`` into ``folder``; on any failure put back what was there and raise it again."""
    aside = folder / ".old"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    done: list[str] = []
    try:
        for path in sorted(new.iterdir()):
            target = folder / path.name
            done.append(path.name)
            if target.exists():
                target.rename(aside / path.name)
            path.rename(target)
    except OSError:
        _put_back(done, new, folder, aside)
        raise
    shutil.rmtree(aside, ignore_errors=True)
    shutil.rmtree(new, ignore_errors=True)


def _put_back(names: list[str], new: Path, folder: Path, aside: Path) -> None:
    for name in names:
        if not (new / name).exists() and (folder / name).exists():
            (folder / name).rename(new / name)
        if (aside / name).exists():
            (aside / name).rename(folder / name)
    shutil.rmtree(aside, ignore_errors=True)
