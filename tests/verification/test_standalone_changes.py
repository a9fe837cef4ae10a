"""Whatever changes in whatever file, verify.py says no, names the place, and never fails in another way."""

import os
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repli.verification import standalone
from repli.verification.standalone import verify
from tests.verification.attacks import FORCE_LINES
from tests.verification.log_builder import FORCE, HOST, World, save


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return save(World().files(), tmp_path / "log")


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remember what pure functions said, so that thousands of runs over nearly the same log stay fast."""
    for name in ("signature_holds", "is_strict_key", "read_event"):
        monkeypatch.setattr(standalone, name, lru_cache(maxsize=None)(getattr(standalone, name)))


def places_of(name: str, line: int) -> str:
    """Return what a place must say about a change in a line of a file."""
    if "/entries/" in name:
        return rf"feed {name.split('/')[1]} line {line}$"
    if name.endswith("checkpoint"):
        return rf"{name}( line \d+ or)* line {line}( or line \d+)*"
    return re.escape(name)


def changes_of_digits(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield every digit of a text, and every byte of a tile, changed."""
    text = data.isascii() or b"\xe2\x80\x94" in data or "é".encode() in data
    for spot, byte in enumerate(data):
        if not text or chr(byte).isdigit():
            yield spot, data[:spot] + bytes([byte ^ 1]) + data[spot + 1 :]


def changes_of_bits(data: bytes) -> Iterator[tuple[int, bytes]]:
    for spot, byte in enumerate(data):
        for bit in range(8):
            yield spot, data[:spot] + bytes([byte ^ 1 << bit]) + data[spot + 1 :]


def count_refusals(world: World, changes: Callable[[bytes], Iterator[tuple[int, bytes]]], folder: Path) -> int:
    """Assert that each change of each file is refused at its place; return how many there were."""
    files = world.files()
    log, tried = save(files, folder / "log"), 0
    for name, data in files.items():
        for spot, changed in changes(data):
            (log / name).write_bytes(changed)
            verdict = verify(log)
            assert (verdict.exit, verdict.verdict) == (1, "no"), (name, spot)
            if changes is changes_of_digits:
                assert re.match(places_of(name, data[:spot].count(b"\n") + 1), verdict.place), (name, spot, verdict)
            assert verdict.place
            assert verdict.reason
            tried += 1
        (log / name).write_bytes(data)
    assert verify(log).exit == 3
    return tried


@pytest.mark.usefixtures("fast")
def test_every_changed_digit_in_every_file_is_refused_with_its_place(tmp_path: Path) -> None:
    smaller = World(skip=("minutes", "depart2", "depart3"), joint={FORCE: 6, HOST: 1})
    assert count_refusals(smaller, changes_of_digits, tmp_path) > 1000


@pytest.mark.heavy
@pytest.mark.usefixtures("fast")
def test_every_flipped_bit_in_every_file_is_refused(tmp_path: Path) -> None:
    assert count_refusals(World(), changes_of_bits, tmp_path) > 90_000


@settings(max_examples=60)
@given(name=st.sampled_from(sorted(World().files())), data=st.binary(max_size=300), cut=st.integers(0, 4000))
def test_random_bytes_anywhere_are_refused_and_never_raise(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: bytes, cut: int
) -> None:
    files = World().files()
    changed = files[name][:cut] + data
    log = save(files | {name: changed}, tmp_path_factory.mktemp("log") / "log")
    assert verify(log).exit == (3 if changed == files[name] else 1)


@pytest.mark.parametrize("name", ["checkpoint", FORCE_LINES, f"feeds/{FORCE}/checkpoint"])
@pytest.mark.parametrize("data", [b"[" * 30_000, b'{"a":' * 6_000, b"\n" * 5_000, b"\0" * 9_000_000, b"9" * 30_000])
def test_deep_and_huge_files_are_refused_with_a_place(log: Path, name: str, data: bytes) -> None:
    (log / name).write_bytes(data)
    verdict = verify(log)
    assert (verdict.exit, verdict.verdict) == (1, "no")
    assert verdict.place in {name, f"{name} line 1", f"feed {FORCE} line 1"}


def test_a_folder_that_may_not_be_read_is_refused_without_a_traceback(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "scandir", refuse)
    verdict = verify(log)
    assert (verdict.exit, verdict.place, verdict.reason) == (1, "the folder", "cannot be checked (PermissionError)")
