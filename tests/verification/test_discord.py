"""Two copies of a log are compared; where a party signed both histories, the proof comes out."""

from pathlib import Path
from shutil import copytree

import pytest

from repli.errors import UsageError
from repli.execution import LogDirectory
from repli.verification.contradiction import verify_contradiction
from repli.verification.discord import discords
from tests.attacks.forge import Forge
from tests.cast import FORCE, HOST, NOON, officers, tiny_log
from tests.second import RAMP, Second, device_signer, second_log


def test_a_copy_that_lags_behind_contradicts_nothing(tmp_path: Path) -> None:
    second_log(tmp_path / "one")
    copytree(tmp_path / "one", tmp_path / "two")
    with LogDirectory(tmp_path / "two") as log:
        recorder = log.recorder(HOST, officers(HOST))
        recorder.record(Second().depart("R8", 1), second=NOON)
    assert discords(tmp_path / "one", tmp_path / "two") == ()


def test_a_device_restored_from_a_backup_that_wrote_again_is_proven(tmp_path: Path) -> None:
    with LogDirectory(tmp_path / "one") as log:
        Second(log)
    copytree(tmp_path / "one", tmp_path / "two")
    for name, people in (("one", 2), ("two", 3)):
        with LogDirectory(tmp_path / name) as log:
            signers = {"count": device_signer(FORCE, RAMP)}
            log.recorder(FORCE, signers).record(Second().depart("R1", people), second=NOON)
    (found,) = discords(tmp_path / "one", tmp_path / "two")
    assert (found.feed, found.line) == (RAMP, 1)
    assert found.proof is not None
    assert verify_contradiction(found.proof).accused == FORCE


def test_two_heads_of_two_histories_of_format_1_are_proven(tmp_path: Path) -> None:
    tiny_log(tmp_path / "one")
    copytree(tmp_path / "one", tmp_path / "two")
    forge = Forge(tmp_path / "two")
    forge.entry(HOST, 2).body["people"] = 3
    forge.write()
    found = {one.feed: one for one in discords(tmp_path / "one", tmp_path / "two")}
    assert found[HOST].line == 2
    assert found[HOST].proof is not None
    assert verify_contradiction(found[HOST].proof).accused == HOST


def test_what_nobody_signed_twice_is_named_and_not_proven(tmp_path: Path) -> None:
    tiny_log(tmp_path / "one")
    copytree(tmp_path / "one", tmp_path / "two")
    path = tmp_path / "two" / "feeds" / HOST / "entries" / "000.jsonl"
    first, second = path.read_bytes().splitlines()
    path.write_bytes(second + b"\n" + first + b"\n")
    (found,) = discords(tmp_path / "one", tmp_path / "two")
    assert (found.feed, found.line, found.proof) == (HOST, 1, None)


def test_two_logs_are_not_compared(tmp_path: Path) -> None:
    tiny_log(tmp_path / "one")
    second_log(tmp_path / "two")
    with pytest.raises(UsageError, match="two logs"):
        discords(tmp_path / "one", tmp_path / "two")
    with pytest.raises(UsageError, match="no log"):
        discords(tmp_path / "one", tmp_path)
