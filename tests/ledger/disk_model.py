"""A disk in memory that keeps what was synced and may forget the rest: what a power cut does to a log.

The model, adversarial where file systems differ:

- *Bytes of a file* are on disk after a `sync` of that file that succeeded. Before, at a cut, each sector of 512 bytes
  is either as it was at the last sync or as it was written, independently (a sector that never arrived reads as zeros
  where the file is longer than it was), and the file ends at its old length, its new length, or any byte between.
- *Names in a folder* (made, renamed, removed) are on disk after a `sync` of that folder. Before, at a cut, the changes
  since then have happened up to one of them, or any subset of them has, each whole: a rename is atomic. A folder whose
  name is lost takes everything below it along. Syncing a file does not sync its name.
- *A sync of a file that fails* throws its un-synced sectors away at random, now, and the cache goes on showing them: a
  later sync of the same file succeeds without them (as Linux does). A sync of a folder that fails changes
  nothing: the next one tries again.
- *Locks and the cache* end with the power. Sectors never hold foreign bytes, and what was synced never rots: damage of
  that kind is not the store's to mend (`test_tail.py` shows that it is refused and not cut).
"""

import errno
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from repli.ledger.disk import APPEND, FOLDER, READ, REPLACE, Status

__all__ = ["SECTOR", "File", "Folder", "SimDisk", "mounted"]

SECTOR = 512


@dataclass(eq=False)
class File:
    """Bytes as the cache shows them, as the next sync would bring them to disk, and as they were at the last one."""

    data: bytearray = field(default_factory=bytearray)
    coming: bytearray = field(default_factory=bytearray)
    synced: bytes = b""


@dataclass(eq=False)
class Folder:
    """Names as the cache shows them, as they were at the last sync, and the changes since."""

    names: dict[str, "Node"] = field(default_factory=dict)
    synced: dict[str, "Node"] = field(default_factory=dict)
    changes: list[dict[str, "Node | None"]] = field(default_factory=list)


Node: TypeAlias = File | Folder


@dataclass
class _Open:
    node: Node
    flags: int
    at: int = 0


