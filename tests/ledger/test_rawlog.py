import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from repli.errors import StoreError
from repli.ledger.head import Seen
from repli.ledger.merkle import EMPTY_ROOT, leaf_hash, tree_head
from repli.ledger.note import check_roots, cosign_head, parse_head, sign_head
from repli.ledger.rawlog import check_sidecars, feeds_of, read_directory, read_lines
from repli.ledger.store import FeedWriter, write_head, write_joint_head, write_sidecar, write_tiles
from tests.ledger.cast import FORCE, HOST, head, lines

_ENTRIES = {"demo-force": lines(260), "demo-host": lines(2, feed="demo-host")}
_TEXT = b"communique\n"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole published log of two feeds and one sidecar."""
    root = tmp_path_factory.mktemp("published") / "log"
    for feed, entries in _ENTRIES.items():
        with FeedWriter.open(root, feed) as writer:
            writer.append(entries)
            write_tiles(root, feed, writer.leaf_hashes)
    trees = {feed: Seen(feed=feed, size=len(held), root=tree_head(held)) for feed, held in _ENTRIES.items()}
    force, host = trees["demo-force"], trees["demo-host"]
    own = sign_head(head(force.size, force.root, seen=(host,)), FORCE)
    write_head(root, own)
    write_head(root, sign_head(head(host.size, host.root, seen=(force,), feed="demo-host"), HOST))
    write_joint_head(root, cosign_head(own, HOST, second=1))
    write_sidecar(root, _TEXT)
    return root


@pytest.fixture
def log(published: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published, tmp_path / "log"))


def test_a_published_log_reads_back_whole(log: Path) -> None:
    raw = read_directory(log)
    assert {feed: list(one.lines) for feed, one in raw.feeds.items()} == _ENTRIES
    assert list(raw.sidecars.values()) == [_TEXT]
    check_roots(parse_head(raw.checkpoint).head, {feed: one.leaf_hashes for feed, one in raw.feeds.items()})
    assert feeds_of(log) == ("demo-force", "demo-host")


def _every_file() -> list[str]:
    return [
        "checkpoint",
        "feeds/demo-force/checkpoint",
        "feeds/demo-host/checkpoint",
        "feeds/demo-force/tile/0/000",
        "feeds/demo-force/tile/0/001.p/4",
        "feeds/demo-force/tile/1/000.p/1",
        "feeds/demo-host/tile/0/000.p/2",
    ]


@pytest.mark.parametrize("name", _every_file())
def test_a_missing_file_is_refused_by_name(log: Path, name: str) -> None:
    (log / name).unlink()
    place = re.sub(r"p/\d$", "p", name)  # the only file of its folder: then the empty folder is what is named
    with pytest.raises(StoreError, match=f"log/{place}"):
        read_directory(log)


@pytest.mark.parametrize("name", ["feeds/demo-force/entries/000.jsonl", "feeds/demo-force/entries/001.jsonl"])
def test_a_missing_entry_file_leaves_files_over(log: Path, name: str) -> None:
    (log / name).unlink()
    with pytest.raises(StoreError, match=r"no file of a log|does not hold|empty folder|No such file"):
        read_directory(log)


@pytest.mark.parametrize(
    "name",
    [
        "README",
        ".checkpoint.new",
        "checkpoint.bak",
        "sidecar/x",
        "sidecar/.hidden",
        "feeds/demo-force/notes.txt",
        "feeds/demo-force/entries/002.json",
        "feeds/demo-force/entries/003.jsonl",
        "feeds/demo-force/tile/0/001",
        "feeds/demo-force/tile/0/001.p/3",
        "feeds/demo-force/tile/2/000.p/1",
        "feeds/demo-force/tile/entries/000",
    ],
)
def test_a_file_too_many_is_refused_by_name(log: Path, name: str) -> None:
    (log / name).parent.mkdir(parents=True, exist_ok=True)
    (log / name).write_bytes(b"x\n")
    with pytest.raises(StoreError, match="no file of a log") as refusal:
        read_directory(log)
    assert name in str(refusal.value)


def _link(path: Path) -> None:
    path.rename(path.with_name("moved"))
    path.symlink_to("moved")


def _outside(path: Path) -> None:
    shutil.copytree(path, path.parents[1] / "elsewhere")
    shutil.rmtree(path)
    path.symlink_to(path.parents[1] / "elsewhere")


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("checkpoint", _link),
        ("feeds/demo-host/entries/000.jsonl", _link),
        ("feeds/demo-host", _outside),
        ("checkpoint", _pipe),
    ],
)
def test_links_and_pipes_are_refused(log: Path, name: str, spoil: Callable[[Path], None]) -> None:
    spoil(log / name)
    with pytest.raises(StoreError, match="not a plain file"):
        read_directory(log)


@pytest.mark.parametrize("name", ["sidecar/new", "feeds/new", "feeds/demo-force/tile/7", "more"])
def test_an_empty_folder_is_refused(log: Path, name: str) -> None:
    (log / name).mkdir()
    with pytest.raises(StoreError, match="empty folder"):
        read_directory(log)


def test_a_folder_of_endless_depth_is_refused(log: Path) -> None:
    (log / "/".join("d" * 30)).mkdir(parents=True)
    with pytest.raises(StoreError, match="no file of a log"):
        read_directory(log)


@pytest.mark.parametrize("feed", ["Demo", "a.b"])
def test_a_folder_that_no_feed_can_have_is_refused(log: Path, feed: str) -> None:
    (log / "feeds" / feed).mkdir()
    (log / "feeds" / feed / "checkpoint").write_bytes(b"x")
    with pytest.raises(StoreError, match="no file of a log"):
        read_directory(log)


@pytest.mark.parametrize(("place", "line"), [(0, 1), (31, 1), (32, 2), (63, 2)])
def test_a_changed_byte_in_a_tile_is_refused_with_its_line(log: Path, place: int, line: int) -> None:
    file = log / "feeds/demo-host/tile/0/000.p/2"
    content = bytearray(file.read_bytes())
    content[place] ^= 1
    file.write_bytes(content)
    with pytest.raises(StoreError, match=f"does not hold the hash of line {line} of the entries"):
        read_directory(log)


def test_a_changed_entry_no_longer_fits_its_tile(log: Path) -> None:
    file = log / "feeds/demo-force/entries/000.jsonl"
    file.write_bytes(file.read_bytes().replace(b'"sig":"', b'"sig":"A', 1))
    with pytest.raises(StoreError, match="tile/0/000 does not hold the hash of line 1 of"):
        read_directory(log)


def test_a_changed_sidecar_is_refused(log: Path) -> None:
    (file,) = (log / "sidecar").iterdir()
    file.write_bytes(_TEXT + b" ")
    with pytest.raises(StoreError, match="bytes that its name promises"):
        read_directory(log)


def test_sidecars_are_exactly_those_that_events_name(log: Path) -> None:
    raw = read_directory(log)
    check_sidecars(raw, raw.sidecars)
    with pytest.raises(StoreError, match="no event names it"):
        check_sidecars(raw, [])
    with pytest.raises(StoreError, match="is missing, but an event names it"):
        check_sidecars(raw, [*raw.sidecars, "a" * 64])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"x", "middle of a write"),
        (b"\n", "wrong length"),
        (b"x\n\nx\n", "wrong length"),
        (b"x\n" * 257, "too many lines"),
        (b"x" * 32_769 + b"\n", "wrong length"),
        (b"x" * (256 * 32_769 + 1), "larger than"),
    ],
)
def test_an_entry_file_of_another_form_is_refused(log: Path, content: bytes, reason: str) -> None:
    (log / "feeds/demo-host/entries/000.jsonl").write_bytes(content)
    with pytest.raises(StoreError, match=reason):
        read_lines(log, "demo-host")
    with pytest.raises(StoreError, match=reason):
        read_directory(log)


def test_a_file_before_the_last_holds_256_entries(log: Path) -> None:
    file = log / "feeds/demo-force/entries/000.jsonl"
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[1:]))
    with pytest.raises(StoreError, match="does not hold 256 entries"):
        read_lines(log, "demo-force")


def test_a_feed_without_entries_has_a_head_and_no_tiles(log: Path) -> None:
    shutil.rmtree(log / "feeds/demo-host/entries")
    shutil.rmtree(log / "feeds/demo-host/tile")
    raw = read_directory(log)
    assert raw.feeds["demo-host"].lines == ()
    assert tree_head(raw.feeds["demo-host"].lines) == EMPTY_ROOT
    assert raw.feeds["demo-force"].leaf_hashes[0] == leaf_hash(_ENTRIES["demo-force"][0])


def test_three_folders_may_be_empty(log: Path) -> None:
    folders = ("sidecar", "feeds/demo-host/entries", "feeds/demo-host/tile")
    for name in folders:
        shutil.rmtree(log / name)
    without = read_directory(log)
    for name in folders:
        (log / name).mkdir()
    assert read_directory(log) == without


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for path in (tmp_path / "nowhere", tmp_path / "file"):
        with pytest.raises(StoreError, match="no folder"):
            read_directory(path)
    assert feeds_of(tmp_path / "nowhere") == ()
    assert read_lines(tmp_path / "nowhere", "demo-host") == ()
