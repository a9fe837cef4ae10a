import pytest

from repli.ledger.merkle import leaf_hash, root_of_hashes
from repli.ledger.tiles import entry_file, entry_files, number_path, tile_files, tile_paths


@pytest.mark.parametrize(
    ("number", "path"),
    [(0, "000"), (7, "007"), (999, "999"), (1000, "x001/000"), (1234067, "x001/x234/067"), (10**6, "x001/x000/000")],
)
def test_numbers_become_paths_as_in_tlog_tiles(number: int, path: str) -> None:
    assert number_path(number) == path
    assert entry_file(number) == f"entries/{path}.jsonl"


def test_seventy_thousand_leaves_have_the_tiles_of_the_example_in_tlog_tiles() -> None:
    paths = tile_paths(70_000)
    levels = [[path for path in paths if path.startswith(f"tile/{level}/")] for level in range(4)]
    assert [len(level) for level in levels] == [274, 2, 1, 0]
    assert levels[0][-2:] == ["tile/0/272", "tile/0/273.p/112"]
    assert levels[1] == ["tile/1/000", "tile/1/001.p/17"]
    assert levels[2] == ["tile/2/000.p/1"]


@pytest.mark.parametrize(
    ("size", "paths"),
    [
        (0, ()),
        (1, ("tile/0/000.p/1",)),
        (255, ("tile/0/000.p/255",)),
        (256, ("tile/0/000", "tile/1/000.p/1")),
        (257, ("tile/0/000", "tile/0/001.p/1", "tile/1/000.p/1")),
    ],
)
def test_small_trees_have_these_tiles(size: int, paths: tuple[str, ...]) -> None:
    assert tile_paths(size) == paths


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 600])
def test_each_tile_holds_what_the_formula_of_tlog_tiles_says(size: int) -> None:
    hashes = [leaf_hash(number.to_bytes(2, "big")) for number in range(size)]
    for path, content in tile_files(hashes).items():
        _, level, number, *width = path.replace(".p", "").split("/")
        span = 256 ** int(level)
        expected = [
            root_of_hashes(hashes[start * span : (start + 1) * span])
            for start in range(int(number) * 256, int(number) * 256 + int(width[0] if width else 256))
        ]
        assert content == b"".join(expected), path


def test_entries_stand_256_a_file() -> None:
    files = entry_files([str(number).encode() for number in range(513)])
    assert list(files) == ["entries/000.jsonl", "entries/001.jsonl", "entries/002.jsonl"]
    assert files["entries/001.jsonl"].startswith(b"256\n257\n")
    assert files["entries/002.jsonl"] == b"512\n"
    assert entry_files([]) == {}
