"""Read a log directory: every file of it, and nothing that is not one of its files.

A published log holds *exactly* the files of docs/reference/log-format.md, section 5: what is missing, left over, linked
or not what the entries make of it is refused by name. What comes out are bytes: signatures, heads and rules are the
business of others. `read_lines` reads one feed of a log that is still being written, before its heads are.
"""

import hashlib
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from repli.errors import StoreError, phrase
from repli.ledger.disk import REAL, Disk
from repli.ledger.files import read_file, shown, told
from repli.ledger.merkle import leaf_hash
from repli.ledger.shapes import is_feed, is_hash
from repli.ledger.signednote import MAX_NOTE_BYTES
from repli.ledger.tail import EXACT, feed_folder, survey
from repli.ledger.tiles import ENTRIES_PER_FILE, TILE_WIDTH, entry_file, tile_files

__all__ = ["MAX_SIDECAR_BYTES", "RawFeed", "RawLog", "check_sidecars", "feeds_of", "read_directory", "read_lines"]

MAX_SIDECAR_BYTES = 64 * 2**20  # a roster of a million people is 45 MB of digests
_HASH_BYTES = 32
_MAY_BE_EMPTY = re.compile(r"sidecar/|feeds/[^/]+/(?:entries|tile)/")
_DEEPEST = 16  # feeds/FEED/tile/LEVEL/x001/x002/x003/004.p/5 has nine steps


@dataclass(frozen=True, slots=True, kw_only=True)
class RawFeed:
    """One feed: the bytes of its own head, its entry lines without newlines, and their leaf hashes."""

    checkpoint: bytes
    lines: tuple[bytes, ...]
    leaf_hashes: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RawLog:
    """A whole log directory: the bytes of the joint checkpoint, feeds by id, sidecars by their SHA-256."""

    checkpoint: bytes
    feeds: Mapping[str, RawFeed]
    sidecars: Mapping[str, bytes]


def read_directory(root: Path, *, may_lack_head: Collection[str] = ()) -> RawLog:
    """Return everything in a published log directory; raise StoreError if it is not exactly that.

    ``may_lack_head`` are the feeds of devices, whose own head may be missing (its bytes are empty then).
    """
    with told(root):
        found = dict(_listing(root))
        feeds = {feed: _read_feed(root, feed, may_lack_head=feed in may_lack_head) for feed in feeds_of(root)}
        sidecars = {name: _read_sidecar(path) for name, path in _sidecar_paths(found)}
    expected = {"checkpoint", *(f"sidecar/{name}" for name in sidecars)}
    for feed, raw in feeds.items():
        expected |= {f"feeds/{feed}/{name}" for name in _files_of_feed(raw)}
    for name in sorted(found.keys() - expected):
        raise StoreError(phrase("{path} is no file of a log.", path=shown(found[name])), EXACT)
    return RawLog(checkpoint=_read_note(root / "checkpoint"), feeds=feeds, sidecars=sidecars)


def read_lines(root: Path, feed: str, disk: Disk = REAL) -> tuple[bytes, ...]:
    """Return the entry lines of one feed, whether its head is written yet or not; empty for a feed without entries.

    Raise StoreError where a line is cut off or a file is not as long as the format says.
    """
    found = survey(root, feed, disk)
    if found.torn is not None:
        raise found.torn.error
    return found.lines


def feeds_of(root: Path) -> tuple[str, ...]:
    """Return the ids of the feeds that have a folder, sorted; raise StoreError for a name that no feed can have."""
    folder = root / "feeds"
    with told(folder):
        names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    for name in names:
        if not is_feed(name):
            raise StoreError(phrase("{path} is no file of a log.", path=shown(folder / name)), EXACT)
    return tuple(names)


def check_sidecars(raw: RawLog, named: Iterable[str], *, may_lack: Iterable[str] = ()) -> None:
    """Return if the sidecars in ``raw`` are those that events name; else raise StoreError.

    ``may_lack`` are names of files that events name too, and that may be missing.
    """
    wanted = set(named)
    for name in sorted(wanted - raw.sidecars.keys()):
        raise StoreError(phrase("sidecar/{name} is missing, but an event names it.", name=name), EXACT)
    for name in sorted(raw.sidecars.keys() - wanted - set(may_lack)):
        raise StoreError(phrase("sidecar/{name} is there, but no event names it.", name=name), EXACT)


