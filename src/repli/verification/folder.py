"""The files of a log directory, read so that a refusal names the exact line or file.

The ledger's `read_directory` decides what a directory must hold; here its refusals get a place, and entry lines are
read on their own first, because "feed demo-force line 12" says more than the name of a file that no longer fits. The
law is docs/reference/log-format.md, sections 5 and 10.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from repli.errors import RefusedError, StoreError, phrase
from repli.ledger.envelope import MAX_LINE_BYTES
from repli.ledger.files import read_file, shown
from repli.ledger.merkle import leaf_hash, root_of_hashes
from repli.ledger.note import Head
from repli.ledger.store import RawLog, check_sidecars, feeds_of, read_directory
from repli.ledger.tiles import ENTRIES_PER_FILE, TILE_WIDTH, entry_file, tile_paths
from repli.progress.reading import line_place

__all__ = ["feed_lines", "first_other_line", "located", "raw_log", "sidecars_named"]

_HASH_BYTES = 32
_MAX_ENTRY_FILE_BYTES = ENTRIES_PER_FILE * (MAX_LINE_BYTES + 1)


@contextmanager
def located(root: Path) -> Iterator[None]:
    """Turn a StoreError inside into a RefusedError whose place is the file that its sentence names.

    The ledger writes a path as the blank ``path``, safe to print; here it becomes relative to the log.
    """
    try:
        yield
    except StoreError as error:
        values = dict(error.message.values)
        if "path" in values:
            values["path"] = _relative(Path(str(values["path"])), root)
        place = str(values.get("path") or (f"sidecar/{values['name']}" if "name" in values else "the log"))
        raise RefusedError(place, phrase(error.message.text, **values), error.hint) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise RefusedError("the log", phrase("The system says {reason}.", reason=reason)) from error


def feed_lines(root: Path) -> dict[str, tuple[bytes, ...]]:
    """Return feed -> entry lines; raise RefusedError with the line that is cut off or has a wrong length."""
    with located(root):
        if not any(root.iterdir()):
            raise RefusedError("the folder", phrase("The folder is empty."))
        return {feed: _lines_of(root, feed) for feed in feeds_of(root)}


def raw_log(root: Path, namers: Mapping[str, str], *, devices: Collection[str] = ()) -> RawLog:
    """Return the whole directory after every file was compared with what the entries make of it.

    ``namers`` are sidecar -> the line that names it: a refused sidecar says which line promised it.
    """
    try:
        with located(root):
            return read_directory(root, may_lack_head=devices)
    except RefusedError as refusal:
        namer = namers.get(refusal.place.removeprefix("sidecar/"))
        if namer is None:
            raise
        told = phrase("{reason} It is named by {line}.", reason=refusal.message, line=namer)
        raise RefusedError(refusal.place, told, refusal.hint) from refusal


def sidecars_named(root: Path, raw: RawLog, names: set[str], *, may_lack: set[str]) -> None:
    """Raise RefusedError unless the sidecars are those that events name; those in ``may_lack`` need not be there."""
    with located(root):
        check_sidecars(raw, names, may_lack=may_lack)


def first_other_line(root: Path, head: Head, lines: tuple[bytes, ...]) -> int | None:
    """Return the first line (from 1) where the entries part from the tiles, if the tiles are those of ``head``.

    Then the head and the tiles stand against the entries. None if they do not: the head or a tile is what changed.
    """
    hashes = _tile_hashes(root / "feeds" / head.feed, head.size)
    if root_of_hashes(hashes) != head.root:
        return None
    found = [leaf_hash(line) for line in lines]
    pairs = enumerate(zip(hashes, found, strict=False), start=1)
    return next((line for line, (one, two) in pairs if one != two), min(len(hashes), len(found)) + 1)


def _lines_of(root: Path, feed: str) -> tuple[bytes, ...]:
    lines: list[bytes] = []
    number = 0
    while (path := root / "feeds" / feed / entry_file(number)).exists():
        data = read_file(path, max_bytes=_MAX_ENTRY_FILE_BYTES)
        if not data:
            raise RefusedError(_relative(path, root), phrase("The file is empty."))
        whole, newline, rest = data.rpartition(b"\n")
        found = whole.split(b"\n") if newline else []
        for offset, line in enumerate(found, start=1):
            if not 0 < len(line) <= MAX_LINE_BYTES:
                raise RefusedError(
                    line_place(feed, len(lines) + offset), phrase("The line is empty, or longer than the log allows.")
                )
        lines += found
        if rest or not newline:
            raise RefusedError(line_place(feed, len(lines) + 1), phrase("The line is cut off: it has no newline."))
        if len(lines) > (number + 1) * ENTRIES_PER_FILE or len(lines) <= number * ENTRIES_PER_FILE:
            raise RefusedError(
                _relative(path, root), phrase("An entry file holds 256 lines, and only the last one fewer.")
            )
        number += 1
    if len(list((root / "feeds" / feed / "entries").rglob("*.jsonl"))) > number:
        raise RefusedError(_relative(path, root), phrase("The file is missing, and a later one is there."))
    return tuple(lines)


def _tile_hashes(folder: Path, size: int) -> list[bytes]:
    """Return the leaf hashes that the tiles for ``size`` entries hold; empty if one of them cannot be read."""
    hashes: list[bytes] = []
    for name in tile_paths(size):
        if name.startswith("tile/0/"):
            try:
                data = read_file(folder / name, max_bytes=TILE_WIDTH * _HASH_BYTES)
            except StoreError:
                return []
            hashes += [data[start : start + _HASH_BYTES] for start in range(0, len(data), _HASH_BYTES)]
    return hashes


def _relative(path: Path, root: Path) -> str:
    """Return the name of ``path`` inside the log; one that is not plain ASCII is escaped and stands in quotes."""
    text, prefix = shown(path), shown(root) + "/"
    name = text.removeprefix(prefix) if text != shown(root) else "the folder"
    plain = name.encode("ascii", "backslashreplace").decode("ascii")
    return f"'{plain}'" if "\\" in plain else plain
