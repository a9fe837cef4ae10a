"""A whole log directory in one file, to be sent or kept as one thing; tiles are left out, for the entries make them.

The first line says what it is and the hash of the rest; the rest is a packed list of files, in the order of their
paths. What comes out is written as a directory and judged there. The law is docs/reference/log-format.md, section 18.
"""

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from itertools import islice, pairwise
from pathlib import Path

from repli.errors import CanonicalError, LedgerError, Phrase, RefusedError, phrase
from repli.ledger.files import read_file
from repli.ledger.flate import pack, unpack
from repli.ledger.merkle import leaf_hash
from repli.ledger.rawlog import MAX_SIDECAR_BYTES
from repli.ledger.tiles import tile_files

__all__ = ["BUNDLE", "MAX_BUNDLE_BYTES", "MAX_BUNDLE_FILES", "bundle_of", "files_of_bundle", "unbundle"]

BUNDLE = b"repli-bundle/1 "
MAX_BUNDLE_BYTES = 268_435_456
MAX_BUNDLE_FILES = 65_536
_HEADER_BYTES = len(BUNDLE) + 64 + 1
_FEED = r"[a-z0-9][a-z0-9-]{0,63}"
_PATH = re.compile(
    rf"checkpoint|feeds/{_FEED}/checkpoint|feeds/{_FEED}/entries/(?:x[0-9]{{3}}/){{0,4}}[0-9]{{3}}\.jsonl|sidecar/[0-9a-f]{{64}}"
)
_RECORD = re.compile(rb"([ -~]{1,255}) (0|[1-9][0-9]{0,9})\n")
_REASONS = {
    "bundle-header": phrase("The first line of the file is not that of a packed log."),
    "bundle-digest": phrase("The file does not hold the bytes that its first line promises."),
    "bundle-stream": phrase("What is packed in the file does not unpack to what it should be."),
    "bundle-archive": phrase("The list of files in the packed log does not read."),
}


def bundle_of(root: Path, *, without: Collection[str] = ()) -> bytes:
    """Return the log directory ``root`` as one file, ``without`` some sidecars; raise StoreError if a file fails."""
    names = sorted(
        name
        for path in root.rglob("*")
        if path.is_file()
        and path.name not in without
        and _PATH.fullmatch(name := path.relative_to(root).as_posix()) is not None
    )
    archive = b"".join(
        f"{name} {len(data)}\n".encode() + data + b"\n"
        for name in names
        for data in (read_file(root / name, max_bytes=MAX_SIDECAR_BYTES),)
    )
    stream = pack(archive)
    if max(len(archive), len(stream) + _HEADER_BYTES) > MAX_BUNDLE_BYTES:
        raise LedgerError(phrase("The log is too large for one file."), phrase("Send the directory."))
    return BUNDLE + hashlib.sha256(stream).hexdigest().encode() + b"\n" + stream


def files_of_bundle(data: bytes) -> Mapping[str, bytes]:
    """Return path -> content; raise RefusedError, with the reason that the format has for it, for a damaged file."""
    header, stream = data[:_HEADER_BYTES], data[_HEADER_BYTES:]
    if re.fullmatch(rb"repli-bundle/1 [0-9a-f]{64}\n", header) is None:
        raise _refusal("bundle-header")
    if hashlib.sha256(stream).hexdigest().encode() != header[len(BUNDLE) : -1]:
        raise _refusal("bundle-digest")
    try:
        archive = unpack(stream, max_bytes=MAX_BUNDLE_BYTES)
    except CanonicalError as error:
        raise _refusal("bundle-stream") from error
    records = list(islice(_records(archive), MAX_BUNDLE_FILES + 1))
    if len(records) > MAX_BUNDLE_FILES or any(one >= two for (one, _), (two, _) in pairwise(records)):
        raise _refusal("bundle-archive")
    return dict(records)


def unbundle(data: bytes, root: Path) -> None:
    """Write the log of a bundle into the new folder ``root``, tiles and all; raise RefusedError for a damaged file."""
    files = files_of_bundle(data)
    root.mkdir(parents=True)
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    for entries in sorted(root.glob("feeds/*/entries")):
        content = b"".join(path.read_bytes() for path in sorted(entries.rglob("*.jsonl"), key=_entry_order))
        lines = content.split(b"\n")[:-1]
        for name, tile in tile_files([leaf_hash(line) for line in lines]).items():
            (entries.parent / name).parent.mkdir(parents=True, exist_ok=True)
            (entries.parent / name).write_bytes(tile)


def _entry_order(path: Path) -> tuple[int, str]:
    """Order entry files by their number: ``999`` comes before ``x001/000``."""
    return len(path.parts), path.as_posix()


def _records(archive: bytes) -> Iterator[tuple[str, bytes]]:
    start = 0
    while start < len(archive):
        found = _RECORD.match(archive, start)
        if found is None or _PATH.fullmatch(found[1].decode()) is None:
            raise _refusal("bundle-archive")
        end = found.end() + int(found[2])
        if archive[end : end + 1] != b"\n":
            raise _refusal("bundle-archive")
        yield found[1].decode(), archive[found.end() : end]
        start = end + 1


def _refusal(reason: str) -> RefusedError:
    return RefusedError("the bundle", _REASONS[reason], _AGAIN, reason=reason)


_AGAIN: Phrase = phrase("Take the file again from its source.")
