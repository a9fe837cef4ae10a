"""The one writer of a feed: acknowledged means on disk.

`FeedWriter.append` returns after `sync` of the entry files and of their folder. A feed has one writer at a time; the
lock is the system's, on the folder of entries, so that no lock file stands among the log's files and a dead process
holds none. After a failed call the writer stops for good: open the feed again. Opening reads and checks every line,
compares them with the heads on disk, and puts the last file on disk anew, because after a failed sync nobody knows what
of it is there. A torn tail (`repli.ledger.tail`) is cut only for one who takes the report. See
docs/reference/durable-log.md.

    with FeedWriter.open(root, "demo-force", on_cut=report) as feed:
        feed.append([envelope.line])
        write_tiles(root, "demo-force", feed.leaf_hashes)
"""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Self

from repli.errors import LedgerError, Phrase, StoreError, phrase
from repli.ledger.disk import REAL, Disk
from repli.ledger.envelope import parse_entry
from repli.ledger.event import parse_event
from repli.ledger.files import (
    append_durably,
    locked_folder,
    make_folder,
    remove_empty,
    remove_name,
    replace_locked,
)
from repli.ledger.heads import check_heads
from repli.ledger.merkle import leaf_hash, root_of_hashes
from repli.ledger.tail import Survey, TornTail, feed_folder, survey
from repli.ledger.tiles import ENTRIES_PER_FILE, entry_file

__all__ = ["FeedWriter"]


class FeedWriter:
    """The one writer of one feed. Use it as a context manager; made by `FeedWriter.open`."""

    def __init__(self, root: Path, feed: str, disk: Disk) -> None:
        """Name the feed; `FeedWriter.open` locks and reads it."""
        self._feed = feed
        self._folder = feed_folder(root, feed)
        self._disk = disk
        self._lock = ExitStack()
        self._is_stopped = False
        self._leaf_hashes: list[bytes] = []
        self._events: set[str] = set()
        self._tail_bytes = 0  # length of the entry file that takes the next line

    @classmethod
    def open(
        cls, root: Path, feed: str, *, on_cut: Callable[[TornTail], None] | None = None, disk: Disk = REAL
    ) -> Self:
        """Take the lock of ``feed`` and check every line; raise StoreError if another writes or a line is bad.

        ``on_cut`` is told of a torn tail before it is cut; what it raises stops the cut. Without it a torn tail is
        refused.
        """
        entries = feed_folder(root, feed) / "entries"
        make_folder(entries, disk)
        with ExitStack() as lock:
            lock.enter_context(locked_folder(entries, wait=False, disk=disk))
            lock.callback(remove_empty, entries.parent, disk)
            lock.callback(remove_empty, entries, disk)
            writer = cls(root, feed, disk)
            found = survey(root, feed, disk)
            events = writer._check(found.lines)
            writer._count(found.lines, events)
            check_heads(root, feed, writer._leaf_hashes, disk)
            if found.torn is not None:
                if on_cut is None:
                    raise found.torn.error
                on_cut(found.torn)
            writer._settle(found)
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
            path = self._folder / entry_file(number)
            if at_byte == 0 and path.parent != self._folder / "entries":  # x001, after a thousand files
                make_folder(path.parent, self._disk)
            append_durably(path, data, at_byte=at_byte, disk=self._disk)
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

    def _settle(self, found: Survey) -> None:
        """Put the last entry file on disk anew, without its torn tail, whatever the cache of the system says of it."""
        if found.lines:
            number = (len(found.lines) - 1) // ENTRIES_PER_FILE
            path = self._folder / entry_file(number)
            make_folder(path.parent, self._disk)
            data = b"".join(line + b"\n" for line in found.lines[number * ENTRIES_PER_FILE :])
            replace_locked(path.parent, {path.name: data}, self._disk)
        if found.torn is not None and found.torn.at_byte == 0:
            remove_name(found.torn.path, self._disk)

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
