"""Every call to the disk fails once: the writer says so and stops, the log stays readable, and work goes on.

A day of one writer is run once to count its calls, then again for each call with an error there (EIO, a full disk), on
the model of a disk and on the real one; and with a real process that is killed there.
"""

import errno
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from repli.errors import StoreError
from repli.ledger.disk import REAL, Disk
from repli.ledger.store import FeedWriter, read_lines
from tests.demo_run import HOUSE
from tests.ledger import kill_me
from tests.ledger.crash import FEED, POOL, ROOT, Work
from tests.ledger.disk_model import mounted
from tests.ledger.faulty_disk import FaultyDisk


def day(work: Work, disk: Disk) -> None:
    work.do(disk, random.Random(kill_me.SEED))  # noqa: S311 - a die, no secret


def calls_of_a_day(disk: Disk, root: Path = ROOT) -> int:
    counted = FaultyDisk(disk)
    day(Work(root), counted)
    return counted.calls


@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC, errno.EROFS])
def test_an_error_at_any_call_stops_the_writer_by_name_and_loses_nothing(error: int) -> None:
    calls = calls_of_a_day(mounted(ROOT.parent))
    assert calls > 100
    for fail_at in range(calls):
        disk, work = mounted(ROOT.parent, fail_at), Work()
        with pytest.raises(StoreError, match="the system says"):
            day(work, FaultyDisk(disk, fail_at=fail_at, error=error))
        work.check_readable(disk)
        work.check(disk)
        left = disk.cut()
        work.check(left)
        day(work, left)


def test_an_error_at_any_call_of_the_real_disk_loses_nothing(tmp_path: Path) -> None:
    calls = calls_of_a_day(REAL, tmp_path / "whole")
    for fail_at in range(0, calls, 7):
        work = Work(tmp_path / str(fail_at))
        with pytest.raises(StoreError, match="the system says"):
            day(work, FaultyDisk(REAL, fail_at=fail_at, error=errno.ENOSPC))
        work.check_readable(REAL)
        work.check(REAL)


def test_after_an_error_the_same_writer_writes_no_more() -> None:
    for error_at in ("write", "sync"):
        disk = mounted(ROOT.parent)
        with FeedWriter.open(ROOT, FEED, disk=disk) as writer:
            writer.append(POOL[:1])
            writer._disk = FaultyDisk(disk, fail_at=0, error=errno.EIO, only=error_at)
            with pytest.raises(StoreError, match="Input/output error"):
                writer.append(POOL[1:3])
            with pytest.raises(StoreError, match="This writer has stopped"):
                writer.append(POOL[1:3])
            assert writer.size == 1


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.ledger.kill_me", *map(str, arguments)]
    return subprocess.run(  # noqa: S603 - this Python
        command, cwd=HOUSE, capture_output=True, text=True, check=False
    )


def told_work(root: Path, output: str) -> Work:
    """What the dead process had acknowledged; it may have attempted more."""
    work = Work(root)
    work.attempted = len(POOL)
    for line in output.splitlines():
        if line[0].isdigit():
            work.acknowledged, work.head = map(int, line.split())
    return work


def kill_at(root: Path, call: int) -> None:
    dead = run(root, call)
    assert dead.returncode == -signal.SIGKILL
    assert dead.stderr == ""
    work = told_work(root, dead.stdout)
    work.check_readable(REAL)
    work.check(REAL)


@pytest.mark.parametrize("call", [9, 40, 71, 104])
def test_a_process_killed_at_a_call_leaves_what_it_acknowledged_and_no_lock(call: int, tmp_path: Path) -> None:
    kill_at(tmp_path / "log", call)


@pytest.mark.heavy
def test_a_process_killed_at_any_call_leaves_what_it_acknowledged_and_no_lock(tmp_path: Path) -> None:
    for call in range(0, calls_of_a_day(REAL, tmp_path / "whole"), 2):
        kill_at(tmp_path / str(call), call)


@pytest.mark.parametrize("limit", [300, 1000, 2500])
def test_a_write_that_the_system_refuses_is_named_and_loses_nothing(limit: int, tmp_path: Path) -> None:
    """The system takes a part of the batch and refuses the rest, as a full disk does."""
    ended = run(tmp_path / "log", "full", limit)
    assert ended.returncode == 0
    assert "File too large" in ended.stdout
    work = told_work(tmp_path / "log", ended.stdout)
    work.check_readable(REAL)
    work.check(REAL)


def test_the_lock_of_a_living_process_is_respected_and_that_of_a_dead_one_is_not(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.ledger.kill_me", str(tmp_path), "hold"]
    with subprocess.Popen(  # noqa: S603 - this Python
        command, cwd=HOUSE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StoreError, match="Another program writes"):
            FeedWriter.open(tmp_path, FEED)
        holder.kill()
    with FeedWriter.open(tmp_path, FEED) as writer:
        writer.append(POOL[:2])
    assert list(read_lines(tmp_path, FEED)) == POOL[:2]
