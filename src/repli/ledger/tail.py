r"""The end of a feed after a crash: which bytes an interrupted write left there, and what tells them from damage.

A write that was cut off leaves less than a whole line at the end, or whole sectors of zeros where bytes had not reached
the disk yet, or a name without bytes. That is a *torn tail*: it was never acknowledged, and it may be cut, but only by
somebody who is told. Everything else that is wrong (a changed byte, zeros that end inside a sector, a short file
before another) is damage and is refused by name, because what was acknowledged might be lost with it.

>>> survey(Path("nowhere"), "demo-force")
Survey(lines=(), torn=None)
"""

import re
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from repli.errors import Phrase, StoreError, phrase
from repli.ledger.disk import REAL, Disk
from repli.ledger.envelope import MAX_LINE_BYTES
from repli.ledger.files import read_file, shown, told
from repli.ledger.shapes import is_feed
from repli.ledger.tiles import ENTRIES_PER_FILE, entry_file

__all__ = ["EXACT", "Survey", "TornTail", "feed_folder", "survey"]

EXACT: Phrase = phrase("A log directory holds exactly the files of section 5 of the log format.")

_MAX_ENTRY_FILE_BYTES = ENTRIES_PER_FILE * (MAX_LINE_BYTES + 1)
_ZEROS = re.compile(rb"\0+")
_SECTOR_BYTES = 512  # the smallest piece that a disk writes or does not write


@dataclass(frozen=True, slots=True, kw_only=True)
class TornTail:
    """The bytes ``data`` that stand from ``at_byte`` on at the end of ``path``; no line of them was acknowledged."""

    path: Path
    at_byte: int
    data: bytes = field(repr=False)

    @property
    def message(self) -> Phrase:
        """Return what a person must read before the cut."""
        if not self.data:
            return phrase("{path} is empty.", path=shown(self.path))
        return phrase(
            "{path} ends in the middle of a write: {count} bytes after byte {byte} were never acknowledged.",
            path=shown(self.path),
            count=len(self.data),
            byte=self.at_byte,
        )

    @property
    def error(self) -> StoreError:
        """Return the refusal for one who wants whole lines only."""
        return StoreError(
            self.message,
            phrase("The last write was cut off. Whoever writes this feed cuts the rest away when the feed is opened."),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The whole lines of a feed, without newlines, and the torn tail after them, if there is one."""

    lines: tuple[bytes, ...]
    torn: TornTail | None


def survey(root: Path, feed: str, disk: Disk = REAL) -> Survey:
    """Return what the entry files of ``feed`` hold; raise StoreError for what no interrupted write can leave."""
    lines: list[bytes] = []
    torn: TornTail | None = None
    folder = feed_folder(root, feed)
    for number in count():
        path = folder / entry_file(number)
        with told(path):
            if disk.look(path) is None:
                break
        if torn is not None or len(lines) < number * ENTRIES_PER_FILE:
            raise StoreError(phrase("The file before {path} does not hold 256 entries.", path=shown(path)), EXACT)
        found, torn = _split(path, read_file(path, max_bytes=_MAX_ENTRY_FILE_BYTES, disk=disk))
        lines += found
    return Survey(lines=tuple(lines), torn=torn)


def feed_folder(root: Path, feed: str) -> Path:
    """Return the folder of a feed; raise StoreError for an id that no feed can have."""
    if not is_feed(feed):
        raise StoreError(phrase("{feed} is no id of a feed.", feed=ascii(feed)), EXACT)
    return root / "feeds" / feed


def _split(path: Path, data: bytes) -> tuple[list[bytes], TornTail | None]:
    """Part the content of an entry file into whole lines and a torn tail."""
    whole = data[: _sound_bytes(path, data)]
    whole = whole[: whole.rfind(b"\n") + 1]
    lines = whole.split(b"\n")[:-1]
    if len(lines) > ENTRIES_PER_FILE or any(not 0 < len(line) <= MAX_LINE_BYTES for line in lines):
        raise StoreError(phrase("{path} holds too many lines, or a line of a wrong length.", path=shown(path)), EXACT)
    rest = data[len(whole) :]
    if not rest and lines:
        return lines, None
    return lines, TornTail(path=path, at_byte=len(whole), data=rest)


def _sound_bytes(path: Path, data: bytes) -> int:
    """Return how many bytes come before the first sector that did not reach the disk; an entry holds no zero byte.

    What is lost of a sector is zero to its end, or to the end of the file, from wherever the file ended on disk before.
    A run of zeros that stops elsewhere is damage.
    """
    runs = list(_ZEROS.finditer(data))
    for run in runs:
        if run.end() % _SECTOR_BYTES and run.end() < len(data):
            raise StoreError(
                phrase(
                    "{path} was changed: byte {byte} is zero, and no interrupted write does that.",
                    path=shown(path),
                    byte=run.end() - 1,
                ),
                phrase("Nothing was cut. Copy the folder, then fetch the feed from somebody who has it whole."),
            )
    return runs[0].start() if runs else len(data)
