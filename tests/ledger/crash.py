"""A writer at work on a disk that may fail: what it was told is on disk, and what must be there afterwards.

`Work` does steps of one party's day: append batches, sign heads, write tiles and sidecars, close and open again. It
notes what was acknowledged. After a cut or a failure `check` opens the feed again on what the disk has left: every
acknowledged line, head, sidecar is there, and the feed is a prefix of what was written, byte for byte.
"""

import random
from functools import cache
from pathlib import Path

from repli.errors import StoreError
from repli.ledger.disk import Disk
from repli.ledger.files import read_file
from repli.ledger.merkle import leaf_hash, root_of_hashes
from repli.ledger.note import SignedHead, parse_head, sign_head
from repli.ledger.store import FeedWriter, TornTail, read_lines, survey, write_head, write_sidecar, write_tiles
from repli.ledger.tiles import tile_files
from tests.ledger.cast import FORCE, NONE_SEEN, head, lines

__all__ = ["FEED", "POOL", "ROOT", "BrokenError", "Work"]

FEED = "demo-force"
ROOT = Path("/mnt/usb/log")
POOL = lines(60)
HASHES = [leaf_hash(line) for line in POOL]
STEPS = ("append", "append", "append", "head", "tiles", "sidecar", "reopen")


class BrokenError(AssertionError):
    """Something acknowledged is gone, or the feed is no prefix of what was written."""


@cache
def signed(size: int) -> SignedHead:
    return sign_head(head(size, root_of_hashes(HASHES[:size]), seen=NONE_SEEN), FORCE)


class Work:
    """``acknowledged`` lines, ``head`` size and sidecars are on disk; ``attempted`` lines may be."""

    def __init__(self, root: Path = ROOT) -> None:
        self.root = root
        self.acknowledged = self.attempted = self.head = 0
        self.sidecars: dict[str, bytes] = {}
        self.cuts: list[TornTail] = []

    def do(self, disk: Disk, chance: random.Random) -> None:
        """Open the feed, do some steps, close it, again and again."""
        for _ in range(1 + chance.randrange(3)):
            steps = chance.randint(1, 5)
            with FeedWriter.open(self.root, FEED, on_cut=self.cuts.append, disk=disk) as writer:
                self.acknowledged = self.attempted = writer.size  # all of it was put on disk anew
                for _ in range(steps):
                    self._step(writer, disk, chance.choice(STEPS), chance.randint(1, 4))

    def _step(self, writer: FeedWriter, disk: Disk, step: str, count: int) -> None:
        size = writer.size
        if step == "append" and size + count <= len(POOL):
            self.attempted = size + count
            writer.append(POOL[size : size + count])
            self.acknowledged = self.attempted
        elif step == "head" and size > 0:
            write_head(self.root, signed(size), disk)
            self.head = size
        elif step == "tiles":
            write_tiles(self.root, FEED, writer.leaf_hashes, disk)
        elif step == "sidecar":
            data = b"%d" % size * 300
            self.sidecars[write_sidecar(self.root, data, disk)] = data

    def check(self, disk: Disk) -> None:
        """Open the feed again; raise BrokenError unless it holds all that was acknowledged, and nothing unheard of."""
        try:
            with FeedWriter.open(self.root, FEED, on_cut=self.cuts.append, disk=disk) as writer:
                write_tiles(self.root, FEED, writer.leaf_hashes, disk)
                found = list(read_lines(self.root, FEED, disk))
        except StoreError as error:
            raise BrokenError(str(error)) from error
        if found != POOL[: len(found)] or not self.acknowledged <= len(found) <= self.attempted:
            raise BrokenError(f"{len(found)} lines, {self.acknowledged} acknowledged, {self.attempted} attempted")
        self._check_files(disk, len(found))

    def check_readable(self, disk: Disk) -> None:
        """What was acknowledged can be read before anybody mends anything."""
        found = survey(self.root, FEED, disk).lines
        if list(found[: self.acknowledged]) != POOL[: self.acknowledged]:
            raise BrokenError("not readable")

    def _check_files(self, disk: Disk, size: int) -> None:
        feed = self.root / "feeds" / FEED
        for name, data in tile_files(HASHES[:size]).items():
            if read_file(feed / name, max_bytes=2**20, disk=disk) != data:
                raise BrokenError(name)
        for name, data in self.sidecars.items():
            path = self.root / "sidecar" / name
            if disk.look(path) is None or read_file(path, max_bytes=2**20, disk=disk) != data:
                raise BrokenError(f"sidecar {name}")
        if self.head or disk.look(feed / "checkpoint") is not None:
            if disk.look(feed / "checkpoint") is None:
                raise BrokenError("head gone")
            held = parse_head(read_file(feed / "checkpoint", max_bytes=2**20, disk=disk)).head
            if not self.head <= held.size <= size:
                raise BrokenError(f"head of {held.size}, {self.head} acknowledged, {size} lines")
