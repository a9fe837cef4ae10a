"""Each attack on files is refused at its place and for one reason by both, and succeeds when its defence is removed.

Two verifiers that share no code are each other's oracle: the package, and the one-file verify.py.
"""

from collections.abc import Callable
from fnmatch import fnmatch
from importlib import import_module
from pathlib import Path
from shutil import copytree

import pytest

from repli.verification import standalone
from repli.verification.trust import parse_trust
from repli.verification.verdict import verify_log
from tests.attacks.attack import Attack
from tests.attacks.damage import DAMAGE
from tests.attacks.lies import LIES
from tests.attacks.reasons import ROWS, row_of
from tests.cast import TinyLog, tiny_log
from tests.verification.log_builder import save

ATTACKS = [*DAMAGE, *LIES]
CONTROLLED = [attack for attack in ATTACKS if attack.without]


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> TinyLog:
    return tiny_log(tmp_path_factory.mktemp("signed") / "log")


@pytest.fixture
def log(signed: TinyLog, tmp_path: Path) -> Path:
    return Path(copytree(signed.root, tmp_path / "log"))


@pytest.fixture
def keys(signed: TinyLog, tmp_path: Path) -> Path:
    path = tmp_path / "keys.txt"
    path.write_text(signed.keys_text)
    return path


def place_of(verdict: standalone.Verdict) -> str:
    """The place that verify.py names, without what it adds in brackets."""
    return verdict.place.split(" (")[0]


def change_bytes(log: Path, step: int) -> None:
    """Change one bit at every ``step``-th byte of every file, one at a time; both must refuse at the same place."""
    for path in sorted(one for one in log.rglob("*") if one.is_file()):
        data = path.read_bytes()
        for byte in range(step // 3, len(data), step):
            changed = bytearray(data)
            changed[byte] ^= 1 << (byte % 7)
            path.write_bytes(changed)
            ours, theirs = verify_log(log), standalone.verify(log)
            assert (ours.answer, theirs.verdict) == ("no", "no"), (path, byte)
            sharp = place_of(theirs)
            assert ours.place == (sharp.partition(" line ")[0] if sharp.startswith("sidecar/") else sharp), (path, byte)
        path.write_bytes(data)
    assert verify_log(log).answer == "consistent"


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_an_attack_is_refused_at_its_place_by_both_verifiers(attack: Attack, log: Path, keys: Path) -> None:
    attack.act(log)
    ours, theirs = verify_log(log, parse_trust(str(keys))), standalone.verify(log, str(keys))
    assert (ours.answer, theirs.verdict) == ("no", "no")
    assert ours.place == place_of(theirs), (ours.reason, theirs.reason)
    assert fnmatch(ours.place, attack.place)
    assert row_of(str(ours.reason), theirs.reason), (str(ours.reason), theirs.reason)


@pytest.mark.parametrize("attack", CONTROLLED, ids=lambda attack: attack.name)
def test_the_attack_succeeds_when_its_defence_is_removed(
    attack: Attack, log: Path, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attack.act(log)
    for name in attack.without:
        module, _, check = name.rpartition(".")
        monkeypatch.setattr(import_module(module), check, lambda *_, **__: None)
    verdict = verify_log(log, parse_trust(str(keys)))
    assert verdict.answer == "yes", (verdict.place, str(verdict.reason))


def test_every_threat_of_the_design_that_files_can_carry_has_two_attacks() -> None:
    threats = [attack.threat for attack in ATTACKS]
    once = {threat for threat in threats if threats.count(threat) < 2}
    assert once == set()


def attacks_on_the_other_verifier() -> list[tuple[str, Callable[[], dict[str, bytes]]]]:
    """The attacks that the author of verify.py wrote, from the same page and without this room."""
    found = {}
    for name in ("bytes", "files", "lines", "rules"):
        module = import_module(f"tests.verification.test_standalone_{name}")
        for table in vars(module).values():
            if isinstance(table, dict):
                found |= {f"{name}: {key}": one[0] for key, one in table.items() if _is_attack(one)}
    return sorted(found.items())


def _is_attack(value: object) -> bool:
    return isinstance(value, tuple) and len(value) == 3 and callable(value[0])


@pytest.mark.parametrize(("name", "make"), attacks_on_the_other_verifier())
def test_the_attacks_on_verify_py_are_refused_here_at_the_same_place(
    name: str, make: Callable[[], dict[str, bytes]], tmp_path: Path
) -> None:
    log = save(make(), tmp_path / "log")
    ours, theirs = verify_log(log), standalone.verify(log)
    assert (ours.answer, theirs.verdict) == ("no", "no"), name
    # verify.py names the line even inside a sidecar whose bytes are not those of its name; here that is the file.
    wanted = place_of(theirs).partition(" line ")[0] if ours.place.startswith("sidecar/") else place_of(theirs)
    assert ours.place == wanted, (str(ours.reason), theirs.reason)
    assert row_of(str(ours.reason), theirs.reason), (str(ours.reason), theirs.reason)


@pytest.mark.heavy
def test_every_row_of_reasons_is_needed_by_an_attack(signed: TinyLog, tmp_path: Path) -> None:
    keys = tmp_path / "keys.txt"
    keys.write_text(signed.keys_text)
    used = set()
    for number, attack in enumerate(ATTACKS):
        log = Path(copytree(signed.root, tmp_path / str(number) / "log"))
        attack.act(log)
        used.add(row_of(str(verify_log(log, parse_trust(str(keys))).reason), standalone.verify(log, str(keys)).reason))
    for number, (_, make) in enumerate(attacks_on_the_other_verifier()):
        log = save(make(), tmp_path / f"other{number}" / "log")
        used.add(row_of(str(verify_log(log).reason), standalone.verify(log).reason))
    assert used == {name for name, _, _ in ROWS}


def test_no_changed_byte_is_believed_and_both_verifiers_blame_the_same_place(log: Path) -> None:
    change_bytes(log, 401)


@pytest.mark.heavy
def test_no_changed_byte_is_believed_at_any_of_many_places(log: Path) -> None:
    change_bytes(log, 17)
