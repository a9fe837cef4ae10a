"""The model of a disk behaves as the real one while the power stays on, and then forgets what was not synced."""

import random
from pathlib import Path

import pytest

from repli.ledger.disk import APPEND, FOLDER, READ, REAL, REPLACE, Disk
from tests.ledger.crash import ROOT, Work
from tests.ledger.disk_model import SECTOR, SimDisk, mounted


def write(disk: Disk, path: Path, flags: int, data: bytes, *, sync: bool) -> None:
    descriptor = disk.open(path, flags)
    while data:
        data = data[disk.write(descriptor, data) :]
    if sync:
        disk.sync(descriptor)
    disk.close(descriptor)


def after_cuts(data: bytes, *, sync_file: bool, sync_folder: bool) -> set[bytes | None]:
    """What a new file holds after each of many cuts; None where its name is gone."""
    found = set()
    for seed in range(200):
        disk = mounted(Path("/d"), seed)
        write(disk, Path("/d/a"), APPEND, data, sync=sync_file)
        if sync_folder:
            disk.sync(disk.open(Path("/d"), FOLDER))
        found.add(disk.cut().files().get("d/a"))
    return found


@pytest.mark.parametrize("seed", range(12))
def test_a_day_leaves_the_same_files_on_the_model_and_on_the_real_disk(seed: int, tmp_path: Path) -> None:
    model = mounted(ROOT.parent, part_bytes=333)
    for root, disk in ((ROOT, model), (tmp_path / "log", REAL)):
        work = Work(root)
        for number in range(3):
            work.do(disk, random.Random(seed * 10 + number))  # noqa: S311 - a die, no secret
    real = {str(path.relative_to(tmp_path)): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert {name.removeprefix("mnt/usb/"): data for name, data in model.files().items()} == real


@pytest.mark.parametrize("disk", [REAL, SimDisk()], ids=["real", "model"])
def test_both_disks_answer_alike(disk: Disk, tmp_path: Path) -> None:
    root = tmp_path if disk is REAL else Path("/")
    disk.make_folder(root / "f")
    disk.make_folder(root / "f")
    write(disk, root / "f/a", APPEND, b"one", sync=True)
    write(disk, root / "f/a", APPEND, b"two", sync=True)
    write(disk, root / "f/b", REPLACE, b"long", sync=True)
    write(disk, root / "f/b", REPLACE, b"b", sync=True)
    assert disk.names(root / "f") == ["a", "b"]
    disk.rename(root / "f/a", root / "f/b")
    status = disk.look(root / "f/b")
    assert status is not None
    assert (status.is_file, status.is_folder, status.size_bytes) == (True, False, 6)
    reader = disk.open(root / "f/b", READ)
    assert disk.status(reader) == status
    assert [disk.read(reader, 4), disk.read(reader, 4), disk.read(reader, 4)] == [b"onet", b"wo", b""]
    one, two = disk.open(root / "f", FOLDER), disk.open(root / "f", FOLDER)
    assert (disk.lock(one, wait=False), disk.lock(two, wait=False)) == (True, False)
    disk.close(one)
    assert disk.lock(two, wait=False)
    for wrong in (
        lambda: disk.remove(root / "f/nothing"),
        lambda: disk.remove_folder(root / "f"),
        lambda: disk.open(root / "f/b/c", READ),
        lambda: disk.open(root / "f/b", FOLDER),
        lambda: disk.names(root / "nowhere"),
    ):
        with pytest.raises(OSError, match="Errno"):
            wrong()
    assert disk.look(root / "f/nothing") is None
    disk.remove(root / "f/b")
    disk.remove_folder(root / "f")
    assert disk.look(root / "f") is None


def test_what_was_synced_with_its_name_outlives_every_cut() -> None:
    data = b"x" * 1300
    assert after_cuts(data, sync_file=True, sync_folder=True) == {data}
    assert after_cuts(data, sync_file=True, sync_folder=False) == {data, None}


def test_what_was_not_synced_comes_back_whole_torn_in_sectors_or_not_at_all() -> None:
    data = b"x" * 1300
    found = after_cuts(data, sync_file=False, sync_folder=True)
    assert {b"", data} < found
    assert len(found) > 20
    for left in found:
        assert left is not None
        assert len(left) <= len(data)
        sectors = [left[start : start + SECTOR] for start in range(0, len(left), SECTOR)]
        assert all(set(sector) in ({0}, {ord("x")}) for sector in sectors)


def test_a_failed_sync_loses_sectors_that_a_later_sync_does_not_bring_back() -> None:
    lost = 0
    for seed in range(50):
        disk = mounted(Path("/d"), seed)
        descriptor = disk.open(Path("/d/a"), APPEND)
        disk.write(descriptor, b"x" * 700)
        disk.fail_sync(descriptor)
        assert disk.files()["d/a"] == b"x" * 700
        disk.write(descriptor, b"y" * 700)
        disk.sync(descriptor)
        disk.sync(disk.open(Path("/d"), FOLDER))
        lost += disk.cut().files()["d/a"] != b"x" * 700 + b"y" * 700
    assert lost > 10
