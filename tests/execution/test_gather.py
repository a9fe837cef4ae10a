"""Copies come together whatever is brought, in any order, twice or torn; forks are found and gaps wait."""

from pathlib import Path
from shutil import copytree, rmtree

import pytest

from repli.errors import UsageError
from repli.execution import LogDirectory, merge_copies
from repli.verification import verify_log
from tests.attacks.forge import Forge
from tests.cast import FORCE, HOST, NOON, tiny_log
from tests.second import RAMP, Second, device_signer, second_log


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    second_log(tmp_path / "whole")
    return tmp_path / "whole"


def entries(root: Path, feed: str) -> Path:
    return root / "feeds" / feed / "entries" / "000.jsonl"


def test_everything_comes_over_once_and_nothing_the_second_time(whole: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    new.mkdir()
    first = merge_copies(new, [whole])
    assert first.taken == {FORCE: 15, HOST: 2, RAMP: 2, "host-gate": 1}
    assert verify_log(new) == verify_log(whole)
    again = merge_copies(new, [whole])
    assert (again.taken, again.duplicates, again.forks, again.missing) == ({}, 20, [], {})


def test_loose_files_of_a_stick_in_two_halves_and_the_later_half_first(whole: Path, tmp_path: Path) -> None:
    new, early, late = (tmp_path / name for name in ("new", "early", "late"))
    for folder in (new, early, late):
        folder.mkdir()
    lines = entries(whole, FORCE).read_bytes().splitlines(keepends=True)
    (early / "a.jsonl").write_bytes(b"".join(lines[:5]))
    (late / "b.jsonl").write_bytes(b"".join(lines[4:]))
    copytree(whole / "sidecar", early / "sidecar")
    assert merge_copies(new, [late]).missing == {FORCE: 1}
    found = merge_copies(new, [early, late])
    assert found.missing == {FORCE: 5}  # which has seen what only the other feeds hold
    assert merge_copies(new, [whole, early]).taken[FORCE] == 11
    assert verify_log(new) == verify_log(whole)


def test_a_torn_end_is_told_and_the_whole_lines_before_it_are_taken(whole: Path, tmp_path: Path) -> None:
    new, stick = tmp_path / "new", tmp_path / "stick"
    new.mkdir()
    copytree(whole, stick)
    path = entries(stick, FORCE)
    path.write_bytes(path.read_bytes()[:-10])
    found = merge_copies(new, [stick])
    assert found.taken[FORCE] == 14
    assert any(name.endswith("000.jsonl") for name in found.unread)


def test_a_fork_is_found_and_what_was_here_stays(tmp_path: Path) -> None:
    with LogDirectory(tmp_path / "one") as log:
        Second(log)
    copytree(tmp_path / "one", tmp_path / "two")
    for name, people in (("one", 2), ("two", 3)):
        with LogDirectory(tmp_path / name) as log:
            signers = {"count": device_signer(FORCE, RAMP)}
            log.recorder(FORCE, signers).record(Second().depart("R1", people), second=NOON)
    before = entries(tmp_path / "one", RAMP).read_bytes()
    found = merge_copies(tmp_path / "one", [tmp_path / "two"])
    assert found.forks == [(RAMP, 1)]
    assert entries(tmp_path / "one", RAMP).read_bytes() == before


def test_a_damaged_line_in_one_copy_does_not_stop_the_good_one_in_another(whole: Path, tmp_path: Path) -> None:
    new, bad = tmp_path / "new", tmp_path / "bad"
    new.mkdir()
    copytree(whole, bad)
    path = entries(bad, HOST)
    data = path.read_bytes()
    at = data.index(b'"sig":"') + 12
    path.write_bytes(data[:at] + (b"A" if data[at : at + 1] != b"A" else b"B") + data[at + 1 :])
    found = merge_copies(new, [bad, whole])
    assert found.forks == []
    assert verify_log(new) == verify_log(whole)


def test_format_1_merges_by_the_place_of_its_files_and_finds_its_forks(tmp_path: Path) -> None:
    tiny_log(tmp_path / "one")
    (tmp_path / "new").mkdir()
    merge_copies(tmp_path / "new", [tmp_path / "one"])
    assert verify_log(tmp_path / "new") == verify_log(tmp_path / "one")
    copytree(tmp_path / "one", tmp_path / "two")
    forge = Forge(tmp_path / "two")
    forge.entry(HOST, 2).body["people"] = 3
    forge.write()
    found = merge_copies(tmp_path / "new", [tmp_path / "two"])
    assert (HOST, 2) in found.forks


def test_a_source_that_is_no_folder_was_named_wrongly(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        merge_copies(tmp_path, [tmp_path / "nothing"])
    rmtree(tmp_path)
