from pathlib import Path

import pytest

from repli.errors import StoreError
from repli.ledger.merkle import leaf_hash, root_of_hashes
from repli.ledger.note import sign_head
from repli.ledger.store import (
    FeedWriter,
    write_head,
    write_joint_head,
)
from tests.ledger.cast import FORCE, NONE_SEEN, head, lines

_FEED = "demo-force"


def _tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_head_never_goes_back(tmp_path: Path) -> None:
    hashes = [leaf_hash(b"a"), leaf_hash(b"b")]
    new = sign_head(head(2, root_of_hashes(hashes), seen=NONE_SEEN), FORCE)
    write_head(tmp_path, new)
    write_joint_head(tmp_path, new)
    older = sign_head(head(1, hashes[0], seen=NONE_SEEN), FORCE)
    other = sign_head(head(2, root_of_hashes(hashes[::-1]), seen=NONE_SEEN), FORCE)
    forgetful = sign_head(head(3, root_of_hashes(hashes), seen=()), FORCE)
    for bad in (older, other, forgetful):
        with pytest.raises(StoreError, match="covers less of demo"):
            write_head(tmp_path, bad)
        with pytest.raises(StoreError, match="covers less of demo"):
            write_joint_head(tmp_path, bad)
    write_head(tmp_path, new)
    assert _tree(tmp_path)[f"feeds/{_FEED}/checkpoint"] == new.data


def test_a_head_that_cannot_be_read_stops_the_writer_and_the_next_head(tmp_path: Path) -> None:
    signed = sign_head(head(1, leaf_hash(b"a"), seen=NONE_SEEN), FORCE)
    write_head(tmp_path, signed)
    path = tmp_path / "feeds" / _FEED / "checkpoint"
    path.write_bytes(b"\0" * 40)
    for act in (lambda: write_head(tmp_path, signed), lambda: FeedWriter.open(tmp_path, _FEED)):
        with pytest.raises(StoreError, match="checkpoint: "):
            act()
    assert path.read_bytes() == b"\0" * 40


def test_a_feed_set_back_behind_the_joint_checkpoint_is_not_written(tmp_path: Path) -> None:
    written = lines(3)
    with FeedWriter.open(tmp_path, _FEED) as writer:
        writer.append(written)
        write_joint_head(tmp_path, sign_head(head(3, writer.root(), seen=NONE_SEEN), FORCE))
    file = tmp_path / "feeds" / _FEED / "entries/000.jsonl"
    file.write_bytes(b"".join(line + b"\n" for line in written[:2]))
    with pytest.raises(StoreError, match="covers 3 entries of demo-force; the 2 entries here are fewer, or others"):
        FeedWriter.open(tmp_path, _FEED)
