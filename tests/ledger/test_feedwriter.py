import os
from collections.abc import Callable
from pathlib import Path

import pytest

from repli.errors import StoreError
from repli.ledger.envelope import seal
from repli.ledger.merkle import leaf_hash, tree_head
from repli.ledger.store import (
    FeedWriter,
    read_lines,
)
from tests.ledger.cast import FORCE, FORCE_COUNT, event, lines

_FEED = "demo-force"


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


def test_a_file_that_another_made_longer_is_not_written_to(tmp_path: Path) -> None:
    with FeedWriter.open(tmp_path, _FEED) as writer:
        writer.append(lines(1))
        with (tmp_path / "feeds" / _FEED / "entries/000.jsonl").open("ab") as stream:
            stream.write(lines(2)[1] + b"\n")
        with pytest.raises(StoreError, match="bytes, not"):
            writer.append(lines(3)[2:])


def test_after_a_thousand_files_entries_go_on_in_a_folder_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("repli.ledger.tiles._GROUP", 2)  # two files instead of a thousand
    written = lines(515)
    with FeedWriter.open(tmp_path, _FEED) as writer:
        writer.append(written[:512])
        writer.append(written[512:])
    assert (tmp_path / "feeds" / _FEED / "entries/x001/000.jsonl").is_file()
    with FeedWriter.open(tmp_path, _FEED) as writer:
        assert writer.size == 515
    assert read_lines(tmp_path, _FEED) == tuple(written)


def test_what_a_crash_left_beside_the_entries_is_removed_when_the_feed_is_opened(tmp_path: Path) -> None:
    with FeedWriter.open(tmp_path, _FEED) as writer:
        writer.append(lines(2))
    entries = tmp_path / "feeds" / _FEED / "entries"
    (entries / ".000.jsonl.new").write_bytes(b"half")
    FeedWriter.open(tmp_path, _FEED).close()
    assert [path.name for path in entries.iterdir()] == ["000.jsonl"]
