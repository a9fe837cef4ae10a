import os
from collections.abc import Callable
from pathlib import Path

import pytest

from repli.errors import StoreError
from repli.ledger.envelope import seal
from repli.ledger.head import Seen
from repli.ledger.merkle import EMPTY_ROOT, leaf_hash, root_of_hashes, tree_head
from repli.ledger.note import cosign_head, sign_head
from repli.ledger.store import (
    FeedWriter,
    read_lines,
    write_head,
    write_joint_head,
    write_sidecar,
    write_tiles,
)
from repli.ledger.tiles import tile_files
from tests.ledger.cast import FORCE, FORCE_COUNT, HOST, event, head, lines

_FEED = "demo-force"
_NONE_SEEN = (Seen(feed="demo-host", size=0, root=EMPTY_ROOT),)


def _tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_was_acknowledged_is_there_for_the_next_writer(tmp_path: Path) -> None:
    written = lines(3)
    with FeedWriter.open(tmp_path, _FEED) as writer:
        writer.append(written[:1])
        writer.append(written[1:])
        assert (writer.size, writer.root()) == (3, tree_head(written))
    assert read_lines(tmp_path, _FEED) == tuple(written)
    with FeedWriter.open(tmp_path, _FEED) as writer:
        assert writer.size == 3
        assert writer.leaf_hashes == tuple(leaf_hash(line) for line in written)


def test_entries_go_on_in_the_next_file_after_256(tmp_path: Path) -> None:
    written = lines(515)
    with FeedWriter.open(tmp_path, _FEED) as writer:
        writer.append(written[:255])
        writer.append(written[255:256])
        writer.append(written[256:514])
    with FeedWriter.open(tmp_path, _FEED) as writer:
        writer.append(written[514:])
    entries = tmp_path / "feeds" / _FEED / "entries"
    assert [len(path.read_bytes().splitlines()) for path in sorted(entries.iterdir())] == [256, 256, 3]
    assert read_lines(tmp_path, _FEED) == tuple(written)


def test_an_append_is_on_disk_before_it_returns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def watched(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*given: object) -> object:
            calls.append(name)
            return real(*given)

        return call

    for name in ("write", "fsync"):
        monkeypatch.setattr(os, name, watched(name, getattr(os, name)))
    with FeedWriter.open(tmp_path, _FEED) as writer:
        calls.clear()
        writer.append(lines(1))
        assert calls == ["write", "fsync", "fsync"]  # the entry file, then the folder that names it
        calls.clear()
        writer.append(lines(100, start=1))
        assert calls == ["write", "fsync"]  # one commit, however many entries


def test_a_feed_has_one_writer(tmp_path: Path) -> None:
    with FeedWriter.open(tmp_path, _FEED):
        with pytest.raises(StoreError, match="Another program writes"):
            FeedWriter.open(tmp_path, _FEED)
        FeedWriter.open(tmp_path, "demo-host").close()
    FeedWriter.open(tmp_path, _FEED).close()


def test_a_second_writer_that_is_turned_away_does_not_disturb_the_first(tmp_path: Path) -> None:
    with FeedWriter.open(tmp_path, _FEED) as writer:
        with pytest.raises(StoreError, match="Another program writes"):
            FeedWriter.open(tmp_path, _FEED)
        writer.append(lines(1))
    assert read_lines(tmp_path, _FEED) == tuple(lines(1))


def test_a_writer_that_wrote_nothing_leaves_nothing(tmp_path: Path) -> None:
    FeedWriter.open(tmp_path, _FEED).close()
    assert list((tmp_path / "feeds").iterdir()) == []


def test_a_writer_that_cannot_open_gives_the_lock_back(tmp_path: Path) -> None:
    file = tmp_path / "feeds" / _FEED / "entries/000.jsonl"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"not an entry\n")
    with pytest.raises(StoreError, match="line 1"):
        FeedWriter.open(tmp_path, _FEED)
    file.unlink()
    FeedWriter.open(tmp_path, _FEED).close()


def test_a_line_that_is_no_entry_of_the_feed_is_not_written(tmp_path: Path) -> None:
    with FeedWriter.open(tmp_path, _FEED) as writer:
        good = lines(2)
        for bad, reason in [
            (b"{}", "line 2: An entry is no envelope"),
            (good[0], "line 2: the event stands in the feed already"),
            (seal(event(0).payload, [FORCE_COUNT, FORCE]).line, "line 2: the event stands in the feed already"),
            (lines(1, feed="demo-host")[0], "line 2: the event belongs to the feed demo-host"),
            (seal(b"{}", [FORCE]).line, "line 2: An event does not have exactly the keys"),
        ]:
            with pytest.raises(StoreError, match=reason):
                writer.append([good[0], bad])
            assert writer.size == 0
        writer.append(good)
        with pytest.raises(StoreError, match="line 3: the event stands in the feed already"):
            writer.append(good[:1])
    assert read_lines(tmp_path, _FEED) == tuple(good)


