"""Write a log directory: acknowledged means on disk.

A feed has one writer at a time; the lock is the system's, on the folder of entries, so that no lock file stands among
the log's files. `FeedWriter.append` returns after `fsync` of the entry files and of their folder. After a failed write
it stops for good: open it again, which reads and checks every line. A line cut off by a crash is named, not cut away:
that comes later. Heads and tiles are replaced whole. The law is docs/reference/log-format.md, section 5.

    with FeedWriter.open(root, "demo-force") as feed:
        feed.append([envelope.line])
        write_tiles(root, "demo-force", feed.leaf_hashes)
"""

import hashlib
from collections.abc import Sequence
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Self

from repli.errors import LedgerError, Phrase, StoreError, phrase
from repli.ledger.envelope import parse_entry
from repli.ledger.event import parse_event
from repli.ledger.files import (
    append_durably,
    locked_folder,
    make_folder,
    read_file,
    remove_empty,
    remove_file,
    shown,
    told,
    write_files,
)
from repli.ledger.merkle import EMPTY_ROOT, leaf_hash, root_of_hashes
from repli.ledger.note import Head, SignedHead, parse_head
from repli.ledger.rawlog import (
    RawFeed,
    RawLog,
    check_sidecars,
    feed_folder,
    feeds_of,
    read_directory,
    read_lines,
)
from repli.ledger.signednote import MAX_NOTE_BYTES
from repli.ledger.tiles import ENTRIES_PER_FILE, TILE_WIDTH, entry_file, tile_files

__all__ = [
    "FeedWriter",
    "RawFeed",
    "RawLog",
    "check_sidecars",
    "feeds_of",
    "read_directory",
    "read_lines",
    "write_head",
    "write_joint_head",
    "write_sidecar",
    "write_tiles",
]


