"""Every damage in a log directory at once, each with its place and with what heals it.

`verify_log` stops at the first thing that does not hold, because one is enough to say no. Who keeps a log wants to know
all of them: which can be made again from the entries (tiles), which only a mirror can give back (entries, sidecars),
and whether the mirror at hand has them. Nothing is changed here.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from repli.errors import LedgerError, Phrase, RefusedError, phrase
from repli.ledger.envelope import parse_entry
from repli.ledger.event import SECOND_FORMAT, parse_event
from repli.ledger.files import read_file, shown
from repli.ledger.merkle import leaf_hash, root_of_hashes
from repli.ledger.note import parse_head
from repli.ledger.rawlog import MAX_SIDECAR_BYTES
from repli.ledger.seen import place_of_line
from repli.ledger.shapes import is_hash
from repli.ledger.signednote import MAX_NOTE_BYTES
from repli.ledger.store import feeds_of, survey
from repli.ledger.tiles import TILE_WIDTH, tile_files
from repli.progress.events import Body, lists_of, read_body, rosters_of, sidecars_of
from repli.progress.reading import read_genesis

__all__ = ["Damage", "damages"]

_HASH_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """One thing that is wrong: where, what, and what heals it."""

    place: str
    what: Phrase
    heal: Phrase


def damages(root: Path, mirror: Path | None = None) -> tuple[Damage, ...]:
    """Return every damage in the log directory ``root``; ``mirror`` is another copy that may have what is lost here."""
    devices = _devices(root)
    found = [damage for feed in feeds_of(root) for damage in _feed(root, feed, mirror, may_lack_head=feed in devices)]
    return (*found, *_sidecars(root, mirror), *_strangers(root))


def _devices(root: Path) -> frozenset[str]:
    """Return the feeds that the genesis event does not call a party's; none if it cannot be read."""
    feeds = feeds_of(root)
    for feed in feeds:
        try:
            (first, *_) = survey(root, feed).lines
            charter = read_genesis(first, place=place_of_line(feed, 1))[0]
        except (LedgerError, RefusedError, ValueError):
            continue
        return frozenset(feeds) - set(charter.parties) if charter.version >= SECOND_FORMAT else frozenset()
    return frozenset()


def _feed(root: Path, feed: str, mirror: Path | None, *, may_lack_head: bool) -> Iterator[Damage]:
    folder = root / "feeds" / feed
    try:
        found = survey(root, feed)
    except LedgerError as error:
        yield Damage(place=f"feeds/{feed}", what=error.message, heal=_from_mirror(f"feeds/{feed}/entries", mirror))
        return
    if found.torn is not None:
        yield Damage(
            place=_name(root, found.torn.path),
            what=phrase("{count} bytes of an interrupted write stand at the end; no line of them was acknowledged.",
                        count=len(found.torn.data)),
            heal=phrase("The next writer cuts them, after a copy was kept."),
        )  # fmt: skip
    for number, line in enumerate(found.lines, start=1):
        try:
            parse_event(parse_entry(line).payload)
        except LedgerError as error:
            yield Damage(
                place=place_of_line(feed, number), what=error.message, heal=_line_from_mirror(feed, number, mirror)
            )
    hashes = [leaf_hash(line) for line in found.lines]
    yield from _tiles(root, folder, hashes)
    if not may_lack_head or (folder / "checkpoint").exists():
        yield from _head(folder, feed, hashes, mirror)


def _tiles(root: Path, folder: Path, hashes: list[bytes]) -> Iterator[Damage]:
    for name, content in tile_files(hashes).items():
        path = folder / name
        if not path.is_file() or read_file(path, max_bytes=TILE_WIDTH * _HASH_BYTES * 2) != content:
            yield Damage(
                place=_name(root, path),
                what=phrase("The tile is missing, or does not hold the hashes of the entries."),
                heal=phrase("It is made again from the entries, if these are whole."),
            )