def _listing(folder: Path, prefix: str = "") -> Iterator[tuple[str, Path]]:
    """Give the name (relative, with slashes) and path of every file below; refuse links, devices, empty folders.

    Three folders may be empty: a feed without events may have its own, and a log without sidecars theirs (section 5).
    """
    if prefix.count("/") > _DEEPEST:
        raise StoreError(phrase("{path} is no file of a log.", path=shown(folder)), EXACT)
    if not folder.is_dir():
        raise StoreError(phrase("{path} is no folder.", path=shown(folder)), phrase("Name the folder of a log."))
    with os.scandir(folder) as entries:
        children = sorted(entries, key=lambda entry: entry.name)
    if not children and _MAY_BE_EMPTY.fullmatch(prefix) is None:
        raise StoreError(phrase("{path} is an empty folder.", path=shown(folder)), EXACT)
    for entry in children:
        if entry.is_dir(follow_symlinks=False):
            yield from _listing(Path(entry.path), f"{prefix}{entry.name}/")
        elif entry.is_file(follow_symlinks=False):
            yield prefix + entry.name, Path(entry.path)
        else:
            raise StoreError(phrase("{path} is not a plain file.", path=shown(Path(entry.path))), EXACT)


def _read_feed(root: Path, feed: str, *, may_lack_head: bool) -> RawFeed:
    """Read one feed and compare every tile with what the entries make of it."""
    folder = feed_folder(root, feed)
    lines = read_lines(root, feed)
    leaf_hashes = tuple(leaf_hash(line) for line in lines)
    for name, content in tile_files(leaf_hashes).items():
        found = read_file(folder / name, max_bytes=TILE_WIDTH * _HASH_BYTES)
        if found != content:
            raise StoreError(
                phrase(
                    "{path} does not hold the hash of line {line} of the entries.",
                    path=shown(folder / name),
                    line=_first_other_line(name, found, content),
                ),
                EXACT,
            )
    has_head = not may_lack_head or (folder / "checkpoint").exists()
    head = _read_note(folder / "checkpoint") if has_head else b""
    return RawFeed(checkpoint=head, lines=lines, leaf_hashes=leaf_hashes)


def _first_other_line(name: str, found: bytes, content: bytes) -> int:
    """Return the first line (from 1) under the first hash that differs in the tile ``name``."""
    level, *steps = name.removeprefix("tile/").split(".p/")[0].split("/")
    number = int("".join(step.removeprefix("x") for step in steps))
    starts = range(0, max(len(found), len(content)), _HASH_BYTES)
    hashes = ((found[start : start + _HASH_BYTES], content[start : start + _HASH_BYTES]) for start in starts)
    index = next(index for index, (one, two) in enumerate(hashes) if one != two)
    under_each: int = TILE_WIDTH ** int(level)
    return (number * TILE_WIDTH + index) * under_each + 1


def _files_of_feed(raw: RawFeed) -> set[str]:
    files = -(-len(raw.lines) // ENTRIES_PER_FILE)
    return {"checkpoint", *(entry_file(number) for number in range(files)), *tile_files(raw.leaf_hashes)}


def _sidecar_paths(found: Mapping[str, Path]) -> list[tuple[str, Path]]:
    pairs = [(name.removeprefix("sidecar/"), path) for name, path in found.items() if name.startswith("sidecar/")]
    return [(name, path) for name, path in pairs if is_hash(name)]


def _read_sidecar(path: Path) -> bytes:
    data = read_file(path, max_bytes=MAX_SIDECAR_BYTES)
    if hashlib.sha256(data).hexdigest() != path.name:
        raise StoreError(
            phrase("{path} does not hold the bytes that its name promises.", path=shown(path)),
            phrase("The file was changed: take it again from the party that published it."),
        )
    return data


def _read_note(path: Path) -> bytes:
    return read_file(path, max_bytes=MAX_NOTE_BYTES)