class FeedWriter:
    """The one writer of one feed. Use it as a context manager; made by `FeedWriter.open`."""

    def __init__(self, root: Path, feed: str) -> None:
        """Read what is there and check every line; `FeedWriter.open` takes the lock first."""
        self._feed = feed
        self._folder = feed_folder(root, feed)
        self._lock = ExitStack()
        self._is_stopped = False
        self._leaf_hashes: list[bytes] = []
        self._events: set[str] = set()
        self._tail_bytes = 0  # length of the entry file that takes the next line
        lines = read_lines(root, feed)
        self._count(lines, self._check(lines))

    @classmethod
    def open(cls, root: Path, feed: str) -> Self:
        """Take the lock of ``feed`` and check every line; raise StoreError if another writes or a line is bad."""
        entries = feed_folder(root, feed) / "entries"
        make_folder(entries)
        with ExitStack() as lock:
            lock.enter_context(locked_folder(entries, wait=False))
            lock.callback(remove_empty, entries.parent)
            lock.callback(remove_empty, entries)
            writer = cls(root, feed)
            writer._lock = lock.pop_all()
        return writer

    @property
    def size(self) -> int:
        """Return the number of entries on disk."""
        return len(self._leaf_hashes)

    @property
    def leaf_hashes(self) -> tuple[bytes, ...]:
        """Return the leaf hash of every entry on disk."""
        return tuple(self._leaf_hashes)

    def root(self) -> bytes:
        """Return the tree head over every entry on disk."""
        return root_of_hashes(self._leaf_hashes)

    def append(self, lines: Sequence[bytes]) -> None:
        """Add entry lines (without newlines); all of them are on disk when this returns.

        Raise StoreError, and nothing is written, for a line that is no entry of this feed or an event that it has.
        Raise StoreError, and stop, if the disk fails: then some of ``lines`` may be there, in order, none acknowledged.
        """
        if self._is_stopped:
            raise StoreError(phrase("This writer has stopped."), phrase("Open the feed again: every line is checked."))
        events = self._check(lines)
        self._is_stopped = True  # until the disk has everything
        numbered = enumerate(lines, start=self.size)
        at_byte = self._tail_bytes
        for number, chunk in groupby(numbered, key=lambda pair: pair[0] // ENTRIES_PER_FILE):
            data = b"".join(line + b"\n" for _, line in chunk)
            append_durably(self._folder / entry_file(number), data, at_byte=at_byte)
            at_byte = 0
        self._count(lines, events)
        self._is_stopped = False

    def close(self) -> None:
        """Give the lock back."""
        self._is_stopped = True
        self._lock.close()

    def __enter__(self) -> Self:
        """Return the writer."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the lock back."""
        self.close()

    def _check(self, lines: Sequence[bytes]) -> tuple[str, ...]:
        """Return the event hashes of ``lines``; refuse what is no entry of this feed, or stands in it already."""
        events: dict[str, None] = {}
        for number, line in enumerate(lines, start=self.size + 1):
            try:
                envelope = parse_entry(line)
                frame = parse_event(envelope.payload)
            except LedgerError as error:
                raise self._bad(number, error.message) from error
            if frame.feed != self._feed:
                raise self._bad(number, phrase("the event belongs to the feed {other}", other=frame.feed))
            if envelope.event_hash in self._events or envelope.event_hash in events:
                raise self._bad(number, phrase("the event stands in the feed already"))
            events[envelope.event_hash] = None
        return tuple(events)

    def _bad(self, number: int, reason: Phrase) -> StoreError:
        return StoreError(
            phrase("Feed {feed} line {line}: {reason}", feed=self._feed, line=number, reason=reason),
            phrase("Nothing was written. Verify the log, or correct the entry."),
        )

    def _count(self, lines: Sequence[bytes], events: Sequence[str]) -> None:
        for line in lines:
            self._leaf_hashes.append(leaf_hash(line))
            is_full = self.size % ENTRIES_PER_FILE == 0
            self._tail_bytes = 0 if is_full else self._tail_bytes + len(line) + 1
        self._events.update(events)


def write_sidecar(root: Path, data: bytes) -> str:
    """Put ``data`` beside the feeds and return its name, its SHA-256; on disk when this returns."""
    name = hashlib.sha256(data).hexdigest()
    write_files(root / "sidecar", {name: data})
    return name


def write_head(root: Path, signed: SignedHead) -> None:
    """Replace the own head of a feed; raise StoreError for one that covers less than the head on disk."""
    _replace_head(feed_folder(root, signed.head.feed), signed)


def write_joint_head(root: Path, signed: SignedHead) -> None:
    """Replace the joint checkpoint; raise StoreError for one that covers less than the checkpoint on disk.

    Call it before the cosignature leaves this machine: what was signed must be on disk first.
    """
    _replace_head(root, signed)


def write_tiles(root: Path, feed: str, leaf_hashes: Sequence[bytes]) -> None:
    """Write the tiles of exactly ``leaf_hashes`` that are not there yet, then remove the partial ones they replace."""
    folder = feed_folder(root, feed)
    wanted = {folder / name: content for name, content in tile_files(leaf_hashes).items()}
    with told(folder):
        there = {path for path in (folder / "tile").rglob("*") if not path.is_dir()}
    missing = sorted(path for path, content in wanted.items() if path not in there or not _holds(path, content))
    for parent, paths in groupby(missing, key=lambda path: path.parent):
        write_files(parent, {path.name: wanted[path] for path in paths})
    for path in sorted(there - wanted.keys()):
        remove_file(path)


def _holds(path: Path, content: bytes) -> bool:
    return read_file(path, max_bytes=TILE_WIDTH * len(EMPTY_ROOT)) == content


def _replace_head(folder: Path, signed: SignedHead) -> None:
    path = folder / "checkpoint"
    if path.exists():
        _check_covers(parse_head(read_file(path, max_bytes=MAX_NOTE_BYTES)).head, signed.head, path)
    write_files(folder, {"checkpoint": signed.data})


def _check_covers(old: Head, new: Head, path: Path) -> None:
    """Refuse a head that takes back what an older one said: a restored backup must not sign a second history."""
    for feed, size in old.cut.items():
        held = new.cut.get(feed, -1)
        if held < size or (held == size and new.roots[feed] != old.roots[feed]):
            raise StoreError(
                phrase("The new head for {path} covers less of {feed}, or other entries.", path=shown(path), feed=feed),
                phrase("Was the log restored from a backup? Do not sign: fetch the feeds again and verify them."),
            )