@pytest.mark.parametrize("feed", ["", "..", "a/b", "Demo", "x" * 65])
def test_a_feed_has_an_id_and_not_a_path(tmp_path: Path, feed: str) -> None:
    with pytest.raises(StoreError, match="no id of a feed"):
        FeedWriter.open(tmp_path, feed)
    with pytest.raises(StoreError, match="no id of a feed"):
        read_lines(tmp_path, feed)


@pytest.mark.parametrize("call", ["write", "fsync"])
def test_after_a_failed_disk_call_the_writer_stops_and_the_log_stays_readable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    written = lines(2)

    def fail(*_given: object) -> int:
        raise OSError(5, "Input/output error")

    with FeedWriter.open(tmp_path, _FEED) as writer:
        writer.append(written[:1])
        with monkeypatch.context() as patch:
            patch.setattr(os, call, fail)
            with pytest.raises(StoreError, match="Input/output error"):
                writer.append(written[1:])
        with pytest.raises(StoreError, match="has stopped"):
            writer.append(written[1:])
        assert writer.size == 1
    assert read_lines(tmp_path, _FEED)[:1] == tuple(written[:1])


def test_a_closed_writer_writes_nothing(tmp_path: Path) -> None:
    writer = FeedWriter.open(tmp_path, _FEED)
    writer.close()
    with pytest.raises(StoreError, match="has stopped"):
        writer.append(lines(1))


def test_a_line_cut_off_anywhere_is_found_when_the_feed_is_opened(tmp_path: Path) -> None:
    written = lines(2)
    with FeedWriter.open(tmp_path, _FEED) as writer:
        writer.append(written)
    file = tmp_path / "feeds" / _FEED / "entries/000.jsonl"
    whole = file.read_bytes()
    for kept in range(len(written[0]) + 2, len(whole)):
        file.write_bytes(whole[:kept])
        with pytest.raises(StoreError, match=f"ends in the middle of a line, after byte {kept}") as refusal:
            FeedWriter.open(tmp_path, _FEED)
        assert "not cut" in str(refusal.value.hint)


def test_a_tail_of_zeros_is_found_when_the_feed_is_opened(tmp_path: Path) -> None:
    with FeedWriter.open(tmp_path, _FEED) as writer:
        writer.append(lines(2))
    file = tmp_path / "feeds" / _FEED / "entries/000.jsonl"
    whole = file.read_bytes()
    for tail in (bytes(40), bytes(40) + b"\n"):
        file.write_bytes(whole + tail)
        with pytest.raises(StoreError, match=r"middle of a line|line 3"):
            FeedWriter.open(tmp_path, _FEED)


def test_a_file_that_another_made_longer_is_not_written_to(tmp_path: Path) -> None:
    with FeedWriter.open(tmp_path, _FEED) as writer:
        writer.append(lines(1))
        with (tmp_path / "feeds" / _FEED / "entries/000.jsonl").open("ab") as stream:
            stream.write(lines(2)[1] + b"\n")
        with pytest.raises(StoreError, match="bytes, not"):
            writer.append(lines(3)[2:])


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
    own = sign_head(head(1, leaf_hash(b"a"), seen=_NONE_SEEN), FORCE)
    joint = cosign_head(own, HOST, second=1)
    write_head(tmp_path, own)
    write_joint_head(tmp_path, joint)
    assert _tree(tmp_path) == {"checkpoint": joint.data, f"feeds/{_FEED}/checkpoint": own.data}


def test_a_head_never_goes_back(tmp_path: Path) -> None:
    hashes = [leaf_hash(b"a"), leaf_hash(b"b")]
    new = sign_head(head(2, root_of_hashes(hashes), seen=_NONE_SEEN), FORCE)
    write_head(tmp_path, new)
    write_joint_head(tmp_path, new)
    older = sign_head(head(1, hashes[0], seen=_NONE_SEEN), FORCE)
    other = sign_head(head(2, root_of_hashes(hashes[::-1]), seen=_NONE_SEEN), FORCE)
    forgetful = sign_head(head(3, root_of_hashes(hashes), seen=()), FORCE)
    for bad in (older, other, forgetful):
        with pytest.raises(StoreError, match="covers less of demo"):
            write_head(tmp_path, bad)
        with pytest.raises(StoreError, match="covers less of demo"):
            write_joint_head(tmp_path, bad)
    write_head(tmp_path, new)
    assert _tree(tmp_path)[f"feeds/{_FEED}/checkpoint"] == new.data
