import os
from pathlib import Path

import pytest

from repli.errors import StoreError
from repli.ledger.files import append_durably, locked_folder, make_folder, read_file, remove_file, shown, write_files


class Disk:
    """Says which files and folders were synced, by asking the real calls what they were given."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.synced: list[int] = []
        real = os.fsync

        def fsync(descriptor: int) -> None:
            self.synced.append(os.fstat(descriptor).st_ino)
            real(descriptor)

        monkeypatch.setattr(os, "fsync", fsync)

    def has(self, path: Path) -> bool:
        return path.stat().st_ino in self.synced


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


def test_a_first_append_syncs_the_file_and_the_folder_that_names_it(tmp_path: Path, disk: Disk) -> None:
    append_durably(tmp_path / "a", b"one\n", at_byte=0)
    assert (tmp_path / "a").read_bytes() == b"one\n"
    assert disk.has(tmp_path / "a")
    assert disk.has(tmp_path)


def test_a_later_append_costs_one_sync(tmp_path: Path, disk: Disk) -> None:
    append_durably(tmp_path / "a", b"one\n", at_byte=0)
    disk.synced.clear()
    append_durably(tmp_path / "a", b"two\n", at_byte=4)
    assert (tmp_path / "a").read_bytes() == b"one\ntwo\n"
    assert disk.synced == [(tmp_path / "a").stat().st_ino]


def test_an_append_to_a_file_of_another_length_writes_nothing(tmp_path: Path) -> None:
    append_durably(tmp_path / "a", b"one\n", at_byte=0)
    with pytest.raises(StoreError, match="has 4 bytes, not 3"):
        append_durably(tmp_path / "a", b"two\n", at_byte=3)
    assert (tmp_path / "a").read_bytes() == b"one\n"


def test_a_short_write_is_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:3]))
    append_durably(tmp_path / "a", b"a longer line\n", at_byte=0)
    assert (tmp_path / "a").read_bytes() == b"a longer line\n"


def test_whole_files_are_replaced_and_synced(tmp_path: Path, disk: Disk) -> None:
    write_files(tmp_path / "in" / "here", {"a": b"old", "b": b"b"})
    write_files(tmp_path / "in" / "here", {"a": b"new"})
    assert {path.name: path.read_bytes() for path in (tmp_path / "in/here").iterdir()} == {"a": b"new", "b": b"b"}
    assert disk.has(tmp_path / "in/here/a")
    assert disk.has(tmp_path / "in/here")
    assert disk.has(tmp_path / "in")
    assert disk.has(tmp_path)


def test_a_replacement_that_fails_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(tmp_path, {"a": b"old"})

    def full(_descriptor: int, _data: bytes) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(StoreError, match="No space left"):
            write_files(tmp_path, {"a": b"new"})
    assert (tmp_path / "a").read_bytes() == b"old"
    write_files(tmp_path, {"a": b"new"})
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_reading_follows_no_link_and_opens_no_pipe(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"x")
    (tmp_path / "link").symlink_to("real")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(StoreError):
        read_file(tmp_path / "link", max_bytes=9)
    with pytest.raises(StoreError, match="not a plain file"):
        read_file(tmp_path / "pipe", max_bytes=9)
    with pytest.raises(StoreError):
        read_file(tmp_path, max_bytes=9)


def test_writing_follows_no_link(tmp_path: Path) -> None:
    (tmp_path / "outside").write_bytes(b"")
    (tmp_path / "link").symlink_to("outside")
    with pytest.raises(StoreError):
        append_durably(tmp_path / "link", b"x", at_byte=0)
    assert (tmp_path / "outside").read_bytes() == b""


def test_reading_takes_no_more_than_it_was_told_to_expect(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    assert read_file(tmp_path / "a", max_bytes=5) == b"12345"
    with pytest.raises(StoreError, match="larger than the 4 bytes"):
        read_file(tmp_path / "a", max_bytes=4)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="nowhere: the system says No such file"):
        read_file(tmp_path / "nowhere", max_bytes=1)


def test_a_name_that_is_no_text_can_still_be_named(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9")
    with pytest.raises(StoreError, match=r"caf\\udce9") as refusal:
        read_file(path, max_bytes=1)
    str(refusal.value.message).encode()


def test_a_lock_is_held_by_one_and_leaves_no_file(tmp_path: Path) -> None:
    with locked_folder(tmp_path, wait=False):
        with pytest.raises(StoreError, match="Another program writes"), locked_folder(tmp_path, wait=False):
            pass
        assert list(tmp_path.iterdir()) == []
    with locked_folder(tmp_path, wait=False):
        pass


def test_removing_the_last_file_removes_its_folder(tmp_path: Path) -> None:
    write_files(tmp_path / "p", {"1": b"", "2": b""})
    remove_file(tmp_path / "p/1")
    assert (tmp_path / "p").is_dir()
    remove_file(tmp_path / "p/2")
    assert not (tmp_path / "p").exists()


def test_a_file_in_the_place_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(StoreError, match="the system says"):
        make_folder(tmp_path / "a" / "b")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("journal signé", "journal signé"),
        ("\x1b[2J", "\\x1b[2J"),
        ("two\nlines\t", "two\\nlines\\t"),
        ("\x7f\x9b1m", "\\x7f\\x9b1m"),
        ("\u202egpj.exe", "\\u202egpj.exe"),
        ("\u2028\U000e0001", "\\u2028\\U000e0001"),
        (os.fsdecode(b"\xff.txt"), "\\udcff.txt"),
    ],
)
def test_a_path_is_shown_without_anything_that_a_terminal_obeys(name: str, text: str) -> None:
    assert shown(Path(name)) == text
    assert shown(Path(text)) == text
    assert shown(Path(name, name)) == f"{text}/{text}"
    with pytest.raises(StoreError) as refused:
        read_file(Path("nowhere", name), max_bytes=1)
    assert f"nowhere/{text}" in str(refused.value)
    assert str(refused.value).isprintable()
