"""Heads on disk bind the writer: none may be taken back, and no feed goes on that holds less than its heads cover.

A head covers so many entries of each feed, under one tree head. What a party once signed was on disk before; so entries
that are fewer, or others, mean a copy that was set back or changed, and never a write that was cut off.
"""

from collections.abc import Sequence
from pathlib import Path

from repli.errors import CanonicalError, SignatureError, StoreError, phrase
from repli.ledger.disk import Disk
from repli.ledger.files import read_file, shown, told
from repli.ledger.merkle import root_of_hashes
from repli.ledger.note import Head, parse_head
from repli.ledger.signednote import MAX_NOTE_BYTES
from repli.ledger.tail import feed_folder

__all__ = ["check_covers", "check_heads"]


def check_covers(path: Path, new: Head, disk: Disk) -> None:
    """Refuse a head that takes back what the one in ``path`` says: a restored backup must not sign a second history."""
    old = _head(path, disk)
    if old is None:
        return
    for feed, size in old.cut.items():
        held = new.cut.get(feed, -1)
        if held < size or (held == size and new.roots[feed] != old.roots[feed]):
            raise StoreError(
                phrase("The new head for {path} covers less of {feed}, or other entries.", path=shown(path), feed=feed),
                _RESTORED,
            )


def check_heads(root: Path, feed: str, leaf_hashes: Sequence[bytes], disk: Disk) -> None:
    """Refuse a feed whose entries are not those that its own head and the joint checkpoint on disk cover."""
    for path in (feed_folder(root, feed) / "checkpoint", root / "checkpoint"):
        head = _head(path, disk)
        size = 0 if head is None else head.cut.get(feed, 0)
        if head is None or size == 0:
            continue
        if size > len(leaf_hashes) or root_of_hashes(leaf_hashes[:size]) != head.roots[feed]:
            raise StoreError(
                phrase(
                    "{path} covers {size} entries of {feed}; the {held} entries here are fewer, or others.",
                    path=shown(path),
                    size=size,
                    feed=feed,
                    held=len(leaf_hashes),
                ),
                _RESTORED,
            )


def _head(path: Path, disk: Disk) -> Head | None:
    with told(path):
        if disk.look(path) is None:
            return None
    try:
        return parse_head(read_file(path, max_bytes=MAX_NOTE_BYTES, disk=disk)).head
    except (CanonicalError, SignatureError) as error:
        raise StoreError(phrase("{path}: {reason}", path=shown(path), reason=error.message), _RESTORED) from error


_RESTORED = phrase("Was the log restored from a backup? Do not sign: fetch the feeds again and verify them.")
