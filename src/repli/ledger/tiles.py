"""Where entries and tree hashes of a feed lie as static files (https://c2sp.org/tlog-tiles, height 8).

Entries stand 256 a file, one a line. A tile holds up to 256 hashes of one level of the tree; the last tile of a level
may be partial and then says its width: ``tile/0/000.p/3``. Paths are relative to ``feeds/FEED``. The law is
docs/reference/log-format.md, section 5.

>>> tile_paths(257)
('tile/0/000', 'tile/0/001.p/1', 'tile/1/000.p/1')
"""

from collections.abc import Mapping, Sequence

from repli.ledger.merkle import root_of_hashes

__all__ = ["ENTRIES_PER_FILE", "TILE_WIDTH", "entry_file", "entry_files", "number_path", "tile_files", "tile_paths"]

ENTRIES_PER_FILE = 256
TILE_WIDTH = 256  # 2^8: "tlog-tiles" fixes the height at 8
_GROUP = 1000


def number_path(number: int) -> str:
    """Return ``000``, ``999``, ``x001/000``: three digits a step, all but the last after an ``x`` (tlog-tiles)."""
    steps = [f"{number % _GROUP:03}"]
    while number := number // _GROUP:
        steps.append(f"x{number % _GROUP:03}")
    return "/".join(reversed(steps))


def entry_file(number: int) -> str:
    """Return the path of entry file ``number``; it starts with line 256 x number + 1."""
    return f"entries/{number_path(number)}.jsonl"


def entry_files(lines: Sequence[bytes]) -> Mapping[str, bytes]:
    """Return path -> content for entry lines (without their newlines)."""
    return {
        entry_file(number): b"".join(line + b"\n" for line in lines[start : start + ENTRIES_PER_FILE])
        for number, start in enumerate(range(0, len(lines), ENTRIES_PER_FILE))
    }


def tile_paths(size: int) -> tuple[str, ...]:
    """Return the paths of all tiles of a tree of ``size`` leaves, level 0 first."""
    paths = []
    level = 0
    while size > 0:
        paths += [f"tile/{level}/{number_path(number)}" for number in range(size // TILE_WIDTH)]
        if rest := size % TILE_WIDTH:
            paths.append(f"tile/{level}/{number_path(size // TILE_WIDTH)}.p/{rest}")
        level, size = level + 1, size // TILE_WIDTH
    return tuple(paths)


def tile_files(leaf_hashes: Sequence[bytes]) -> Mapping[str, bytes]:
    """Return path -> content for every tile of the tree over ``leaf_hashes``.

    A hash of level L + 1 is the head of one full tile of level L (tlog-tiles, "Merkle Tree").
    """
    contents = []
    hashes = list(leaf_hashes)
    while hashes:
        tiles = [hashes[start : start + TILE_WIDTH] for start in range(0, len(hashes), TILE_WIDTH)]
        contents += [b"".join(tile) for tile in tiles]
        hashes = [root_of_hashes(tile) for tile in tiles if len(tile) == TILE_WIDTH]
    return dict(zip(tile_paths(len(leaf_hashes)), contents, strict=True))
