"""`repli keys`: made, shown without secrets, rotated by both parties through files."""

import json
from pathlib import Path

import pytest

from repli.execution import KeyStore
from tests.cast import FORCE, HOST, officers
from tests.demo_run import run_here as run_repli
from tests.second import RAMP, device_signer, second_log


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "keys.txt").write_text(second_log(tmp_path / "log"))
    (tmp_path / "pass").write_text("a phrase\n")
    for party in (FORCE, HOST):
        for role in ("represent", "count"):
            KeyStore(tmp_path / party).add(officers(party)[role], passphrase=b"a phrase")
    return tmp_path


def answer(here: Path, *words: str, code: int = 0) -> str:
    found = run_repli("keys", *words, cwd=here, check=False)
    assert found.returncode == code, found.stderr + found.stdout
    assert "Traceback" not in found.stderr
    assert "PRIVATE KEY" not in found.stdout + found.stderr
    assert "a phrase" not in found.stdout + found.stderr
    return found.stdout


def test_a_key_is_made_and_shown_by_its_public_half(here: Path) -> None:
    made = json.loads(answer(here, "new", "mine", "--party", "demo", "--role", "count", "--device", "demo-1", "--json"))
    assert made[0]["name"] == "demo-1.count"
    assert json.loads(answer(here, "show", "mine", "--json")) == made
    answer(here, "new", "mine", "--party", "demo", "--role", "count", "--device", "demo-1", code=2)
    answer(here, "new", "mine", "--party", "demo", "--role", "cook", code=2)
    answer(here, "show", "nothing", code=2)


def test_both_parties_rotate_a_key_through_files_and_the_log_is_believed(here: Path) -> None:
    lock = ("--passphrase-file", "pass")
    answer(here, "rotate", "log", "force.represent", "--keys", FORCE, "--party", FORCE, "--reason", "new officer",
           "--out", "proposal", *lock)  # fmt: skip
    answer(here, "cosign", "log", "proposal", "--keys", HOST, "--party", HOST, "--out", "answer", *lock)
    assert "feed force line 16" in answer(here, "adopt", "log", "answer", "--keys", FORCE, "--party", FORCE, *lock)
    verified = run_repli("log", "verify", "log", "--keys", "keys.txt", cwd=here, check=False)
    assert verified.returncode == 0, verified.stdout
    answer(here, "revoke", "log", "ab" * 8, "--keys", HOST, "--party", HOST, "--reason", "x", "--out", "no", *lock,
           code=2)  # fmt: skip


def test_each_party_signs_on_its_own_machine_and_the_checkpoint_is_joint(here: Path) -> None:
    lock = ("--passphrase-file", "pass")
    (here / "log" / "checkpoint").unlink()
    for words in (("sign", FORCE), ("cosign", HOST)):
        found = run_repli("log", words[0], "log", "--keys", words[1], "--party", words[1], *lock, cwd=here)
        assert "force up to 15" in found.stdout
    verified = run_repli("log", "verify", "log", "--keys", "keys.txt", cwd=here, check=False)
    assert verified.returncode == 0, verified.stdout


def test_keys_inside_a_log_a_wrong_phrase_and_a_missing_file_are_said_so(here: Path) -> None:
    words = ("revoke", "log", "ab" * 8, "--party", FORCE, "--reason", "x", "--out", "no")
    answer(here, *words, "--keys", "log/keys", code=2)
    answer(here, *words, "--keys", FORCE, code=1)
    answer(here, *words, "--keys", FORCE, "--passphrase-file", "nothing", code=2)


def test_what_an_interrupted_write_left_is_cut_and_told(here: Path) -> None:
    lock = ("--passphrase-file", "pass")
    path = here / "log" / "feeds" / FORCE / "entries" / "000.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"payload":"ey')
    found = run_repli("log", "sign", "log", "--keys", FORCE, "--party", FORCE, *lock, cwd=here)
    assert "14 bytes after byte" in found.stderr
    assert "It is cut" in found.stderr
    assert "force up to 15" in found.stdout
    assert path.read_bytes() == whole
    path.write_bytes(whole + b'{"payload":"ey')
    (here / "stick").mkdir()
    merged = run_repli("log", "merge", "log", "stick", "--json", cwd=here)
    assert "14 bytes after byte" in merged.stderr
    assert json.loads(merged.stdout)["taken"] == {}
    assert path.read_bytes() == whole


def test_a_key_that_no_event_brought_in_signs_no_head(here: Path) -> None:
    answer(here, "new", "ramp", "--party", FORCE, "--role", "count", "--device", "force-ramp")
    words = ("log", "sign", "log", "--keys", "ramp", "--party", FORCE, "--device", "force-ramp")
    found = run_repli(*words, cwd=here, check=False)
    assert (found.returncode, found.stdout) == (1, "")
    assert not (here / "log" / "feeds" / "force-ramp" / "checkpoint").exists()
    verified = run_repli("log", "verify", "log", "--keys", "keys.txt", cwd=here, check=False)
    assert verified.returncode == 0, verified.stdout


def test_a_device_signs_its_head_and_the_log_is_believed(here: Path) -> None:
    KeyStore(here / "ramp").add(device_signer(FORCE, RAMP, 2), passphrase=None)
    words = ("log", "sign", "log", "--keys", "ramp", "--party", FORCE, "--device", RAMP)
    assert "force-ramp up to 2" in run_repli(*words, cwd=here).stdout
    verified = run_repli("log", "verify", "log", "--keys", "keys.txt", cwd=here, check=False)
    assert verified.returncode == 0, verified.stdout
