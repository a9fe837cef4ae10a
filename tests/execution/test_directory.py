"""A log directory can be closed, opened again and continued; with its heads it is complete."""

from pathlib import Path

import pytest

from repli.errors import RefusedError, StoreError
from repli.execution import LogDirectory, record_count, sign_heads
from repli.ledger.store import TornTail, read_directory, read_lines
from tests.cast import FORCE, HOST, NOON, TinyLog, officers, tiny_log


@pytest.fixture
def made(tmp_path: Path) -> TinyLog:
    return tiny_log(tmp_path / "log")


def test_a_complete_directory_is_what_the_ledger_reads(made: TinyLog) -> None:
    raw = read_directory(made.root)
    assert {feed: len(found.lines) for feed, found in raw.feeds.items()} == {FORCE: 10, HOST: 2}


def test_the_same_acts_give_the_same_bytes(made: TinyLog, tmp_path: Path) -> None:
    twin = tiny_log(tmp_path / "twin").root
    files = {path.relative_to(made.root): path.read_bytes() for path in made.root.rglob("*") if path.is_file()}
    assert files == {path.relative_to(twin): path.read_bytes() for path in twin.rglob("*") if path.is_file()}


def test_a_log_is_opened_again_and_continued(made: TinyLog) -> None:
    with LogDirectory(made.root) as log:
        force, host = (log.recorder(party, officers(party)) for party in (FORCE, HOST))
        assert force.copy.replay.state == made.force.copy.replay.state
        record_count(host, movement="R2", people=2, items=0, second=NOON + 30_000)
        sign_heads(made.root, force, host, second=NOON + 30_000)
    assert {feed: len(found.lines) for feed, found in read_directory(made.root).feeds.items()} == {FORCE: 10, HOST: 3}


def test_a_damaged_log_is_not_opened(made: TinyLog) -> None:
    path = made.root / "feeds" / FORCE / "entries" / "000.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:4], *lines[5:]]))
    with pytest.raises(RefusedError):
        LogDirectory(made.root).recorder(FORCE, officers(FORCE))


def test_a_feed_has_one_writer(made: TinyLog) -> None:
    with LogDirectory(made.root) as one, LogDirectory(made.root) as two:
        first, second = (log.recorder(HOST, officers(HOST)) for log in (one, two))
        record_count(first, movement="R2", people=2, items=0, second=NOON + 30_000)
        with pytest.raises(StoreError, match="Another program writes"):
            record_count(second, movement="R2", people=2, items=0, second=NOON + 30_001)


def test_a_feed_that_changed_after_it_was_read_is_not_written_to(made: TinyLog) -> None:
    with LogDirectory(made.root) as two:
        late = two.recorder(HOST, officers(HOST))
        with LogDirectory(made.root) as one:
            record_count(one.recorder(HOST, officers(HOST)), movement="R2", people=2, items=0, second=NOON + 30_000)
        with pytest.raises(StoreError, match="has changed since it was read"):
            record_count(late, movement="R2", people=2, items=0, second=NOON + 30_001)
    assert len(read_lines(made.root, HOST)) == 3


def test_a_torn_tail_of_the_own_feed_is_cut_only_for_one_who_is_told(made: TinyLog) -> None:
    path = made.root / "feeds" / HOST / "entries" / "000.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"payload":"ey')
    with pytest.raises(StoreError, match="14 bytes after byte"):
        LogDirectory(made.root).recorder(HOST, officers(HOST))
    told: list[TornTail] = []
    log = LogDirectory(made.root, on_cut=told.append)
    with pytest.raises(StoreError, match="14 bytes after byte"):  # the other party's feed is not ours to mend
        log.recorder(FORCE, officers(FORCE))
    assert told == []
    assert log.recorder(HOST, officers(HOST)).copy.size(HOST) == 2
    assert [torn.data for torn in told] == [b'{"payload":"ey']
    assert path.read_bytes() == whole