class SimDisk:
    """Implements `repli.ledger.disk.Disk`; ``part_bytes`` is the most that one `write` takes."""

    def __init__(self, seed: int = 0, *, part_bytes: int = 2**20, root: Folder | None = None) -> None:
        self.random = random.Random(seed)  # noqa: S311 - a die, no secret
        self.part_bytes = part_bytes
        self.root = root or Folder()
        self._open: dict[int, _Open] = {}
        self._locks: dict[Node, int] = {}
        self._next = 3

    # The calls of a disk ------------------------------------------------------------------------------------------

    def open(self, path: Path, flags: int) -> int:
        if flags in {APPEND, REPLACE}:
            folder = self._folder(path.parent)
            if path.name not in folder.names:
                self._change(folder, {path.name: File()})
        node = self._node(path)
        if isinstance(node, Folder) and flags not in {FOLDER, READ}:
            raise _error(errno.EISDIR)
        if isinstance(node, File) and flags == FOLDER:
            raise _error(errno.ENOTDIR)
        if isinstance(node, File) and flags == REPLACE:
            node.data.clear()
            node.coming.clear()
        self._next += 1
        self._open[self._next] = _Open(node, flags)
        return self._next

    def close(self, descriptor: int) -> None:
        node = self._open.pop(descriptor).node
        if self._locks.get(node) == descriptor:
            del self._locks[node]

    def read(self, descriptor: int, count: int) -> bytes:
        handle = self._open[descriptor]
        assert isinstance(handle.node, File)
        part = bytes(handle.node.data[handle.at : handle.at + count])
        handle.at += len(part)
        return part

    def write(self, descriptor: int, data: bytes | memoryview) -> int:
        node = self._open[descriptor].node
        assert isinstance(node, File)
        part = bytes(data[: self.part_bytes])
        node.data += part
        node.coming += part
        return len(part)

    def sync(self, descriptor: int) -> None:
        node = self._open[descriptor].node
        if isinstance(node, File):
            node.synced = bytes(node.coming)
        else:
            node.synced = dict(node.names)
            node.changes.clear()

    def fail_sync(self, descriptor: int) -> None:
        """What stays behind a sync that failed."""
        node = self._open[descriptor].node
        if isinstance(node, File):
            node.synced = self._torn(node)
            node.coming = bytearray(node.synced.ljust(len(node.data), b"\0"))

    def lock(self, descriptor: int, *, wait: bool) -> bool:
        node = self._open[descriptor].node
        if self._locks.setdefault(node, descriptor) != descriptor:
            assert not wait, "the only process would wait for itself"
            return False
        return True

    def status(self, descriptor: int) -> Status:
        return _status(self._open[descriptor].node)

    def look(self, path: Path) -> Status | None:
        try:
            return _status(self._node(path))
        except FileNotFoundError:
            return None

    def names(self, folder: Path) -> list[str]:
        return sorted(self._folder(folder).names)

    def make_folder(self, folder: Path) -> None:
        parent = self._folder(folder.parent)
        if folder.name not in parent.names:
            self._change(parent, {folder.name: Folder()})

    def rename(self, old: Path, new: Path) -> None:
        folder = self._folder(old.parent)
        assert old.parent == new.parent
        self._change(folder, {new.name: folder.names[old.name], old.name: None})

    def remove(self, path: Path) -> None:
        self._node(path)
        self._change(self._folder(path.parent), {path.name: None})

    def remove_folder(self, folder: Path) -> None:
        if self._folder(folder).names:
            raise _error(errno.ENOTEMPTY)
        self._change(self._folder(folder.parent), {folder.name: None})

    # The power ----------------------------------------------------------------------------------------------------

    def cut(self) -> "SimDisk":
        """Return the disk as the next start of the machine finds it."""
        left = self._left(self.root)
        return SimDisk(self.random.randrange(2**32), part_bytes=self.part_bytes, root=left)

    def files(self) -> dict[str, bytes]:
        """Every file by its path, as the cache shows it."""
        return dict(_walk(self.root, ""))

    def _left(self, folder: Folder) -> Folder:
        names = dict(folder.synced)
        changes = folder.changes
        if self.random.random() < 0.5:
            changes = changes[: self.random.randint(0, len(changes))]
        else:
            changes = [change for change in changes if self.random.random() < 0.5]
        for change in changes:
            _apply(names, change)
        left: dict[str, Node] = {}
        for name, node in names.items():
            if isinstance(node, Folder):
                left[name] = self._left(node)
            else:
                data = self._torn(node)
                left[name] = File(bytearray(data), bytearray(data), data)
        return Folder(left, dict(left))

    def _torn(self, file: File) -> bytes:
        old, new = file.synced, bytes(file.coming)
        if old == new:
            return old
        chance = self.random.choice([0.0, 0.5, 0.9, 1.0])
        shorter, longer = sorted((len(old), len(new)))
        length = self.random.choice([len(old), len(new), self.random.randint(shorter, longer)])
        sectors = []
        for start in range(0, longer, SECTOR):
            chosen = new if self.random.random() < chance else old
            sectors.append(chosen[start : start + SECTOR].ljust(SECTOR, b"\0"))
        return b"".join(sectors)[:length]

    # The tree -----------------------------------------------------------------------------------------------------

    def _node(self, path: Path) -> Node:
        node: Node = self.root
        for name in path.parts[1:] if path.is_absolute() else path.parts:
            if isinstance(node, File):
                raise _error(errno.ENOTDIR)
            if name not in node.names:
                raise _error(errno.ENOENT)
            node = node.names[name]
        return node

    def _folder(self, path: Path) -> Folder:
        node = self._node(path)
        if isinstance(node, File):
            raise _error(errno.ENOTDIR)
        return node

    @staticmethod
    def _change(folder: Folder, change: dict[str, Node | None]) -> None:
        folder.changes.append(change)
        _apply(folder.names, change)


def mounted(folder: Path, seed: int = 0, *, part_bytes: int = 700) -> SimDisk:
    """Return a disk with nothing on it but ``folder``, which is there for good."""
    disk = SimDisk(seed, part_bytes=part_bytes)
    for one in (*reversed(folder.parents[:-1]), folder):
        disk.make_folder(one)
        disk.sync(disk.open(one.parent, FOLDER))
    return disk


def _apply(names: dict[str, Node], change: dict[str, Node | None]) -> None:
    for name, node in change.items():
        if node is None:
            names.pop(name, None)
        else:
            names[name] = node


def _status(node: Node) -> Status:
    is_file = isinstance(node, File)
    size = len(node.data) if isinstance(node, File) else 0
    return Status(is_file=is_file, is_folder=not is_file, size_bytes=size, identity=(0, id(node)))


def _walk(folder: Folder, prefix: str) -> Iterator[tuple[str, bytes]]:
    for name, node in sorted(folder.names.items()):
        if isinstance(node, File):
            yield prefix + name, bytes(node.data)
        else:
            yield from _walk(node, f"{prefix}{name}/")


def _error(number: int) -> OSError:
    return OSError(number, os.strerror(number))
