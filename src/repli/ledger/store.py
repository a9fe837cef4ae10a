"""Write what makes a log directory whole beside its entries: sidecars, heads and tiles. Acknowledged means on disk.

Each file is replaced whole, so a reader or a crash finds the old one or the new one. A head never covers less than the
one on disk. Entries are written by `repli.ledger.feedwriter`; both modules, and what reads a directory, are one store
to the other rooms. The law is docs/reference/log-format.md, section 5.
"""

import hashlib
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from repli.ledger.disk import REAL, Disk
from repli.ledger.feedwriter import FeedWriter
from repli.ledger.files import files_below, read_file, remove_file, write_files
from repli.ledger.heads import check_covers
from repli.ledger.merkle import EMPTY_ROOT
from repli.ledger.note import SignedHead
from repli.ledger.rawlog import RawFeed, RawLog, check_sidecars, feeds_of, read_directory, read_lines
from repli.ledger.tail import Survey, TornTail, feed_folder, survey
from repli.ledger.tiles import TILE_WIDTH, tile_files

__all__ = [
    "FeedWriter",
    "RawFeed",
    "RawLog",
    "Survey",
    "TornTail",
    "check_sidecars",
    "feeds_of",
    "read_directory",
    "read_lines",
    "survey",
    "write_head",
    "write_joint_head",
    "write_sidecar",
    "write_tiles",
]


def write_sidecar(root: Path, data: bytes, disk: Disk = REAL) -> str:
    """Put ``data`` beside the feeds and return its name, its SHA-256; on disk when this returns."""
    name = hashlib.sha256(data).hexdigest()
    write_files(root / "sidecar", {name: data}, disk=disk)
    return name


def write_head(root: Path, signed: SignedHead, disk: Disk = REAL) -> None:
    """Replace the own head of a feed; raise StoreError for one that covers less than the head on disk."""
    _replace_head(feed_folder(root, signed.head.feed), signed, disk)


def write_joint_head(root: Path, signed: SignedHead, disk: Disk = REAL) -> None:
    """Replace the joint checkpoint; raise StoreError for one that covers less than the checkpoint on disk.

    Call it before the cosignature leaves this machine: what was signed must be on disk first.
    """
    _replace_head(root, signed, disk)


def write_tiles(root: Path, feed: str, leaf_hashes: Sequence[bytes], disk: Disk = REAL) -> None:
    """Write the tiles of exactly ``leaf_hashes`` that are not there yet, then remove the partial ones they replace.

    Folders are synced even where nothing is missing: a tile may be there that a crash kept off the disk.
    """
    folder = feed_folder(root, feed)
    wanted = {folder / name: content for name, content in tile_files(leaf_hashes).items()}
    there = files_below(folder / "tile", disk)
    for parent, paths in groupby(sorted(wanted), key=lambda path: path.parent):
        missing = [path for path in paths if path not in there or not _holds(path, wanted[path], disk)]
        write_files(parent, {path.name: wanted[path] for path in missing}, disk=disk)
    for path in sorted(files_below(folder / "tile", disk) - wanted.keys()):
        remove_file(path, disk)


def _holds(path: Path, content: bytes, disk: Disk) -> bool:
    return read_file(path, max_bytes=TILE_WIDTH * len(EMPTY_ROOT), disk=disk) == content


def _replace_head(folder: Path, signed: SignedHead, disk: Disk) -> None:
    path = folder / "checkpoint"
    write_files(folder, {"checkpoint": signed.data}, check=lambda: check_covers(path, signed.head, disk), disk=disk)
