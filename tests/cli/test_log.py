"""`repli log`: what each command writes and answers, in words and in JSON, with its exit code."""

import json
from pathlib import Path
from shutil import copytree

import pytest

from repli.execution import LogDirectory, sign_heads
from tests.cast import FORCE, NOON
from tests.demo_run import run_here as run_repli
from tests.second import DAY, HOUR, RAMP, Second, device_signer, second_log
from tests.third import keys_of_third, third_log


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("cli")
    (root / "keys.txt").write_text(second_log(root / "log"))
    return root


def answer(here: Path, *words: str, code: int = 0) -> str:
    found = run_repli("log", *words, cwd=here, check=False)
    assert found.returncode == code, found.stderr + found.stdout
    assert "Traceback" not in found.stderr
    return found.stdout


def test_a_publication_and_a_packed_log_are_written_and_verified(here: Path) -> None:
    answer(here, "publication", "log", "--out", "one.tlog-proof")
    answer(here, "pack", "log", "--out", "all.repli-log")
    one = json.loads(answer(here, "verify", "one.tlog-proof", "--keys", "keys.txt", "--json"))
    everything = json.loads(answer(here, "verify", "all.repli-log", "--keys", "keys.txt", "--json"))
    as_published = {figure["name"]: figure["value"] for figure in one["figures"]}
    corrected = {figure["name"]: figure["value"] for figure in everything["figures"]}
    # one person stayed behind, says the correction that came after the publication
    assert as_published.keys() == corrected.keys()
    changed = {
        name: corrected[name] - as_published[name] for name in corrected if corrected[name] != as_published[name]
    }
    assert changed == {"people_counted": -1, "people_departed": -1, "people_remaining": 1}
    assert everything["grades"] == {"disputed": 1, "joint": 2, "unilateral": 0, "unopposed": 1}
    assert "grades" not in one
    data = (here / "one.tlog-proof").read_bytes()
    (here / "bad.tlog-proof").write_bytes(data[:-2] + b"A\n")
    assert json.loads(answer(here, "verify", "bad.tlog-proof", "--json", code=1))["named"].startswith("proof-")


def test_a_log_is_not_packed_into_itself(here: Path) -> None:
    answer(here, "pack", "log", "--out", "log/all", code=2)


def test_the_heads_say_who_had_seen_what(here: Path) -> None:
    heads = json.loads(answer(here, "head", "log", "--json"))
    assert [head["path"] for head in heads] == ["feeds/force/checkpoint", "feeds/host/checkpoint", "checkpoint"]
    assert heads[1]["seen"] == {"force": 15, "force-ramp": 2, "host-gate": 1}
    assert "feeds/host/checkpoint: host 2" in answer(here, "head", "log")


def test_a_damage_is_listed_and_a_whole_log_has_none(here: Path) -> None:
    assert "No damage" in answer(here, "fsck", "log")
    copytree(here / "log", here / "hurt")
    (here / "hurt" / "feeds" / "host" / "tile" / "0" / "000.p" / "2").unlink()
    (found,) = json.loads(answer(here, "fsck", "hurt", "--mirror", "log", "--json", code=1))
    assert found["place"] == "feeds/host/tile/0/000.p/2"


def test_two_histories_are_proven_and_the_proof_is_verified(here: Path) -> None:
    with LogDirectory(here / "a") as log:
        Second(log)
    copytree(here / "a", here / "b")
    for name, people in (("a", 2), ("b", 3)):
        with LogDirectory(here / name) as log:
            signers = {"count": device_signer(FORCE, RAMP)}
            log.recorder(FORCE, signers).record(Second().depart("R1", people), second=NOON)
    assert "two histories" in answer(here, "prove", "a", "b", "--out", "two.repli-proof", code=1)
    verdict = json.loads(answer(here, "verify", "two.repli-proof", "--keys", "keys.txt", "--json"))
    assert (verdict["answer"], verdict["accused"], verdict["feed"]) == ("yes", FORCE, RAMP)
    assert "do not contradict" in answer(here, "prove", "a", "a", "--out", "none")
    merged = json.loads(answer(here, "merge", "a", "b", "--json", code=1))
    assert merged["forks"] == [{"feed": RAMP, "line": 1}]
    assert "Nothing new." in answer(here, "merge", "log", "log")


def test_a_reader_with_a_clock_sees_who_let_the_delay_pass(here: Path) -> None:
    with LogDirectory(here / "silent") as log:
        world = Second(log)
        world.force.record(world.depart("R1", 2), second=NOON)
        world.meet(world.force, world.host)
        sign_heads(here / "silent", world.force, world.host, second=NOON)
    early, late = (
        json.loads(answer(here, "verify", "silent", "--as-of", time, "--json", code=3))["grades"]
        for time in ("2030-01-08T11:59:59Z", "2030-01-08T12:00:00Z")
    )
    assert (early["unilateral"], late["unopposed"]) == (1, 1)
    answer(here, "verify", "silent", "--as-of", "tomorrow", code=2)


def test_the_public_pack_of_format_3_leaves_out_what_is_not_due(tmp_path: Path) -> None:
    third_log(tmp_path / "log", head_second=NOON + 2 * DAY + 2 * HOUR)
    (tmp_path / "keys.txt").write_text(keys_of_third())
    found = {}
    for name, *words in (("public",), ("whole", "--whole"), ("late", "--as-of", "2031-01-01T00:00:00Z")):
        run_repli("log", "pack", "log", "--out", name, *words, cwd=tmp_path)
        told = run_repli("log", "verify", name, "--keys", "keys.txt", "--json", cwd=tmp_path)
        found[name] = json.loads(told.stdout)
    assert {name: (one["answer"], one["undisclosed"]) for name, one in found.items()} == {
        "public": ("yes", 2),
        "whole": ("yes", 0),
        "late": ("yes", 0),
    }
    assert {one["state"] for one in found.values()} == {found["whole"]["state"]}
    said = run_repli("log", "verify", "public", "--keys", "keys.txt", cwd=tmp_path).stdout
    assert "Slots of 2 of 4 departures are not disclosed yet" in said
    wrong = run_repli("log", "pack", "log", "--out", "no", "--as-of", "tomorrow", cwd=tmp_path, check=False)
    assert (wrong.returncode, (tmp_path / "no").exists()) == (2, False)
