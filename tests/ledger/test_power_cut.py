"""20,000 power cuts: nothing acknowledged is lost, no feed is anything but a prefix of what was written.

The disk is a model; what it may forget, and what not, stands at the top of `disk_model.py`. Each run is a writer at
work (`crash.py`) whose machine loses power before one of its calls to the disk, any of them; a quarter of the runs have
a call that fails with an error before. Then the feed is opened on what is left, and a second cut comes at any call of
that, or of the work after it. The controls are the same runs without `sync`: they lose.
"""

import errno
import random
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from repli.errors import StoreError
from repli.ledger.disk import Disk
from repli.ledger.feedwriter import FeedWriter
from tests.ledger.crash import ROOT, BrokenError, Work
from tests.ledger.disk_model import mounted
from tests.ledger.faulty_disk import FaultyDisk, NoSync, PowerCut

CALLS, SYNCS = 200, 40  # of a day, about; a cut beyond the last call is a cut after it


def as_it_is(disk: Disk) -> Disk:
    return disk


def lose_power(seed: int, wrap: Callable[[Disk], Disk] = as_it_is) -> int:
    """Run one writer through two cuts; raise BrokenError if something is lost, else return the number of torn tails."""
    chance = random.Random(seed)  # noqa: S311 - a die, no secret
    disk = mounted(ROOT.parent, seed, part_bytes=chance.choice([100, 700, 2**20]))
    work = Work()
    if chance.random() < 0.25:
        with suppress(StoreError):
            work.do(FaultyDisk(wrap(disk), error=errno.EIO, **_some_call(chance)), chance)
        work.check_readable(disk)
    for _ in range(2):
        with suppress(PowerCut):
            work.do(FaultyDisk(wrap(disk), **_some_call(chance)), chance)
        disk = disk.cut()
        work.check(disk)
    return len(work.cuts)


def _some_call(chance: random.Random) -> dict[str, Any]:
    """Any call, or one of those before which something is not on disk."""
    if chance.random() < 0.5:
        return {"fail_at": chance.randrange(CALLS)}
    return {"fail_at": chance.randrange(SYNCS), "only": "sync"}


def losses(seeds: range, wrap: Callable[[Disk], Disk]) -> int:
    lost = 0
    for seed in seeds:
        try:
            lose_power(seed, wrap)
        except BrokenError:
            lost += 1
    return lost


def no_sync(*, files: bool, folders: bool) -> Callable[[Disk], Disk]:
    return lambda disk: NoSync(disk, files=files, folders=folders)


def test_hundreds_of_power_cuts_lose_nothing_that_was_acknowledged() -> None:
    torn = sum(lose_power(seed) for seed in range(300))
    assert torn > 10  # the cuts do hit writes


@pytest.mark.heavy
def test_twenty_thousand_power_cuts_lose_nothing_that_was_acknowledged() -> None:
    torn = sum(lose_power(seed) for seed in range(1_000, 11_000))  # two cuts each
    assert torn > 500


@pytest.mark.parametrize(("files", "folders"), [(True, True), (True, False), (False, True)])
def test_the_same_without_sync_loses_some(*, files: bool, folders: bool) -> None:
    assert losses(range(100), no_sync(files=files, folders=folders)) > 10


def test_without_putting_the_last_file_on_disk_anew_a_failed_sync_loses_some(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a torn tail is cut then; whole lines that the cache shows are believed."""
    settle = FeedWriter._settle
    monkeypatch.setattr(FeedWriter, "_settle", lambda self, found: settle(self, found) if found.torn else None)
    assert losses(range(600), as_it_is) > 0
