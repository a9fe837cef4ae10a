"""Every single bit of the log of Niger 2024, flipped: no line, head, proof or packed log is believed by a verifier.

Each bit is one try for the package. verify.py checks signatures in plain Python, so it tries every bit of the heads and
of one line of each feed, and one bit of every byte elsewhere. Sidecars and tiles are hashes or are named by hashes:
there one bit in every 89 bytes is tried through the whole verifiers. The publication with its proof (L1) and a small
log in one file (L2) are tried at every bit by both.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from repli import commission
from repli.verification import standalone, verify_log
from tests.attacks.parts import Part, bundles_of, parts_of
from tests.cast import tiny_log
from tests.demo_run import CASE


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("niger")
    commission.replay(commission.load_case(CASE), folder)
    return folder / "log"


@pytest.fixture(scope="module")
def parts(log: Path) -> list[Part]:
    return parts_of(log)


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let verify.py remember which signatures it has seen, so that tens of thousands of tries stay fast."""
    monkeypatch.setattr(standalone, "signature_holds", cache(standalone.signature_holds))


@pytest.fixture
def bundles(log: Path, tmp_path: Path) -> dict[str, Part]:
    """L1 and L2 of Niger 2024, and the L2 of a log of twelve lines."""
    niger = {part.name: part for part in bundles_of(log)}
    small = next(part for part in bundles_of(tiny_log(tmp_path / "log").root) if part.name == "L2")
    return niger | {"small L2": small}


def flips(data: bytes, bits: int = 8, step: int = 1) -> Iterator[bytes]:
    """Change single bits: of every ``step``-th byte, the first ``bits`` after one that moves along."""
    for spot in range(0, len(data), step):
        for bit in range(spot, spot + bits):
            yield data[:spot] + bytes([data[spot] ^ 1 << bit % 8]) + data[spot + 1 :]


def believed(part: Part, *, bits: int, bits_of_theirs: int, step: int = 1) -> int:
    """How many of the changed parts either verifier believed."""
    ours = sum(part.ours(data) is None for data in flips(part.data, bits, step))
    return ours + sum(part.theirs(data) is None for data in flips(part.data, bits_of_theirs, step))


def test_every_part_is_believed_as_it_is(parts: list[Part]) -> None:
    assert len(parts) == 19
    assert [(part.name, part.ours(part.data), part.theirs(part.data)) for part in parts] == [
        (part.name, None, None) for part in parts
    ]


def test_a_flipped_bit_in_every_part_is_refused_by_both(parts: list[Part]) -> None:
    for part in parts:
        assert believed(part, bits=1, bits_of_theirs=1, step=23) == 0, part.name


@pytest.mark.heavy
def test_every_flipped_bit_of_every_part_is_refused_by_both(parts: list[Part]) -> None:
    seen = set()
    for part in parts:
        kind = part.name.split(" line ")[0]
        every = "checkpoint" in part.name or (len(part.data) < 600 and kind not in seen)
        seen |= {kind} if every else set()
        assert believed(part, bits=8, bits_of_theirs=8 if every else 1) == 0, part.name
    assert len(seen) == 5


@pytest.mark.heavy
def test_flipped_bits_of_sidecars_and_tiles_are_refused_by_both(log: Path) -> None:
    for path in [*(log / "sidecar").iterdir(), *(log / "feeds").rglob("*.p/*")]:
        data = path.read_bytes()
        for changed in flips(data, bits=1, step=89):
            path.write_bytes(changed)
            assert (verify_log(log).answer, standalone.verify(log).verdict) == ("no", "no"), path
        path.write_bytes(data)
    assert verify_log(log).answer == "consistent"


def test_bundles_are_believed_as_they_are_and_not_with_a_flipped_bit(bundles: dict[str, Part]) -> None:
    for name, part in bundles.items():
        assert (part.ours(part.data), part.theirs(part.data)) == (None, None), name
        assert believed(part, bits=1, bits_of_theirs=1, step=97 if len(part.data) < 20_000 else 977) == 0, name


@pytest.mark.heavy
@pytest.mark.usefixtures("fast")
def test_every_flipped_bit_of_a_bundle_is_refused_by_both(bundles: dict[str, Part]) -> None:
    assert believed(bundles["L1"], bits=8, bits_of_theirs=8) == 0
    assert believed(bundles["small L2"], bits=8, bits_of_theirs=8) == 0
    assert believed(bundles["L2"], bits=1, bits_of_theirs=1, step=7) == 0
