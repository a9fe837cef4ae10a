"""Every damage is listed with its place and what heals it, and nothing is changed."""

from pathlib import Path
from shutil import copytree, rmtree

import pytest

from repli.execution import merge_copies
from repli.verification import verify_log
from repli.verification.fsck import damages
from tests.attacks.damage import DAMAGE
from tests.cast import FORCE, HOST, tiny_log


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tiny_log(tmp_path / "log").root


def places(log: Path, mirror: Path | None = None) -> dict[str, str]:
    return {one.place: str(one.heal) for one in damages(log, mirror)}


def test_a_whole_log_has_none(log: Path) -> None:
    assert damages(log) == ()


def test_several_damages_are_all_listed_at_once(log: Path) -> None:
    mirror = Path(copytree(log, log.parent / "mirror"))
    entries = log / "feeds" / FORCE / "entries" / "000.jsonl"
    entries.write_bytes(entries.read_bytes().replace(b'"payload":"ey', b'"payload":"eY', 1) + b"half")
    (log / "feeds" / HOST / "tile" / "0" / "000.p" / "2").unlink()
    sidecar = min((log / "sidecar").iterdir())
    sidecar.write_bytes(b"x")
    (log / "notes.txt").write_text("mine")
    found = places(log, mirror)
    assert "no line" not in found
    assert {f"feeds/{FORCE}/entries/000.jsonl", f"feed {FORCE} line 1", f"sidecar/{sidecar.name}", "notes.txt"} <= (
        found.keys()
    )
    assert "made again" in found[f"feeds/{HOST}/tile/0/000.p/2"]
    assert "mirror has it" in found[f"sidecar/{sidecar.name}"]
    assert "mirror has it" in found[f"feed {FORCE} line 1"]


def test_lost_lines_are_named_and_what_the_mirror_has_is_told(log: Path) -> None:
    mirror = Path(copytree(log, log.parent / "mirror"))
    path = log / "feeds" / FORCE / "entries" / "000.jsonl"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-2]))
    assert "mirror has it" in places(log, mirror)[f"feed {FORCE} line 9"]
    assert "name a mirror" in places(log)[f"feed {FORCE} line 9"]


def test_a_total_loss_is_healed_by_merging_the_mirror(log: Path) -> None:
    mirror = Path(copytree(log, log.parent / "mirror"))
    rmtree(log)
    log.mkdir()
    merge_copies(log, [mirror])
    assert verify_log(log) == verify_log(mirror)


@pytest.mark.parametrize("attack", DAMAGE, ids=lambda attack: attack.name)
def test_no_damage_of_the_attacks_makes_it_fall(attack, log: Path) -> None:  # noqa: ANN001 - an Attack
    attack.act(log)
    for one in damages(log):
        assert str(one.what)
        assert str(one.heal)