def _head(folder: Path, feed: str, hashes: list[bytes], mirror: Path | None) -> Iterator[Damage]:
    path, place = folder / "checkpoint", f"feeds/{feed}/checkpoint"
    if not path.is_file():
        yield Damage(place=place, what=phrase("The head of the feed is missing."), heal=_from_mirror(place, mirror))
        return
    try:
        head = parse_head(read_file(path, max_bytes=MAX_NOTE_BYTES)).head
    except LedgerError as error:
        yield Damage(place=place, what=error.message, heal=_from_mirror(place, mirror))
        return
    if head.size > len(hashes):
        yield Damage(
            place=place_of_line(feed, len(hashes) + 1),
            what=phrase("The head covers {size} entries, but {held} are here: the rest is lost.", size=head.size,
                        held=len(hashes)),
            heal=_line_from_mirror(feed, head.size, mirror),
        )  # fmt: skip
    elif root_of_hashes(hashes[: head.size]) != head.root:
        yield Damage(
            place=place,
            what=phrase("The entries are not those that the feed's own head covers."),
            heal=_from_mirror(f"feeds/{feed}/entries", mirror),
        )


def _sidecars(root: Path, mirror: Path | None) -> Iterator[Damage]:
    bodies = [body for feed in feeds_of(root) for body in _bodies(root, feed)]
    named = {name for body in bodies for name in sidecars_of(body)}
    lists = {
        name for body in bodies for name in (*lists_of(body), *rosters_of(body))
    }  # they may be missing: section 23
    folder = root / "sidecar"
    there = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    yield from _lists(sorted(lists - named - there), mirror)
    for name in sorted(named | {one for one in there if is_hash(one)}):
        place = f"sidecar/{name}"
        if name not in there:
            yield Damage(place=place, what=phrase("An event names the file, and it is missing."),
                         heal=_from_mirror(place, mirror))  # fmt: skip
        elif hashlib.sha256(read_file(folder / name, max_bytes=MAX_SIDECAR_BYTES)).hexdigest() != name:
            yield Damage(place=place, what=phrase("The file does not hold the bytes that its name promises."),
                         heal=_from_mirror(place, mirror))  # fmt: skip
        elif name not in named | lists:
            yield Damage(place=place, what=phrase("No event names the file."), heal=phrase("It may be removed."))


def _lists(missing: Iterable[str], mirror: Path | None) -> Iterator[Damage]:
    """Name the lists of slots that the mirror has; that one is not here is no damage by itself."""
    for place in (f"sidecar/{name}" for name in missing):
        if mirror is not None and (mirror / place).is_file():
            yield Damage(place=place, what=phrase("A list of slots is not here."), heal=_from_mirror(place, mirror))


def _strangers(root: Path) -> Iterator[Damage]:
    known = ("feeds/", "sidecar/")
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        is_log_file = name == "checkpoint" or name.startswith(known)
        if path.is_symlink() or (path.is_file() and not is_log_file):
            yield Damage(place=_name(root, path), what=phrase("This is no file of a log."),
                         heal=phrase("It may be removed."))  # fmt: skip


def _bodies(root: Path, feed: str) -> Iterator[Body]:
    try:
        lines = survey(root, feed).lines
    except LedgerError:
        return
    for line in lines:
        try:
            frame = parse_event(parse_entry(line).payload)
            body = read_body(frame.kind, frame.body)
        except (LedgerError, RefusedError):
            continue
        yield body


def _line_from_mirror(feed: str, number: int, mirror: Path | None) -> Phrase:
    if mirror is None:
        return _ASK
    try:
        lines = survey(mirror, feed).lines
        parse_event(parse_entry(lines[number - 1]).payload)
    except (LedgerError, IndexError):
        return _NOT_THERE
    return _THERE


def _from_mirror(name: str, mirror: Path | None) -> Phrase:
    if mirror is None:
        return _ASK
    path = mirror / name
    if not path.exists():
        return _NOT_THERE
    if name.startswith("sidecar/"):
        data = read_file(path, max_bytes=MAX_SIDECAR_BYTES)
        return _THERE if hashlib.sha256(data).hexdigest() == path.name else _NOT_THERE
    return _THERE


def _name(root: Path, path: Path) -> str:
    return shown(path.relative_to(root))


_ASK = phrase("Only another copy has it: name a mirror with --mirror.")
_THERE = phrase("The mirror has it: verify the mirror, then merge it into a new folder.")
_NOT_THERE = phrase("The mirror does not have it either.")
