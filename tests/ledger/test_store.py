from pathlib import Path

from repli.ledger.merkle import leaf_hash
from repli.ledger.note import cosign_head, sign_head
from repli.ledger.store import (
    write_head,
    write_joint_head,
    write_sidecar,
    write_tiles,
)
from repli.ledger.tiles import tile_files
from tests.ledger.cast import FORCE, HOST, NONE_SEEN, head

_FEED = "demo-force"


def _tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_tiles_follow_the_entries_and_partial_ones_are_replaced(tmp_path: Path) -> None:
    hashes = [leaf_hash(number.to_bytes(2, "big")) for number in range(600)]
    for size in (3, 200, 256, 257, 600):
        write_tiles(tmp_path, _FEED, hashes[:size])
        assert _tree(tmp_path / "feeds" / _FEED) == tile_files(hashes[:size])


def test_a_damaged_tile_is_written_again(tmp_path: Path) -> None:
    hashes = [leaf_hash(b"a"), leaf_hash(b"b")]
    write_tiles(tmp_path, _FEED, hashes)
    (tmp_path / "feeds" / _FEED / "tile/0/000.p/2").write_bytes(bytes(64))
    write_tiles(tmp_path, _FEED, hashes)
    assert _tree(tmp_path / "feeds" / _FEED) == tile_files(hashes)


def test_a_sidecar_is_named_by_its_hash(tmp_path: Path) -> None:
    name = write_sidecar(tmp_path, b"text of a communique\n")
    assert write_sidecar(tmp_path, b"text of a communique\n") == name
    assert _tree(tmp_path) == {f"sidecar/{name}": b"text of a communique\n"}


def test_heads_go_to_their_places(tmp_path: Path) -> None:
    own = sign_head(head(1, leaf_hash(b"a"), seen=NONE_SEEN), FORCE)
    joint = cosign_head(own, HOST, second=1)
    write_head(tmp_path, own)
    write_joint_head(tmp_path, joint)
    assert _tree(tmp_path) == {"checkpoint": joint.data, f"feeds/{_FEED}/checkpoint": own.data}
